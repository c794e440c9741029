"""The filter on larger random networks, against exact filtering of every joint state.

A dozen nodes, of which some are known, with gates, derived nodes and two hypotheses; jumps up and
down, quiet, reports, ratings, watches and changing scales. The evidence comes from a history of
the network itself, so that it is of the kind that a filter meets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.special import logsumexp

from tests.engine.harness import (
    Values,
    draw_values,
    futures,
    population,
    with_fixed_rates,
)
from tests.inference.dated_evidence import dated
from tests.networks_for_tests import TEXT, random_formulas, wide_case
from tocsin.engine import advance as kernels
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats
from tocsin.inference import filter as module
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Item, Schedule, Watched
from tocsin.inference.filter import Filter
from tocsin.inference.particles import first_particles
from tocsin.inference.weights import clustered_error, normalise

START, AS_OF = date(2024, 1, 1), date(2025, 6, 30)
RELEASED = date(2025, 1, 13)
"""The day on which the first known node ceases to be known."""
TICK = 4
"""Days between two looks at the history from which the evidence is made."""
KNOWN, CONDITIONS, INFLUENCES = 4, 8, 36
PRIOR = {"h0": 0.4, "h1": 0.6}
SAMPLES = 2_500
SEEDS = range(10)
NETWORKS = [(1, 11), (2, 12), (4, 11), (5, 12), (22, 13)]
"""Seed and number of nodes: from 6,912 to 27,648 joint states for each hypothesis."""


class Setting(NamedTuple):
    """A network with fixed values, and its dated evidence."""

    compiled: Compiled
    values: Values
    schedule: Schedule
    anchors: Anchors


@cache
def _setting(seed: int, nodes: int) -> Setting:
    rng = np.random.default_rng(seed)
    case = wide_case(rng, nodes, INFLUENCES)
    compiled = compile_case(case, {}, random_formulas(case, rng, CONDITIONS))
    net = compiled.network
    values = draw_values(net, seed)
    fixed = with_fixed_rates(net, values.rates)._replace(
        multiplier_mean=np.log(values.multipliers),
        multiplier_factor=np.zeros_like(net.multiplier_factor),
    )
    # what is known is known from the start
    start = [np.eye(len(law))[0] for law in compiled.start[:KNOWN]] + compiled.start[KNOWN:]
    compiled = replace(compiled, network=fixed, start=start)
    ends = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1)]
    scale = rng.uniform(0.5, 2.0, (2, len(ends)))
    anchors = Anchors(START, ends, scale, np.zeros_like(scale), np.ones_like(scale))
    return Setting(compiled, values, _evidence(compiled, values, anchors, seed), anchors)


def _evidence(compiled: Compiled, values: Values, anchors: Anchors, seed: int) -> Schedule:
    rng = np.random.default_rng(seed)
    until = {node: AS_OF + timedelta(30) for node in range(KNOWN)} | {0: RELEASED}
    items = _jumps(compiled, values, anchors, until, seed)
    days = [START + timedelta(int(d)) for d in rng.integers(30, 500, 5)]
    items += [
        _item("report", day, function=int(f), log_ratio=float(ratio))
        for day, f, ratio in zip(
            days, rng.choice(compiled.conditions, 5), rng.uniform(-1.2, 1.2, 5), strict=True
        )
    ]
    items.append(_item("rating", days[0], by_hypothesis=(("h0", 0.5), ("h1", -0.3))))
    items.sort(key=lambda item: item.effective)
    watches = [
        Watched(int(rng.choice(compiled.conditions)), 1.0, date(2024, 3, 6), date(2024, 8, 9)),
        Watched(int(rng.choice(compiled.conditions)), 0.7, date(2024, 6, 5), date(2024, 12, 4)),
    ]
    return Schedule(items, watches, until)


def _item(kind: Any, day: date, **stated: Any) -> Item:
    return Item(kind, kind, day, day, TEXT, (), **stated)


def _jumps(
    compiled: Compiled, values: Values, anchors: Anchors, until: dict[int, date], seed: int
) -> list[Item]:
    """What the known nodes do in one history, looked at every few days."""
    net = compiled.network
    row = population(compiled, 1, seed)
    items, day = [], START
    while day + timedelta(TICK) <= AS_OF:
        times = np.array([0.0, TICK / 365.25])
        scale = np.ascontiguousarray(anchors.at(day)[:, None])
        after = futures(net, row, values, times, scale, seed=seed, first=(day - START).days).levels
        day += timedelta(TICK)
        for node, last in until.items():
            before, now = int(row[0, node]), int(after[0, node])
            step = 1 if now > before else -1
            if day <= last:
                # two levels in one go are two steps on one day
                levels = range(before + step, now + step, step) if now != before else ()
                items += [_item("jump", day, node=node, level=level) for level in levels]
        row = after
    return items


class Answer(NamedTuple):
    """Log evidence, and the posterior of each level of moving nodes and of the hypotheses."""

    log_evidence: float
    posterior: Floats


@cache
def _exact(seed: int, nodes: int) -> Answer:
    setting = _setting(seed, nodes)
    net = setting.compiled.network
    logs, posteriors = [], []
    for h, (name, prior) in enumerate(PRIOR.items()):
        levels = np.zeros(net.sizes.size, dtype=np.int8)
        levels[net.moving] = h
        space = exact.state_space(net, levels)
        p0 = exact.initial(net, space, setting.compiled.start)
        parts = list(dated(setting.schedule, setting.anchors, START, AS_OF, net.moving, name))
        hard = [part for part in parts if not isinstance(part, float)]
        log_evidence, p = exact.filter_exact(net, space, p0, *setting.values, hard)
        soft = sum(part for part in parts if isinstance(part, float))
        logs.append(log_evidence + soft + np.log(prior))
        posteriors.append(np.concatenate(exact.marginals(net, space, p)[: net.moving + 1]))
    total = float(logsumexp(logs))
    return Answer(total, np.exp(np.array(logs) - total) @ np.array(posteriors))


def _filtered(seed: int, nodes: int, run: int) -> tuple[Answer, Floats]:
    """The filter's answer, with the clustered standard errors of the posterior."""
    setting = _setting(seed, nodes)
    compiled = setting.compiled
    model = Filter(compiled, setting.schedule, setting.anchors, START, run)
    particles = first_particles(compiled, SAMPLES, run)
    particles = model.advance(particles, START, AS_OF, setting.schedule.items)
    # each stratum began with its prior as the weight of every particle
    size = np.bincount(particles.stratum)[0]
    log_evidence = float(logsumexp(particles.log_weight) - np.log(size))
    weight = normalise(particles.log_weight)
    sizes = compiled.network.sizes[: compiled.network.moving + 1]
    holds = np.concatenate(
        [particles.levels[:, k, None] == np.arange(size) for k, size in enumerate(sizes)], axis=1
    ).astype(float)
    errors = clustered_error(weight, holds, particles.ancestor, particles.stratum)
    return Answer(log_evidence, weight @ holds), errors


def _deviations(seed: int, nodes: int) -> tuple[float, Floats]:
    """Standard errors off: the evidence (error from the seeds), and every posterior (clustered)."""
    expected = _exact(seed, nodes)
    runs = [_filtered(seed, nodes, run) for run in SEEDS]
    ratio = np.exp([answer.log_evidence - expected.log_evidence for answer, _ in runs])
    spread = max(float(ratio.std(ddof=1)), 1e-9)
    evidence = (ratio.mean() - 1) / (spread / np.sqrt(len(runs)))
    off = np.mean([answer.posterior - expected.posterior for answer, _ in runs], axis=0)
    errors = np.sqrt(np.mean([np.square(e) for _, e in runs], axis=0) / len(runs))
    # a known node is where it is, in every particle
    return float(evidence), off / np.maximum(errors, 1e-9)


@pytest.mark.parametrize(("seed", "nodes"), NETWORKS)
def test_evidence_and_posteriors_agree_with_exact_filtering(seed: int, nodes: int) -> None:
    evidence, posterior = _deviations(seed, nodes)
    assert abs(evidence) < 4
    assert np.abs(posterior).max() < 4


def test_the_networks_are_large_and_their_evidence_is_of_every_kind() -> None:
    rises = {-1: 0, 1: 0}
    for seed, nodes in NETWORKS:
        setting = _setting(seed, nodes)
        net = setting.compiled.network
        states = int(np.prod(net.sizes[: net.moving].astype(float)))
        assert 1_000 < states < 30_000
        kinds = [item.kind for item in setting.schedule.items]
        assert kinds.count("jump") >= 3
        assert {"jump", "report", "rating"} == set(kinds)
        level = dict.fromkeys(range(KNOWN), 0)
        for item in setting.schedule.items:
            if item.kind == "jump":
                rises[item.level - level[item.node]] += 1
                level[item.node] = item.level
        # the posterior is not settled beforehand
        latent = _exact(seed, nodes).posterior
        assert ((latent > 0.1) & (latent < 0.9)).sum() > nodes
    assert min(rises.values()) > 5


def _no_quiet(*args: Any) -> None:
    """A filter to which nothing happening says nothing."""
    before = args[1].log_weight.copy()
    kernels.advance(*args)
    args[1].log_weight[:] = before


def _unweighed(*args: Any) -> None:
    """A filter that follows a jump and does not ask how probable it was."""
    before = args[1].log_weight.copy()
    kernels.jump(*args)
    args[1].log_weight[:] = before


@pytest.mark.parametrize(("name", "faulty"), [("advance", _no_quiet), ("jump", _unweighed)])
def test_the_comparison_sees_a_planted_fault(
    name: str, faulty: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, faulty)
    evidence, posterior = _deviations(*NETWORKS[0])
    assert abs(evidence) > 20
    assert np.abs(posterior).max() > 8
