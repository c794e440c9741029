"""Off-ramps: the ranking, pairs and their interaction, what an effect turns on, the plan."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.river_for_tests import ask, ask_afresh, assessed, river
from tests.small_case import small_case
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import OffRampEffect, OffRamps, OutcomeChange
from tocsin.workflows.off_ramps import off_ramps
from tocsin.workflows.whatif import whatif


@pytest.fixture(scope="module")
def found() -> OffRamps:
    return ask(off_ramps)  # type: ignore[no-any-return]


def _of(changes: list[OutcomeChange], outcome: str) -> OutcomeChange:
    return next(c for c in changes if c.outcome == outcome)


def _ramp(found: OffRamps, name: str) -> OffRampEffect:
    return next(ramp for ramp in found.alone if ramp.id == name)


@pytest.mark.parametrize("outcome", [None, "dispute"])
def test_they_are_ranked_by_the_outcome_asked_for(outcome: str | None) -> None:
    found = ask(off_ramps, outcome=outcome)
    assert found.outcome == (outcome or "force")
    changes = [_of(ramp.outcomes, found.outcome).change for ramp in found.alone]
    assert changes == sorted(changes)
    together = [_of(pair.outcomes, found.outcome).change for pair in found.pairs]
    assert together == sorted(together)
    assert len(found.pairs) == 10
    assert {ramp.id for ramp in found.alone} == {r.id for r in river().model.off_ramps}


def test_the_case_decides_what_lowers_and_what_has_two_signs(found: OffRamps) -> None:
    for ramp in found.alone:
        force = _of(ramp.outcomes, "force")
        assert (force.change < -2 * force.change_error) == (ramp.direction == "lowers")
    border = _ramp(found, "settle_border")
    assert _of(border.outcomes, "dispute").change < 0 < _of(border.outcomes, "force").change
    assert found.alone[-1] is border


def test_before_is_near_what_assess_says_and_change_is_exact_arithmetic(found: OffRamps) -> None:
    """One future a history instead of four: near, not equal."""
    for ramp in found.alone:
        for change in ramp.outcomes:
            told = assessed()[change.outcome][12]
            assert change.before == pytest.approx(told, rel=0.1)
            assert change.change == pytest.approx(change.after - change.before, abs=1e-12)


def test_an_off_ramp_is_the_same_thing_held_by_whatif(found: OffRamps) -> None:
    held = ask(whatif, hold=["panel=working"]).outcomes[0].horizons[2]
    ramp = _of(_ramp(found, "name_panel").outcomes, "dispute")
    error = (held.change_error**2 + ramp.change_error**2) ** 0.5
    assert abs(held.change - ramp.change) < 4 * error


def test_what_is_set_is_said_in_words(found: OffRamps) -> None:
    ramp = _ramp(found, "name_panel")
    assert [s.en for s in ramp.sets] == ["Panel of neutral experts: at work"]
    assert [s.fr for s in ramp.sets] == ["Groupe d’experts neutres : à l’œuvre"]
    assert (ramp.cost, ramp.points, ramp.already) == ("low", 1, False)
    assert found.costs == {"low": 1, "medium": 2, "high": 3}


def test_what_holds_already_says_so() -> None:
    case = river()
    first = case.model.off_ramps[0]
    begun = first.sets[0].model_copy(update={"node": "filling", "level": "begun"})
    ramps = [first.model_copy(update={"sets": [begun]})]
    model = case.model.model_copy(update={"off_ramps": ramps})
    found = off_ramps(case.model_copy(update={"model": model}), samples=2_048)
    assert found.alone[0].already
    assert found.pairs == []


def test_interaction_is_what_goes_beyond_the_sum(found: OffRamps) -> None:
    pair = next(p for p in found.pairs if {p.first, p.second} == {"agree_release", "name_panel"})
    for outcome, extra in pair.interaction.items():
        alone = sum(
            _of(_ramp(found, name).outcomes, outcome).change for name in (pair.first, pair.second)
        )
        assert extra == pytest.approx(_of(pair.outcomes, outcome).change - alone, abs=1e-12)
    assert pair.interaction["force"] < 0, "a promise that can be checked does more than its parts"
    assert pair.points == 3


def test_signs_are_those_on_which_the_effect_turns(found: OffRamps) -> None:
    assert all(ramp.signs == [] for ramp in found.alone if ramp.direction == "lowers")
    signs = _ramp(found, "settle_border").signs
    assert {s.name for s in signs} >= {"dam"}
    assert not {s.name for s in signs} & {"home", "no_mistrust"}, "of two the first says it all"
    for sign in signs:
        error = (sign.if_true_error**2 + sign.if_false_error**2) ** 0.5
        assert abs(sign.if_true - sign.if_false) > 2 * error
    dam = next(s for s in signs if (s.name, s.outcome) == ("dam", "force"))
    assert dam.if_true > dam.if_false > 0


@pytest.mark.parametrize("budget", [1, 2, 5])
def test_a_plan_stays_within_its_budget_and_each_step_helps(budget: int) -> None:
    found = ask(off_ramps, budget=budget)
    costs = {ramp.id: ramp.points for ramp in found.alone}
    spent = 0
    for step in found.plan:
        spent += costs[step.ramp]
        assert step.points == spent <= budget
    assert len({step.ramp for step in found.plan}) == len(found.plan) > 0
    after = [_of(step.outcomes, "force").after for step in found.plan]
    assert all(late < early for early, late in pairwise(after))
    assert "settle_border" not in {step.ramp for step in found.plan}


def test_a_larger_budget_does_no_worse() -> None:
    ends = [_of(ask(off_ramps, budget=b).plan[-1].outcomes, "force").after for b in (1, 3, 6)]
    assert ends == sorted(ends, reverse=True)


def test_two_runs_give_the_same_bytes_and_json_reads_back(found: OffRamps) -> None:
    assert ask_afresh(off_ramps).model_dump_json() == found.model_dump_json()
    assert OffRamps.model_validate_json(found.model_dump_json()) == found


def test_months_beyond_the_case() -> None:
    found = ask(off_ramps, months=30)
    year = ask(off_ramps)
    before = [_of(f.alone[0].outcomes, "force").before for f in (found, year)]
    assert (found.months, before[0] > 2 * before[1]) == (30, True)


def test_progress_is_told() -> None:
    told: list[tuple[str, float]] = []
    ask(off_ramps, progress=lambda what, share: told.append((what, share)))
    shares = [share for what, share in told if what == "off-ramps"]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("error", "asked", "said"),
    [
        (CaseError, {"budget": 0}, "0 points buys nothing; 1 or more are allowed"),
        (NotFoundError, {"outcome": "war"}, "no outcome 'war'.*choose dispute, coercion, force"),
        (CaseError, {"months": 0}, "1 to 120 are allowed"),
    ],
    ids=["budget", "outcome", "months"],
)
def test_bad_questions_are_refused(error: type[Exception], asked: Any, said: str) -> None:
    with pytest.raises(error, match=said):
        ask(off_ramps, **asked)


def test_a_case_without_off_ramps_is_refused() -> None:
    with pytest.raises(CaseError, match=r"no off-ramps; add some to model\.yaml"):
        off_ramps(small_case(), samples=400)
