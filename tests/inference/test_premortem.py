"""What is so in the unexpected ending, by Bayes' rule; items left out, by running again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.inference.standpoint_for_tests import (
    DAY,
    assert_honest,
    fixed_compiled,
    fixed_stand,
    joints,
    run,
    true_in,
)
from tests.small_case import QUIET, hypotheses, rating, report, small_case
from tocsin.case.scenario import NOTHING
from tocsin.case.schema import Case
from tocsin.inference import premortem
from tocsin.inference.premortem import Way, believed, broken, if_known, ways, without_items
from tocsin.inference.standpoint import Standpoint, stand
from tocsin.periods import add_months

MONTHS = 12
SAMPLES = 2_000
SEEDS = range(20)
DISPUTE, FORCE = 0, 1


@cache
def _stands() -> list[Standpoint]:
    return [fixed_stand(seed, SAMPLES) for seed in SEEDS]


@cache
def _joint(formula: str, onset: int) -> np.ndarray:
    """The exact probability (holds today, onset comes), 2 by 2."""
    table = np.zeros((2, 2))
    end = add_months(DAY, MONTHS)
    for joint in joints():
        holds = true_in(formula, joint.space)
        for k, part in enumerate((joint.mass * ~holds, joint.mass * holds)):
            *_, (_, _, none, some) = run(joint._replace(mass=part), NOTHING, onset, DAY, end, end)
            table[k] += none.sum(), some.sum()
    return np.asarray(table / table.sum())


@pytest.mark.parametrize(("kind", "name"), [("broken", "holds"), ("believed", "h0")])
def test_what_is_learned_agrees_with_exact_conditionals(kind: str, name: str) -> None:
    formula = f"not {name}" if kind == "broken" else name
    tables = [_joint(formula, onset) for onset in (DISPUTE, FORCE)]
    expected = np.array([t[1, 1] / t[1].sum() - t[:, 1].sum() for t in tables])
    deviations = []
    for each in _stands():
        truths = broken(each) if kind == "broken" else believed(each)
        known = next(k for k in if_known(each, truths) if k.name == name)
        change = known.after[:, 11] - each.mean(each.values)[:, 11]
        deviations.append((change - expected) / known.error[:, 11])
        assert known.now == pytest.approx(tables[0][1].sum(), abs=0.05)
    assert_honest(deviations)


def test_what_cannot_be_is_left_out() -> None:
    each = _stands()[0]
    none = np.zeros(len(each.particles), dtype=np.bool_)
    assert if_known(each, {"never": none}) == []
    (always,) = if_known(each, {"always": ~none})
    assert always.error == pytest.approx(np.zeros_like(always.error), abs=1e-12)


# --- the ways to be wrong -------------------------------------------------------------------------


def _found(each: Standpoint, onset: int) -> dict[tuple[str, int], Way]:
    found = ways(each, onset, MONTHS, {"cause", "echo"})
    assert all(w.lift > 1 for w in found)
    return {(w.name, w.level): w for w in found}


@pytest.mark.parametrize(
    ("onset", "name", "level", "formula"),
    [
        (FORCE, "h0", -1, "h0"),
        (FORCE, "sign", 1, "sign == some"),
        (FORCE, "cause", 1, "cause == on"),
        (FORCE, "lone", 1, "lone == on"),
        (DISPUTE, "h1", -1, "h1"),
        (DISPUTE, "sign", 0, "sign == none"),
    ],
)
def test_ways_agree_with_bayes_rule_and_their_errors_are_honest(
    onset: int, name: str, level: int, formula: str
) -> None:
    """``if_wrong`` is the exact posterior given the ending that is held to be unlikely."""
    table = _joint(formula, onset)
    wrong = 1 if table[:, 1].sum() < 0.5 else 0
    expected = table[1, wrong] / table[:, wrong].sum() - table[1].sum()
    deviations = []
    for each in _stands():
        k = fixed_compiled().nodes.get(name, -1)
        there = each.particles.levels[:, k] == level if level >= 0 else premortem._true(each, name)
        values = each.values[:, onset, 11]
        chance = values if wrong else 1 - values
        way = premortem._way(each, "misread", name, level, there, chance)
        deviations.append((way.if_wrong - way.now - expected) / way.error)
    assert_honest(deviations)


def test_ways_name_the_kind_and_only_what_the_ending_makes_likelier() -> None:
    found = _found(_stands()[0], FORCE)
    assert found["cause", 1].kind == "missed evidence"
    assert found["sign", 1].kind == "misread"
    assert ("sign", 0) not in found  # where it is held to stand
    assert all(w.if_wrong - w.now > 2 * w.error for w in found.values())
    drops = [w.if_wrong - w.now for w in found.values()]
    assert drops == sorted(drops, reverse=True)
    # an assumption that the outcome leans on is not broken where the outcome comes
    assert ("holds", -1) not in found


def _leaning_to_h0(each: Standpoint) -> Standpoint:
    """The same futures, h0 being held to be the likelier explanation."""
    weight = each.weight * np.where(premortem._true(each, "h0"), 6.0, 1.0)
    return replace(each, weight=weight / weight.sum())


def test_what_is_expected_turns_the_question_round() -> None:
    """A dispute is likelier than not: what would turn out to have been so if none comes?"""
    each = _leaning_to_h0(_stands()[0])
    assert each.weight @ each.values[:, DISPUTE, 11] > 0.5
    found = _found(each, DISPUTE)
    assert found["h1", -1].kind == "other explanation"
    assert ("h0", -1) not in found


def test_the_explanation_that_is_held_is_no_other_one() -> None:
    """No dispute speaks for h1 all the more, but that is what is believed already."""
    each = _stands()[0]
    assert each.weight @ premortem._true(each, "h1") > 0.5
    assert ("h1", -1) not in _found(each, DISPUTE)
    assert {k.name for k in if_known(each, believed(each))} == {"h0", "h1"}


def test_the_comparison_sees_the_wrong_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    each = _stands()[0]
    right = premortem._way

    def turned(stand: Any, kind: Any, name: Any, level: Any, true: Any, wrong: Any) -> Way:
        return right(stand, kind, name, level, true, 1 - wrong)

    monkeypatch.setattr(premortem, "_way", turned)
    assert ("h0", -1) in _found(each, DISPUTE)


# --- items left out -------------------------------------------------------------------------------


def _rated(*left: str, strong: bool = False) -> Case:
    """Only static nodes are told about, so the filter without an item must agree exactly."""
    scores = {
        "E1": rating("E1", "2024-03-01", "a", h0="CC", h1="I"),
        "E2": rating("E2", "2024-03-05", "a", h0="I", h1="C"),
        "E3": rating("E3", "2024-03-09", "b", h0="C", h1="II"),
        "late": rating("late", "2025-03-09", "b", h0="II", h1="CC"),
    }
    # reports that say nothing make the filter stop on the same days with an item and without it
    days = [report(f"on_{r.id}", str(r.published), "mood >= high", "F6") for r in scores.values()]
    told = [report("r1", "2024-04-01", "mood >= high", "B2")] if strong else []
    evidence: dict[str, Any] = QUIET | {
        "ratings": [r for name, r in scores.items() if name not in left],
        "reports": [*days, *told],
    }
    return small_case(
        groups=[hypotheses("thesis", h0=0.3, h1=0.7), hypotheses("other", x0=0.5, x1=0.5)],
        **evidence,
    )


@pytest.mark.parametrize("name", ["E1", "E2", "E3"])
def test_an_item_left_out_is_the_filter_run_again_without_it(name: str) -> None:
    day = date(2024, 6, 1)
    with_it, without = (stand(c, day, [6], 1, 800) for c in (_rated(), _rated(name)))
    found = next(k for k in without_items(with_it) if k.name == name)
    assert found.after == pytest.approx(without.mean(without.values), rel=1e-9)


def test_only_items_of_the_day_are_left_out() -> None:
    with_it = stand(_rated(), date(2024, 6, 1), [6], 1, 400)
    assert [k.name for k in without_items(with_it)] == ["E1", "E2", "E3"]


def test_the_error_of_an_item_left_out_is_honest() -> None:
    day, months = date(2024, 6, 1), 6
    changes, errors = [], []
    for seed in range(20):
        with_it = stand(_rated(strong=True), day, [months], seed, 800)
        (known, *_) = without_items(with_it)
        changes.append(known.after[:, -1] - with_it.mean(with_it.values)[:, -1])
        errors.append(known.error[:, -1])
    spread = np.var(changes, axis=0, ddof=1)
    ratio = spread / np.square(errors).mean(axis=0)
    # variances of 20 runs, 99.9 % bounds; the anchors' own errors are shared out among both sides
    assert (ratio < 2.4).all()
    assert (ratio > 0.2).all()


def test_a_weight_of_zero_is_no_reason_for_a_nan() -> None:
    with_it = stand(_rated(), date(2024, 6, 1), [6], 1, 400)
    with_it.weight[with_it.particles.stratum == 0] = 0.0
    with_it.weight[:] /= with_it.weight.sum()
    assert all(np.isfinite(k.error).all() for k in without_items(with_it))


def test_the_comparison_sees_a_discount_that_is_not_worked_out_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of two items in a cluster one alone counts for more than half of both."""
    monkeypatch.setattr("tocsin.inference.ratings.discount", lambda size, correlation: 0.5)
    day = date(2024, 6, 1)
    with_it = stand(_rated(), day, [6], 1, 400)
    monkeypatch.undo()
    without = stand(_rated("E1"), day, [6], 1, 400)
    found = next(k for k in without_items(with_it) if k.name == "E1")
    assert np.abs(found.after / without.mean(without.values) - 1).max() > 1e-3
