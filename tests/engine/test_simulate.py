"""Simulation against the exact solver, and independence of chunks, threads and the like."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from tests.engine.harness import (
    Futures,
    Values,
    compiled_case,
    draw_values,
    futures,
    population,
    z_mean,
    z_share,
)
from tocsin.engine import exact
from tocsin.engine.compile import Compiled
from tocsin.engine.network import Floats, Levels
from tocsin.engine.plan import undisturbed

PARTICLES = 40_000
SEEDS = range(8)
TIMES = np.array([0.0, 0.3, 0.9, 1.6])
STATIC = (1, 1)


class Setting(NamedTuple):
    """A random network with fixed values, a scale by segment, and its exact state space."""

    compiled: Compiled
    values: Values
    scale: Floats
    levels: Levels
    space: exact.StateSpace
    p0: Floats


@cache
def _setting(seed: int) -> Setting:
    compiled = compiled_case(seed)
    net = compiled.network
    scale = np.random.default_rng(seed).uniform(0.4, 2.5, (net.onset_node.size, TIMES.size - 1))
    levels = population(compiled, PARTICLES, seed=17, static=STATIC)
    space = exact.state_space(net, levels[0])
    p0 = exact.initial(net, space, compiled.start)
    return Setting(compiled, draw_values(net, seed), scale, levels, space, p0)


@cache
def _run(seed: int, suppressed: int = -1) -> Futures:
    compiled, values, scale, levels, _, _ = _setting(seed)
    return futures(compiled.network, levels, values, TIMES, scale, suppressed=suppressed)


def _marginal_errors(seed: int, run: Futures) -> list[float]:
    """z-scores by node and level at the end."""
    compiled, values, scale, _, space, p = _setting(seed)
    for j, years in enumerate(np.diff(TIMES)):
        Q = exact.generator(compiled.network, space, *values, scale[:, j])
        p = exact.transient(Q, p, float(years))
    return [
        z_share(run.levels[:, node] == level, float(expected[level]))
        for node, expected in enumerate(exact.marginals(compiled.network, space, p))
        for level in range(expected.size)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_levels_agree_with_the_exact_solver(seed: int) -> None:
    assert np.abs(_marginal_errors(seed, _run(seed))).max() < 4


@pytest.mark.parametrize("end", [0.05, 0.5, 4.0])
def test_levels_agree_at_other_times(end: float) -> None:
    compiled, values, _, levels, space, p0 = _setting(3)
    net, scale = compiled.network, np.ones((compiled.network.onset_node.size, 1))
    run = futures(net, levels, values, np.array([0.0, end]), scale)
    p = exact.transient(exact.generator(net, space, *values, scale[:, 0]), p0, end)
    for node, expected in enumerate(exact.marginals(net, space, p)):
        for level in range(expected.size):
            assert abs(z_share(run.levels[:, node] == level, float(expected[level]))) < 4


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("onset", [0, 1])
def test_first_arrivals_agree_by_count_compensator_and_suppression(seed: int, onset: int) -> None:
    compiled, values, scale, _, space, p0 = _setting(seed)
    net = compiled.network
    expected = exact.first_arrival(net, space, p0, *values, undisturbed(net, TIMES, scale), onset)
    rate = values.rates[net.parameter[2 * net.onset_node[onset], net.onset_level[onset] - 1]]
    run, held = _run(seed), _run(seed, onset)
    assert np.all(held.arrival[:, onset] == np.inf)
    for j, end in enumerate(TIMES[1:]):
        assert abs(z_share(run.arrival[:, onset] <= end, float(expected[j]))) < 4
        compensator = rate * run.exposure[:, onset, : j + 1].sum(axis=1)
        assert abs(z_mean(compensator, float(expected[j]))) < 4
        hazard = rate * held.exposure[:, onset, : j + 1].sum(axis=1)
        assert abs(z_mean(-np.expm1(-hazard), float(expected[j]))) < 4


@pytest.mark.parametrize("seed", [1, 3])
def test_the_comparison_sees_a_rate_that_is_not_updated(seed: int) -> None:
    """The planted bug: no channel learns that a condition on its rate has flipped."""
    compiled, values, scale, levels, _, _ = _setting(seed)
    net = compiled.network
    deaf = net._replace(listener_start=np.zeros_like(net.listener_start))
    run = futures(deaf, levels, values, TIMES, scale)
    assert np.abs(_marginal_errors(seed, run)).max() > 10


def test_chunks_and_threads_change_nothing() -> None:
    compiled, values, scale, _, _, _ = _setting(4)
    net = compiled.network
    levels = population(compiled, 5_000, seed=2)
    whole = futures(net, levels, values, TIMES, scale)
    bounds = [0, 1, 777, 2_500, 5_000]

    def chunk(k: int) -> Futures:
        part = levels[bounds[k] : bounds[k + 1]]
        return futures(net, part, values, TIMES, scale, first=bounds[k])

    with ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(chunk, range(len(bounds) - 1)))
    assert sum(part.made for part in parts) == whole.made
    for name in ("levels", "exposure", "arrival"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(joined, getattr(whole, name))


def test_segments_of_one_scale_are_one_segment() -> None:
    """Where the scale does not change, cutting time into segments changes no transition."""
    compiled, values, _, levels, _, _ = _setting(6)
    net = compiled.network
    one = futures(net, levels, values, TIMES[[0, -1]], np.ones((net.onset_node.size, 1)))
    three = futures(net, levels, values, TIMES, np.ones((net.onset_node.size, 3)))
    assert one.made == three.made
    assert np.array_equal(one.levels, three.levels)
    assert np.allclose(one.exposure[:, :, 0], three.exposure.sum(axis=2), rtol=0, atol=1e-12)


def test_one_rate_changed_leaves_other_clocks_alone() -> None:
    """The common reaction path: where a suppressed onset would not have come, all is the same."""
    base, held = _run(3), _run(3, suppressed=0)
    never = base.arrival[:, 0] == np.inf
    assert 0 < never.sum() < never.size
    assert np.array_equal(base.levels[never], held.levels[never])
