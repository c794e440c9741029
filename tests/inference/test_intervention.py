"""What is done and what is learned, against the exact solver; errors as stated over many seeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.inference.standpoint_for_tests import (
    DAY,
    assert_honest,
    exactly,
    fixed_stand,
    joints,
)
from tests.small_case import START
from tocsin.case.scenario import NOTHING, Known, Scenario, Set, Speed
from tocsin.engine.network import Floats
from tocsin.engine.plan import FREE, Plan, noticed
from tocsin.errors import CaseError, CollapseError
from tocsin.inference.forecast import forecast
from tocsin.inference.futures import arrived
from tocsin.inference.intervention import Comparison, compare
from tocsin.inference.standpoint import Standpoint

SAMPLES = 2_000
SEEDS = range(24)
MONTHS = [3, 12]
SPRING, SUMMER = date(2024, 5, 20), date(2024, 8, 9)


def _held(node: str, level: str, since: date = DAY) -> Scenario:
    return Scenario(settings=(Set(node, level, since),))


def _put(node: str, level: str, since: date = DAY) -> Scenario:
    return Scenario(settings=(Set(node, level, since, hold=False),))


def _given(*known: tuple[str, date]) -> Scenario:
    return Scenario(known=tuple(Known(*one) for one in known))


DONE = {
    "held today": _held("sign", "wide"),
    "held later": _held("sign", "none", SPRING),
    "put today": _put("sign", "wide"),
    "put later": _put("cause", "on", SUMMER),
    "an outcome held off": _held("dispute", "off", SPRING),
    "an outcome put on": _put("dispute", "on", SPRING),
    "a derived node held": _held("alarm", "l1"),
    "a derived node held later": _held("alarm", "l0", SPRING),
    "a hypothesis set": _held("thesis", "h0"),
    "an assumption broken later": _held("holds", "false", SUMMER),
    "a rate": Scenario(speeds=(Speed("cause", "up", 3.0, DAY),)),
    "a rate stopped later": Scenario(speeds=(Speed("dispute", "up", 0.0, SPRING),)),
    "two rates of one step": Scenario(
        speeds=(Speed("sign", "up", 2.0, DAY), Speed("sign", "up", 2.0, SPRING))
    ),
    "a pair": Scenario(settings=(Set("sign", "none", DAY), Set("lone", "off", DAY))),
    "held, then let go": Scenario(
        settings=(Set("sign", "wide", DAY), Set("sign", "some", SPRING, hold=False))
    ),
    "put, with another rate": Scenario(
        settings=(Set("sign", "some", DAY, hold=False),), speeds=(Speed("sign", "up", 5.0, DAY),)
    ),
    "let go to another rate": Scenario(
        settings=(Set("cause", "off", DAY), Set("cause", "off", SPRING, hold=False)),
        speeds=(Speed("cause", "up", 4.0, SUMMER),),
    ),
}
LEARNED = {
    "a hypothesis": _given(("h0", DAY)),
    "a denied assumption": _given(("not holds", DAY)),
    "a present level": _given(("sign >= some", DAY)),
    "a later level": _given(("echo >= on", SPRING)),
    "an outcome by a later date": _given(("dispute >= on", date(2024, 5, 14))),
    "two dates": _given(("sign >= some", DAY), ("cause >= on", SPRING), ("h1", SPRING)),
    "learned while something is done": Scenario(
        settings=(Set("sign", "some", SPRING),),
        speeds=(Speed("cause", "up", 2.0, DAY),),
        known=(Known("sign >= some and lone <= off", SPRING), Known("echo >= on", SUMMER)),
    ),
}
ALL = DONE | LEARNED


@cache
def _stands() -> list[Standpoint]:
    return [fixed_stand(seed, SAMPLES) for seed in SEEDS]


def _at(values: Floats) -> Floats:
    """Of every month the third and the twelfth."""
    return values[..., [2, 11]]


def _scores(difference: Floats, error: Floats) -> Floats:
    """z-scores; where there is no error, rounding apart, there must be no difference."""
    moved = error > 1e-12
    assert np.abs(difference[~moved]).max(initial=0.0) < 1e-12
    return np.divide(difference, error, where=moved, out=np.zeros_like(error))


@cache
def _compared(name: str) -> list[Comparison]:
    return [compare(stand, ALL[name], months=MONTHS) for stand in _stands()]


@pytest.mark.parametrize("name", ALL)
def test_both_sides_agree_with_the_exact_solver(name: str) -> None:
    scenario = ALL[name]
    deviations = [_scores(c.after - exactly(scenario), c.after_error) for c in _compared(name)]
    assert_honest(deviations)


def test_what_was_compared_is_the_forecast() -> None:
    stand = _stands()[0]
    found = compare(stand, DONE["held today"], months=[3, 12])
    expected = forecast(stand.model, stand.particles, DAY, [3, 12], 4)
    assert found.before == pytest.approx(expected.probability, rel=1e-12)
    assert found.before_error == pytest.approx(expected.error, rel=1e-12)
    deviations = [(c.before - exactly()) / c.before_error for c in _compared("a rate")]
    assert_honest(deviations)


@pytest.mark.parametrize("name", ALL)
def test_the_error_of_the_difference_is_honest(name: str) -> None:
    change = exactly(ALL[name]) - exactly()
    deviations = [_scores(c.change - change, c.change_error) for c in _compared(name)]
    assert_honest(deviations)


def test_the_two_sides_share_their_sampling_error() -> None:
    slight = Scenario(speeds=(Speed("cause", "up", 1.1, DAY),))
    found = compare(_stands()[0], slight)
    apart = np.hypot(found.before_error, found.after_error)
    assert (_at(found.change_error) < _at(apart) / 5).all()
    assert (_at(found.change) > 0).all()


def test_the_comparison_sees_what_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(plan: Plan) -> Plan:
        plan.put[:], plan.pinned[:] = FREE, FREE
        return noticed(plan)

    monkeypatch.setattr("tocsin.inference.futures.noticed", forgetful)
    for name in ("put today", "a derived node held", "a hypothesis set"):
        found = compare(_stands()[0], DONE[name], months=MONTHS)
        off = (found.change - exactly(DONE[name]) + exactly()) / found.before_error
        assert np.abs(off).max() > 5


def test_the_comparison_sees_onsets_before_the_date_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The compensator up to the date would be wrong for futures chosen by what comes after it."""
    name = "an outcome by a later date"

    def ignorant(way: Any, records: Any, rate: Any, until: int = 0, holds: Any = None) -> Floats:
        return arrived(way, records, rate, 0, holds)

    monkeypatch.setattr("tocsin.inference.intervention.arrived", ignorant)
    found = compare(_stands()[0], LEARNED[name])
    off = (_at(found.after) - exactly(LEARNED[name])) / _at(found.after_error)
    assert np.abs(off).max() > 8


def _nothing_in_effect() -> Iterator[Scenario]:
    yield NOTHING
    yield Scenario(speeds=(Speed("sign", "up", 1.0, DAY),))
    yield Scenario(speeds=(Speed("sign", "up", 1.0, SPRING),))
    yield _held("echo", "on")  # bears on nothing
    yield _given(("true", DAY))


@pytest.mark.parametrize("scenario", list(_nothing_in_effect()))
def test_nothing_in_effect_changes_nothing_at_all(scenario: Scenario) -> None:
    found = compare(_stands()[0], scenario)
    assert np.abs(found.change).max() < 1e-14
    assert np.abs(found.by_particle).max() < 1e-10
    assert found.change_error.max() < 1e-12
    assert found.kept == pytest.approx(1.0)


def test_doing_and_learning_differ_where_there_is_a_common_cause() -> None:
    """An echo has a cause that bears on both outcomes, and bears on nothing itself."""
    done, learned = exactly(_put("echo", "on")), exactly(_given(("echo >= on", DAY)))
    assert done == pytest.approx(exactly(), rel=1e-9)
    assert (learned - done > 0.05 * done)[1].all()
    changes = [compare(s, _given(("echo >= on", DAY)), months=MONTHS).change for s in _stands()]
    error = np.std(changes, axis=0) / np.sqrt(len(changes))
    assert (np.mean(changes, axis=0) > 4 * error)[1, 0]


def test_doing_and_learning_agree_where_there_is_none() -> None:
    """At the start all nodes are independent, so that learning one tells of no other."""
    at_start = [fixed_stand(seed, SAMPLES, day=START) for seed in SEEDS]
    done, learned = _put("lone", "on", START), _given(("lone >= on", START))
    assert exactly(done, day=START) == pytest.approx(exactly(learned, day=START), rel=1e-9)
    deviations = []
    for stand in at_start:
        one, two = compare(stand, done), compare(stand, learned)
        apart = _at(one.after - two.after)[1]
        deviations.append(apart / np.hypot(_at(one.after_error)[1], _at(two.after_error)[1]))
    assert np.abs(deviations).max() < 4


def test_the_weight_that_is_kept_is_the_probability_of_what_is_learned() -> None:
    mass = [joint.mass.sum() for joint in joints()]
    found = [c.kept for c in _compared("a hypothesis")]
    error = float(np.std(found)) / np.sqrt(len(found))
    assert abs(np.mean(found) - sum(mass[:2]) / sum(mass)) < 4 * error


def test_few_counted_onsets_claim_no_certainty() -> None:
    """A rare onset by a date: where none of the futures that are kept has one, z was -30."""
    name = "two dates"
    deviations, counted = [], []
    for seed in range(40):
        found = compare(fixed_stand(seed, 500), ALL[name], months=[3])
        counted.append(found.after[1, 0])
        deviations.append((found.after[1, 0] - exactly(ALL[name])[1, 0]) / found.after_error[1, 0])
    assert min(counted) == 0.0
    assert np.abs(deviations).max() < 4
    assert np.square(deviations).mean() < 2


def test_fewer_futures_and_fewer_months_are_the_same_question() -> None:
    stand, scenario = _stands()[0], DONE["held today"]
    whole, part = compare(stand, scenario), compare(stand, scenario, months=[3, 12])
    assert part.after == pytest.approx(_at(whole.after), rel=1e-9)
    assert part.before == pytest.approx(_at(whole.before), rel=1e-9)
    one = compare(stand, scenario, copies=1, months=[12])
    assert one.before == pytest.approx(whole.before[:, 11:], rel=1e-12)
    assert one.after - one.before == pytest.approx(one.change, rel=1e-12)
    off = (one.change[:, 0] - whole.change[:, 11]) / np.hypot(
        one.change_error[:, 0], whole.change_error[:, 11]
    )
    assert np.abs(off).max() < 4


def test_what_few_futures_tell_of_a_stopped_outcome_is_still_a_probability() -> None:
    """Upon the level of all futures one future's change fell below zero, in every second run."""
    stopped = Scenario(speeds=(Speed("force", "up", 0.0, DAY),))
    touched = 0
    for stand in _stands():
        found = compare(stand, stopped, copies=1)
        assert found.after.min() >= 0.0
        assert np.array_equal(found.change, found.after - found.before)
        touched += bool((found.after[1] == 0.0).any())
    assert touched > 0


def test_what_comes_after_the_last_month_changes_nothing() -> None:
    late = Scenario(settings=(Set("sign", "wide", date(2024, 12, 1)),))
    found = compare(_stands()[0], late, months=[3])
    assert np.abs(found.change).max() < 1e-14
    known = compare(_stands()[0], _given(("echo >= on", date(2024, 12, 1))), months=[3])
    expected = exactly(_given(("echo >= on", date(2024, 12, 1))), months=(3,))
    assert (np.abs(known.after - expected) < 4 * known.after_error).all()


def test_what_contradicts_the_evidence_is_refused() -> None:
    with pytest.raises(CaseError, match="no simulated history agrees"):
        compare(_stands()[0], _given(("false", DAY)))
    with pytest.raises(CaseError, match="sign >= wide and sign <= none on 2024-05-20"):
        compare(_stands()[0], _given(("sign >= wide and sign <= none", SPRING)))


def test_too_few_histories_are_refused() -> None:
    stand = fixed_stand(1, 200)
    unlikely = "sign >= wide and lone >= on and echo >= on and dispute >= on and cause >= on and h0"
    with pytest.raises(CollapseError, match="at least 20 are needed; raise --samples"):
        compare(stand, _given((unlikely, SPRING)))
