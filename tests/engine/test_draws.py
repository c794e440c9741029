"""Rates drawn inside the kernels follow their Gamma."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import gamma as gamma_law
from scipy.stats import kstest

from tests.engine.harness import compiled_case
from tocsin.engine.draws import draw_rates, gamma
from tocsin.engine.network import Floats, Network
from tocsin.rng import Purpose, stream


@pytest.mark.parametrize("shape", [0.02, 0.5, 0.99, 1.0, 1.5, 7.0, 300.0, 1e6])
def test_gamma_draws_follow_scipys_law(shape: float) -> None:
    draws = [gamma(np.uint64(stream(1, 1, 0, p, 0)), shape) for p in range(20_000)]
    assert kstest(draws, gamma_law(shape).cdf).pvalue > 0.001


def _rates(net: Network, counts: Floats, exposures: Floats, first: int = 0) -> Floats:
    rates = np.empty(counts.shape)
    drawn_for, standard = np.full_like(rates, np.nan), np.empty_like(rates)
    draw_rates(net, counts, exposures, 1, int(Purpose.CHECK), 0, first, drawn_for, standard, rates)
    return rates


def test_rates_are_posterior_draws_in_any_chunks() -> None:
    net = compiled_case(1).network
    rng = np.random.default_rng(1)
    row = rng.integers(0, 5, net.shape.size).astype(np.float64), rng.random(net.shape.size)
    counts, exposures = (np.tile(part, (20_000, 1)) for part in row)
    rates = _rates(net, counts, exposures)
    for r in range(net.shape.size):
        law = gamma_law(net.shape[r] + row[0][r], scale=1 / (net.years[r] + row[1][r]))
        assert kstest(rates[:, r], law.cdf).pvalue > 0.001
    assert np.array_equal(_rates(net, counts[500:], exposures[500:], first=500), rates[500:])


def test_draws_are_the_same_one_by_one_and_all_at_once() -> None:
    """A new row is drawn several parameters at a time, one that has changed a little is not."""
    net = compiled_case(1).network
    counts = np.zeros((200, net.shape.size))
    rates, zeros = np.empty_like(counts), np.zeros_like(counts)
    drawn_for, standard = np.full_like(counts, np.nan), np.empty_like(counts)

    def draw() -> None:
        draw_rates(net, counts, zeros, 1, int(Purpose.CHECK), 0, 0, drawn_for, standard, rates)

    draw()
    counts[:, 0] += 1.0
    draw()
    assert np.array_equal(rates, _rates(net, counts, zeros))
    for p in (0, 77):
        for r, shape in enumerate(net.shape + counts[p]):
            key = np.uint64(stream(1, int(Purpose.CHECK), 0, p, r))
            assert standard[p, r] == pytest.approx(gamma(key, shape), rel=1e-14)
