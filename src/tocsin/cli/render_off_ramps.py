"""Off-ramps on a terminal: ranked, those of two signs, the best pairs, and a plan for a budget."""

from __future__ import annotations

import math

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.changes import in_points, key_of_columns, letters, mark, marked
from tocsin.cli.render import grid, heading, run_line, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import OffRampEffect, OffRamps, OutcomeChange, SignedChange
from tocsin.terms import name

BEST_PAIRS = 5
STRONGEST = 4


def show_off_ramps(result: OffRamps, language: Language, console: Console) -> None:
    """The ranking, when and how each would be seen, then signs, pairs and plan."""
    as_of = say("as of", language, date=formats.day(result.as_of, language))
    facts = say("facts", language, as_of=as_of, months=str(result.months))
    titles(result.title.in_(language), None, facts, console)
    letter = letters(list(result.outcomes))[result.outcome]
    heading(say("off-ramps ranked", language, letter=letter), console)
    now = {change.outcome: change.before for change in result.alone[0].outcomes}
    key_of_columns(result.outcomes, now, language, console, result.outcome)
    _ranking(result, language, console)
    console.print(Padding(Shown(say("marks", language), style="bright_black"), (0, 0, 0, 2)))
    _windows(result, language, console)
    _ambiguous(result, language, console)
    _pairs(result, letter, language, console)
    _plan(result, letter, language, console)
    run_line(result.run, language, console)


def _columns(result: OffRamps) -> list[str]:
    return list(letters(list(result.outcomes)).values())


def _ranking(result: OffRamps, language: Language, console: Console) -> None:
    outcomes = _columns(result)
    heads = ("", say("off-ramp", language), *outcomes, say("cost", language))
    table = grid(*heads, right=(0, *range(2, 2 + len(outcomes))))
    for column in table.columns[2:]:
        column.no_wrap = True
    table.padding = (0, 1, 0, 0)
    for rank, ramp in enumerate(result.alone, 1):
        label = Shown(f"{ramp.label.in_(language)} ({ramp.code})")
        if ramp.already:
            label.append(f"\n{say('already', language)}", style="bright_black")
        table.add_row(
            Shown(str(rank)),
            label,
            *(marked(c.change, c.change_error, language) for c in ramp.outcomes),
            Shown(f"{name('degree', ramp.cost, language)} {ramp.points}"),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _windows(result: OffRamps, language: Language, console: Console) -> None:
    heading(say("windows caption", language), console)
    table = grid(say("code", language), say("windows", language), say("signpost", language))
    for ramp in result.alone:
        window, signpost = ramp.window.in_(language), ramp.signpost.in_(language)
        table.add_row(Shown(ramp.code), Shown(window), Shown(signpost))
    console.print(Padding(table, (0, 0, 0, 2)))


def _ambiguous(result: OffRamps, language: Language, console: Console) -> None:
    ramps = [ramp for ramp in result.alone if ramp.direction == "ambiguous"]
    if not ramps:
        return
    heading(say("ambiguous caption", language), console)
    for ramp in ramps:
        line = Shown(f"{ramp.label.in_(language)} ({ramp.code})", style="bold")
        console.print(Padding(line, (0, 0, 0, 2)))
        if ramp.caution is not None:
            caution = Shown(ramp.caution.in_(language), style="bright_black")
            console.print(Padding(caution, (0, 0, 0, 4)))
        _both_ways(result, ramp, language, console)
        _turns(result, ramp.signs, language, console)


def _both_ways(result: OffRamps, ramp: OffRampEffect, language: Language, console: Console) -> None:
    """What falls, what rises, and what does neither."""
    table = grid("", "", "", right=(2,))
    table.show_header = False
    for sign, key in (("▼", "falls"), ("▲", "rises"), ("≈", "neither")):
        for c in ramp.outcomes:
            if mark(c.change, c.change_error) == sign:
                table.add_row(
                    Shown(say(key, language)),
                    Shown(result.outcomes[c.outcome].in_(language)),
                    marked(c.change, c.change_error, language, errors=True),
                )
    console.print(Padding(table, (0, 0, 0, 4)))


def _turns(
    result: OffRamps, signs: list[SignedChange], language: Language, console: Console
) -> None:
    """The explanations and assumptions on which the effect depends most; turned signs first."""
    if not signs:
        console.print(Padding(Shown(say("no turns", language)), (0, 0, 0, 4)))
        return
    strongest = sorted(signs, key=lambda s: (s.if_true * s.if_false > 0, -_distance(s)))
    key = letters(list(result.outcomes))
    heads = ("turns on", "for", "if true", "if false")
    table = grid(*(say(h, language) for h in heads), right=(2, 3))
    for sign in strongest[:STRONGEST]:
        table.add_row(
            Shown(sign.label.in_(language)),
            Shown(key[sign.outcome]),
            marked(sign.if_true, sign.if_true_error, language, errors=True),
            marked(sign.if_false, sign.if_false_error, language, errors=True),
        )
    console.print(Padding(table, (0, 0, 0, 4)))
    if len(signs) > STRONGEST:
        more = say("more", language, n=str(len(signs) - STRONGEST))
        console.print(Padding(Shown(more, style="bright_black"), (0, 0, 0, 4)))


def _distance(sign: SignedChange) -> float:
    """How far apart the two sides are, in sampling errors."""
    error = math.hypot(sign.if_true_error, sign.if_false_error)
    return abs(sign.if_true - sign.if_false) / max(error, 1e-12)


def _of(changes: list[OutcomeChange], outcome: str) -> OutcomeChange:
    return next(change for change in changes if change.outcome == outcome)


def _pairs(result: OffRamps, letter: str, language: Language, console: Console) -> None:
    if not result.pairs:
        return
    heading(say("pairs caption", language, letter=letter), console)
    ramps = {ramp.id: ramp for ramp in result.alone}
    heads = ("pair", "together", "interaction", "cost")
    table = grid(*(say(key, language) for key in heads), right=(1, 2, 3))
    for pair in result.pairs[:BEST_PAIRS]:
        both = [ramps[pair.first], ramps[pair.second]]
        change = _of(pair.outcomes, result.outcome)
        interaction = pair.interaction[result.outcome]
        table.add_row(
            Shown("\n".join(f"{r.code} {r.label.in_(language)}" for r in both)),
            marked(change.change, change.change_error, language, errors=True),
            Shown(in_points(interaction, change.change_error, language)),
            Shown(str(pair.points)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
    console.print(Padding(Shown(say("pairs note", language), style="bright_black"), (0, 0, 0, 2)))


def _plan(result: OffRamps, letter: str, language: Language, console: Console) -> None:
    costs = ", ".join(f"{name('degree', k, language)} {v}" for k, v in result.costs.items())
    heading(say("plan caption", language, budget=str(result.budget), costs=costs), console)
    if not result.plan:
        text = Shown(say("plan none", language, letter=letter))
        console.print(Padding(text, (0, 0, 0, 2)))
        return
    ramps = {ramp.id: ramp for ramp in result.alone}
    outcomes = _columns(result)
    heads = (say("one more", language), *outcomes, say("spent", language))
    table = grid(*heads, right=range(1, 2 + len(outcomes)))
    now = [formats.percent(c.before, language) for c in result.plan[0].outcomes]
    table.add_row(Shown(say("as it stands", language)), *map(Shown, now), Shown("0"))
    for k, step in enumerate(result.plan):
        ramp = ramps[step.ramp]
        table.add_row(
            Shown(f"{'+ ' if k else ''}{ramp.label.in_(language)} ({ramp.code})"),
            *(Shown(formats.percent(c.after, language)) for c in step.outcomes),
            Shown(str(step.points)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))
