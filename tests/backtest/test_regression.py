"""Pooled regressions: closed forms, a scipy oracle, and what the penalty does."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from tocsin.backtest.regression import least_squares, logistic
from tocsin.errors import BenchmarkError


def test_without_penalty_least_squares_finds_an_exact_line() -> None:
    x = np.random.default_rng(1).normal(size=(50, 2))
    fitted = least_squares(x, 3 + x @ np.array([2.0, -1.0]), 0.0)
    np.testing.assert_allclose(fitted(np.array([[1.0, 1.0], [0.0, 0.0]])), [4.0, 3.0], atol=1e-9)


def test_the_penalty_shrinks_towards_the_mean() -> None:
    x = np.random.default_rng(1).normal(size=(50, 1))
    y = 2 * x[:, 0]
    steep, flat = (least_squares(x, y, p).coefficients[1] for p in (0.0, 50.0))
    assert flat == pytest.approx(steep / 2)  # gram of 50 standard rows is 50


def test_logistic_agrees_with_a_direct_search_on_counts() -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=(200, 2))
    trials = np.full(200, 5.0)
    events = rng.binomial(5, 1 / (1 + np.exp(1 - x[:, 0]))).astype(float)
    fitted = logistic(x, events, trials, 4.0)
    z = (x - x.mean(axis=0)) / x.std(axis=0)

    def loss(b: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        p = 1 / (1 + np.exp(-(b[0] + z @ b[1:])))
        likely = events * np.log(p) + (trials - events) * np.log(1 - p)
        return float(-likely.sum() + 2 * (b[1:] ** 2).sum())

    best = minimize(
        loss, np.zeros(3), method="Nelder-Mead", options={"xatol": 1e-7, "maxiter": 4000}
    )
    np.testing.assert_allclose(fitted.coefficients, best.x, atol=1e-3)
    assert fitted.probability(x).mean() == pytest.approx(events.sum() / trials.sum(), abs=1e-4)


def test_nothing_can_be_learned_where_everything_ended_alike() -> None:
    with pytest.raises(BenchmarkError, match="0 events among 3 trials"):
        logistic(np.ones((3, 1)), np.zeros(3), np.ones(3), 1.0)
