"""A case tested on its past, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, run_line, sparkline, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Backtest, PastScore

INDENT = (0, 0, 0, 2)


def show_backtest(result: Backtest, language: Language, console: Console) -> None:
    """Scores by outcome and horizon, curves, calibration, and what this cannot show."""
    days = sorted({one.date for one in result.forecasts})
    facts = say(
        "past facts", language, origins=str(len(days)),
        first=formats.day(days[0], language), last=formats.day(days[-1], language),
    )  # fmt: skip
    title = say("past title", language, title=result.title.in_(language))
    titles(title, result.tlp, facts, console)
    for outcome, label in result.outcomes.items():
        for months in result.months:
            rows = [s for s in result.scores if (s.outcome, s.months) == (outcome, months)]
            if rows:
                _scores(rows, label.in_(language), language, console)
    _curves(result, language, console)
    _calibration(result, language, console)
    heading(say("past caveats", language), console)
    for caveat in result.caveats:
        console.print(Padding(Shown(caveat.in_(language), style="yellow"), INDENT))
    checked = say("past checked", language, day=formats.day(result.checked, language))
    console.print(Padding(Shown(checked, style="bright_black"), INDENT))
    run_line(result.run, language, console)


def _scores(rows: list[PastScore], outcome: str, language: Language, console: Console) -> None:
    months = say("months", language, months=str(rows[0].months))
    heading(
        say(
            "past caption", language, outcome=outcome, months=months, events=str(rows[0].events),
            n=str(rows[0].n),
        ),
        console,
    )  # fmt: skip
    columns = ("past forecaster", "past brier", "past log", "past difference")
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3))
    for row in rows:
        style = "bold" if row.rival == "model" else ""
        apart = "–"
        if row.difference is not None and row.low is not None and row.high is not None:
            apart = say(
                "past interval", language, value=formats.signed(row.difference, language, 3),
                low=formats.signed(row.low, language, 3),
                high=formats.signed(row.high, language, 3),
            )  # fmt: skip
        log = "–" if row.log is None else formats.decimal(row.log, language, 3)
        texts = (
            say(f"rival {row.rival}", language), formats.decimal(row.brier, language, 3), log, apart
        )  # fmt: skip
        table.add_row(*(Shown(text, style=style) for text in texts))
    console.print(Padding(table, INDENT))


def _curves(result: Backtest, language: Language, console: Console) -> None:
    months = max((m for m in result.months if m <= 12), default=min(result.months))
    shown = say("months", language, months=str(months))
    heading(say("past curves", language), console)
    note = say("past curves text", language, months=shown)
    console.print(Padding(Shown(note.split(". ")[0] + ".", style="bright_black"), INDENT))
    width = max(20, min(console.width, 100) - 4)
    for outcome, label in result.outcomes.items():
        said = [f.probability for f in result.forecasts
                if (f.outcome, f.months) == (outcome, months)]  # fmt: skip
        began = ", ".join(formats.day(day, language, short=True) for day in result.onsets[outcome])
        line = say(
            "past curves alternative", language, outcome=label.in_(language),
            low=formats.percent(min(said), language), high=formats.percent(max(said), language),
            onsets=began or say("past none", language),
        )  # fmt: skip
        console.print(Padding(Shown(line), INDENT))
        console.print(Padding(Shown(sparkline(said, width), style="blue"), INDENT))


def _calibration(result: Backtest, language: Language, console: Console) -> None:
    if not result.calibration:
        return
    heading(say("past calibration", language), console)
    keys = ("range", "n", "mean", "happened")
    table = grid(*(say(f"past {key}", language) for key in keys), right=(1, 2, 3))
    for b in result.calibration:
        span = say(
            "past range value", language, low=formats.percent(b.lower, language),
            high=formats.percent(b.upper, language),
        )  # fmt: skip
        happened = formats.percent(b.happened, language)
        texts = (
            span, str(b.n), formats.percent(b.forecast, language),
            f"{happened} ({formats.span(b.low, b.high, language)})",
        )  # fmt: skip
        table.add_row(*map(Shown, texts))
    console.print(Padding(table, INDENT))
