"""Interventions against the exact solver and the twin; what a record keeps besides onsets."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.engine.harness import (
    Futures,
    compiled_case,
    draw_values,
    futures,
    population,
    z_mean,
    z_share,
)
from tocsin.engine import exact, reference
from tocsin.engine.compile import Compiled
from tocsin.engine.plan import FREE, Plan, noticed, undisturbed

PARTICLES = 40_000
TIMES = np.array([0.0, 0.3, 0.9, 1.6])
SEEDS = range(10)
STATIC = (1, 1)


def disturbed_plan(compiled: Compiled, seed: int) -> Plan:
    """A random plan in which each kind of thing is done in some segment."""
    net = compiled.network
    rng = np.random.default_rng(seed)
    segments = TIMES.size - 1
    plan = undisturbed(net, TIMES, rng.uniform(0.4, 2.5, (net.onset_node.size, segments)))
    for j in range(segments):
        node = int(rng.integers(net.moving))
        plan.put[j, node] = rng.integers(net.sizes[node])
        channel = int(rng.integers(2 * net.moving))
        plan.speed[j:, channel] = rng.uniform(0.0, 3.0)
        if net.derived_function.size:
            derived = int(rng.integers(net.derived_function.size))
            size = net.sizes[net.sizes.size - net.derived_function.size + derived]
            plan.pinned[j, derived] = rng.integers(size)
    held = int(rng.integers(net.moving))
    plan.put[1, held] = rng.integers(net.sizes[held])
    plan.speed[1:, [2 * held, 2 * held + 1]] = 0.0
    plan.put[2, net.moving] = 0  # a hypothesis is made to hold from here on
    return noticed(plan)


def _run(seed: int, particles: int = PARTICLES, **how: Any) -> tuple[Compiled, Plan, Futures]:
    compiled = compiled_case(seed)
    plan = disturbed_plan(compiled, seed)
    values = draw_values(compiled.network, seed)
    levels = population(compiled, particles, seed=17, static=STATIC)
    return (
        compiled,
        plan,
        futures(compiled.network, levels, values, TIMES, plan.scale.T, plan=plan, **how),
    )


def _errors(seed: int, plan: Plan | None = None) -> list[float]:
    """z-scores of every level of every node at the end, and of every onset by every bound."""
    compiled, used, run = _run(seed)
    net, values = compiled.network, draw_values(compiled.network, seed)
    plan = plan or used
    space = exact.state_space(net, population(compiled, 1, seed, STATIC)[0])
    p0 = exact.initial(net, space, compiled.start)
    ends, p = exact.follow(net, space, p0, *values, plan)
    errors = [
        z_share(run.levels[:, node] == level, float(expected[level]))
        for node, expected in enumerate(exact.marginals(net, ends, p))
        for level in range(expected.size)
    ]
    for onset in range(net.onset_node.size):
        expected = exact.first_arrival(net, space, p0, *values, plan, onset)
        rate = values.rates[net.parameter[2 * net.onset_node[onset], net.onset_level[onset] - 1]]
        for j, end in enumerate(TIMES[1:]):
            errors.append(z_share(run.arrival[:, onset] <= end, float(expected[j])))
            compensator = rate * run.exposure[:, onset, : j + 1].sum(axis=1)
            errors.append(z_mean(compensator, float(expected[j])))
    return errors


@pytest.mark.parametrize("seed", SEEDS)
def test_interventions_agree_with_the_exact_solver(seed: int) -> None:
    assert np.abs(_errors(seed)).max() < 4.5  # of about five hundred z-scores in all


@pytest.mark.parametrize("field", ["put", "pinned", "speed"])
def test_the_comparison_sees_an_intervention_that_is_forgotten(field: str) -> None:
    worst = []
    for seed in SEEDS:
        plan = disturbed_plan(compiled_case(seed), seed)
        blank = (
            np.ones_like(plan.speed)
            if field == "speed"
            else np.full_like(getattr(plan, field), FREE)
        )
        worst.append(np.abs(_errors(seed, Plan(**(plan._asdict() | {field: blank})))).max())
    assert max(worst) > 10


@pytest.mark.parametrize("seed", SEEDS)
def test_the_twin_does_the_same_and_keeps_the_same(seed: int) -> None:
    net = compiled_case(seed).network
    how: dict[str, Any] = {"after": (0, 2), "traced": net.onset_node.size - 1, "events": 50}
    _, _, fast = _run(seed, 12, **how)
    _, _, slow = _run(seed, 12, kernel=reference.simulate, **how)
    assert fast.made == slow.made
    assert np.array_equal(fast.levels, slow.levels)
    assert np.array_equal(fast.record.levels, slow.record.levels)
    assert np.array_equal(fast.record.length, slow.record.length)
    for p, made in enumerate(fast.record.length):
        assert np.array_equal(fast.record.channel[p, :made], slow.record.channel[p, :made])
        for name in ("moment", "between"):
            one, two = getattr(fast.record, name)[p, :made], getattr(slow.record, name)[p, :made]
            assert np.allclose(one, two, rtol=1e-9, atol=1e-9)


def test_a_record_accounts_for_all_exposure_and_all_moves() -> None:
    compiled = compiled_case(3)
    net, values = compiled.network, draw_values(compiled.network, 3)
    levels = population(compiled, 500, 3)
    scale = np.ones((net.onset_node.size, TIMES.size - 1))
    run = futures(net, levels, values, TIMES, scale, after=(1, 2), traced=0, events=200)
    record = run.record
    assert 0 < record.length.max() < 200
    assert np.array_equal(record.levels[:, 1], run.levels)
    for p, made in enumerate(record.length):
        row = levels[p].astype(int)
        for channel in record.channel[p, :made]:
            row[channel // 2] += -1 if channel % 2 else 1
        assert np.array_equal(row[: net.moving], run.levels[p, : net.moving])
        assert np.all(np.diff(record.moment[p, :made]) > 0)
        gathered = record.between[p, : made + 1].sum()
        assert gathered == pytest.approx(run.exposure[p, 0].sum(), abs=1e-12)


def test_a_record_that_is_too_short_still_has_all_exposure_and_the_true_length() -> None:
    compiled = compiled_case(3)
    net, values = compiled.network, draw_values(compiled.network, 3)
    levels = population(compiled, 200, 3)
    scale = np.ones((net.onset_node.size, TIMES.size - 1))
    whole = futures(net, levels, values, TIMES, scale, traced=0, events=200)
    cut = futures(net, levels, values, TIMES, scale, traced=0, events=2)
    assert np.array_equal(whole.record.length, cut.record.length)
    assert cut.record.length.max() > 2
    for p, made in enumerate(cut.record.length):
        kept = cut.record.between[p, : min(made, 2) + 1]
        assert kept.sum() == pytest.approx(whole.exposure[p, 0].sum(), abs=1e-12)


def test_an_undisturbed_plan_disturbs_nothing() -> None:
    compiled = compiled_case(2)
    plan = undisturbed(compiled.network, TIMES, np.ones((compiled.network.onset_node.size, 3)))
    assert not noticed(plan).disturbed.any()
    plan.speed[1:, 0] = 2.0
    assert noticed(plan).disturbed.tolist() == [False, True, False]


def test_a_pin_from_the_start_disturbs_the_first_segment() -> None:
    """What the filter carries of a channel's influences does not hold under the pin."""
    compiled = next(c for c in map(compiled_case, SEEDS) if c.network.derived_function.size)
    plan = undisturbed(compiled.network, TIMES, np.ones((compiled.network.onset_node.size, 3)))
    plan.pinned[:] = 1
    assert noticed(plan).disturbed.tolist() == [True, False, False]
