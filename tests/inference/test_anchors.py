"""The outside view comes first: without evidence every onset follows its class's curve.

Each comparison repeats solving and simulating with fresh seeds, and holds the mean against the
curve within four standard errors found from the spread of the repetitions.
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

import numpy as np
import pytest

from tests.engine.harness import population, unknown_influences
from tests.networks_for_tests import interval
from tests.small_case import (
    QUIET,
    START,
    anchor,
    asked,
    fixed,
    influence,
    node,
    reference,
    small_case,
)
from tocsin.engine import advance as kernels
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.network import Floats
from tocsin.engine.plan import blank, undisturbed
from tocsin.engine.rates import Gamma, class_curve
from tocsin.engine.simulate import simulate
from tocsin.errors import AnchorError
from tocsin.inference import anchors as module
from tocsin.inference import filter as filter_module
from tocsin.inference.anchors import Anchors, solve_anchors
from tocsin.inference.evidence import Schedule
from tocsin.inference.filter import Filter
from tocsin.inference.particles import first_particles
from tocsin.inference.weights import normalise
from tocsin.periods import years_between
from tocsin.rng import Purpose

UNTIL = date(2026, 7, 1)
YEAR_END = date(2024, 12, 31)
SAMPLES = 2_000
ROUNDS = 16


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compile_case(small_case(**QUIET), {})


def _targets(compiled: Compiled, anchors: Anchors) -> Floats:
    """The class curves by onset and quarter, (O, Q)."""
    years = [years_between(START, end) for end in anchors.ends]
    laws = [law for law in compiled.classes if law is not None]
    return np.array([[class_curve(law, t) for t in years] for law in laws])


def _simulated(compiled: Compiled, anchors: Anchors, seed: int) -> Floats:
    """First-arrival probabilities by onset and quarter, from futures that know the scales only.

    Start, rates and multipliers come from NumPy. The mean compensator stands for the share of
    arrivals: it has the same mean and, for a rare onset, far less noise.
    """
    net = compiled.network
    rng = np.random.default_rng(seed)
    levels = population(compiled, SAMPLES, seed)
    rates = rng.gamma(net.shape, 1 / net.years, (SAMPLES, net.shape.size))
    z = rng.normal(size=(SAMPLES, net.multiplier_mean.size))
    multipliers = np.exp(net.multiplier_mean + z @ net.multiplier_factor.T)
    times = np.array([0.0, *(years_between(START, end) for end in anchors.ends)])
    record = blank(net, SAMPLES, times.size - 1)
    simulate(
        net, levels, rates, multipliers, unknown_influences(net, SAMPLES),
        undisturbed(net, times, anchors.scale),
        seed, int(Purpose.CHECK), 0, 0, record,
    )  # fmt: skip
    exposure, arrival = record.exposure, record.arrival
    own = net.parameter[2 * net.onset_node, net.onset_level - 1]
    mean = (np.cumsum(exposure, axis=2) * rates[:, own, None]).mean(axis=0)
    assert abs(np.isfinite(arrival[:, 0]).mean() - mean[0, -1]) < 0.06
    return np.asarray(mean)


def _filtered(compiled: Compiled, anchors: Anchors, seed: int) -> Floats:
    """The same from the filter without evidence: the weight of those that an onset happened to."""
    net = compiled.network
    model = Filter(compiled, Schedule([], [], {}), anchors, START, seed)
    particles = first_particles(compiled, SAMPLES, seed)
    weight = normalise(particles.log_weight)
    own = net.parameter[2 * net.onset_node, net.onset_level - 1]
    shares, day = [], START
    for end in anchors.ends:
        particles = model.advance(particles, day, end, [])
        shares.append(weight @ (particles.counts[:, own] > 0))
        day = end
    return np.array(shares).T


def _deviations(compiled: Compiled, method: Any, until: date = UNTIL) -> Floats:
    """Standard errors between the mean over rounds and the curve, (O, Q)."""
    found = []
    for seed in range(ROUNDS):
        anchors = solve_anchors(compiled, START, until, seed, SAMPLES)
        found.append(method(compiled, anchors, 1_000 + seed))
    error = np.std(found, axis=0, ddof=1) / np.sqrt(ROUNDS)
    return np.asarray((np.mean(found, axis=0) - _targets(compiled, anchors)) / error)


def test_futures_without_evidence_follow_the_curve_at_every_quarter(compiled: Compiled) -> None:
    found = _deviations(compiled, _simulated)
    assert found.shape == (2, 10)
    assert np.abs(found).max() < 4


def test_an_onset_may_depend_on_one_that_is_solved_after_it() -> None:
    """In the first quarter, too, where the second scale is a twentieth and not yet known."""
    nodes = [
        node("x", "off", "on", up=fixed(1.0), down=interval(2.0, 9.0)),
        node("y", "off", "on", up=fixed(1.0), down=interval(0.1, 0.5)),
    ]
    case = small_case(
        nodes=nodes,
        influences=[
            influence("i1", "x", "y >= on", 5.0, 20.0),
            influence("i2", "y", "x >= off", 15.0, 25.0),
        ],
        asked=[asked("x"), asked("y")],
        anchors=[anchor("x", "CLASS"), anchor("y", "CLASS")],
        reference_classes=[reference("CLASS", 10, 20)],
        **QUIET,
    )
    assert np.abs(_deviations(compile_case(case, {}), _simulated, YEAR_END)).max() < 4


def test_the_filter_without_evidence_follows_the_curve(compiled: Compiled) -> None:
    assert np.abs(_deviations(compiled, _filtered, YEAR_END)).max() < 4


def test_the_comparison_sees_exposure_gathered_without_its_scale(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    exposures: dict[tuple[str, float], Floats] = {}
    solve = module._solve

    def faulty(
        law: Gamma, gathered: Floats, exposure: Floats, weight: Floats, until: float, onset: str
    ) -> tuple[float, float]:
        exposures[onset, until] = exposure
        raw = sum(
            (x for (name, at), x in exposures.items() if name == onset and at < until),
            np.zeros_like(gathered),
        )
        return solve(law, raw, exposure, weight, until, onset)

    monkeypatch.setattr(module, "_solve", faulty)
    assert np.abs(_deviations(compiled, _simulated)).max() > 8


def test_the_comparison_sees_a_filter_without_scales(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    right: Any = kernels.advance

    def faulty(*args: Any) -> None:
        right(*args[:3], np.ones_like(args[3]), *args[4:])

    monkeypatch.setattr(filter_module, "advance", faulty)
    assert np.abs(_deviations(compiled, _filtered, YEAR_END)).max() > 8


def test_the_stated_error_of_a_scale_is_its_spread(compiled: Compiled) -> None:
    """Standard deviation over seeds against the stated error, within four of its own errors.

    Hypotheses and start levels are laid out evenly, so in the first quarter, before much has
    moved, the spread is smaller than stated.
    """
    solved = [solve_anchors(compiled, START, YEAR_END, s, 1_000) for s in range(40)]
    logs = np.log([a.scale for a in solved])
    stated = np.sqrt(np.mean([np.square(a.error) for a in solved], axis=0))
    ratio, noise = logs.std(axis=0, ddof=1) / stated, 1 / np.sqrt(2 * 39)
    assert (ratio < 1 + 4 * noise).all()
    assert (ratio[:, 1:] > 1 - 4 * noise).all()


def test_a_longer_horizon_adds_scales_and_changes_none(compiled: Compiled) -> None:
    short = solve_anchors(compiled, START, date(2024, 9, 1), 5, 500)
    long = solve_anchors(compiled, START, UNTIL, 5, 500)
    assert len(short.ends) == 3
    for name in ("scale", "error", "drift"):
        assert np.array_equal(getattr(short, name), getattr(long, name)[:, :3])


def test_scales_hold_from_one_quarter_end_to_the_next(compiled: Compiled) -> None:
    anchors = Anchors(
        START, [date(2024, 4, 1), date(2024, 7, 1)], np.array([[1.0, 2.0]]),
        np.zeros((1, 2)), np.ones((1, 2)),
    )  # fmt: skip
    days = [START, date(2024, 3, 31), date(2024, 4, 1), date(2024, 7, 1), date(2030, 1, 1)]
    assert [float(anchors.at(day)[0]) for day in days] == [1.0, 1.0, 2.0, 2.0, 2.0]


def test_an_onset_without_influences_keeps_scale_one() -> None:
    """Its rate is the class's already; the only exposure it loses is while it is going on."""
    nodes = [node("force", "off", "on", kind="outcome", up=fixed(9.0), down=interval(5.0, 9.0))]
    case = small_case(
        nodes=nodes, influences=[], anchors=[anchor("force", "FORCE")], asked=[asked("force")],
        **QUIET,
    )  # fmt: skip
    anchors = solve_anchors(compile_case(case, {}), START, UNTIL, 1, 200)
    assert anchors.scale == pytest.approx(np.ones((1, 10)))
    assert anchors.drift == pytest.approx(np.ones((1, 10)))


def test_an_onset_without_an_anchor_keeps_its_own_rate() -> None:
    compiled = compile_case(small_case(anchors=[anchor("force", "FORCE")], **QUIET), {})
    anchors = solve_anchors(compiled, START, UNTIL, 1, 500)
    assert (anchors.scale[0] == 1).all()
    assert (anchors.scale[1] != 1).all()


def test_no_anchor_at_all_needs_no_simulation(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compile_case(small_case(anchors=[], **QUIET), {})
    monkeypatch.setattr(module, "simulate", None)
    assert (solve_anchors(compiled, START, UNTIL, 1, 500).scale == 1).all()


@pytest.mark.parametrize("changes", [{"up_while": "trig >= wide"}, {"start": "on", "down": None}])
def test_an_onset_that_cannot_happen_is_an_error_that_names_it(changes: dict[str, Any]) -> None:
    nodes = [
        node("trig", "none", "some", "wide"),
        node("force", "off", "on", **({"up": fixed(1.0), "down": fixed(1.0)} | changes)),
    ]
    case = small_case(
        nodes=nodes, influences=[], anchors=[anchor("force", "FORCE")], asked=[asked("force")],
        **QUIET,
    )  # fmt: skip
    with pytest.raises(AnchorError, match="'force' cannot happen"):
        solve_anchors(compile_case(case, {}), START, UNTIL, 1, 200)


def test_a_class_out_of_reach_is_an_error() -> None:
    """A start level that only a few histories leave: no scale brings the others along."""
    nodes = [node("force", "off", "on", start={"off": 0.02, "on": 0.98}, up=fixed(1.0))]
    case = small_case(
        nodes=nodes, influences=[], anchors=[anchor("force", "OFTEN")], asked=[asked("force")],
        reference_classes=[reference("OFTEN", 50, 10)], **QUIET,
    )  # fmt: skip
    with pytest.raises(AnchorError, match="more than 1e\\+06"):
        solve_anchors(compile_case(case, {}), START, UNTIL, 1, 200)


def test_progress_reaches_one(compiled: Compiled) -> None:
    told: list[float] = []
    solve_anchors(compiled, START, YEAR_END, 1, 100, told.append)
    steps = count(1)
    assert told == [next(steps) / 4 for _ in range(4)]
