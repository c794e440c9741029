"""Reference classes: which pairs of states in which years, and how many events began in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np

from tocsin.case.schema import DyadClass, DyadTrait
from tocsin.errors import NotFoundError
from tocsin.outside_view.grid import FIRST, Flags, Grid, column
from tocsin.outside_view.tables import Tables

TRAITS: tuple[DyadTrait, ...] = ("land", "major", "allied", "rivals")
"""What makes a pair "like this one", each with its opposite."""


@dataclass(frozen=True)
class Count:
    """Events that began in a class, and the years of pairs in which they could have."""

    events: int
    years: int
    pairs: int
    first: int
    last: int
    """First and last year that was counted."""


def window(grid: Grid, chosen: DyadClass, before: int | None = None) -> tuple[int, int]:
    """First and last year of a class: what it asks for, within what the data cover.

    ``before`` is a year of which nothing may be known. ``NotFoundError`` if no year is left.
    """
    covered = grid.covered(chosen.event, chosen.release)
    first = max(chosen.since, covered[0])
    last = min(covered[1] if chosen.until is None else chosen.until, covered[1])
    if before is not None:
        last = min(last, before - 1)
    if first > last:
        raise NotFoundError(
            f"no year of {chosen.event!r} from {chosen.since} to {chosen.until or 'the end'}"
            f"{'' if before is None else f' and before {before}'} is covered; {covered[0]} to "
            f"{covered[1]} are covered; choose other years, or count them yourself"
        )
    return first, last


def members(grid: Grid, tables: Tables, chosen: DyadClass) -> Flags:
    """The cells (P, Y) of a class, whatever the year."""
    who = chosen.dyads
    if who == "all":
        cells = grid.exists.copy()
    elif who == "relevant":
        cells = grid.relevant.copy()
    elif "-" in who:
        one, other = (tables.state(code).number for code in who.split("-"))
        cells = np.zeros_like(grid.exists)
        row = grid.row(one, other)
        cells[row] = grid.exists[row]
    else:
        number = tables.state(who).number
        cells = grid.exists & ((grid.one == number) | (grid.other == number))[:, None]
    for trait in chosen.like:
        cells &= has(grid, trait)
    return cells


def has(grid: Grid, trait: DyadTrait) -> Flags:
    """Where a trait holds (P, Y); that of ``not_land`` and its kind is the opposite."""
    held: dict[str, Flags] = {
        "land": grid.contiguity == 1,
        "major": grid.major,
        "allied": grid.defence,
        "rivals": grid.rivalry,
    }
    plain = trait.removeprefix("not_")
    return held[plain] if plain == trait else ~held[plain]


def like(grid: Grid, row: int, year: int) -> list[DyadTrait]:
    """The traits of a pair in a year, each as it is: the class of those like it."""
    names = get_args(DyadTrait)
    return [
        trait if has(grid, trait)[row, column(year)] else names[names.index(trait) + 1]
        for trait in TRAITS
    ]


def count(grid: Grid, tables: Tables, chosen: DyadClass, before: int | None = None) -> Count:
    """Events and exposure of a class; ``NotFoundError`` where it holds no pair in any year.

    Every year of a pair counts as exposure, those of a running dispute too: another can begin. Two
    events of a pair in one year are two. ``before`` as in ``window``.
    """
    first, last = window(grid, chosen, before)
    years = slice(first - FIRST, last - FIRST + 1)
    cells = members(grid, tables, chosen)[:, years]
    exposure = int(cells.sum())
    if exposure == 0:
        raise NotFoundError(
            f"no pair of states is in the class {chosen.dyads!r} like {list(chosen.like)} from "
            f"{first} to {last}; a class with a pair in it is needed; ask for less likeness, or "
            "for other years"
        )
    return Count(
        events=int(grid.events(chosen.event, chosen.release)[:, years][cells].sum()),
        years=exposure,
        pairs=int(cells.any(axis=1).sum()),
        first=first,
        last=last,
    )
