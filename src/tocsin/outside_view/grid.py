"""Every pair of states in every year, as one grid: who existed, what they shared, who clashed.

A row for each pair of states that COW ever lists, a column for each year. A pair exists in a year
in which both were members of the system on the same day. What is known to a certain year only is
carried forward from it: contiguity and major powers (2016), pacts (2012), rivalries (2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from tocsin.case.schema import DyadEvent, DyadRelease
from tocsin.errors import NotFoundError
from tocsin.outside_view.tables import Columns, Tables, shipped

FIRST, LAST = 1816, 2024

KNOWN_TO = {"contiguity": 2016, "major": 2016, "defence": 2012, "rivalry": 2020}
"""The last year for which each trait of a pair is known; later years carry it forward."""

COVERED = {"mid5": (1816, 2014), "gml": (1816, 2010), "conflict": (1946, 2024)}
"""First and last year of each release of disputes, and of the armed conflicts."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Grid:
    """Pairs (P,) and what is known of each in each year (P, Y); year y has column y - FIRST."""

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    exists: Flags
    contiguity: NDArray[np.int8]
    """0 none, 1 by land, 2 to 5 across water."""
    major: Flags
    """A major power is in the pair."""
    defence: Flags
    """A pact to defend each other holds."""
    rivalry: Flags
    """They are strategic rivals, as historians judged later."""
    began: dict[str, dict[str, NDArray[np.int8]]]
    """For each release, how many disputes, with force, with a death, began."""
    ongoing: dict[str, Flags]
    """For each release, whether any dispute was going on."""
    conflict: NDArray[np.int8]
    """Whether an armed conflict between them (25 deaths in a year) began."""

    @property
    def relevant(self) -> Flags:
        """Politically relevant: contiguous on land or across up to 400 miles of water, or with a
        major power (Maoz & Russett 1993)."""
        return self.exists & ((self.contiguity > 0) | self.major)

    def row(self, one: int, other: int) -> int:
        """The row of a pair, by COW numbers in any order; ``NotFoundError`` if it never existed."""
        low, high = sorted((one, other))
        found = np.flatnonzero((self.one == low) & (self.other == high))
        if not found.size or not self.exists[found[0]].any():
            raise NotFoundError(
                f"states {one} and {other} (COW numbers) were never members of the state system on "
                "the same day; two different states of one time are allowed; check the codes"
            )
        return int(found[0])

    def events(self, event: DyadEvent, release: DyadRelease) -> NDArray[np.int8]:
        """How many events of a kind began in each cell."""
        return self.conflict if event == "conflict" else self.began[release][event]

    def covered(self, event: DyadEvent, release: DyadRelease) -> tuple[int, int]:
        """First and last year in which events of a kind are counted."""
        return COVERED["conflict" if event == "conflict" else release]


def column(year: int) -> int:
    """The column of a year."""
    return year - FIRST


def lay(tables: Tables) -> Grid:
    """The grid of an extract."""
    numbers = np.unique(tables.states["state"])
    pairs = np.array(list(combinations(numbers.tolist(), 2)), dtype=np.int64)
    place = {(one, other): row for row, (one, other) in enumerate(pairs.tolist())}
    shape = (len(pairs), LAST - FIRST + 1)
    spells = {
        kind: _spells(tables.spells, kind, place, shape, known)
        for kind, known in KNOWN_TO.items()
        if kind != "major"
    }
    began, ongoing = {}, {}
    for release in get_args(DyadRelease):
        rows = tables.disputes["release"] == release
        of = {name: values[rows] for name, values in tables.disputes.items()}
        began[release] = {
            kind: _cells(of, kind, place, shape) for kind in ("dispute", "force", "fatal")
        }
        present = {**of, "present": np.ones(rows.sum(), dtype=np.int8)}
        ongoing[release] = _cells(present, "present", place, shape) > 0
    return Grid(
        one=pairs[:, 0],
        other=pairs[:, 1],
        exists=_exists(tables.states, place, shape),
        contiguity=spells["contiguity"],
        major=_major(tables.state_years, numbers, pairs, shape),
        defence=spells["defence"] > 0,
        rivalry=spells["rivalry"] > 0,
        began=began,
        ongoing=ongoing,
        conflict=_cells(tables.conflicts, "began", place, shape),
    )


@cache
def shipped_grid() -> Grid:
    """The grid of the extract that ships."""
    return lay(shipped())


def _exists(states: Columns, place: dict[tuple[int, int], int], shape: tuple[int, int]) -> Flags:
    """Years in which both were members on some day: two that only followed one another never do."""
    spells: dict[int, list[tuple[str, str]]] = {}
    for number, start, end in zip(states["state"], states["start"], states["end"], strict=True):
        spells.setdefault(int(number), []).append((start, end or f"{LAST}-12-31"))
    exists = np.zeros(shape, dtype=np.bool_)
    for (one, other), row in place.items():
        for start, end in spells[one]:
            for begin, finish in spells[other]:
                first, last = max(start, begin), min(end, finish)
                if first <= last:
                    exists[row, column(int(first[:4])) : column(int(last[:4])) + 1] = True
    return exists


def _spells(
    spells: Columns,
    kind: str,
    place: dict[tuple[int, int], int],
    shape: tuple[int, int],
    known: int,
) -> NDArray[np.int8]:
    """A trait in each cell, by its type; of two in one year the lower counts, as published."""
    grid = np.zeros(shape, dtype=np.int8)
    rows = np.flatnonzero(spells["kind"] == kind)
    order = rows[np.argsort(-spells["type"][rows].astype(int), kind="stable")]
    names = ("one", "other", "type", "first", "last")
    for one, other, type_, first, last in zip(
        *(spells[name][order] for name in names), strict=True
    ):
        until = LAST if last >= known else int(last)
        here = slice(column(max(int(first), FIRST)), column(until) + 1)
        if until >= FIRST:
            grid[place[int(one), int(other)], here] = type_
    return grid


def _major(
    state_years: Columns,
    numbers: NDArray[np.int64],
    pairs: NDArray[np.int64],
    shape: tuple[int, int],
) -> Flags:
    states = np.zeros((len(numbers), shape[1]), dtype=np.bool_)
    held = state_years["major"] & (state_years["year"] <= LAST)
    at = np.searchsorted(numbers, state_years["state"][held])
    states[at, state_years["year"][held].astype(int) - FIRST] = True
    states[:, column(KNOWN_TO["major"]) + 1 :] = states[:, [column(KNOWN_TO["major"])]]
    one, other = (np.searchsorted(numbers, pairs[:, side]) for side in (0, 1))
    return np.asarray(states[one] | states[other], dtype=np.bool_)


def _cells(
    table: Columns, value: str, place: dict[tuple[int, int], int], shape: tuple[int, int]
) -> NDArray[np.int8]:
    grid = np.zeros(shape, dtype=np.int8)
    rows = [place[int(a), int(b)] for a, b in zip(table["one"], table["other"], strict=True)]
    grid[rows, table["year"].astype(int) - FIRST] = table[value]
    return grid
