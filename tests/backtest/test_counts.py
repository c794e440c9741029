"""The count forecaster: its parts, what it knows, and that it learns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.backtest.worlds_for_tests import panel
from tocsin.backtest import counts
from tocsin.backtest.counts import HORIZONS, LAST_TWELVE, Hurdle, Mixture, describe, mix, recent
from tocsin.backtest.panel import Floats, Panel, month_id, refuse_leak

ORIGIN = month_id(2017, 10)


def _known() -> Panel:
    return panel().until(ORIGIN)


def _rng() -> np.random.Generator:
    return np.random.default_rng(1)


def test_without_noise_and_decay_recent_history_is_the_last_twelve_months() -> None:
    known = _known()
    drawn = recent(known, ORIGIN, LAST_TWELVE, 1200, _rng())
    year = known.stretch("sb", ORIGIN, 12)
    np.testing.assert_array_equal(np.unique(drawn[0]), np.unique(year[0]))
    # 100 draws of each month, give or take one at the edges of the strata
    np.testing.assert_allclose(drawn[::12].mean(axis=1), year.mean(axis=1), rtol=0.02, atol=0.5)


def test_decay_makes_the_latest_month_the_likeliest() -> None:
    known = _known()
    year = np.arange(12.0)[None, :] + np.zeros((24, 1))
    deaths = {**known.deaths, "sb": np.concatenate([known.deaths["sb"][:, :-12], year], axis=1)}
    drawn = recent(replace(known, deaths=deaths), ORIGIN, Mixture(0.5, 0.0, 0.0), 4095, _rng())
    share = (drawn[0] == 11).mean()
    assert share == pytest.approx(2048 / 4095, abs=0.001)


def test_the_hurdle_is_calibrated_for_whether_and_how_much() -> None:
    known = _known()
    hurdle = Hurdle.fit(known)
    drawn = hurdle.draws(known, ORIGIN, 400, _rng())
    assert (np.diff(drawn, axis=1) >= 0).all()
    features = counts._with_horizon(
        np.repeat(describe(known, ORIGIN), 12, axis=0), np.tile(HORIZONS, 24).astype(float)
    )
    occurs = hurdle.occurs.probability(features)
    np.testing.assert_allclose((drawn > 0).mean(axis=1), occurs, atol=2 / 400)
    later = panel().deaths["sb"][:, ORIGIN + HORIZONS - known.first]
    # 24 countries of a made-up world: mean frequency within what a dozen spells allow
    assert occurs.mean() == pytest.approx((later > 0).mean(), abs=0.12)


def test_the_share_of_the_hurdle_falls_with_the_level() -> None:
    known = _known()
    marked = np.full((24 * 12, 1000), 1e6)
    drawn = mix(known, ORIGIN, Mixture(0.85, 0.0, 3.0), marked, _rng())
    level = np.log1p(known.stretch("sb", ORIGIN, 12).mean(axis=1))
    share = (drawn == 1e6).mean(axis=1)[::12]
    np.testing.assert_allclose(share, 1 / (1 + np.exp(level - 3)), atol=0.001)


def test_the_hurdle_takes_the_place_of_the_oldest_months() -> None:
    known = _known()
    mixture = Mixture(0.85, 0.0, 3.0)
    drawn = mix(known, ORIGIN, mixture, np.full((24 * 12, 1000), -1.0), _rng())[::12]
    kept = recent(known, ORIGIN, mixture, 1000, _rng())[::12]
    for row, months in zip(drawn, kept, strict=True):
        share = int((row == -1.0).sum())
        assert (row[:share] == -1.0).all()
        # other draws of the same months: one may differ at the edge of each
        assert (row[share:] != months[share:]).sum() <= 12


def test_the_forecast_never_sees_the_future() -> None:
    def forecast(known: Panel, origin: int) -> Floats:
        cut = known.until(origin)
        hurdle = Hurdle.fit(cut).draws(cut, origin, 20, _rng())
        return mix(cut, origin, Mixture(0.85, 0.3, 3.0), hurdle, _rng())

    refuse_leak(forecast, panel(), ORIGIN)


def test_a_short_history_still_has_residuals() -> None:
    pools = counts._pools(np.zeros(5), np.arange(5.0), np.zeros(3))
    assert pools.shape == (3, 2 * counts.POOL)
    assert (pools.min(), pools.max()) == (0.0, 4.0)
