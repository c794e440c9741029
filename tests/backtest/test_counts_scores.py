"""Scores of counts: hand-worked cells, amounts given violence, and the split of a revision."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.backtest.counts_scores import (
    difference,
    interval,
    joined,
    revision,
    score,
    where_violent,
)


def test_scores_by_hand() -> None:
    draws = np.array([[0.0, 2.0], [4.0, 4.0]])
    scored = score(draws, np.array([0.0, 1.0]), np.array([1, 2]))
    assert scored.mean("crps") == pytest.approx((1 - 0.5 + 3) / 2)
    assert scored.mean("coverage") == 0.0  # only the violent cell counts, and 4 to 4 misses 1
    assert scored.mean("nothing") is None
    both = joined([scored, scored])
    assert both.mean("crps") == scored.mean("crps")
    found = interval(both, "crps", np.random.default_rng(1))
    assert found is not None
    assert (found.low, found.estimate, found.high) == (0.5, 1.75, 3.0)  # one country or the other
    assert interval(both, "nothing", np.random.default_rng(1)) is None


def test_a_difference_is_paired() -> None:
    loss = np.array([1.0, 100.0])
    found = difference(loss, loss + 1, np.array([1, 2]), np.random.default_rng(1))
    assert (found.low, found.estimate, found.high) == (-1.0, -1.0, -1.0)


def test_amounts_given_violence_are_uniform_for_a_calibrated_forecast() -> None:
    rng = np.random.default_rng(3)
    law = rng.negative_binomial(1, 0.02, (4000, 201)) + 1.0
    quiet = rng.random(law.shape) < 0.9
    draws = np.where(quiet, 0.0, law)
    place = where_violent(draws[:, 1:], np.where(rng.random(4000) < 0.5, law[:, 0], 0.0), rng)
    share = np.histogram(place, np.linspace(0, 1, 11))[0] / place.size
    # about 20 positive draws a cell: the outer tenths gain a little, 4 standard errors the rest
    np.testing.assert_allclose(share[1:-1], 0.1, atol=4 * np.sqrt(0.09 / place.size))


def test_a_violent_month_that_no_draw_foresaw_is_left_out() -> None:
    draws = np.zeros((2, 5))
    draws[0] = 3.0
    assert where_violent(draws, np.array([3.0, 3.0]), np.random.default_rng(1)).size == 1


def test_wrong_and_changed_add_up_exactly() -> None:
    then, now = np.array([1.0, 2.0, 4.0]), np.array([1.0, 5.0, 3.0])
    split = revision(then, now, np.array([0.0, 1.0, -1.0]))
    assert (split.wrong, split.changed, split.cells) == (7 / 3, 2 / 3, 2)
    assert split.total == pytest.approx(now.mean(), abs=1e-15)
