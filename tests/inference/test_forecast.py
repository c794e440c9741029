"""Forecasts against exact first-arrival probabilities; ranges against analytic quantiles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import numpy as np
import pytest
from scipy.stats import gamma

from tests.engine.harness import with_fixed_rates
from tests.networks_for_tests import interval
from tests.small_case import QUIET, START, asked, fixed, hypotheses, influence, node, small_case
from tocsin.case.schema import Case
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats
from tocsin.engine.plan import undisturbed
from tocsin.engine.rates import gamma_from_interval
from tocsin.inference import forecast as module
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Schedule
from tocsin.inference.filter import Filter
from tocsin.inference.forecast import RANGE_SETS, forecast, parameter_range
from tocsin.inference.particles import first_particles
from tocsin.inference.weights import normalise
from tocsin.periods import add_months, years_between
from tocsin.rng import Purpose

MONTHS = [3, 12, 24]
DAY = date(2024, 2, 14)


def _model(compiled: Compiled, scale: Floats, seed: int = 1) -> Filter:
    """A filter without evidence and with the given scales, by quarter for a year."""
    ends = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
    anchors = Anchors(START, ends, scale, np.zeros_like(scale), np.ones_like(scale))
    return Filter(compiled, Schedule([], [], {}), anchors, START, seed)


@cache
def _fixed() -> Compiled:
    """Fixed rates and multipliers; force is rare, disputes are common; both may start on."""
    narrow = {"factor": interval(3.9999, 4.0001)}
    influences = [
        influence("i1", "dispute", "mood >= high and h0", 1, 2).model_copy(update=narrow),
        influence("i2", "force", "dispute >= on", 1, 2).model_copy(update=narrow),
        influence("i3", "mood", "dispute >= on", 1, 2).model_copy(update=narrow),
    ]
    nodes = [
        n if n.id != "dispute" else n.model_copy(update={"start": {"off": 0.7, "on": 0.3}})
        for n in small_case().model.nodes
    ]
    case = small_case(nodes=nodes, influences=influences, anchors=[], **QUIET)
    compiled = compile_case(case, {})
    rate = {"dispute": 0.8, "force": 0.002}
    rates = [rate.get(n, 0.7) if d == "up" else 2.0 for n, d, _ in compiled.parameters]
    return replace(compiled, network=with_fixed_rates(compiled.network, np.array(rates)))


SCALE = np.array([[1.0, 0.5, 1.6, 0.8], [0.3, 1.0, 3.0, 1.5]])


@cache
def _exact() -> Floats:
    """First-arrival probabilities after DAY, (O, H), averaged over the hypotheses."""
    compiled = _fixed()
    net = compiled.network
    ends = [add_months(DAY, m) for m in MONTHS]
    quarters = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
    bounds = sorted({DAY, *quarters, *ends})
    times = np.array([years_between(START, b) for b in bounds])
    places = [min(sum(q <= b for q in quarters), 3) for b in bounds[:-1]]
    result = np.zeros((2, len(MONTHS)))
    for h, prior in enumerate([0.3, 0.7]):
        space = exact.state_space(net, np.array([0, 0, 0, 0, h]))
        p0 = exact.initial(net, space, compiled.start)
        for o in range(2):
            reached = exact.first_arrival(
                net, space, p0, net.shape / net.years, np.full(3, 4.0),
                undisturbed(net, times, SCALE[:, places]), o,
            )  # fmt: skip
            result[o] += prior * reached[[bounds.index(end) - 1 for end in ends]]
    return result


def test_forecasts_agree_with_exact_first_arrivals() -> None:
    deviations = []
    for seed in range(6):
        model = _model(_fixed(), SCALE, seed)
        found = forecast(model, first_particles(model.compiled, 3_000, seed), DAY, MONTHS, 2)
        deviations.append((found.probability - _exact()) / found.error)
    assert np.abs(deviations).max() < 4
    assert np.abs(np.mean(deviations, axis=0)).max() < 4 / np.sqrt(6)


def test_the_stated_error_is_far_below_that_of_counting_a_rare_onset() -> None:
    model = _model(_fixed(), SCALE)
    found = forecast(model, first_particles(model.compiled, 3_000, 1), DAY, MONTHS, 1)
    counting = _exact() * (1 - _exact()) / 3_000
    assert (found.error[1] ** 2 < counting[1] / 25).all()


@pytest.mark.parametrize("rate", [0.2, 1.0, 5.0, 1000.0])
def test_an_almost_certain_onset_stays_below_one_and_errs_no_more_than_counting(
    rate: float,
) -> None:
    """Compensators alone gave 1.01 for a chance of 99 %, with four times the error of counting."""
    up = fixed(1.0).model_copy(update={"events": 1e5 * rate, "years": 1e5})
    case = _single(up)
    deviations = []
    for seed in range(4):
        model = _model(compile_case(case, {}), np.ones((1, 4)), seed)
        particles = first_particles(model.compiled, 1_000, seed)
        found = forecast(model, particles, START, [12], 2)
        exactly = -np.expm1(-rate * years_between(START, add_months(START, 12)))
        counting = np.sqrt(exactly * (1 - exactly) / 2_000)
        assert found.error[0, 0] <= 1.1 * counting + 1e-4
        off = found.probability[0, 0] - exactly
        deviations.append(off / max(found.error[0, 0], 1e-4))
        low, high = parameter_range(model, particles, START, [12])
        assert low[0, 0] - 0.01 <= found.probability[0, 0] <= high[0, 0] + 0.01
    assert np.abs(deviations).max() < 4


def test_the_comparison_sees_a_scale_of_the_wrong_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Anchors, "at", lambda self, day: self.scale[:, 0])
    with pytest.raises(AssertionError):
        test_forecasts_agree_with_exact_first_arrivals()


def test_each_particles_share_adds_up_to_the_whole() -> None:
    model = _model(_fixed(), SCALE)
    particles = first_particles(model.compiled, 500, 1)
    found = forecast(model, particles, DAY, MONTHS, 2)
    weight = normalise(particles.log_weight)
    assert np.tensordot(weight, found.by_particle, axes=1) == pytest.approx(found.probability)
    assert (np.diff(found.probability, axis=1) >= 0).all()


def test_a_later_horizon_changes_no_earlier_one() -> None:
    model = _model(_fixed(), SCALE)
    particles = first_particles(model.compiled, 500, 1)
    one = forecast(model, particles, DAY, [3], 2)
    all_ = forecast(model, particles, DAY, MONTHS, 2)
    assert one.probability[:, 0] == pytest.approx(all_.probability[:, 0], rel=1e-12)


def test_rates_are_drawn_from_what_a_particle_has_seen() -> None:
    model = _model(compile_case(small_case(**QUIET), {}), SCALE)
    particles = first_particles(model.compiled, 4_000, 1)
    net = model.compiled.network
    particles.counts[:, 0], particles.exposures[:, 0] = 4.0, 3.0
    drawn = module.draw(model, particles, Purpose.FUTURE)
    shape, years = net.shape.copy(), net.years.copy()
    shape[0], years[0] = shape[0] + 4.0, years[0] + 3.0
    off = (drawn.mean(axis=0) - shape / years) / (np.sqrt(shape) / years / np.sqrt(4_000))
    assert np.abs(off).max() < 4
    # asked again with other counts, the draws follow; asked as before, they come back
    particles.counts[:, 0] = 0.0
    assert not np.array_equal(module.draw(model, particles, Purpose.FUTURE), drawn)
    particles.counts[:, 0] = 4.0
    assert np.array_equal(module.draw(model, particles, Purpose.FUTURE), drawn)


# --- the range over uncertain parameters ----------------------------------------------------------


def _single(up: object) -> Case:
    nodes = [node("force", "off", "on", kind="outcome", up=up)]
    return small_case(
        nodes=nodes, influences=[], anchors=[], groups=[], asked=[asked("force")], **QUIET
    )


def test_the_range_of_one_uncertain_rate_is_analytic() -> None:
    """10 % and 90 % points of 1 - exp(-rate t), within four errors of a sample quantile."""
    model = _model(compile_case(_single(interval(0.1, 2.0)), {}), np.ones((1, 4)))
    particles = first_particles(model.compiled, 4_000, 1)
    found = parameter_range(model, particles, START, [12])
    shape, years = gamma_from_interval(0.1, 2.0)
    t = years_between(START, add_months(START, 12))
    for q, bound in zip([0.1, 0.9], found, strict=True):
        rate = gamma.ppf(q, shape, scale=1 / years)
        expected = 1 - np.exp(-rate * t)
        density = gamma.pdf(rate, shape, scale=1 / years) / (t * np.exp(-rate * t))
        error = np.sqrt(q * (1 - q) / RANGE_SETS) / density
        assert abs(bound[0, 0] - expected) < 4 * error
        assert error < 0.06


def test_without_uncertain_parameters_the_range_is_almost_nothing() -> None:
    """What is left is far less than sampling 64 futures a set puts between the same quantiles."""
    widths, noise = [], []
    for seed in range(8):
        model = _model(_fixed(), SCALE, seed)
        particles = first_particles(model.compiled, 1_000, seed)
        particles.levels[:] = np.array([0, 0, 0, 0, 1])
        particles.log_weight[:] = 0.0
        low, high = parameter_range(model, particles, DAY, [12])
        widths.append((high - low)[:, 0])
        single = forecast(model, particles, DAY, [12], 1).by_particle[:, :, 0].std(axis=0)
        noise.append(2.56 * single / np.sqrt(module.RANGE_FUTURES))
    assert (np.mean(widths, axis=0) < 0.35 * np.mean(noise, axis=0)).all()


def test_the_range_of_two_hypotheses_holds_both() -> None:
    """With fixed rates and a hypothesis that decides all, the points are the two probabilities."""
    nodes = [node("force", "off", "on", kind="outcome", up=fixed(0.3))]
    strong = influence("i", "force", "h0", 1, 2)
    case = small_case(
        nodes=nodes,
        influences=[strong.model_copy(update={"factor": interval(3.9999, 4.0001)})],
        anchors=[],
        groups=[hypotheses("thesis", h0=0.5, h1=0.5)],
        asked=[asked("force")],
        **QUIET,
    )
    model = _model(compile_case(case, {}), np.ones((1, 4)))
    low, high = parameter_range(model, first_particles(model.compiled, 1_000, 1), START, [12])
    t = years_between(START, add_months(START, 12))
    # quantiles of the sets of one hypothesis that are shrunk towards the middle by sampling
    noise = 2 / np.sqrt(module.RANGE_FUTURES)
    assert low[0, 0] == pytest.approx(1 - np.exp(-0.3 * t), abs=noise * 0.5)
    assert high[0, 0] == pytest.approx(1 - np.exp(-1.2 * t), abs=noise * 0.84)


def test_an_almost_certain_onset_stays_a_probability() -> None:
    model = _model(compile_case(_single(interval(20.0, 40.0)), {}), np.ones((1, 4)))
    for seed in range(6):
        found = forecast(model, first_particles(model.compiled, 100, seed), START, [12], 1)
        assert found.probability[0, 0] <= 1.0
