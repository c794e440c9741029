"""Scores of events against closed forms and scoringrules, and as proper rules."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
import scoringrules
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import ScoreError
from tocsin.scoring.proper import brier, log_score, ranked_probability
from tocsin.scoring.settled import Floats

Rule = Callable[[object, object], Floats]


def test_closed_forms() -> None:
    p, y = [0.2, 0.2, 0.5, 1.0, 0.0], [1, 0, 1, 1, 0]
    assert brier(p, y) == pytest.approx([0.64, 0.04, 0.25, 0.0, 0.0])
    assert log_score(p, y) == pytest.approx(
        [math.log(5), math.log(1.25), math.log(2), 0.0, 0.0], abs=1e-15
    )


@pytest.mark.parametrize(("rule", "at_half"), [(brier, 0.25), (log_score, math.log(2))])
def test_always_half(rule: Rule, at_half: float) -> None:
    assert rule([0.5] * 4, [0, 1, 1, 0]) == pytest.approx([at_half] * 4)


@pytest.mark.parametrize("rule", [brier, log_score])
@pytest.mark.parametrize("truth", [0.03, 0.4, 0.9])
def test_the_true_belief_is_the_best_on_average(rule: Rule, truth: float) -> None:
    """Proper: the expected loss under ``truth`` is lowest where it is forecast, and only there."""
    grid = np.linspace(0.005, 0.995, 199)
    ones, zeros = np.ones_like(grid), np.zeros_like(grid)
    expected = truth * rule(grid, ones) + (1 - truth) * rule(grid, zeros)
    assert grid[np.argmin(expected)] == pytest.approx(truth, abs=0.003)


def test_certainty_that_was_wrong_is_an_error_and_not_a_large_number() -> None:
    assert brier([0.0, 1.0], [1, 0]) == pytest.approx([1.0, 1.0])
    for p, y in [([0.3, 0.0], [0, 1]), ([0.3, 1.0], [0, 0])]:
        with pytest.raises(ScoreError, match="forecast 2 of 2 gave probability 0 to what happened"):
            log_score(p, y)


@pytest.mark.parametrize(
    ("p", "y", "said"),
    [
        ([], [], "not empty"),
        ([0.5], [0, 1], "of the same length"),
        ([[0.5]], [[1]], "one list of each"),
        ([1.2], [1], "a probability of 1.2"),
        ([float("nan")], [1], "a probability of nan"),
        ([0.5], [0.5], "an outcome of 0.5"),
        ([0.5], [float("nan")], "an outcome of nan"),
    ],
)
@pytest.mark.parametrize("rule", [brier, log_score])
def test_what_is_no_settled_forecast_is_an_error(
    rule: Rule, p: object, y: object, said: str
) -> None:
    with pytest.raises(ScoreError, match=said):
        rule(p, y)


Inside = st.floats(0.001, 0.999)
Weights = st.lists(st.integers(1, 50), min_size=4, max_size=4)


@pytest.mark.parametrize("rule", [brier, log_score])
@given(truth=Inside, other=Inside)
@settings(max_examples=200, deadline=None)
def test_no_other_belief_is_better_on_average(rule: Rule, truth: float, other: float) -> None:
    def expected(p: float) -> float:
        return float(truth * rule([p], [1])[0] + (1 - truth) * rule([p], [0])[0])

    assert expected(truth) <= expected(other) + 1e-12


def test_agree_with_scoringrules() -> None:
    rng = np.random.default_rng(0)
    p, y = rng.random(100), rng.integers(0, 2, 100)
    assert brier(p, y) == pytest.approx(scoringrules.brier_score(y, p))
    assert log_score(p, y) == pytest.approx(scoringrules.log_score(y, p))


def test_ranked_probability_by_hand() -> None:
    """20, 30, 50 %: cumulated .2 and .5; the lowest level misses by .8 and .5."""
    p = [[0.2, 0.3, 0.5]] * 3
    assert ranked_probability(p, [0, 1, 2]) == pytest.approx([0.89, 0.29, 0.29])


def test_ranked_probability_agrees_with_scoringrules() -> None:
    rng = np.random.default_rng(1)
    p, y = rng.dirichlet(np.ones(5), 60), rng.integers(0, 5, 60)
    assert ranked_probability(p, y) == pytest.approx(scoringrules.rps_score(y + 1, p))


def test_ranked_probability_of_two_levels_is_brier() -> None:
    p = np.array([0.1, 0.7])
    assert ranked_probability(np.column_stack([1 - p, p]), [1, 0]) == pytest.approx(
        brier(p, [1, 0])
    )


@given(truth=Weights, other=Weights)
@settings(max_examples=200, deadline=None)
def test_ranked_probability_is_proper(truth: list[int], other: list[int]) -> None:
    q, r = (np.array(weights) / sum(weights) for weights in (truth, other))
    own, theirs = (q @ ranked_probability(np.tile(p, (4, 1)), range(4)) for p in (q, r))
    assert own <= theirs + 1e-12


@pytest.mark.parametrize(
    ("p", "y", "said"),
    [
        ([0.2, 0.8], [1], "two levels or more"),
        ([[0.2, 0.8]], [0, 1], "two levels or more"),
        ([[0.2, 0.7]], [0], "does not sum to 1"),
        ([[1.2, -0.2]], [0], "negative"),
        ([[0.2, 0.8]], [2], "an observed level of 2; 0 to 1 are allowed"),
    ],
)
def test_what_is_no_forecast_of_levels_is_an_error(p: object, y: object, said: str) -> None:
    with pytest.raises(ScoreError, match=said):
        ranked_probability(p, y)  # type: ignore[arg-type]
