"""Scores of draws against scoringrules, closed forms and hand-worked cases; CRPS is proper."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
import pytest
import scoringrules
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, poisson

from tocsin.errors import ScoreError
from tocsin.scoring.draws import (
    VIEWS_EDGES,
    Estimator,
    central_interval,
    covered,
    crps,
    ignorance,
    interval_score,
    pit,
)

Counts = st.lists(st.integers(0, 40), min_size=2, max_size=12)


@pytest.mark.parametrize("estimator", get_args(Estimator))
@pytest.mark.parametrize("m", [2, 7, 100])
def test_crps_agrees_with_scoringrules(estimator: Estimator, m: int) -> None:
    rng = np.random.default_rng(3)
    x, y = rng.negative_binomial(0.4, 0.05, (50, m)).astype(float), rng.poisson(8, 50).astype(float)
    expected = scoringrules.crps_ensemble(y, x, estimator=estimator)
    assert crps(x, y, estimator=estimator) == pytest.approx(expected, rel=1e-10, abs=1e-10)


def test_crps_by_hand() -> None:
    """Draws 0, 2, 7 and outcome 3: mean error 8/3, mean distance of pairs 28/9 or 28/6."""
    assert crps([[0, 2, 7]], [3], estimator="nrg") == pytest.approx([8 / 3 - 14 / 9])
    assert crps([[7, 0, 2]], [3], estimator="fair") == pytest.approx([8 / 3 - 14 / 6])


def test_crps_of_one_draw_is_the_absolute_error() -> None:
    assert crps([[4.0], [1.0]], [1.0, 6.0], estimator="nrg").tolist() == [3.0, 5.0]
    with pytest.raises(ScoreError, match="two draws or more"):
        crps([[4.0]], [1.0], estimator="fair")


def test_the_estimator_is_never_a_silent_default() -> None:
    with pytest.raises(TypeError):
        crps([[1.0, 2.0]], [1.0])  # type: ignore[call-arg]
    with pytest.raises(ScoreError, match="nrg, fair, pwm are allowed"):
        crps([[1.0, 2.0]], [1.0], estimator="qd")  # type: ignore[arg-type]


def test_crps_of_many_normal_draws_nears_the_closed_form() -> None:
    x = np.random.default_rng(4).normal(1.0, 2.0, (1, 200_000))
    z = (2.5 - 1.0) / 2.0
    exact = 2.0 * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))
    error = 4 * np.abs(x - 2.5).std() / math.sqrt(x.size)
    assert crps(x, [2.5], estimator="fair")[0] == pytest.approx(exact, abs=error)


@given(truth=Counts, other=Counts)
@settings(max_examples=200, deadline=None)
def test_crps_is_proper(truth: list[int], other: list[int]) -> None:
    """If the outcome comes from one's own draws, no other draws lose less on average."""
    y = np.array(truth, dtype=float)
    own = crps(np.tile(y, (y.size, 1)), y, estimator="nrg").mean()
    theirs = crps(np.tile(np.array(other, dtype=float), (y.size, 1)), y, estimator="nrg").mean()
    assert own <= theirs + 1e-9


def test_fair_crps_rewards_the_true_law_even_with_two_draws() -> None:
    """With two draws the plain estimator prefers them too narrow; the fair one does not."""
    rng = np.random.default_rng(5)
    y = rng.normal(size=200_000)
    wide, narrow = rng.normal(size=(y.size, 2)), 0.6 * rng.normal(size=(y.size, 2))
    plain = [crps(x, y, estimator="nrg").mean() for x in (wide, narrow)]
    fair = [crps(x, y, estimator="fair").mean() for x in (wide, narrow)]
    assert plain[1] < plain[0]
    assert fair[0] < fair[1]


def test_ignorance_by_hand() -> None:
    """Draws 0, 0, 1, 30 and eleven bins: two of four draws share the outcome's bin 0, none 7."""
    found = ignorance([[0, 0, 1, 30]] * 3, [0, 7, 1000.5], edges=VIEWS_EDGES)
    assert found == pytest.approx([-math.log2(3 / 15), -math.log2(1 / 15), -math.log2(1 / 15)])


def test_bins_of_ignorance_hold_their_lower_edge() -> None:
    edges = [0.0, 1.0, 5.0]
    assert ignorance([[1.0, 4.99]], [1.0], edges=edges) == pytest.approx([-math.log2(3 / 5)])
    assert ignorance([[5.0, 900.0]], [7.0], edges=edges) == pytest.approx([-math.log2(3 / 5)])


def test_the_best_ignorance_on_average_belongs_to_the_true_law() -> None:
    rng = np.random.default_rng(6)
    y = rng.poisson(4, 4000)
    by_mean = {
        mean: ignorance(rng.poisson(mean, (y.size, 500)), y, edges=VIEWS_EDGES).mean()
        for mean in (1, 2, 4, 8, 16)
    }
    assert min(by_mean, key=lambda mean: by_mean[mean]) == 4


@pytest.mark.parametrize("edges", [[0.0], [0.0, 0.0], [1.0, 0.0]])
def test_edges_of_ignorance_rise(edges: list[float]) -> None:
    with pytest.raises(ScoreError, match="each above the last"):
        ignorance([[1.0]], [1.0], edges=edges)


def test_a_value_below_the_first_bin_is_an_error() -> None:
    with pytest.raises(ScoreError, match="a value of -1 below the first bin edge 0"):
        ignorance([[-1.0, 2.0]], [1.0], edges=VIEWS_EDGES)


def test_interval_score_by_hand_and_by_scoringrules() -> None:
    """From 2 to 6 at 90 %: 4 inside; one below costs 20 more, three above 60 more."""
    lower, upper, y = np.full(4, 2.0), np.full(4, 6.0), np.array([4.0, 1.0, 9.0, 2.0])
    found = interval_score(lower, upper, y, level=0.9)
    assert found == pytest.approx([4, 24, 64, 4])
    assert found == pytest.approx(scoringrules.interval_score(y, lower, upper, 1 - 0.9))


def test_interval_ends_pair_with_outcomes() -> None:
    with pytest.raises(ScoreError, match="the lower not above the upper"):
        interval_score([3.0], [2.0], [1.0], level=0.9)


def test_the_true_interval_scores_best_on_average() -> None:
    y = np.random.default_rng(7).normal(size=20_000)
    means = {
        half: interval_score(np.full(y.size, -half), np.full(y.size, half), y, level=0.9).mean()
        for half in (0.8, 1.2, 1.645, 2.1, 2.6)
    }
    assert min(means, key=lambda half: means[half]) == 1.645


def test_central_intervals_follow_the_method_named() -> None:
    draws = [[0.0, 1.0, 2.0, 3.0]]
    assert [v.tolist() for v in central_interval(draws, 0.5, method="linear")] == [[0.75], [2.25]]
    low, high = central_interval(draws, 0.5, method="inverted_cdf")
    assert (low.tolist(), high.tolist()) == ([0.0], [2.0])
    with pytest.raises(TypeError):
        central_interval(draws, 0.5)  # type: ignore[call-arg]
    with pytest.raises(ScoreError, match="with finite values"):
        central_interval([[float("nan")]], 0.5, method="linear")


def test_ends_of_an_interval_are_covered() -> None:
    assert covered([0, 1, 2], [1, 2, 3], [1, 0.5, 2]).tolist() == [1.0, 0.0, 1.0]


def test_pit_of_calibrated_counts_is_uniform() -> None:
    """Poisson outcomes and many Poisson draws: mean 1/2, variance 1/12, none outside."""
    rng = np.random.default_rng(8)
    y = rng.poisson(1.3, 4000)
    draws = np.tile(poisson.ppf((np.arange(999) + 0.5) / 999, 1.3), (y.size, 1))
    u = pit(draws, y, rng)
    assert ((u >= 0) & (u <= 1)).all()
    assert u.mean() == pytest.approx(0.5, abs=4 / math.sqrt(12 * y.size))
    assert np.histogram(u, 10, (0, 1))[0] == pytest.approx(np.full(10, 400), abs=4 * 19)
