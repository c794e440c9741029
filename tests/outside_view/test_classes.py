"""Reference classes by counting in other ways, and classes that hold nobody."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest

from tocsin.case.schema import DyadClass, DyadTrait
from tocsin.errors import NotFoundError
from tocsin.outside_view.classes import Count, count, has, like
from tocsin.outside_view.grid import column, shipped_grid
from tocsin.outside_view.tables import shipped


def _count(before: int | None = None, **asked: Any) -> Count:
    chosen = DyadClass.model_validate({"event": "dispute", **asked})
    return count(shipped_grid(), shipped(), chosen, before)


def test_a_pair_is_counted_from_its_first_year_to_the_end_of_the_data() -> None:
    found = _count(dyads="RUS-KAZ")
    assert found == Count(events=1, years=24, pairs=1, first=1946, last=2014)
    assert _count(dyads="RUS-KAZ", release="gml").events == 0
    assert _count(dyads="RUS-KAZ", event="conflict") == Count(0, 34, 1, 1946, 2024)


def test_all_pairs_by_counting_the_table_itself() -> None:
    rows = shipped().disputes
    here = (rows["release"] == "mid5") & (rows["year"] >= 1946)
    existed = 1  # one dispute of 1946 on is of two states that never were members at once
    assert rows["dispute"][here].sum() - _count(dyads="all").events in (0, existed)


def test_the_pairs_of_a_state_add_up() -> None:
    """Every dispute has two states: counted by state, each counts twice."""
    codes = set(shipped().states["code"].tolist())
    total = 0
    for code in sorted(codes):
        try:
            total += _count(dyads=code, since=1990).events
        except NotFoundError:
            continue
    assert total == 2 * _count(dyads="all", since=1990).events


def test_traits_split_a_class_in_two() -> None:
    whole = _count()
    names = get_args(DyadTrait)
    for plain, opposite in zip(names[::2], names[1::2], strict=True):
        with_it, without = _count(like=[plain]), _count(like=[opposite])
        assert with_it.years + without.years == whole.years
        assert with_it.events + without.events == whole.events


def test_a_pair_is_among_those_like_it() -> None:
    grid = shipped_grid()
    row = grid.row(365, 705)
    traits = like(grid, row, 2014)
    assert traits == ["land", "major", "allied", "not_rivals"]
    assert all(has(grid, trait)[row, column(2014)] for trait in traits)
    assert like(grid, grid.row(750, 770), 2014) == ["land", "not_major", "not_allied", "rivals"]


def test_nothing_of_a_year_that_must_not_be_known_is_counted() -> None:
    assert _count(dyads="RUS-KAZ", before=2013) == Count(0, 22, 1, 1946, 2012)
    with pytest.raises(NotFoundError, match="before 1940"):
        _count(before=1940)


def test_years_beyond_the_data_are_not_made_up() -> None:
    assert _count(until=2050).last == 2014
    with pytest.raises(NotFoundError, match="1816 to 2014 are covered"):
        _count(since=2015)


def test_a_class_of_nobody_is_an_error() -> None:
    with pytest.raises(NotFoundError, match="no pair of states is in the class"):
        _count(dyads="RUS-KAZ", like=["rivals"], until=2014)
    with pytest.raises(NotFoundError, match="no state 'XYZ'"):
        _count(dyads="XYZ")


def test_exposure_counts_pairs_that_exist() -> None:
    grid = shipped_grid()
    assert _count(dyads="all", since=2014).years == grid.exists[:, column(2014)].sum()
    states = len(np.unique(np.concatenate([
        grid.one[grid.exists[:, column(2014)]], grid.other[grid.exists[:, column(2014)]],
    ])))  # fmt: skip
    assert _count(dyads="all", since=2014).years == states * (states - 1) // 2
