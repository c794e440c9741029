"""Indicators on a terminal: a line of bars for each series, its levels, its last blocks."""

from __future__ import annotations

import math

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from tocsin import formats
from tocsin.cli.render import BLOCKS, grid, heading, run_line, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Indicators, IndicatorState, IndicatorWeek

LAST = 6
"""Blocks that the table shows."""
WIDEST = 72
"""Bars that fit on a line."""


def show_indicators(result: Indicators, language: Language, console: Console) -> None:
    """The outcome's probability, then each indicator; what is not monitored says why."""
    facts = say("as of", language, date=formats.day(result.as_of, language))
    titles(result.title.in_(language), None, facts, console)
    p = formats.percent(result.probability, language)
    label = result.outcome_label.in_(language)
    heading(say("indicator facts", language, label=label, months=str(result.months), p=p), console)
    if not result.indicators:
        console.print(Shown(say("no indicators", language)))
    elif not any(one.monitored for one in result.indicators):
        console.print(Shown(say("none monitored", language)))
    for one in result.indicators:
        heading(one.label.in_(language), console)
        console.print(Padding(_facts(one, language), (0, 0, 0, 2)))
        if one.missing is not None:
            text = f"? {say('picture dead', language)} – {one.missing.in_(language)}"
            console.print(Padding(Shown(text, style="magenta"), (0, 0, 0, 2)))
        if one.means:
            _series(one, language, console)
    run_line(result.run, language, console)


def _facts(one: IndicatorState, language: Language) -> Shown:
    if one.source == "documents":
        counts = say("documents with words", language)
    else:
        unit = say(f"unit {one.unit}", language)
        counts = say("indicator counts", language, unit=unit, source=one.source)
    node = one.node_label.in_(language)
    return Shown(f"{counts} · {say('bears on', language)} {node}", style="bright_black")


def _series(one: IndicatorState, language: Language, console: Console) -> None:
    bars, top = _bars(one)
    console.print(Padding(bars, (0, 0, 0, 2)))
    note = say("spark note", language, top=formats.decimal(top, language, 1))
    console.print(Padding(Shown(note, style="bright_black"), (0, 0, 0, 2)))
    console.print(Padding(_levels(one, language), (1, 0, 0, 2)))
    if one.blocks:
        console.print(Padding(_blocks(one, language), (1, 0, 0, 2)))
    if one.monitored:
        did = say(
            "indicator did", language,
            change=formats.signed(one.change, language),
            error=formats.decimal(one.mc_error, language),
            odds=formats.decimal(math.exp(one.change), language),
        )  # fmt: skip
        console.print(Padding(Shown(did, style="bold"), (1, 0, 0, 2)))


def _bars(one: IndicatorState) -> tuple[Shown, float]:
    """A bar for four weeks, against the ordinary rate; the highest bar's multiple of it."""
    usual = next(mean.mean for mean in one.means if not mean.raised)
    first = one.blocks[0].since if one.blocks else None
    before = [week for week in one.weeks if first is None or week.week < first]
    after = one.weeks[len(before) :]
    old = [before[k : k + 4] for k in range(len(before) % 4, len(before), 4)]
    new = [after[k : k + 4] for k in range(0, len(after), 4)]
    rates = [_rate(part, usual) for part in old[max(0, len(old) + len(new) - WIDEST) :]]
    later = [_rate(part, usual) for part in new]
    top = max([2.0, *(rate for rate in rates + later if rate is not None)])
    text = Shown("".join(_bar(rate, top) for rate in rates), style="bright_black")
    if later:
        text.append("│", style="")
        text.append("".join(_bar(rate, top) for rate in later), style="blue")
    return text, top


def _rate(part: list[IndicatorWeek], usual: float) -> float | None:
    """How many times the ordinary rate; None where less than half of it was collected."""
    live = [week for week in part if week.exposure > 0]
    if 2 * len(live) < len(part):
        return None
    return sum(w.count for w in live) / sum(w.exposure for w in live) / usual


def _bar(rate: float | None, top: float) -> str:
    if rate is None:
        return "·"
    return BLOCKS[min(len(BLOCKS) - 1, int(rate / top * len(BLOCKS)))]


def _levels(one: IndicatorState, language: Language) -> Table:
    """The mean of an ordinary week at each level, and how probable the level is."""
    table = grid(
        say("level", language), say("ordinary week", language), say("mean 90", language),
        say("probability", language), right=(1, 2, 3),
    )  # fmt: skip
    for mean in one.means:
        digits = 1 if mean.mean >= 1 else 2
        low, high = (formats.decimal(x, language, digits) for x in (mean.low, mean.high))
        joiner = "\u00a0à\u00a0" if language is Language.FR else "–"
        table.add_row(
            Shown(mean.label.in_(language), style="bright_black" if mean.raised else ""),
            formats.decimal(mean.mean, language, digits),
            f"{low}{joiner}{high}",
            "" if mean.probability is None else formats.percent(mean.probability, language),
        )
    return table


def _blocks(one: IndicatorState, language: Language) -> Table:
    table = grid(
        say("block to", language), say("block count", language), say("block ordinary", language),
        say("block times", language), right=(1, 2, 3),
    )  # fmt: skip
    for block in one.blocks[-LAST:]:
        table.add_row(
            formats.day(block.until, language, short=True),
            formats.decimal(block.count, language, 0),
            formats.decimal(block.expected, language, 1),
            formats.decimal(block.count / block.expected, language, 1),
        )
    return table
