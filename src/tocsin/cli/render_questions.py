"""What matters, what to watch next and the paths to an outcome, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import STATES, grid, heading, run_line, titles
from tocsin.cli.render_learning import figure
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import InputSwing, Matters, Pathway, Pathways, WatchNext, WatchValue
from tocsin.terms import name

TORNADO = 51
"""Characters across the bars of a tornado."""
MEASURABLE = 2.0
"""Sampling errors below which a sign tells nothing measurable."""
NAMED = 12
"""Signs that tell nothing and are named all the same."""
CLEAR = 3.0
"""Sampling errors below which an input moves nothing measurably, as ``Matters.clear`` counts."""


def _opening(result: Matters | WatchNext | Pathways, language: Language, console: Console) -> None:
    as_of = say("as of", language, date=formats.day(result.as_of, language))
    facts = say("facts", language, as_of=as_of, months=str(result.months))
    titles(result.title.in_(language), None, facts, console)


# --- what matters -------------------------------------------------------------------------------


def show_matters(result: Matters, language: Language, console: Console) -> None:
    """The largest swings as bars around the probability (a tornado)."""
    _opening(result, language, console)
    heading(
        say(
            "matters caption", language, label=result.outcome_label.in_(language),
            p=formats.percent(result.probability, language), inputs=str(result.inputs),
            clear=str(result.clear),
        ),
        console,
    )  # fmt: skip
    ends = [p for swing in result.swings for p in (swing.low, swing.high)]
    low, high = min([result.probability, *ends]), max([result.probability, *ends])
    table = grid("", "", right=(0,))
    table.show_header = False
    for rank, swing in enumerate(result.swings, 1):
        table.add_row(Shown(str(rank)), _input(swing, language))
        bar = tornado_bar(swing, result.probability, (low, high), TORNADO)
        table.add_row("", bar.append_text(_ends(swing, language)))
    console.print(Padding(table, (0, 0, 0, 2)))
    note = say(
        "tornado note", language,
        low=formats.percent(low, language), high=formats.percent(high, language),
    )  # fmt: skip
    console.print(Padding(Shown(note, style="bright_black"), (0, 0, 0, 2)))
    run_line(result.run, language, console)


def _input(swing: InputSwing, language: Language) -> Shown:
    """An input's label, its own 10 % and 90 % points or how probable it is, and its source."""
    if swing.kind in ("rate", "multiplier"):
        low, high = figure(swing.input_low, language), figure(swing.input_high, language)
        own = say(f"own {swing.kind}", language, low=low, high=high)
    else:
        kind = name("input", swing.kind, language)
        own = say("own truth", language, kind=kind, p=formats.percent(swing.input_high, language))
    source = say("from source", language, source=swing.source)
    label = Shown(swing.label.in_(language))
    label.append(f" · {own} · {source}", style="bright_black")
    return label


def tornado_bar(
    swing: InputSwing, probability: float, scale: tuple[float, float], width: int
) -> Shown:
    """A swing as a bar around the probability: ``░`` its low end, ``█`` its high end."""
    low, high = scale
    step = (high - low) / (width - 1) if high > low else 1.0
    middle = round((probability - low) / step)
    cells = [" "] * width
    ends = [(round((swing.low - low) / step), "░"), (round((swing.high - low) / step), "█")]
    # where both ends lie on one side the nearer one is drawn last and stays in sight
    for place, block in sorted(ends, key=lambda end: -abs(end[0] - middle)):
        for k in range(min(place, middle), max(place, middle) + 1):
            cells[k] = block
    cells[middle] = "│"
    return Shown("".join(cells), style="blue")


def _ends(swing: InputSwing, language: Language) -> Shown:
    ends = sorted((swing.low, swing.high))
    clear = abs(swing.high - swing.low) > CLEAR * swing.error
    return Shown("  " + formats.span(ends[0], ends[1], language) + ("" if clear else "\u00a0≈"))


# --- what to watch next -------------------------------------------------------------------------


def show_watch_next(result: WatchNext, language: Language, console: Console) -> None:
    """The signs that tell something, most telling first, then those that tell nothing."""
    _opening(result, language, console)
    by = formats.day(result.by, language)
    caption = say("watch caption", language, label=result.outcome_label.in_(language), by=by)
    heading(caption, console)
    if result.values:
        p = formats.percent(result.values[0].expected, language)
        console.print(Padding(Shown(say("watch text", language, p=p)), (0, 0, 0, 2)))
    telling = [v for v in result.values if v.share > MEASURABLE * v.share_error]
    if telling:
        _signs(telling, language, console)
    else:
        console.print(Padding(Shown(say("tells none", language), style="bold"), (1, 0, 0, 2)))
    others = [v for v in result.values if v not in telling]
    if others:
        console.print()
        console.print(Padding(Shown(say("tells nothing", language)), (0, 0, 0, 2)))
        listed = [v.label.in_(language) for v in others[:NAMED]]
        if len(others) > NAMED:
            listed.append(say("more", language, n=str(len(others) - NAMED)))
        between = " ; " if language is Language.FR else "; "
        text = Shown(between.join(listed), style="bright_black")
        console.print(Padding(text, (0, 0, 0, 2)))
    digits = len(f"{result.heard_rate:g}".partition(".")[2])
    rate = formats.decimal(result.heard_rate, language, digits)
    console.print()
    console.print(Padding(Shown(say("watch note", language, rate=rate)), (0, 0, 0, 2)))
    run_line(result.run, language, console)


def _sign(value: WatchValue, language: Language) -> str:
    node, level = value.label.in_(language), value.level_label.in_(language)
    return say("at level", language, node=node, level=level)


def _signs(values: list[WatchValue], language: Language, console: Console) -> None:
    heads = ("sign seen", "seen", "if seen", "if not", "tells")
    table = grid("", *(say(key, language) for key in heads), right=(0, 2, 3, 4, 5))
    for column in table.columns[2:]:
        column.no_wrap = True
    for rank, value in enumerate(values, 1):
        label = Shown(_sign(value, language))
        symbol, _ = STATES[value.state]
        watched = say("declare" if value.declare else "watched", language)
        state = f"{symbol} {name('state', value.state, language)}; {watched}"
        label.append(f"\n{state.replace('; ', ' ; ') if language is Language.FR else state}",
                     style="bright_black")  # fmt: skip
        tells = formats.decimal(100 * value.share, language)
        error = formats.decimal(100 * value.share_error, language)
        table.add_row(
            Shown(str(rank)),
            label,
            Shown(formats.percent(value.seen, language)),
            Shown(formats.percent(value.if_seen, language), style="bold"),
            Shown(formats.percent(value.if_not, language)),
            Shown(f"{tells} ± {error}".replace(" ", "\u00a0")),
        )
    console.print(Padding(table, (1, 0, 0, 2)))


# --- paths --------------------------------------------------------------------------------------


def show_pathways(result: Pathways, language: Language, console: Console) -> None:
    """Each path as a chain of steps, with its share, its time and its early signs."""
    _opening(result, language, console)
    label, p = result.outcome_label.in_(language), formats.percent(result.probability, language)
    heading(say("paths caption", language, label=label, p=p), console)
    for rank, path in enumerate(result.paths, 1):
        console.print()
        table = grid("", "")
        table.show_header = False
        table.columns[0].justify = "right"
        table.add_row(Shown(f"{rank}"), _chain(path, label, language))
        table.add_row("", Shown(_share(path, language), style="bold"))
        if path.signposts:
            by = formats.day(result.by, language)
            table.add_row("", Shown(say("path signs", language, by=by), style="bright_black"))
        for sign in path.signposts:
            said = say(
                "path sign", language, node=sign.label.in_(language),
                level=sign.level_label.in_(language), here=formats.percent(sign.on_path, language),
                there=formats.percent(sign.otherwise, language),
            )  # fmt: skip
            if sign.observable is not None:
                said += f" ({sign.observable.in_(language).removesuffix('.')})"
            table.add_row("", Shown(f"· {said}", style="bright_black"))
        console.print(Padding(table, (0, 0, 0, 2)))
    if result.rest > 0:
        console.print()
        rest = say("paths rest", language, p=formats.percent(result.rest, language))
        console.print(Padding(Shown(rest), (0, 0, 0, 2)))
    run_line(result.run, language, console)


def _share(path: Pathway, language: Language) -> str:
    return say(
        "path share", language, share=formats.percent(path.share, language),
        error=formats.decimal(100 * path.share_error, language, 1),
        months=formats.decimal(path.median_months, language, 0),
    )  # fmt: skip


def _chain(path: Pathway, outcome: str, language: Language) -> Shown:
    steps = [
        step.label.in_(language)
        if step.holds
        else say("no longer", language, label=step.label.in_(language))
        for step in path.steps
    ]
    return Shown(" → ".join([*(steps or [say("no step", language)]), outcome]))
