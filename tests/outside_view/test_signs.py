"""Signs by hand on tiny grids, and on pairs that ship: nothing of a later year enters."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tocsin.outside_view.grid import FIRST, Grid, column, shipped_grid
from tocsin.outside_view.signs import (
    elsewhere,
    forward,
    quiet_years,
    state_figures,
    structure,
    window,
)
from tocsin.outside_view.tables import shipped

NAN = float("nan")


def test_figures_are_carried_forward_and_never_back() -> None:
    found = forward(np.array([[NAN, 1.0, NAN, 3.0, NAN], [NAN] * 5]))
    np.testing.assert_array_equal(found, [[NAN, 1, 1, 3, 3], [NAN] * 5])


def test_quiet_years_count_from_the_last_busy_one_and_skip_absence() -> None:
    busy = np.array([[0, 0, 1, 0, 0, 0]], dtype=bool)
    present = np.array([[1, 1, 1, 1, 0, 1]], dtype=bool)
    assert quiet_years(present, busy).tolist() == [[0, 1, 2, 0, 1, 1]]


def test_windows_hold_the_year_itself() -> None:
    assert window(np.array([[1, 0, 2, 0, 0, 1]]), 2).tolist() == [[1, 1, 2, 2, 0, 1]]


def test_elsewhere_leaves_the_pair_itself_out() -> None:
    """Three states; one dispute of 1 with 2 and two of 1 with 3 in the one year."""
    grid = dataclasses.replace(shipped_grid(), one=np.array([1, 1, 2]), other=np.array([2, 3, 3]))
    began = np.array([[1], [2], [0]])
    found = elsewhere(grid, np.repeat(began, 2, axis=1), 1, np.arange(3))
    # 1-2: 1 has two elsewhere, 2 none; 1-3: one and none; 2-3: one and two
    expected = [np.log(3), np.log(2), np.log(2) + np.log(3)]
    assert found[:, 0] == pytest.approx(expected)


def test_figures_of_both_sides() -> None:
    grid = shipped_grid()
    row = np.array([grid.row(365, 705)])
    russia, kazakhstan = state_figures(
        grid, shipped().state_years, "capability", carried=False, rows=row
    )
    at = column(2014)
    assert russia[0, at] == pytest.approx(0.0393, abs=0.002)
    assert kazakhstan[0, at] == pytest.approx(0.0029, abs=0.0005)
    assert np.isnan(kazakhstan[0, : column(1991)]).all()


def test_signs_of_russia_and_kazakhstan_at_the_end_of_2014() -> None:
    grid = shipped_grid()
    signs = structure(
        grid, shipped().state_years, "mid5", rows=np.array([grid.row(365, 705)]), since=2014
    )
    found = {name: sign[0, 0] for name, sign in signs.items()}
    assert found["land"] == found["major"] == found["defence"] == found["relevant"] == 1
    assert found["rivalry"] == found["ongoing"] == found["water"] == 0
    assert found["quiet"] == pytest.approx(np.log(2))
    assert found["disputes_5"] == pytest.approx(np.log(2))


def _without(grid: Grid, year: int) -> Grid:
    """The grid as if nothing had begun from ``year`` on."""
    later = slice(year - FIRST, None)
    began = {
        release: {kind: counts.copy() for kind, counts in kinds.items()}
        for release, kinds in grid.began.items()
    }
    ongoing = {release: flags.copy() for release, flags in grid.ongoing.items()}
    for release in began:
        ongoing[release][:, later] = False
        for counts in began[release].values():
            counts[:, later] = 0
    return dataclasses.replace(grid, began=began, ongoing=ongoing)


def test_no_dispute_of_a_later_year_enters_a_sign() -> None:
    """Take the disputes from 2001 on away: the signs of 2000 stay, those of 2001 do not."""
    grid, rows = shipped_grid(), np.arange(0, 23_000, 7)
    states = shipped().state_years
    known = structure(grid, states, "mid5", rows=rows, since=2000)
    blind = structure(_without(grid, 2001), states, "mid5", rows=rows, since=2000)
    for name, sign in known.items():
        np.testing.assert_array_equal(sign[:, 0], blind[name][:, 0], err_msg=name)
    assert not np.array_equal(known["quiet"][:, 1], blind["quiet"][:, 1])
