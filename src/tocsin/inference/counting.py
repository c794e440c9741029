"""Base rates from coded histories: steps and the time in which they could have happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tocsin.case.schema import Case, History, LearnedRate, Node
from tocsin.errors import CaseError
from tocsin.periods import DAYS_PER_YEAR

YEAR_DIGITS = 6
"""Decimals to which years are kept: half a minute."""

Direction = Literal["up", "down"]


@dataclass
class Tally:
    """Steps out of one level in one direction, and the days spent at it."""

    events: int = 0
    days: int = 0
    histories: list[str] = field(default_factory=list)


Tallies = dict[tuple[Direction, int], Tally]
"""One tally for each direction and each level left that a history met."""


def tally(history: History, levels: Sequence[str]) -> Tallies:
    """Count one history on the scale ``levels``, lowest first.

    While it stands at a level it could move up (but for the highest) and down (but for the lowest),
    so its time counts for both. A step over several levels is one step out of each level that it
    leaves on its way, the ones in between without any time.
    """
    found: Tallies = defaultdict(lambda: Tally(histories=[history.id]))
    at, since = levels.index(history.start), history.since
    for day, level in [*((e.date, e.level) for e in history.entries), (history.until, None)]:
        spent = (day - since).days
        if at < len(levels) - 1:
            found["up", at].days += spent
        if at > 0:
            found["down", at].days += spent
        if level is not None:
            to = levels.index(level)
            direction: Direction = "up" if to > at else "down"
            for left in range(at, to, 1 if to > at else -1):
                found[direction, left].events += 1
            at = to
        since = day
    return dict(found)


def learned_rates(case: Case) -> list[LearnedRate]:
    """Every rate that the coded histories of a case give, by node and direction.

    A direction with one level to leave gives one rate, ``node.up``. One with several gives a rate
    for each level at which time was spent, and, if that is more than one, a rate that pools all
    levels. Histories that reach beyond the case's start raise ``CaseError``: the filter learns from
    what came later.
    """
    by_node: dict[str, list[History]] = {}
    for history in case.precedents.histories:
        last = max([history.until, *(entry.date for entry in history.entries)])
        if last > case.header.start:
            raise CaseError(
                f"the history {history.id!r} reaches {last}; histories up to the case's start, "
                f"{case.header.start}, are allowed: what came later is evidence and would count "
                "twice; end it there"
            )
        by_node.setdefault(history.node, []).append(history)
    rates = []
    for node in case.model.nodes:
        if node.id in by_node:
            rates += _node_rates(node, by_node[node.id])
    return rates


def _node_rates(node: Node, histories: Sequence[History]) -> list[LearnedRate]:
    levels = [level.id for level in node.levels]
    parts = [tally(history, levels) for history in histories]
    sources = {history.id: history.source for history in histories}
    rates = []
    directions: tuple[Direction, ...] = ("up", "down")
    for direction in directions:
        lefts = range(len(levels) - 1) if direction == "up" else range(1, len(levels))
        each = {left: _summed(part.get((direction, left)) for part in parts) for left in lefts}
        spent = {left: found for left, found in each.items() if found.days > 0}
        # with time at one level of several, a rate for all of them would be a guess
        if len(spent) > 1 or (spent and len(each) == 1):
            rates.append(_rate(node.id, direction, None, _summed(each.values()), sources))
        if len(each) > 1:
            rates += [
                _rate(node.id, direction, levels[left], found, sources)
                for left, found in spent.items()
            ]
    return rates


def _summed(parts: Iterable[Tally | None]) -> Tally:
    """All tallies as one, each history named once."""
    total = Tally()
    for part in parts:
        if part is not None:
            total.events += part.events
            total.days += part.days
            total.histories += [one for one in part.histories if one not in total.histories]
    return total


def _rate(
    node: str, direction: Direction, leaving: str | None, found: Tally, sources: dict[str, str]
) -> LearnedRate:
    distinct = dict.fromkeys(sources[history] for history in found.histories)
    return LearnedRate(
        id=".".join([node, direction, *([leaving] if leaving else [])]),
        node=node,
        direction=direction,
        leaving=leaving,
        events=found.events,
        years=round(found.days / DAYS_PER_YEAR, YEAR_DIGITS),
        histories=found.histories,
        source="; ".join(distinct),
    )
