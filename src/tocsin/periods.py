"""Dates as the model sees them: years since a case's start, months ahead, quarters, weeks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

DAYS_PER_YEAR = 365.25


def years_between(start: date, end: date) -> float:
    """The time from ``start`` to ``end`` in years of 365.25 days (negative backwards)."""
    return (end - start).days / DAYS_PER_YEAR


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def quarters(start: date, end: date) -> list[date]:
    """The ends of the quarters counted from ``start`` until one reaches ``end`` (at least one)."""
    ends = [add_months(start, 3)]
    while ends[-1] < end:
        ends.append(add_months(start, 3 * (len(ends) + 1)))
    return ends


def weekly(start: date, end: date) -> Iterator[date]:
    """``start``, then every seventh day before ``end``, then ``end`` itself."""
    day = start
    while day < end:
        yield day
        day += timedelta(days=7)
    yield end


def earliest(text: str) -> date:
    """The first day that a date of day, month or year precision can mean.

    ``2025-12-16``, ``2025-12`` and ``2025`` are understood; anything else raises ``ValueError``.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) > 3 or not parts:
        raise ValueError(f"not a date: {text!r}; write YYYY, YYYY-MM or YYYY-MM-DD")
    return date(*[*parts, 1, 1][:3])
