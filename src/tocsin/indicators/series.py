"""From the lake's cells to a weekly series: one Ibis expression, the same on every engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir

from tocsin.case.schema import Indicator
from tocsin.lake.cube import cells

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """One week of a series, as it was known when its allowance for late rows had passed.

    ``count`` is the indicator's own, ``volume`` what it is normalised by, ``collected`` all that
    the source had: none means that nobody collected.
    """

    monday: date
    count: int = 0
    volume: int = 0
    collected: int = 0


def counted(cube: ir.Table, indicator: Indicator, placed: ir.Table | None = None) -> ir.Table:
    """By week: ``count``, ``volume`` and ``collected``, of what was known in time.

    Args:
        cube: cells of all events, as ``lake.cube`` makes them.
        indicator: which of them count.
        placed: cells of the events at the indicator's places, where it names some.
    """
    known = _in_time(cube, indicator)
    number = known[indicator.unit]
    by_doers = known.actor1_country.isin(indicator.doers).fill_null(False)
    totals = {
        "volume": number.sum(where=by_doers) if indicator.volume == "doers" else number.sum(),
        "collected": number.sum(),
    }
    if placed is None:
        own = number.sum(where=_counts(known, indicator))
        found = known.group_by("week").agg(count=own, **totals)
    else:
        there = _in_time(placed, indicator)
        some = there.group_by("week").agg(
            count=there[indicator.unit].sum(where=_counts(there, indicator))
        )
        every = known.group_by("week").agg(**totals)
        found = every.left_join(some, "week").select("week", "count", "volume", "collected")
    zero = ibis.literal(0, "int64")
    return found.select(
        "week",
        *(
            found[name].cast("int64").coalesce(zero).name(name)
            for name in ("count", "volume", "collected")
        ),
    )


def placed_cells(rows: ir.Table, indicator: Indicator) -> ir.Table:
    """The cells of events at the places an indicator names; ``rows`` are events' versions."""
    return cells(rows.filter(rows.place_country.isin(indicator.places)))


def weeks(found: ir.Table, since: date, until: date) -> list[Week]:
    """The series from the week of ``since`` to that of ``until``; weeks without rows are empty."""
    rows = found.to_pyarrow().to_pylist()
    by_week = {row["week"]: row for row in rows}
    monday = monday_of(since)
    series = []
    while monday <= until:
        row = by_week.get(monday)
        if row is None:
            series.append(Week(monday))
        else:
            series.append(Week(monday, row["count"], row["volume"], row["collected"]))
        monday += WEEK
    return series


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _in_time(cube: ir.Table, indicator: Indicator) -> ir.Table:
    """What the source had made known, and not withdrawn, when the allowance had passed."""
    cutoff = cube.week + ibis.interval(days=7 * indicator.lag_weeks)
    return cube.filter(
        cube.source == indicator.source,
        cube.known_week <= cutoff,
        cube.superseded_week.isnull() | (cube.superseded_week > cutoff),
    )


def _counts(table: ir.Table, indicator: Indicator) -> ir.BooleanValue:
    """Whether a cell is of the kind that an indicator counts; never null."""
    who = _between(table, indicator.doers, indicator.towards)
    if not indicator.directed:
        who = who | _between(table, indicator.towards, indicator.doers)
    kinds = [
        table[column].isin(values)
        for column, values in (
            ("quad", indicator.quads), ("root", indicator.roots), ("code", indicator.codes),
        )
        if values
    ]  # fmt: skip
    if not kinds:
        return who.fill_null(False)
    kind = kinds[0].fill_null(False)
    for other in kinds[1:]:
        kind = kind | other.fill_null(False)
    return who.fill_null(False) & kind


def _between(table: ir.Table, ones: list[str], others: list[str]) -> ir.BooleanValue:
    """Whether one side is among ``ones`` and the other among ``others`` (none named: anyone)."""
    found: ir.BooleanValue = ibis.literal(True)
    if ones:
        found = table.actor1_country.isin(ones).fill_null(False)
    if others:
        found = found & table.actor2_country.isin(others).fill_null(False)
    return found
