"""What is no settled forecast is refused, with the reason, before any score is computed."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from tocsin.errors import ScoreError
from tocsin.scoring.settled import drawn, measured, settled, share


def test_what_is_sound_comes_back_as_floats() -> None:
    p, y = settled([0, 0.5, 1], [False, True, True])
    assert p.dtype == y.dtype == np.float64
    assert y.tolist() == [0, 1, 1]
    x, z = drawn([[1, 2], [3, 4]], [1, 5])
    assert x.shape == (2, 2)
    assert z.tolist() == [1, 5]
    assert share(0.9) == 0.9


@pytest.mark.parametrize("outcomes", [[], [[1.0]], 3.0])
def test_outcomes_are_one_list(outcomes: object) -> None:
    with pytest.raises(ScoreError, match="one list, not empty"):
        measured(outcomes)  # type: ignore[arg-type]


def test_a_missing_outcome_is_counted_and_refused() -> None:
    with pytest.raises(ScoreError, match="2 of 3 outcomes are missing or infinite"):
        measured([1.0, float("nan"), float("inf")])


@pytest.mark.parametrize("draws", [[1.0, 2.0], [[1.0], [2.0], [3.0]], [[], []]])
def test_each_outcome_needs_its_row_of_draws(draws: ArrayLike) -> None:
    with pytest.raises(ScoreError, match=r"shape \(2, m\) is allowed"):
        drawn(draws, [1.0, 2.0])


def test_a_missing_draw_is_refused() -> None:
    with pytest.raises(ScoreError, match="1 of 4 draws are missing"):
        drawn([[1.0, 2.0], [3.0, float("nan")]], [1, 2])


@pytest.mark.parametrize("level", [0.0, 1.0, 90.0, float("nan")])
def test_a_level_is_a_share(level: float) -> None:
    with pytest.raises(ScoreError, match=r"0\.9 means 90 %"):
        share(level)
