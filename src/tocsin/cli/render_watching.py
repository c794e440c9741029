"""A turn of the watch in the terminal."""

from __future__ import annotations

import math

from rich.console import Console

from tocsin import formats
from tocsin.cli.changes import marked
from tocsin.cli.render import grid, heading
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Gathering, Turn, WatchedOutcome


def show_turn(turn: Turn, language: Language, console: Console) -> None:
    """What was collected, where the outcomes stand, what is told."""
    title = say(
        "watch turn", language, case=turn.title.in_(language),
        date=formats.day(turn.as_of, language),
    )  # fmt: skip
    heading(title, console)
    for each in turn.gathered:
        console.print(Shown(_gathered(each, language)))
    if turn.outcomes:
        _outcomes(turn.outcomes, language, console)
    if turn.problem:
        console.print(Shown(say("watch problem", language, reason=turn.problem), style="red"))
    if turn.notices:
        console.print(Shown(say("watch news", language), style="bold"))
        for notice in turn.notices:
            console.print(Shown(f"• {notice.title.in_(language)}"))
            console.print(Shown(f"  {notice.detail.in_(language)}", style="bright_black"))
    elif not turn.problem:
        console.print(Shown(say("watch steady", language)))
    if turn.untold:
        console.print(Shown(say("watch untold", language, n=str(len(turn.untold))), style="yellow"))
    if turn.waiting:
        console.print(Shown(say("watch waiting", language, n=str(turn.waiting))))


def _gathered(each: Gathering, language: Language) -> str:
    if each.problem:
        return say("watch failed", language, source=each.key, reason=each.problem)
    return say(
        "watch gathered", language, source=each.key, new=str(each.new), refused=str(each.refused)
    )


def _outcomes(outcomes: list[WatchedOutcome], language: Language, console: Console) -> None:
    table = grid()
    before = outcomes[0].before_as_of
    heads = [
        say("outcome", language),
        say("watch within", language, months=str(outcomes[0].months)),
    ]
    if before is not None:
        heads += [
            say("watch before", language, date=formats.day(before, language, short=True)),
            say("watch change", language),
        ]
    for k, head in enumerate(heads):
        table.add_column(Shown(head), justify="left" if k == 0 else "right")
    for each in outcomes:
        row: list[Shown] = [
            Shown(each.label.in_(language)),
            Shown(formats.percent(each.probability, language)),
        ]
        if each.before is not None:
            # a figure of another day has an error of its own, much like this one's
            error = math.sqrt(2) * each.mc_error
            row += [
                Shown(formats.percent(each.before, language)),
                marked(each.probability - each.before, error, language),
            ]
        table.add_row(*row)
    console.print(table)
