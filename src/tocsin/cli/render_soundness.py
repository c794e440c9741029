"""Ensembles and exact answers on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, run_line, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Ensemble, Exact


def show_ensemble(result: Ensemble, language: Language, console: Console) -> None:
    """Each outcome's mean over the runs, their spread, and the error that they state."""
    facts = say("as of", language, date=formats.day(result.as_of, language))
    titles(result.title.in_(language), None, facts, console)
    first, last = result.seeds[0], result.seeds[-1]
    heading(
        say("ensemble runs", language, n=str(len(result.seeds)), first=str(first), last=str(last)),
        console,
    )
    columns = ("within", "mean", "± of mean", "lowest", "highest", "spread", "stated")
    for outcome in result.outcomes:
        table = grid(*(say(key, language) for key in columns), right=range(7))
        for each in outcome.horizons:
            table.add_row(
                say("months", language, months=str(each.months)),
                Shown(formats.percent(each.probability, language), style="bold"),
                formats.points(each.error, language).removeprefix("±"),
                formats.percent(each.lowest, language),
                formats.percent(each.highest, language),
                formats.points(each.spread, language).removeprefix("±"),
                formats.points(each.stated, language).removeprefix("±"),
            )
        console.print()
        console.print(Padding(Shown(outcome.label.in_(language)), (0, 0, 0, 2)))
        console.print(Padding(table, (0, 0, 0, 2)))
    console.print()
    console.print(Shown(say("ensemble note", language), style="bright_black"))
    run_line(result.run, language, console)


def show_exact(result: Exact, language: Language, console: Console) -> None:
    """Each outcome by horizon, as it is and with what is done."""
    facts = say(
        "exact facts", language,
        states=formats.decimal(result.states, language, 0),
        assignments=formats.decimal(result.assignments, language, 0),
    )  # fmt: skip
    titles(result.title.in_(language), None, facts, console)
    for step in result.steps:
        console.print(Padding(Shown(step.label.in_(language)), (0, 0, 0, 2)))
    columns = ("within", "probability", *(("with steps",) if result.steps else ()))
    for outcome in result.outcomes:
        table = grid(*(say(key, language) for key in columns), right=range(3))
        for each in outcome.horizons:
            table.add_row(
                say("months", language, months=str(each.months)),
                Shown(_digits(each.before, language), style="bold"),
                *([_digits(each.after, language)] if result.steps else []),
            )
        console.print()
        console.print(Padding(Shown(outcome.label.in_(language)), (0, 0, 0, 2)))
        console.print(Padding(table, (0, 0, 0, 2)))
    console.print()
    console.print(Shown(say("exact note", language), style="bright_black"))
    run_line(result.run, language, console)


def _digits(p: float, language: Language) -> str:
    """Percentage points with four decimals: there is no sampling error to hide them."""
    return formats.decimal(100 * p, language, 4)
