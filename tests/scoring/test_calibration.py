"""Bins, intervals of shares and the calibration table, by hand and against exact coverage."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from tocsin.errors import ScoreError
from tocsin.scoring.calibration import (
    Proportion,
    bin_of,
    calibration,
    equal_count,
    equal_width,
    share_interval,
)


def test_bins_hold_their_lower_edge_and_the_last_its_upper() -> None:
    assert bin_of([0.0, 0.499, 0.5, 1.0], [0.0, 0.5, 1.0]).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("edges", [[0.5], [0.1, 1.0], [0.0, 0.9], [0.0, 0.5, 0.5, 1.0]])
def test_edges_span_all_probabilities(edges: list[float]) -> None:
    with pytest.raises(ScoreError, match="rising edges from 0 to 1"):
        bin_of([0.5], edges)


def test_equal_counts_put_the_same_number_in_each() -> None:
    p = np.linspace(0.001, 0.2, 1000)
    edges = equal_count(p, 4)
    assert edges[[0, -1]].tolist() == [0.0, 1.0]
    assert np.bincount(bin_of(p, edges)) == pytest.approx([250] * 4, abs=1)


def test_equal_forecasts_share_a_bin() -> None:
    p = [0.1] * 90 + [0.6] * 10
    edges = equal_count(p, 10)
    assert edges.tolist() == [0.0, 0.1, 0.6, 1.0]
    assert np.bincount(bin_of(p, edges)).tolist() == [0, 90, 10]


def test_no_bins_are_an_error() -> None:
    with pytest.raises(ScoreError, match="0 bins"):
        equal_width(0)


def test_intervals_by_published_values() -> None:
    """Newcombe (1998), table I: 81 of 263, 15 of 148, 0 of 20 and 1 of 29, at 95 %."""
    x, n = [81, 15, 0, 1], [263, 148, 20, 29]
    low, high = share_interval(x, n, level=0.95, method="wilson")
    assert low == pytest.approx([0.2553, 0.0624, 0.0, 0.0061], abs=6e-5)
    assert high == pytest.approx([0.3662, 0.1605, 0.1611, 0.1718], abs=6e-5)
    low, high = share_interval(x, n, level=0.95, method="clopper-pearson")
    assert low == pytest.approx([0.2527, 0.0578, 0.0, 0.0009], abs=6e-5)
    assert high == pytest.approx([0.3676, 0.1617, 0.1684, 0.1776], abs=6e-5)


@pytest.mark.parametrize(("method", "least"), [("wilson", 0.83), ("clopper-pearson", 0.9)])
def test_exact_coverage(method: Proportion, least: float) -> None:
    """Over all outcomes of 20 trials: the exact interval never covers below its level."""
    x = np.arange(21)
    low, high = share_interval(x, np.full(21, 20), level=0.9, method=method)
    coverage = [
        binom.pmf(x[(low <= p) & (p <= high)], 20, p).sum() for p in np.linspace(0.02, 0.98, 49)
    ]
    assert min(coverage) >= least
    assert np.mean(coverage) >= 0.89


def test_trials_hold_their_events() -> None:
    for x, n in [([3], [2]), ([0], [0]), ([-1], [4])]:
        with pytest.raises(ScoreError, match="leave out empty bins"):
            share_interval(x, n, level=0.9, method="wilson")
    with pytest.raises(ScoreError, match="wilson, clopper-pearson are allowed"):
        share_interval([1], [2], level=0.9, method="wald")  # type: ignore[arg-type]


def test_the_table_by_hand() -> None:
    p = [0.1, 0.1, 0.2, 0.9, 1.0]
    table = calibration(p, [0, 1, 0, 1, 1], edges=equal_width(5), level=0.9, method="wilson")
    assert table.lower.tolist() == pytest.approx([0.0, 0.2, 0.8])
    assert table.upper.tolist() == pytest.approx([0.2, 0.4, 1.0])
    assert table.count.tolist() == [2, 1, 2]
    assert table.events.tolist() == [1, 0, 2]
    assert table.forecast.tolist() == pytest.approx([0.1, 0.2, 0.95])
    assert table.frequency.tolist() == [0.5, 0.0, 1.0]
    assert (table.low <= table.frequency).all()
    assert (table.high >= table.frequency).all()


def test_calibrated_forecasts_lie_in_their_intervals() -> None:
    rng = np.random.default_rng(2)
    p = rng.beta(1, 6, 20_000)
    y = rng.random(p.size) < p
    table = calibration(p, y, edges=equal_count(p, 20), level=0.99, method="wilson")
    assert ((table.low <= table.forecast) & (table.forecast <= table.high)).sum() >= 18
