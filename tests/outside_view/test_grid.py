"""The grid against facts that were checked by hand, and the traps of its data."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.errors import NotFoundError
from tocsin.outside_view.grid import COVERED, FIRST, LAST, column, shipped_grid
from tocsin.outside_view.tables import shipped


def _row(pair: str) -> int:
    one, other = (shipped().state(code).number for code in pair.split("-"))
    return shipped_grid().row(one, other)


@pytest.mark.parametrize(
    ("pair", "years", "onsets"),
    [
        ("RUS-KAZ", 1, 1),
        ("RUS-GEO", 19, 11),
        ("RUS-UKR", 7, 7),
        ("ARM-AZE", 23, 7),
        ("RUS-AZE", 3, 3),
    ],
)
def test_disputes_of_known_pairs(pair: str, years: int, onsets: int) -> None:
    grid, row = shipped_grid(), _row(pair)
    assert grid.ongoing["mid5"][row].sum() == years
    assert grid.began["mid5"]["dispute"][row].sum() == onsets


def _years(flags: np.ndarray) -> list[int]:
    return [int(year) + FIRST for year in np.flatnonzero(flags)]


def test_the_one_dispute_of_russia_and_kazakhstan_is_of_2013() -> None:
    assert _years(shipped_grid().began["mid5"]["dispute"][_row("RUS-KAZ")]) == [2013]


def test_the_war_of_russia_and_ukraine_begins_in_2022() -> None:
    assert _years(shipped_grid().conflict[_row("RUS-UKR")]) == [2022]
    conflicts = shipped().conflicts
    here = (conflicts["one"] == 365) & (conflicts["other"] == 369)
    assert sorted(conflicts["year"][here].tolist()) == [2022, 2023, 2024]
    assert _years(shipped_grid().conflict[_row("KGZ-TJK")]) == [2021]


def test_pairs_exist_from_the_day_on_which_both_do() -> None:
    assert _years(shipped_grid().exists[_row("RUS-KAZ")]) == list(range(1991, LAST + 1))


def test_states_that_followed_one_another_were_never_a_pair() -> None:
    """West Germany ended on the day before the united Germany entered again (COW 260 and 255)."""
    assert (
        not shipped_grid()
        .exists[np.flatnonzero((shipped_grid().one == 255) & (shipped_grid().other == 260))[0]]
        .any()
    )
    with pytest.raises(NotFoundError, match="never members of the state system on the same day"):
        shipped_grid().row(255, 260)
    with pytest.raises(NotFoundError, match="two different states"):
        shipped_grid().row(365, 365)


def test_politically_relevant_dyads_as_published() -> None:
    """Dyad-years to 2010, of which the published logit keeps those without a missing value."""
    grid = shipped_grid()
    assert grid.relevant[:, : column(2010) + 1].sum() == 111_974


def test_traits_of_known_pairs() -> None:
    grid, at = shipped_grid(), column(2014)
    row = _row("RUS-KAZ")
    assert grid.contiguity[row, at] == 1
    assert grid.major[row, at]
    assert grid.defence[row, at]
    assert not grid.rivalry[row, at]
    assert grid.contiguity[_row("USA-CUB"), at] == 4
    assert grid.rivalry[_row("IND-PAK"), at]
    assert not grid.major[_row("IND-PAK"), at]
    assert not grid.major[_row("FRA-ESP"), column(1942)]
    assert grid.major[_row("FRA-ESP"), column(1950)]


def test_what_is_known_to_a_year_is_carried_forward_and_no_further_back() -> None:
    grid, row = shipped_grid(), _row("RUS-KAZ")
    assert grid.defence[row, column(2012) :].all()
    assert grid.contiguity[row, column(2016) :].all()
    assert not grid.defence[row, : column(1991)].any()


def test_a_spell_that_ended_is_not_carried_forward() -> None:
    assert not shipped_grid().rivalry[_row("USA-JPN"), column(1950)]


def test_nothing_is_counted_outside_what_is_covered() -> None:
    grid = shipped_grid()
    for release in ("mid5", "gml"):
        first, last = COVERED[release]
        years = np.flatnonzero(grid.began[release]["dispute"].any(axis=0)) + FIRST
        assert years.min() == first
        assert years.max() == last
    assert np.flatnonzero(grid.conflict.any(axis=0)).min() + FIRST >= COVERED["conflict"][0]


def test_force_and_deaths_are_disputes() -> None:
    for began in shipped_grid().began.values():
        assert (began["force"] <= began["dispute"]).all()
        assert (began["fatal"] <= began["dispute"]).all()
