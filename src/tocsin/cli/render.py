"""Assessments and explanations on a terminal: 80 columns are enough, colour never carries alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from tocsin import formats
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import (
    Assessment,
    Explanation,
    HorizonForecast,
    NodeState,
    OutcomeForecast,
    RunRecord,
)
from tocsin.terms import name

BLOCKS = "▁▂▃▄▅▆▇█"
STATES = {
    "observed": ("●", "red"),
    "emerging": ("◐", "yellow"),
    "monitored, not observed": ("○", "green"),
    "expired": ("◌", "bright_black"),
    "not monitored": ("?", "magenta"),
}


def heading(title: str, console: Console) -> None:
    """A section's title after an empty line."""
    console.print()
    console.print(Shown(title, style="bold"))


def grid(*columns: str, right: Sequence[int] = ()) -> Table:
    """A table of the house: no box, one rule under the headings; ``right`` columns hold figures."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bright_black")
    for i, column in enumerate(columns):
        table.add_column(Shown(column), justify="right" if i in right else "left", overflow="fold")
    return table


def titles(title: str, tlp: str | None, facts: str, console: Console) -> None:
    """The opening lines of every answer."""
    console.print(Shown(title, style="bold underline"))
    mark = f"TLP:{tlp} · " if tlp else ""
    console.print(Shown(mark + facts, style="bright_black"))


def show_assessment(result: Assessment, language: Language, console: Console) -> None:
    """Probabilities, curve, triggers, hypotheses, in that order."""
    facts = say("as of", language, date=formats.day(result.as_of, language))
    titles(result.title.in_(language), result.tlp, facts, console)
    _probabilities(result, language, console)
    _curve(result, language, console)
    _triggers(result.triggers, language, console)
    _hypotheses(result, language, console)
    heading(say("judgement", language), console)
    console.print(Shown(result.confidence.in_(language)))
    for warning in result.health.warnings:
        text = say("warning text", language, text=warning.in_(language))
        console.print(Shown(text, style="yellow"))
    run_line(result.run, language, console)


def _probabilities(result: Assessment, language: Language, console: Console) -> None:
    heading(say("probabilities caption", language), console)
    for outcome in result.outcomes:
        line = Shown(outcome.label.in_(language))
        now = say("going on short", language, p=formats.percent(outcome.going_on, language))
        line.append(f"  ({now})", style="bright_black")
        console.print()
        console.print(Padding(line, (0, 0, 0, 2)))
        console.print(Padding(_forecasts(outcome, language), (0, 0, 0, 2)))
    _counted(result, language, console)


def _counted(result: Assessment, language: Language, console: Console) -> None:
    """Where base rates come from that were counted for the case: their classes and counts."""
    labels = {outcome.id: outcome.label.in_(language) for outcome in result.outcomes}
    for anchor in result.anchors:
        if anchor.counted is not None:
            line = Shown(f"{say('Base rate', language)}, {labels[anchor.asked]}. ")
            line.append(anchor.counted.in_(language), style="bright_black")
            console.print(Padding(line, (1, 0, 0, 2)))


def _forecasts(outcome: OutcomeForecast, language: Language) -> Table:
    """One outcome's rows; the widths are fixed so that the tables stand in line."""
    columns = ("within", "probability", "points", "80 short", "Base rate", "in words")
    table = grid(*(say(key, language) for key in columns), right=(0, 1, 2, 3, 4))
    for column, width in zip(table.columns, (9, 11, 8, 15, 12), strict=False):
        column.width = width
    for each in outcome.horizons:
        table.add_row(*_forecast(each, language))
    return table


def _forecast(each: HorizonForecast, language: Language) -> list[Shown]:
    base = each.base_rate
    return [
        Shown(say("months", language, months=str(each.months)).replace(" ", "\u00a0")),
        Shown(formats.percent(each.probability, language), style="bold"),
        Shown(formats.points(each.mc_error, language).removeprefix("±"), style="bright_black"),
        Shown(formats.span(each.low, each.high, language)),
        Shown("–" if base is None else formats.percent(base, language)),
        Shown(each.words.in_(language)),
    ]


def sparkline(values: Sequence[float], width: int, scale: tuple[float, float] | None = None) -> str:
    """Values as ``width`` block characters, on ``scale`` or from their lowest to their highest."""
    if not values:
        return ""
    count = min(width, len(values))
    picked = [values[(i + 1) * len(values) // count - 1] for i in range(count)]
    low, high = scale or (min(picked), max(picked))
    if high <= low:
        return BLOCKS[0] * count
    steps = len(BLOCKS) - 1
    return "".join(BLOCKS[round((value - low) / (high - low) * steps)] for value in picked)


def _curve(result: Assessment, language: Language, console: Console) -> None:
    if not result.curve:
        return
    months = str(result.headline_months)
    start = formats.day(result.start, language)
    heading(say("curve", language, months=months, start=start), console)
    width = max(20, min(console.width, 100) - 4)
    for outcome in result.outcomes:
        series = [point.probability[outcome.id] for point in result.curve]
        line = Shown(f"{outcome.label.in_(language)}  ")
        line.append(formats.percent(series[-1], language), style="bold")
        spread = say(
            "lowest highest", language,
            low=formats.percent(min(series), language), high=formats.percent(max(series), language),
        )  # fmt: skip
        line.append(f"  ({spread})", style="bright_black")
        console.print(Padding(line, (0, 0, 0, 2)))
        console.print(Padding(Shown(sparkline(series, width), style="blue"), (0, 0, 0, 2)))


def _triggers(triggers: Sequence[NodeState], language: Language, console: Console) -> None:
    heading(say("triggers", language), console)
    table = grid(
        say("trigger", language), say("level", language), say("state", language),
        say("last evidence", language), say("age", language), right=(4,),
    )  # fmt: skip
    for each in triggers:
        mark, color = STATES[each.state]
        level = f"{each.level_label.in_(language)} {each.level_index}/{len(each.levels) - 1}"
        seen = each.last_evidence
        age = (
            "–"
            if each.age_days is None
            else say("days" if each.age_days != 1 else "one day", language, n=str(each.age_days))
        )
        table.add_row(
            Shown(each.label.in_(language)),
            Shown(level),
            Shown(f"{mark} {name('state', each.state, language)}", style=color),
            Shown("–" if seen is None else formats.day(seen, language, short=True)),
            Shown(age),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _hypotheses(result: Assessment, language: Language, console: Console) -> None:
    if not result.hypotheses:
        return
    heading(say("hypotheses", language), console)
    columns = ("hypothesis", "prior", "posterior", "ratings only", "undiscounted")
    table = grid(*(say(key, language) for key in columns), "", right=(1, 2, 3, 4))
    for column, key in zip(table.columns[1:5], columns[1:], strict=True):
        # no wider than the longest word of the heading, so that labels keep their room
        column.width = max(7, *(len(word) for word in say(key, language).split()))
    group = None
    for each in result.hypotheses:
        if each.group != group:
            table.add_row(Shown(each.group_label.in_(language), style="bright_black"))
            group = each.group
        table.add_row(
            Shown(f"  {each.label.in_(language)}"),
            Shown(formats.percent(each.prior, language)),
            Shown(formats.percent(each.posterior, language), style="bold"),
            Shown(formats.percent(each.ratings_only, language)),
            Shown(formats.percent(each.undiscounted, language)),
            Shown("█" * round(10 * each.posterior), style="blue"),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def run_line(run: RunRecord, language: Language, console: Console) -> None:
    """The last line of every computed answer: with it, anyone gets the same bytes."""
    facts = [
        f"tocsin {run.tocsin}",
        f"{say('run seed', language).lower()} {run.seed}",
        f"{say('run samples', language).lower()} {formats.decimal(run.samples, language, 0)}",
        run.case_sha256[:12],
    ]
    console.print()
    console.print(Shown(" · ".join(facts), style="bright_black"))


def bar(change: float, largest: float, width: int) -> Shown:
    """A change as a bar that grows left (lowers) or right (raises) of a middle line."""
    half = width // 2
    size = 0 if largest <= 0 else round(abs(change) / largest * half)
    if change != 0:
        size = max(size, 1)
    shown = Shown(" " * (half - size) if change < 0 else " " * half)
    if change < 0:
        shown.append("█" * size, style="blue")
    shown.append("│", style="bright_black")
    if change > 0:
        shown.append("█" * size, style="red")
    return shown


def show_explanation(result: Explanation, language: Language, console: Console) -> None:
    """The rows from the base rate to today, then the ranking by inconsistency."""
    facts = say("as of", language, date=formats.day(result.as_of, language))
    titles(result.title.in_(language), None, facts, console)
    total = result.log_odds - result.base_log_odds
    heading(
        say(
            "reasons text", language, base=formats.percent(result.base_probability, language),
            probability=formats.percent(result.probability, language),
            label=result.outcome_label.in_(language), months=str(result.months),
        ),
        console,
    )  # fmt: skip
    changes = formats.adding_up([row.change for row in result.rows], total)
    largest = max((abs(change) for change in changes), default=0.0)
    table = grid(
        say("item", language), say("date", language), say("log-odds", language),
        say("bar", language), right=(2,),
    )  # fmt: skip
    start = formats.percent(result.base_probability, language)
    base = formats.decimal(result.base_log_odds, language)
    table.add_row(Shown(say("start row", language, p=start), style="bold"), "", Shown(base))
    for row, change in zip(result.rows, changes, strict=True):
        table.add_row(
            Shown(row.label.in_(language)),
            Shown(formats.day(row.date, language, short=True) if row.date else "–"),
            Shown(formats.signed(change, language)),
            bar(change, largest, 17),
        )
    end = formats.percent(result.probability, language)
    table.add_row(say("total change", language), "", Shown(formats.signed(total, language)))
    log_odds = Shown(formats.decimal(result.log_odds, language), style="bold")
    table.add_row(Shown(say("end row", language, p=end), style="bold"), "", log_odds)
    console.print(Padding(table, (0, 0, 0, 2)))
    _matrix(result, language, console)
    run_line(result.run, language, console)


def _matrix(result: Explanation, language: Language, console: Console) -> None:
    if not result.matrix:
        return
    heading(say("matrix caption", language), console)
    spoken = {cell.hypothesis for row in result.matrix for cell in row.cells}
    shown = [hypothesis for hypothesis in result.hypotheses if hypothesis in spoken]
    table = grid(say("item", language), *shown, right=())
    for row in result.matrix:
        codes = {cell.hypothesis: cell.code for cell in row.cells}
        style = "" if row.counts else "bright_black"
        cells = (Shown(codes.get(each, "–"), style=style) for each in shown)
        item = f"{row.id} {row.label.in_(language)}"
        item = item if row.counts else say("marked", language, text=item)
        table.add_row(Shown(item, style=style), *cells)
    sums = (
        Shown(formats.decimal(result.inconsistency.get(each, 0.0), language), style="bold")
        for each in shown
    )
    table.add_row(Shown(say("inconsistency", language), style="bold"), *sums)
    console.print(Padding(table, (0, 0, 0, 2)))
    note = say("matrix codes", language)
    if not all(row.counts for row in result.matrix):
        note += f" {say('matrix uncounted', language)}"
    console.print(Padding(Shown(note, style="bright_black"), (0, 0, 0, 2)))
