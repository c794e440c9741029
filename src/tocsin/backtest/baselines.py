"""What a forecast must beat: the reference class, persistence, and the last twelve months."""

from __future__ import annotations

from datetime import date

from tocsin.case.schema import Case
from tocsin.case.schema.evidence import TimelineEntry
from tocsin.engine.rates import class_curve, gamma_from_count
from tocsin.periods import add_months, years_between

LEAST_YEARS = 0.25
"""Exposure that the last twelve months count for at least, while a case has just begun."""


def onsets(case: Case, node: str, level: str, known_on: date) -> list[date]:
    """The days on which a node stepped up to a level or beyond, of what was public by a day."""
    stated = next(one for one in case.model.nodes if one.id == node)
    rank = {each.id: k for k, each in enumerate(stated.levels)}
    stands = rank[stated.start] if isinstance(stated.start, str) else 0
    found = []
    for entry in _entries(case, node):
        if entry.published > known_on:
            continue
        if stands < rank[level] <= rank[entry.level]:
            found.append(entry.date)
        stands = rank[entry.level]
    return found


def watched_until(case: Case, node: str) -> date | None:
    """The day up to which a node is known; None where no timeline follows it."""
    return next((one.until for one in case.evidence.timelines if one.node == node), None)


def _entries(case: Case, node: str) -> list[TimelineEntry]:
    return [e for one in case.evidence.timelines if one.node == node for e in one.entries]


def persistence(known: list[date], day: date, months: int) -> float:
    """1 if there was a new onset in as many months before the day, as known then; else 0."""
    return float(any(add_months(day, -months) < each <= day for each in known))


def last_twelve(known: list[date], start: date, day: date, months: int) -> float:
    """The chance of a new onset at the rate of the last twelve months, as known on the day.

    The rate is Gamma(n + 1/2, years) under the Jeffreys prior; a case that has just begun counts
    from its start.
    """
    since = max(start, add_months(day, -12))
    years = max(years_between(since, day), LEAST_YEARS)
    number = sum(since < each <= day for each in known)
    return class_curve(gamma_from_count(number, years), months / 12)
