"""The course of futures, and onsets counted or compensated along it."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
from scipy.integrate import quad

from tests.inference.standpoint_for_tests import (
    DAY,
    QUARTERS,
    SCALE,
    assert_honest,
    exactly,
    fixed_compiled,
    fixed_stand,
)
from tests.small_case import START
from tocsin.case.scenario import NOTHING, Known, Scenario, Set, Speed
from tocsin.engine.network import Floats
from tocsin.engine.plan import FREE, Record
from tocsin.inference import futures
from tocsin.inference.forecast import draw
from tocsin.inference.futures import Course, Truths, arrived, counted_share, course, later, travel
from tocsin.inference.standpoint import Standpoint
from tocsin.periods import add_months, years_between
from tocsin.rng import Purpose

SPRING, SUMMER = date(2024, 5, 20), date(2024, 8, 9)
SAMPLES = 2_000
SEEDS = range(20)


@cache
def _stands() -> list[Standpoint]:
    return [fixed_stand(seed, SAMPLES) for seed in SEEDS]


def _way(scenario: Scenario = NOTHING, dates: tuple[date, ...] = (), months: int = 12) -> Course:
    return course(_stands()[0].model, DAY, [3, months], scenario, dates)


# --- the course -----------------------------------------------------------------------------------


def test_bounds_fall_on_horizons_quarters_deeds_and_dates() -> None:
    told = Scenario(
        settings=(Set("sign", "wide", SPRING),),
        speeds=(Speed("cause", "up", 2.0, SUMMER),),
        known=(Known("h0", DAY), Known("echo >= on", date(2024, 9, 9))),
    )
    asked = date(2024, 11, 11)
    way = _way(told, (asked,))
    ends = [add_months(DAY, 3), add_months(DAY, 12)]
    expected = {DAY, *ends, *QUARTERS, SPRING, SUMMER, date(2024, 9, 9), asked}
    assert way.bounds == sorted(expected)
    assert [way.bounds[j] for j in way.ends] == ends
    assert way.number(SUMMER) == way.bounds.index(SUMMER)
    assert way.plan.times == pytest.approx([years_between(START, b) for b in way.bounds])


def test_each_segment_has_the_scale_of_its_quarter() -> None:
    way = _way()
    for j, begin in enumerate(way.bounds[:-1]):
        quarter = min(sum(q <= begin for q in QUARTERS), 3)
        assert way.plan.scale[j] == pytest.approx(SCALE[:, quarter])


def test_what_is_done_is_written_from_its_day_on() -> None:
    told = Scenario(
        settings=(
            Set("sign", "wide", SPRING),
            Set("sign", "some", SUMMER, hold=False),
            Set("alarm", "l1", SPRING),
            Set("thesis", "h1", SUMMER),
        ),
        speeds=(Speed("sign", "up", 3.0, SPRING), Speed("cause", "down", 0.5, SUMMER)),
    )
    way, nodes = _way(told), fixed_compiled().nodes
    before, held, free = way.number(SPRING) - 1, way.number(SPRING), way.number(SUMMER)
    sign, cause = nodes["sign"], nodes["cause"]
    assert way.plan.speed[[before, held, free], 2 * sign].tolist() == [1.0, 0.0, 3.0]
    assert way.plan.speed[[before, held, free], 2 * sign + 1].tolist() == [1.0, 0.0, 1.0]
    assert way.plan.speed[[held, free], 2 * cause + 1].tolist() == [1.0, 0.5]
    assert way.plan.put[[before, held, free], sign].tolist() == [FREE, 2, 1]
    assert way.plan.put[[held, free], nodes["thesis"]].tolist() == [FREE, 1]
    assert way.plan.pinned[[before, held, free], 0].tolist() == [FREE, 1, 1]
    disturbed = {way.bounds[j] for j in np.flatnonzero(way.plan.disturbed)}
    assert disturbed == {SPRING, SUMMER}


def test_a_course_goes_on_to_what_is_learned_and_leaves_out_what_is_done_after_it() -> None:
    late = date(2025, 6, 1)
    way = _way(Scenario(known=(Known("h0", late),)), months=6)
    assert way.bounds[-1] == late
    assert [way.bounds[j] for j in way.ends] == [add_months(DAY, 3), add_months(DAY, 6)]
    done = Scenario(
        settings=(Set("sign", "wide", late),), speeds=(Speed("cause", "up", 2.0, late),)
    )
    assert _way(done, months=6).bounds == _way(months=6).bounds
    assert not _way(done, months=6).plan.disturbed.any()


# --- travelling -----------------------------------------------------------------------------------


def test_two_runs_share_their_randomness_wherever_they_can() -> None:
    stand = _stands()[0]
    told = Scenario(settings=(Set("sign", "wide", SUMMER),))
    way = course(stand.model, DAY, [12], NOTHING, (SUMMER,))
    other = course(stand.model, DAY, [12], told)
    j = way.number(SUMMER)
    one, two = (
        travel(stand.model, stand.particles, stand.rates, w, Purpose.FUTURE, 0, after=[j - 1])
        for w in (way, other)
    )
    assert np.array_equal(one.levels, two.levels)
    assert np.array_equal(one.exposure[:, :, :j], two.exposure[:, :, :j])
    again = travel(stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, 1)
    assert not np.array_equal(one.arrival, again.arrival)


def test_travelling_leaves_the_particles_where_they_are() -> None:
    stand = _stands()[0]
    before = stand.particles.levels.copy()
    travel(stand.model, stand.particles, stand.rates, stand.way, Purpose.FUTURE, 0)
    assert np.array_equal(stand.particles.levels, before)
    assert np.array_equal(draw(stand.model, stand.particles, Purpose.FUTURE), stand.rates)


# --- onsets ---------------------------------------------------------------------------------------


def _by_hand() -> tuple[Course, Record]:
    """Three futures over three segments of a year, one onset: never, in the first, in the third."""
    way = _way()
    plan = way.plan._replace(times=np.array([0.0, 1.0, 2.0, 3.0]))
    inside = Course(way.bounds[:4], plan, [1, 2, 3])
    record = travel(_stands()[0].model, _stands()[0].particles.take(np.arange(3)),
                    _stands()[0].rates[:3], way, Purpose.FUTURE, 0)  # fmt: skip
    exposure = np.array([[[1.0, 1.0, 1.0]], [[0.5, 0.0, 0.0]], [[1.0, 1.0, 0.25]]])
    arrival = np.array([[np.inf], [0.5], [2.25]])
    return inside, record._replace(exposure=exposure, arrival=arrival)


def test_later_arrivals_are_those_between_two_bounds() -> None:
    way, record = _by_hand()
    rate = np.full((3, 1), 0.1)
    clock, count = later(way, record, rate, 1)
    assert clock[:, 0, 2] == pytest.approx([0.2, 0.0, 0.125])
    assert count[:, 0, 2].tolist() == [False, False, True]
    assert not clock[:, 0, 0].any()  # this horizon ends where they begin
    assert not count[:, 0, 0].any()
    clock, count = later(way, record, rate, 0)
    assert clock[:, 0, 0] == pytest.approx([0.1, 0.05, 0.1])
    assert count[:, 0, 0].tolist() == [False, True, False]


def test_onsets_are_counted_as_far_as_futures_are_chosen_and_blended_after_it() -> None:
    way, record = _by_hand()
    rate = np.full((3, 1), 0.1)
    holds = [np.array([True, True, False])]
    found = arrived(way, [record], rate, 2, holds)
    assert found[:, 0, 0].tolist() == [0.0, 1.0, 0.0]  # counted by the first bound
    assert found[:, 0, 1].tolist() == [0.0, 1.0, 0.0]  # and by the second
    # after it the first future adds its compensator, less what the blend gives to the count of none
    share = float(counted_share(np.array([0.0]))[0])
    assert found[:, 0, 2] == pytest.approx([0.1 * (1 - share), 1.0, 0.0])
    every = arrived(way, [record], rate)
    shares = counted_share(np.array([1 / 3, 1 / 3, 2 / 3]))
    clock = np.array([[0.1, 0.2, 0.3], [0.05, 0.05, 0.05], [0.1, 0.2, 0.225]])
    count = np.array([[0, 0, 0], [1, 1, 1], [0, 0, 1]])
    assert every[:, 0] == pytest.approx(clock + shares * (count - clock))


@pytest.mark.parametrize("until", [SPRING, SUMMER])
def test_counting_up_to_a_date_and_compensating_after_it_has_the_same_mean(until: date) -> None:
    deviations = []
    for stand in _stands():
        way = course(stand.model, DAY, [3, 12], NOTHING, (until,))
        records = [
            travel(stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, copy)
            for copy in range(4)
        ]
        values = arrived(way, records, stand.onset_rate, way.number(until))
        deviations.append((stand.mean(values) - exactly()) / stand.error(values))
    assert_honest(deviations)


def test_the_comparison_sees_an_onset_on_the_boundary_counted_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def twice(way: Course, record: Record, rate: Floats, start: int) -> tuple[Floats, Truths]:
        return later(way, record, rate, 0)

    monkeypatch.setattr(futures, "later", twice)
    stand = _stands()[0]
    way = course(stand.model, DAY, [3, 12], NOTHING, (SPRING,))
    record = travel(stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, 0)
    values = arrived(way, [record], stand.onset_rate, way.number(SPRING))
    assert ((stand.mean(values) - exactly()) / stand.error(values))[0, 1] > 8


@pytest.mark.parametrize("t", [0.001, 0.1, 1.0, 3.0, 8.0])
def test_the_blend_is_the_best_for_a_constant_hazard(t: float) -> None:
    """Regression of the compensator on compensator less count, for a unit rate up to time t."""
    p = -np.expm1(-t)
    second = quad(lambda s: s**2 * np.exp(-s), 0, t)[0] + t**2 * np.exp(-t)
    both = quad(lambda s: s * np.exp(-s), 0, t)[0]
    # the compensator less the count is a martingale: mean 0, variance the mean of the compensator
    assert counted_share(np.array(p)) == pytest.approx((second - both) / p, rel=1e-6, abs=1e-9)


def test_the_blend_at_its_ends() -> None:
    assert counted_share(np.array([0.0, 1e-4, 1.0])) == pytest.approx([0.0, 0.5e-4, 1.0], rel=1e-3)


def test_the_blend_errs_less_than_either(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = {}
    for name, share in {"clock": 0.0, "count": 1.0, "blend": None}.items():
        with monkeypatch.context() as patch:
            if share is not None:
                patch.setattr(futures, "counted_share", lambda p, s=share: np.full_like(p, s))
            stand = fixed_stand(1, SAMPLES)
            errors[name] = stand.error(stand.values)[:, [2, 11]]
    assert (errors["blend"] <= 1.05 * np.minimum(errors["clock"], errors["count"])).all()
    assert (errors["blend"] < errors["count"] / 3)[1, 0]
