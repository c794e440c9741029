"""Off-ramps alone, in pairs and for a budget: against the exact solver and exhaustive search."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, pairwise
from typing import Literal

import numpy as np
import pytest

from tests.inference.standpoint_for_tests import (
    DAY,
    assert_honest,
    exactly,
    fixed_stand,
    joints,
    run,
)
from tests.networks_for_tests import TEXT
from tocsin.case.scenario import NOTHING, Scenario, Set
from tocsin.case.schema import OffRamp
from tocsin.inference import off_ramps
from tocsin.inference.off_ramps import COSTS, Tried, agree, attempt, pairs, plan, scenario, signs
from tocsin.inference.standpoint import Standpoint
from tocsin.periods import add_months

MONTHS = 12
DISPUTE, FORCE = 0, 1
SEEDS = range(24)
SAMPLES = 2_000


def _ramp(name: str, cost: Literal["low", "medium", "high"], **sets: str) -> OffRamp:
    return OffRamp(
        id=name,
        code=name,
        label=TEXT,
        direction="lowers",
        why=TEXT,
        status=TEXT,
        sets=[{"node": node, "level": level} for node, level in sets.items()],
        cost=cost,
        window=TEXT,
        signpost=TEXT,
        source="test",
    )


NO_SIGN = _ramp("no_sign", "medium", sign="none")
NOT_LONE = _ramp("not_lone", "low", lone="off")
NO_CAUSE = _ramp("no_cause", "high", cause="off")
NO_ECHO = _ramp("no_echo", "low", echo="off")  # does nothing
LONE = _ramp("lone", "low", lone="on")  # does harm
WIDE = _ramp("wide", "medium", sign="wide", cause="on")
BOTH = _ramp("both", "high", sign="none", lone="off")


@cache
def _stands() -> list[Standpoint]:
    return [fixed_stand(seed, SAMPLES) for seed in SEEDS]


def _alone(stand: Standpoint, ramps: Sequence[OffRamp]) -> list[Tried]:
    return [attempt(stand, [ramp], MONTHS) for ramp in ramps]


def _exact_change(ramps: Sequence[OffRamp], onset: int = FORCE) -> float:
    told = scenario(DAY, ramps)
    return float((exactly(told, (MONTHS,)) - exactly(NOTHING, (MONTHS,)))[onset, 0])


def test_a_scenario_holds_all_that_the_ramps_set_from_the_day_on() -> None:
    told = scenario(DAY, [NO_SIGN, BOTH])
    assert told == Scenario(settings=(Set("lone", "off", DAY), Set("sign", "none", DAY)))


def test_ramps_agree_unless_they_set_one_node_to_two_levels() -> None:
    assert agree([NO_SIGN, BOTH])
    assert agree([NO_SIGN, NOT_LONE, NO_CAUSE])
    assert not agree([NO_SIGN, WIDE])
    assert not agree([BOTH, LONE])


@pytest.mark.parametrize("ramps", [[NO_SIGN], [NO_CAUSE], [WIDE], [NO_SIGN, NOT_LONE], [BOTH]])
def test_what_ramps_do_agrees_with_the_exact_solver(ramps: list[OffRamp]) -> None:
    expected = [_exact_change(ramps, onset) for onset in (DISPUTE, FORCE)]
    deviations = []
    for stand in _stands():
        effect = attempt(stand, ramps, MONTHS).effect
        error = effect.change_error[:, 0]
        moved = error > 1e-12
        off = np.where(moved, (effect.change[:, 0] - expected) / np.where(moved, error, 1.0), 0.0)
        deviations.append(off)
    assert_honest(deviations)


def test_pairs_are_all_that_can_go_together() -> None:
    found = [(one.id, two.id) for one, two in pairs([NO_SIGN, NOT_LONE, LONE, WIDE])]
    assert found == [
        ("no_sign", "not_lone"),
        ("no_sign", "lone"),
        ("not_lone", "wide"),
        ("lone", "wide"),
    ]


def test_what_a_pair_does_is_not_what_its_parts_do_by_themselves() -> None:
    pair = attempt(_stands()[0], [NO_SIGN, NOT_LONE], MONTHS)
    parts = _alone(_stands()[0], [NO_SIGN, NOT_LONE])
    added = sum(t.effect.change[FORCE, 0] for t in parts)
    expected = (
        _exact_change([NO_SIGN, NOT_LONE]) - _exact_change([NO_SIGN]) - _exact_change([NOT_LONE])
    )
    error = pair.effect.change_error[FORCE, 0]
    assert pair.effect.change[FORCE, 0] - added > 5 * error
    assert pair.effect.change[FORCE, 0] - added == pytest.approx(expected, abs=8 * error)


def _best(ramps: Sequence[OffRamp], budget: int) -> set[str]:
    """The affordable combination that lowers the exact probability most, by trying them all."""
    sets = [c for n in range(len(ramps) + 1) for c in combinations(ramps, n) if agree(c)]
    affordable = [c for c in sets if sum(COSTS[r.cost] for r in c) <= budget]
    return {r.id for r in min(affordable, key=lambda c: (round(_exact_change(c), 9), len(c)))}


def _chosen(seed: int, ramps: Sequence[OffRamp], budget: int) -> list[Tried]:
    stand = _stands()[seed]
    return plan(stand, _alone(stand, ramps), FORCE, MONTHS, budget)


@pytest.mark.parametrize(
    ("ramps", "budget"),
    [
        ([NO_SIGN, NOT_LONE, NO_ECHO, LONE, WIDE], 3),
        ([NO_SIGN, NOT_LONE, NO_ECHO, LONE, WIDE], 1),
        ([LONE, NO_ECHO, WIDE], 4),
        ([NOT_LONE, BOTH], 3),  # where the guard is needed: the cheap one leaves too little
        ([NO_SIGN, NOT_LONE, NO_CAUSE], 6),
    ],
)
def test_a_plan_is_the_best_of_all_combinations(ramps: list[OffRamp], budget: int) -> None:
    for seed in (0, 1, 2):
        chosen = _chosen(seed, ramps, budget)
        taken = chosen[-1].ramps if chosen else ()
        assert {r.id for r in taken} == _best(ramps, budget)
        assert all(t.points <= budget for t in chosen)
        assert agree(taken)


def test_each_step_of_a_plan_adds_one_ramp_and_helps() -> None:
    chosen = _chosen(0, [NO_SIGN, NOT_LONE, NO_CAUSE], 6)
    assert [len(t.ramps) for t in chosen] == [1, 2, 3]
    for one, two in pairwise(chosen):
        assert two.ramps[:-1] == one.ramps
        assert two.effect.after[FORCE, 0] < one.effect.after[FORCE, 0]
    assert chosen[0].ramps == (NOT_LONE,)  # the most for each point


def test_what_adds_nothing_is_not_added() -> None:
    """``both`` holds all that ``no_sign`` sets, so the pair is the same futures."""
    chosen = _chosen(0, [BOTH, NO_SIGN, NO_ECHO], 6)
    assert {r.id for t in chosen for r in t.ramps} <= {"both", "no_sign"}
    assert chosen[-1].effect.change[FORCE, 0] == pytest.approx(
        attempt(_stands()[0], [BOTH], MONTHS).effect.change[FORCE, 0]
    )
    alone = _alone(_stands()[0], [BOTH, NO_SIGN])
    both = attempt(_stands()[0], [BOTH, NO_SIGN], MONTHS)
    assert off_ramps._gain(_stands()[0], both, alone[0], FORCE) == 0.0


def test_what_lowers_the_risk_within_its_noise_does_not_count() -> None:
    stand = _stands()[0]
    tried = attempt(stand, [NO_SIGN], MONTHS)
    error = float(stand.error(tried.effect.by_particle[:, FORCE, 0]))
    fall = -tried.effect.change[FORCE, 0]
    shift = tried.effect.by_particle
    shift += fall - 1.9 * error  # the same spread about a fall of 1.9 errors
    assert off_ramps._gain(stand, tried, None, FORCE) == 0.0
    shift -= 0.2 * error
    assert off_ramps._gain(stand, tried, None, FORCE) == pytest.approx(2.1 * error)


def test_the_search_sees_a_guard_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    right = off_ramps._gain

    def unguarded(stand: Standpoint, tried: Tried, before: Tried | None, onset: int) -> float:
        alone = before is not None and len(tried.ramps) == 1
        return 0.0 if alone else right(stand, tried, before, onset)

    monkeypatch.setattr(off_ramps, "_gain", unguarded)
    chosen = _chosen(0, [NOT_LONE, BOTH], 3)
    assert {r.id for r in chosen[-1].ramps} != _best([NOT_LONE, BOTH], 3)


def _under(name: str, true: bool, ramps: Sequence[OffRamp]) -> list[float]:
    """The exact change of each onset where a hypothesis or assumption is so."""
    end, told = add_months(DAY, MONTHS), scenario(DAY, ramps)
    changes = []
    for onset in (DISPUTE, FORCE):
        sides = []
        for what in (NOTHING, told):
            some = none = 0.0
            for number, joint in enumerate(joints()):
                so = number // 2 == int(name[1]) if name[0] == "h" and name != "holds" else False
                so = number % 2 == 1 if name == "holds" else so
                if so == true:
                    *_, (_, _, waiting, come) = run(joint, what, onset, DAY, end, end)
                    none, some = none + waiting.sum(), some + come.sum()
            sides.append(some / (none + some))
        changes.append(sides[1] - sides[0])
    return changes


@pytest.mark.parametrize("name", ["h0", "h1", "holds"])
def test_signs_under_each_hypothesis_agree_with_the_exact_solver(name: str) -> None:
    expected = np.array([_under(name, true, [NO_CAUSE]) for true in (True, False)])
    deviations = []
    for stand in _stands():
        found = {s.name: s for s in signs(stand, attempt(stand, [NO_CAUSE], MONTHS))}
        assert set(found) == {"h0", "h1", "holds"}
        deviations.append((found[name].changes - expected) / found[name].errors)
    assert_honest(deviations)


def test_what_is_certain_has_no_two_sides() -> None:
    stand = fixed_stand(1, 400)
    stand.particles.levels[:, stand.model.compiled.nodes["holds"]] = 1
    stand.particles.influences[:] = np.nan
    found = signs(stand, attempt(stand, [NO_CAUSE], MONTHS))
    assert {s.name for s in found} == {"h0", "h1"}
