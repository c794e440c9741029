"""Onset from quiet: who is quiet, what is known, how it is chosen, and that it learns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import expit, logit

from tests.backtest.worlds_for_tests import FIRST, panel
from tocsin.backtest import onset
from tocsin.backtest.onset import OnsetModel, describe, quiet, rows, training, violence_score
from tocsin.backtest.panel import Floats, Panel, month_id, refuse_leak
from tocsin.errors import BenchmarkError

ORIGIN = month_id(2017, 10)
BORDERS = (np.abs(np.arange(24)[:, None] - np.arange(24)[None, :]) == 1).astype(float)


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onset, "INNER", 3)
    monkeypatch.setattr(onset, "EVERY", 12)


def _silent(world: Panel, country: int, months: int) -> Panel:
    """The world with one country quiet in the last months."""
    values = world.deaths["sb"].copy()
    values[country, values.shape[1] - months :] = 0.0
    values[country, values.shape[1] - months - 1] = 9.0
    return replace(world, deaths={**world.deaths, "sb": values})


def test_quiet_is_twelve_months_without_a_death() -> None:
    world = panel().until(ORIGIN)
    assert quiet(_silent(world, 3, 12), ORIGIN)[3]
    assert not quiet(_silent(world, 3, 11), ORIGIN)[3]
    assert violence_score(_silent(world, 3, 35), ORIGIN)[3] == 9.0
    assert violence_score(_silent(world, 3, 36), ORIGIN)[3] == 0.0


def test_a_neighbour_at_war_is_seen() -> None:
    world = panel().until(ORIGIN)
    values = world.deaths["sb"].copy()
    values[10, -12:] = 500.0
    war = replace(world, deaths={**world.deaths, "sb": values})
    before, after = (describe(w, ORIGIN, BORDERS) for w in (world, war))
    changed = np.flatnonzero((before != after).any(axis=1))
    assert set(changed) == {9, 10, 11}
    assert describe(world, ORIGIN, BORDERS).shape == before.shape


def test_traits_enter_where_they_are_known() -> None:
    world = replace(panel().until(ORIGIN), traits={"x": np.arange(24.0)})
    assert describe(world, ORIGIN, BORDERS).shape[1] == 1 + describe(
        replace(world, traits={}), ORIGIN, BORDERS
    ).shape[1]  # fmt: skip


def test_training_rows_count_only_months_that_are_over() -> None:
    world = panel().until(ORIGIN)
    late = rows(world, ORIGIN - 5, BORDERS, {})
    assert set(late.trials) == {3.0}  # months 3, 4 and 5 ahead are over
    assert late.features.shape[0] == quiet(world.until(ORIGIN - 5), ORIGIN - 5).sum()
    with pytest.raises(BenchmarkError, match="use a longer history"):
        training(panel().until(FIRST + 20), BORDERS)


def test_chances_are_for_quiet_countries_and_agree_with_the_past() -> None:
    model = OnsetModel(panel(), BORDERS)
    chance, penalty, shift = model.forecast(ORIGIN)
    np.testing.assert_array_equal(np.isnan(chance), ~quiet(panel().until(ORIGIN), ORIGIN))
    assert penalty in onset.PENALTIES
    inner = np.concatenate([p[onset.PENALTIES.index(penalty)] for p, _ in
                            model.inner_forecasts.values()])  # fmt: skip
    happened = np.concatenate([y for _, y in model.inner_forecasts.values()])
    assert expit(logit(inner) + shift).mean() == pytest.approx(happened.mean(), abs=1e-9)


def test_the_penalty_is_the_one_that_was_best_before() -> None:
    model = OnsetModel(panel(), BORDERS)
    y = np.array([1.0, 0.0, 0.0, 0.0])
    good, bad = np.full(4, 0.25), np.full(4, 0.9)
    for k in range(3):
        model.inner_forecasts[ORIGIN - 14 - 12 * k] = (np.stack([bad, good, bad, bad]), y)
    penalty, shift = model.choose(ORIGIN)
    assert penalty == onset.PENALTIES[1]
    assert shift == pytest.approx(0.0, abs=1e-9)


def test_no_onset_in_the_past_shifts_nothing() -> None:
    assert onset._shift(np.full(3, 0.1), np.zeros(3)) == 0.0


def test_the_forecast_never_sees_the_future() -> None:
    def forecast(whole: Panel, origin: int) -> Floats:
        return np.nan_to_num(OnsetModel(whole, BORDERS).forecast(origin)[0])

    refuse_leak(forecast, panel(), ORIGIN)


def test_it_finds_a_country_that_breaks_out_again_and_again() -> None:
    """A planted world: one country in three breaks its quiet every other year."""
    rng = np.random.default_rng(1)
    values = np.zeros((24, ORIGIN - FIRST + 1))
    for c in range(0, 24, 3):
        for t in range(int(rng.integers(0, 24)), values.shape[1], 24):
            values[c, t : t + 4] = 20.0
    world = Panel(np.arange(24), FIRST, {"sb": values, "ns": values * 0, "os": values * 0}, {})
    chance, _, _ = OnsetModel(world, BORDERS * 0).forecast(ORIGIN)
    calm = ~np.isnan(chance)
    broken = np.arange(24) % 3 == 0
    if not (calm & broken).any():
        pytest.fail("the planted world has no quiet country that breaks out")
    assert chance[calm & broken].min() > 5 * chance[calm & ~broken].max()
