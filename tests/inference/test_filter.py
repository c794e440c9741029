"""The filter on a small network with fixed rates, against the exact filter, over several seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from scipy.special import logsumexp

from tests.engine.harness import with_fixed_rates
from tests.inference.dated_evidence import dated
from tests.networks_for_tests import interval
from tests.small_case import (
    START,
    entry,
    influence,
    rating,
    report,
    small_case,
    timeline,
    watch,
)
from tocsin.engine import advance as kernels
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats, truth
from tocsin.errors import CollapseError
from tocsin.inference import filter as module
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Item, Schedule, conditions, schedule
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles, first_particles
from tocsin.inference.weights import clustered_error, effective_size, normalise

AS_OF = date(2025, 6, 20)
SAMPLES = 3_000
SEEDS = range(8)


class Setting(NamedTuple):
    """A compiled network with fixed rates, its evidence and the scales of each quarter."""

    compiled: Compiled
    schedule: Schedule
    anchors: Anchors


@cache
def _setting() -> Setting:
    """Jumps up and down, an end of knowledge before the as-of date, reports, ratings, a watch."""
    narrow = {"factor": interval(2.9999, 3.0001)}
    influences = [
        influence(name, on, when, 1, 2).model_copy(update=narrow)
        for name, on, when in [
            ("i1", "mood", "trig >= some"),
            ("i2", "dispute", "mood >= high and h0"),
            ("i3", "trig", "mood >= high"),
            ("i4", "force", "dispute >= on"),
        ]
    ]
    case = small_case(
        influences=influences,
        anchors=[],
        timelines=[
            timeline(
                "trig",
                entry("t1", "2024-03-06", "some"),
                entry("t2", "2024-05-17", "wide"),
                entry("t3", "2024-09-02", "some"),
                until=date(2025, 2, 5),
            ),
            timeline("dispute", entry("d1", "2024-08-14", "on"), entry("d2", "2024-11-19", "off")),
        ],
        reports=[
            report("r1", "2024-06-11", "mood >= high", "B2"),
            report("r2", "2025-05-06", "trig >= wide or force >= on", "A4"),
        ],
        ratings=[
            rating("E1", "2024-07-10", "a", h0="C", h1="II"),
            rating("E2", "2025-01-15", "a", h0="CC", h1="C"),
        ],
        watches=[watch("w", "mood >= high", 1.5, "2024-10-09", "2025-03-19")],
    )
    compiled = compile_case(case, {}, conditions(case))
    net = compiled.network
    rates = np.array(
        [{"dispute": 0.7, "force": 0.4}.get(n, 0.9) for n, _, _ in compiled.parameters]
    )
    compiled = replace(compiled, network=with_fixed_rates(net, rates))
    ends = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
    scale = np.array([[1.0, 0.5, 1.6, 0.8], [0.3, 1.0, 2.0, 1.5]])
    anchors = Anchors(START, ends, scale, np.zeros_like(scale), np.ones_like(scale))
    return Setting(compiled, schedule(case, compiled), anchors)


@cache
def _exact() -> dict[str, Floats]:
    """The joint posterior of hypothesis and mood, trigger and force, by name of the marginal."""
    setting = _setting()
    net = setting.compiled.network
    multipliers = np.full(net.multiplier_mean.size, 3.0)
    rates = net.shape / net.years
    logs, posteriors = [], []
    for h, (name, prior) in enumerate([("h0", 0.3), ("h1", 0.7)]):
        space = exact.state_space(net, np.array([0, 0, 0, 0, h]))
        p0 = exact.initial(net, space, setting.compiled.start)
        parts = list(dated(setting.schedule, setting.anchors, START, AS_OF, net.moving, name))
        evidence = [part for part in parts if not isinstance(part, float)]
        log_evidence, p = exact.filter_exact(net, space, p0, rates, multipliers, evidence)
        ratings = sum(part for part in parts if isinstance(part, float))
        logs.append(log_evidence + ratings + np.log(prior))
        posteriors.append(exact.marginals(net, space, p))
    weight = np.exp(np.array(logs) - logsumexp(logs))
    mixed = [weight @ np.array([p[k] for p in posteriors]) for k in range(4)]
    return {"trig": mixed[0], "mood": mixed[1], "force": mixed[3], "thesis": weight}


def _model(seed: int) -> Filter:
    setting = _setting()
    return Filter(setting.compiled, setting.schedule, setting.anchors, START, seed)


def _run(seed: int) -> Particles:
    model = _model(seed)
    particles = first_particles(model.compiled, SAMPLES, seed)
    return model.advance(particles, START, AS_OF, model.schedule.items)


def _deviations() -> tuple[Floats, Floats]:
    """Standard errors off the exact posterior: by seed and marginal, and of the mean over seeds."""
    z, means = [], []
    for seed in SEEDS:
        particles = _run(seed)
        weight = normalise(particles.log_weight)
        off, errors = [], []
        for name, expected in _exact().items():
            node = particles.levels[:, _setting().compiled.nodes[name]]
            holds = (node[:, None] == np.arange(expected.size)).astype(float)
            off.append(weight @ holds - expected)
            errors.append(clustered_error(weight, holds, particles.ancestor, particles.stratum))
        # a faulty filter may hold a node for certain: no spread is not no error
        z.append(np.concatenate(off) / np.maximum(np.concatenate(errors), 1e-6))
        means.append(np.concatenate(off))
    spread = np.std(means, axis=0, ddof=1) / np.sqrt(len(SEEDS))
    return np.array(z), np.mean(means, axis=0) / np.maximum(spread, 1e-6)


def test_posteriors_agree_with_the_exact_filter() -> None:
    for expected in _exact().values():
        assert expected.max() < 0.95
    z, mean = _deviations()
    assert np.abs(z).max() < 4
    assert np.abs(mean).max() < 4


def _no_resampling_weight(model: Filter, particles: Particles, day: date) -> Particles:
    """A resampling that forgets to give the copies their stratum's mean weight."""
    found = RESAMPLED(model, particles, day)
    if found is not particles:
        found.log_weight = np.zeros_like(found.log_weight)
    return found


def _hard_report(model: Filter, particles: Particles, day: date, item: Item) -> None:
    """A filter that takes a report for certain knowledge of twice its weight."""
    WEIGH(model, particles, day, replace(item, log_ratio=2 * item.log_ratio))


def _always_known(*args: Any) -> None:
    """A filter that goes on holding a node after its timeline has ended."""
    args[4][0] = True
    ADVANCE(*args)


def _no_scale(*args: Any) -> None:
    ADVANCE(*args[:3], np.ones_like(args[3]), *args[4:])


def _deaf(*args: Any) -> None:
    ADVANCE(*args[:5], args[5][:0], args[6][:0], *args[7:])


RESAMPLED, WEIGH = Filter._resampled, Filter.weigh
ADVANCE: Callable[..., None] = kernels.advance


@pytest.mark.parametrize(
    ("owner", "name", "faulty"),
    [
        (Filter, "_resampled", _no_resampling_weight),
        (Filter, "weigh", _hard_report),
        (module, "advance", _always_known),
        (module, "advance", _no_scale),
        (module, "advance", _deaf),
    ],
)
def test_the_comparison_sees_a_planted_fault(
    owner: Any, name: str, faulty: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, faulty)
    z, mean = _deviations()
    assert np.abs(mean).max() > 8 or np.abs(z).max() > 8


def test_resampling_keeps_the_size_and_the_weight_of_every_stratum() -> None:
    model = _model(1)
    particles = first_particles(model.compiled, 400, 1)
    rng = np.random.default_rng(1)
    particles.log_weight = rng.normal(scale=np.where(particles.stratum == 0, 3.0, 0.1))
    before = normalise(particles.log_weight)
    after = model.take_in(particles.copy(), START, [])
    weight = normalise(after.log_weight)
    assert after.stratum.tolist() == particles.stratum.tolist()
    for s in range(2):
        assert weight[after.stratum == s].sum() == pytest.approx(before[after.stratum == s].sum())
    # the even stratum is left alone, the uneven one has equal weights
    even = after.stratum == 1
    assert after.ancestor[even].tolist() == particles.ancestor[even].tolist()
    assert np.ptp(after.log_weight[~even]) == pytest.approx(0)
    assert len(set(after.ancestor[~even].tolist())) < 200
    size, day = model.smallest
    assert size == pytest.approx(effective_size(before))
    assert day == START


def test_a_stratum_that_the_evidence_rules_out_stays_out() -> None:
    model = _model(1)
    particles = first_particles(model.compiled, 100, 1)
    particles.log_weight[particles.stratum == 1] = -np.inf
    after = model.take_in(particles, START, [])
    assert normalise(after.log_weight)[after.stratum == 0].sum() == pytest.approx(1)


def test_impossible_evidence_is_an_error() -> None:
    model = _model(1)
    particles = first_particles(model.compiled, 100, 1)
    item = next(i for i in model.schedule.items if i.id == "d1")
    # there is no step up from the highest level
    particles.levels[:, item.node] = 1
    with pytest.raises(CollapseError, match="no simulated history"):
        model.take_in(particles, START, [item])


def test_a_report_weighs_those_in_which_it_holds() -> None:
    model = _model(1)
    particles = first_particles(model.compiled, 100, 1)
    item = next(i for i in model.schedule.items if i.id == "r1")
    before = particles.log_weight.copy()
    model.weigh(particles, START, item)
    holds = truth(model.compiled.network, item.function, particles.levels)
    assert particles.log_weight - before == pytest.approx(np.where(holds, item.log_ratio, 0.0))
    assert 0 < holds.mean() < 1


def test_steps_end_where_something_changes() -> None:
    model = _model(1)
    items = model.schedule.items
    days = model._days(START, AS_OF, items)
    needed = {i.effective for i in items} | set(model.anchors.ends)
    needed |= {date(2025, 2, 5), date(2024, 10, 9), date(2025, 3, 19), date(2025, 1, 1), AS_OF}
    assert set(days) == needed
    assert days == sorted(days)


def test_stops_are_found_from_any_day() -> None:
    model = _model(1)
    assert model.stops[0] == START
    assert model.stop_before(START) == START
    assert model.stop_before(date(2024, 10, 8)) == date(2024, 10, 1)
    assert model.stop_before(date(2024, 10, 9)) == date(2024, 10, 9)


def test_the_same_seed_gives_the_same_sample_and_another_does_not() -> None:
    one, two, other = _run(1), _run(1), _run(2)
    assert np.array_equal(one.log_weight, two.log_weight)
    assert np.array_equal(one.levels, two.levels)
    assert not np.array_equal(one.levels, other.levels)
