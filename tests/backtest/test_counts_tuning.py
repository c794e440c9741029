"""The mixture is chosen on earlier years alone, and the code makes sure of it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.backtest.worlds_for_tests import panel
from tocsin.backtest import counts_tuning
from tocsin.backtest.counts import HORIZONS
from tocsin.backtest.counts_tuning import GRID, Tuner, ahead, forecast
from tocsin.backtest.panel import Floats, Panel, month_id, refuse_leak
from tocsin.errors import LeakError

ORIGIN = month_id(2017, 10)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts_tuning, "INNER", 2)
    monkeypatch.setattr(counts_tuning, "GRID", GRID[::12])
    monkeypatch.setattr(counts_tuning, "FEW", 40)


def test_inner_windows_end_with_what_is_known() -> None:
    inner = Tuner(panel(), 1).inner(ORIGIN)
    assert inner == [month_id(2016, 8), month_id(2015, 8)]
    assert max(inner) + HORIZONS[-1] == ORIGIN


def test_choosing_and_forecasting_never_see_the_future() -> None:
    def forecasts(whole: Panel, origin: int) -> Floats:
        return forecast(Tuner(whole, 1), origin, 50)[0]

    refuse_leak(forecasts, panel(), ORIGIN)


def test_a_window_that_is_not_over_cannot_choose() -> None:
    known = panel().until(ORIGIN)
    assert ahead(known, ORIGIN - 14).shape == (24 * 12,)
    with pytest.raises(LeakError, match="not over"):
        ahead(known, ORIGIN - 13)


def test_the_candidate_with_the_least_loss_is_taken() -> None:
    tuner = Tuner(panel(), 1)
    tuner.losses = {inner: np.array([2.0, 1.5, 1.7, 3.0]) for inner in tuner.inner(ORIGIN)}
    mixture, loss = tuner.choose(ORIGIN)
    assert (mixture, loss) == (counts_tuning.GRID[1], 1.5)


def test_the_same_seed_gives_the_same_draws() -> None:
    one, two, other = (forecast(Tuner(panel(), s), ORIGIN, 30)[0] for s in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert (one != other).any()
