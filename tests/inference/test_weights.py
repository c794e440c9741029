"""Weights of particles: closed forms, resampling, and errors against the spread of replicates."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.errors import CollapseError
from tocsin.inference.weights import (
    clustered_error,
    effective_ancestors,
    effective_size,
    normalise,
    share,
    systematic,
)


def test_weights_sum_to_one_and_keep_their_ratios() -> None:
    weight = normalise(np.log([1.0, 2.0, 5.0]) - 2_000.0)
    assert weight == pytest.approx([0.125, 0.25, 0.625])


def test_an_impossible_history_weighs_nothing() -> None:
    assert normalise(np.array([-np.inf, 3.0])).tolist() == [0.0, 1.0]


def test_nan_and_total_impossibility_are_refused() -> None:
    with pytest.raises(CollapseError, match="not a number"):
        normalise(np.array([0.0, np.nan]))
    with pytest.raises(CollapseError, match="no simulated history"):
        normalise(np.array([-np.inf, -np.inf]))


def test_effective_sizes_in_closed_form() -> None:
    assert effective_size(np.full(8, 1 / 8)) == pytest.approx(8)
    assert effective_size(np.array([0.5, 0.5, 0.0])) == pytest.approx(2)
    # two families of weight 0.9 and 0.1, whatever their number of members
    weight, ancestor = np.array([0.3, 0.6, 0.1]), np.array([4, 4, 0])
    assert effective_ancestors(weight, ancestor) == pytest.approx(1 / 0.82)
    # a part of the weight counts as a sample of its own
    assert effective_ancestors(weight / 2, ancestor) == pytest.approx(1 / 0.82)
    assert effective_ancestors(np.zeros(3), ancestor) == 0.0


def test_share_adds_weights() -> None:
    assert share(np.array([0.5, 0.3, 0.2]), np.array([True, False, True])) == pytest.approx(0.7)


@pytest.mark.parametrize("seed", range(20))
def test_systematic_resampling_keeps_within_one_of_the_expected_copies(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weight = rng.gamma(0.2, size=50)
    weight[rng.integers(50, size=10)] = 0.0
    weight /= weight.sum()
    copies = np.bincount(systematic(weight, 300, float(rng.random())), minlength=50)
    assert copies.sum() == 300
    assert np.abs(copies - 300 * weight).max() < 1
    assert copies[weight == 0].sum() == 0


def test_systematic_resampling_is_unbiased() -> None:
    """Averaged over a grid of offsets, every particle has just its expected copies."""
    weight = np.array([0.07, 0.0, 0.4, 0.33, 0.2])
    offsets = (np.arange(1_000) + 0.5) / 1_000
    copies = [np.bincount(systematic(weight, 7, u), minlength=5) for u in offsets]
    assert np.mean(copies, axis=0) == pytest.approx(7 * weight, abs=1e-3)


def _resampled_run(rng: np.random.Generator) -> tuple[float, float]:
    """A weighted mean and its stated error after one resampling and fresh movement."""
    size = 500
    first = rng.normal(size=size)
    weight = normalise(0.8 * first)
    ancestor = systematic(weight, size, rng.random())
    value = first[ancestor] + 0.5 * rng.normal(size=size)
    after = normalise(0.3 * value)
    return float(after @ value), float(
        clustered_error(after, value, ancestor, np.zeros(size, dtype=np.int64))
    )


def test_the_error_is_the_spread_of_replicates() -> None:
    """The mean stated variance is that of independent runs, within four of its own errors.

    With copies of few ancestors the error that takes particles for independent is far too small.
    """
    rng = np.random.default_rng(1)
    runs = 1_500
    means, errors = np.array([_resampled_run(rng) for _ in range(runs)]).T
    variance = means.var(ddof=1)
    kurtosis = np.mean((means - means.mean()) ** 4) / variance**2
    noise = np.hypot(
        variance * np.sqrt((kurtosis - 1) / runs), np.square(errors).std() / np.sqrt(runs)
    )
    # a self-normalised mean of 500 has a bias of a few times 1 / 500 in its stated variance
    assert abs(np.square(errors).mean() - variance) < 4 * noise + 0.02 * variance
    naive = np.sqrt(0.25 / 500)
    assert errors.mean() > 2 * naive


def test_the_error_of_independent_particles_in_closed_form() -> None:
    weight = np.array([0.25, 0.25, 0.5])
    values = np.array([[0.0, 1.0], [4.0, 1.0], [2.0, 1.0]])
    error = clustered_error(weight, values, np.arange(3), np.zeros(3, dtype=np.int64))
    assert error == pytest.approx([np.sqrt(2 * 0.25**2 * 4.0), 0.0])


def test_what_strata_differ_by_is_no_error() -> None:
    """Half the particles are 0, half are 1, by design: only what varies within counts."""
    stratum = np.repeat([0, 1], 500)
    weight = np.full(1_000, 1e-3)
    assert clustered_error(weight, stratum.astype(float), np.arange(1_000), stratum) == 0.0
    rng = np.random.default_rng(2)
    runs = [stratum + 0.1 * rng.normal(size=1_000) for _ in range(400)]
    spread = np.std([run.mean() for run in runs], ddof=1)
    stated = np.mean([clustered_error(weight, run, np.arange(1_000), stratum) for run in runs])
    assert stated == pytest.approx(spread, rel=4 / np.sqrt(2 * 400))
    everywhere = np.zeros(1_000, dtype=np.int64)
    assert clustered_error(weight, runs[0], np.arange(1_000), everywhere) > 3 * spread
