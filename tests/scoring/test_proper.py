"""Brier and logarithmic scores against closed forms, and as proper rules."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from tocsin.errors import ScoreError
from tocsin.scoring.proper import Floats, brier, log_score

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
