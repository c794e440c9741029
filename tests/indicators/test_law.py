"""The law of a block's count, what a baseline window says, and the trial on simulated truth."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.counts import FACE_VALUE, KEPT, WORLDS, judged, told
from scipy.special import digamma, polygamma
from scipy.stats import nbinom

from tocsin.indicators.law import (
    SWELL,
    autocorrelation_time,
    block_law,
    candidates,
    fit_baseline,
    negative_binomial,
)


@pytest.mark.parametrize(("mean", "size"), [(0.2, 0.5), (8.0, 6.0), (300.0, 40.0)])
def test_the_negative_binomial_is_scipys(mean: float, size: float) -> None:
    counts = np.arange(60.0)
    expected = nbinom.logpmf(counts, size, size / (size + mean))
    np.testing.assert_allclose(negative_binomial(counts, np.asarray(mean), size), expected)


def test_a_block_is_a_mixture_that_sums_to_one() -> None:
    counts = np.arange(20_000.0)
    assert np.exp(block_law(counts, np.asarray(10.0), 6.0)).sum() == pytest.approx(1, abs=1e-6)
    assert np.exp(block_law(counts, np.asarray(10.0), 6.0, 0.0)).sum() == pytest.approx(1)


def test_attention_bounds_what_one_block_can_say() -> None:
    """Between an ordinary mean and three times it, no count up to the largest swell decides."""
    counts = np.arange(0.0, 40 * max(SWELL))
    plain = block_law(counts, np.asarray(120.0), 6.0, 0.0) - block_law(
        counts, np.asarray(40.0), 6.0, 0.0
    )
    robust = block_law(counts, np.asarray(120.0), 6.0) - block_law(counts, np.asarray(40.0), 6.0)
    assert robust.max() < np.log(100)
    assert plain.max() > 3 * robust.max()


def test_candidates_are_the_middles_of_equal_shares() -> None:
    found = candidates(1.0, 0.5, 101)
    assert np.median(found) == pytest.approx(np.e)
    assert np.log(found).std() == pytest.approx(0.5, rel=0.03)
    assert candidates(1.0, 0.0, 3) == pytest.approx([np.e] * 3)


def test_a_baseline_is_found_within_its_own_error() -> None:
    draw = np.random.default_rng(1)
    off, sizes = [], []
    for _ in range(60):
        exposure = draw.uniform(2, 5, 26)
        counts = draw.poisson(9 * exposure * draw.gamma(8, 1 / 8, 26)).astype(float)
        found = fit_baseline(counts, exposure)
        off.append((found.log_mean - np.log(9)) / found.log_sd)
        sizes.append(found.size)
    assert abs(np.mean(off)) < 0.5
    assert 0.6 < np.std(off) < 1.3
    assert 5 < np.median(sizes) < 13


def test_a_spike_in_the_window_is_attention_and_not_the_mean() -> None:
    draw = np.random.default_rng(2)
    counts = draw.poisson(40 * draw.gamma(20, 1 / 20, 26)).astype(float)
    counts[7] = 900
    exposure = np.full(26, 4.0)
    assert np.exp(fit_baseline(counts, exposure).log_mean) == pytest.approx(10, rel=0.1)
    assert np.exp(fit_baseline(counts, exposure, 0.0).log_mean) > 13


@pytest.mark.parametrize("events", [0, 1, 2, 4, 10, 40])
def test_few_events_are_known_as_well_as_jeffreys_gamma_says(events: int) -> None:
    """Without attention, and in so many blocks that spread hardly matters."""
    counts = np.zeros(120)
    counts[np.linspace(0, 119, events).astype(int)] = 1.0
    found = fit_baseline(counts, np.full(120, 4.0), 0.0)
    assert found.log_mean == pytest.approx(digamma(events + 0.5) - np.log(480), abs=0.03)
    own = found.log_sd / np.sqrt(found.autocorrelation)
    assert own == pytest.approx(np.sqrt(polygamma(1, events + 0.5)), rel=0.05)


def test_a_window_without_events_has_a_low_mean_and_a_wide_error() -> None:
    found = fit_baseline(np.zeros(20), np.full(20, 4.0))
    assert np.exp(found.log_mean) < 0.01
    assert found.log_sd > 2
    assert found.autocorrelation == 1


def test_autocorrelation_time_of_an_autoregressive_series() -> None:
    draw = np.random.default_rng(3)
    values = np.empty(20_000)
    values[0] = 0.0
    for k in range(1, len(values)):
        values[k] = 0.6 * values[k - 1] + draw.normal()
    assert autocorrelation_time(values) == pytest.approx(1.6 / 0.4, rel=0.15)
    assert autocorrelation_time(draw.normal(size=20_000)) == pytest.approx(1, abs=0.1)
    assert autocorrelation_time(np.ones(9)) == 1


REPEATS = 24


def test_on_a_simulated_truth_the_kept_treatment_holds_and_face_value_does_not() -> None:
    """With spikes and a dead feed: calibrated where it says that a level is all but ruled out."""
    kept = judged(WORLDS[3], KEPT, REPEATS)
    face = judged(WORLDS[3], FACE_VALUE, REPEATS)
    assert kept.log_score < 0.8
    assert kept.shocked <= 0.03
    assert kept.slope > 0.7
    assert face.log_score > kept.log_score + 0.3
    assert face.shocked > 0.05
    assert face.slope < 0.7


def test_a_dead_feed_is_not_silence() -> None:
    story = 4
    assert told(story, KEPT, 4)[0] > 0.15
    assert told(story, FACE_VALUE, 4)[0] < 0.02
