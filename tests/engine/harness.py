"""What the oracle tests share: compiled random cases, runs of the kernels, z-scores."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from tests.networks_for_tests import random_case, random_formulas
from tocsin.engine import advance as kernels
from tocsin.engine import simulate as simulation
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.exact import Evidence, Jump, Likelihood, Span
from tocsin.engine.network import Floats, Levels, Network, settle_rows, truth, unpinned
from tocsin.engine.plan import Plan, Record, blank, undisturbed
from tocsin.rng import Purpose

FIXED = 1e12
"""Events and years so many that a Gamma rate is a fixed number."""

Kernel = Callable[..., Any]


def compiled_case(seed: int, conditions: int = 0) -> Compiled:
    """A random case, compiled with further random conditions."""
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    return compile_case(case, {}, random_formulas(case, rng, conditions))


class Values(NamedTuple):
    """Fixed rates (R,) and multipliers (K,) of one network."""

    rates: Floats
    multipliers: Floats


def draw_values(net: Network, seed: int) -> Values:
    """Rates and multipliers drawn once from their distributions."""
    rng = np.random.default_rng(seed)
    logs = net.multiplier_mean + net.multiplier_factor @ rng.normal(size=net.multiplier_mean.size)
    return Values(rng.gamma(net.shape, 1 / net.years), np.exp(logs))


def with_fixed_rates(net: Network, rates: Floats) -> Network:
    """The network whose Gamma rates are, for all purposes, the numbers ``rates``."""
    return net._replace(shape=rates * FIXED, years=np.full(rates.size, FIXED))


def population(compiled: Compiled, particles: int, seed: int, static: Sequence[int] = ()) -> Levels:
    """Levels (P, M) drawn from the start; static nodes as given, or drawn as well."""
    rng = np.random.default_rng(seed)
    net = compiled.network
    levels = np.zeros((particles, net.sizes.size), dtype=np.int8)
    for node, law in enumerate(compiled.start):
        levels[:, node] = rng.choice(law.size, size=particles, p=law)
    for k, level in enumerate(static):
        levels[:, net.moving + k] = level
    settle_rows(net, levels, np.empty(net.table_start.size, dtype=np.uint32), unpinned(net))
    return levels


def unknown_influences(net: Network, particles: int) -> Floats:
    """Nothing is worked out yet, (P, 2 N)."""
    return np.full((particles, 2 * net.moving), np.nan)


class Futures(NamedTuple):
    """What ``simulate`` fills and returns."""

    levels: Levels
    exposure: Floats
    arrival: Floats
    made: int
    record: Record


def futures(
    net: Network,
    levels: Levels,
    values: Values,
    times: Floats,
    scale: Floats,
    *,
    suppressed: int = -1,
    seed: int = 1,
    first: int = 0,
    kernel: Kernel = simulation.simulate,
    plan: Plan | None = None,
    **recorded: Any,
) -> Futures:
    """Run ``simulate`` on a copy of ``levels`` with the same values for every particle."""
    levels, particles = levels.copy(), len(levels)
    rates = np.tile(values.rates, (particles, 1))
    multipliers = np.tile(values.multipliers, (particles, 1))
    if plan is None:
        plan = undisturbed(net, times, scale, suppressed)
    record = blank(net, particles, times.size - 1, **recorded)
    made = kernel(
        net,
        levels,
        rates,
        multipliers,
        unknown_influences(net, particles),
        plan,
        seed,
        int(Purpose.CHECK),
        0,
        first,
        record,
    )
    return Futures(levels, record.exposure, record.arrival, made, record)


class Filtered(NamedTuple):
    """The particles after some evidence."""

    levels: Levels
    log_weight: Floats
    counts: Floats
    exposures: Floats


def filtered(
    net: Network,
    levels: Levels,
    multipliers: Floats,
    evidence: Sequence[Evidence],
    *,
    seed: int = 1,
    first: int = 0,
    advance: Kernel = kernels.advance,
    jump: Kernel = kernels.jump,
) -> Filtered:
    """Weigh a copy of the particles by a sequence of evidence, without resampling."""
    particles = len(levels)
    zeros = np.zeros((particles, net.shape.size))
    sample = kernels.Sample(
        levels.copy(), zeros, zeros.copy(), np.tile(multipliers, (particles, 1)),
        unknown_influences(net, particles), np.zeros(particles),
    )  # fmt: skip
    for step, item in enumerate(evidence):
        match item:
            case Span(years, scale, known, watches):
                functions = np.array([f for f, _ in watches], dtype=np.int64)
                heard = np.array([rate for _, rate in watches], dtype=np.float64)
                advance(
                    net, sample, years, scale, known, functions, heard,
                    seed, int(Purpose.CHECK), step, first,
                )  # fmt: skip
            case Jump(node, to, scale):
                jump(net, sample, scale, node, to)
            case Likelihood(function, if_true, if_false):
                holds = truth(net, function, sample.levels)
                sample.log_weight[:] += np.log(np.where(holds, if_true, if_false))
    return Filtered(sample.levels, sample.log_weight, sample.counts, sample.exposures)


def timeline(compiled: Compiled, seed: int, spans: int = 5) -> list[Evidence]:
    """Evidence of every kind: node 0 known (it jumps where it can), reports, watches, scales.

    The jumps follow the levels of node 0 from its start, which must be certain.
    """
    rng = np.random.default_rng(seed)
    net, conditions = compiled.network, compiled.conditions
    known = np.zeros(net.moving, dtype=np.bool_)
    known[0] = True
    level = int(np.argmax(compiled.start[0]))
    evidence: list[Evidence] = []
    for _ in range(spans):
        scale = rng.uniform(0.5, 2.0, net.onset_node.size)
        watches = tuple((int(f), float(rng.uniform(0.1, 1.0))) for f in rng.choice(conditions, 2))
        evidence.append(Span(float(rng.uniform(0.1, 0.4)), scale, known, watches))
        evidence.append(Likelihood(int(rng.choice(conditions)), *rng.uniform(0.3, 1.0, 2)))
        directions = [d for d in (0, 1) if net.parameter[d, level] >= 0]
        if directions and rng.random() < 0.7:
            level += 1 - 2 * int(rng.choice(directions))
            evidence.append(Jump(0, level, scale))
    return evidence


def start_known(compiled: Compiled) -> Compiled:
    """The same network with node 0 certain to start at its likeliest level."""
    law = np.zeros(compiled.start[0].size)
    law[np.argmax(compiled.start[0])] = 1.0
    return Compiled(**(vars(compiled) | {"start": [law, *compiled.start[1:]]}))


def z_mean(sample: Floats, expected: float) -> float:
    """How many standard errors the mean of a sample is from what it should be."""
    error = max(float(sample.std()) / np.sqrt(sample.size), 1.0 / sample.size)
    return float((sample.mean() - expected) / error)


def z_share(holds: np.ndarray, expected: float) -> float:
    """The same for a share, with the standard error that the expected probability implies."""
    n = holds.size
    error = np.sqrt(max(expected * (1 - expected), 1.0 / n) / n)
    return float((holds.mean() - expected) / error)


def z_log_evidence(log_weight: Floats, expected: float) -> float:
    """How many standard errors the estimated log evidence is off (delta method)."""
    top = log_weight.max()
    weight = np.exp(log_weight - top)
    error = max(weight.std() / weight.mean() / np.sqrt(weight.size), 1e-9)
    return float((top + np.log(weight.mean()) - expected) / error)


def z_weighted(log_weight: Floats, holds: np.ndarray, expected: float) -> float:
    """How many standard errors a weighted share is off (self-normalised importance sampling)."""
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    share = float(weight @ holds)
    floor = float(weight @ weight) / holds.size
    error = np.sqrt(max(float(weight**2 @ (holds - share) ** 2), floor))
    return float((share - expected) / error)
