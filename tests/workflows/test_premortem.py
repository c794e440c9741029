"""Premortem: what would change if one thing were known, and the ways to be wrong."""

from __future__ import annotations

import pytest

from tests.river_for_tests import ask, ask_afresh, assessed, river
from tests.small_case import small_case
from tocsin.errors import CaseError
from tocsin.results import IfKnown, Premortem
from tocsin.workflows.premortem import premortem
from tocsin.workflows.whatif import whatif


@pytest.fixture(scope="module")
def found() -> Premortem:
    return ask(premortem)  # type: ignore[no-any-return]


def _known(found: Premortem, name: str) -> IfKnown:
    return next(known for known in found.if_known if known.id == name)


def test_the_probabilities_are_those_of_assess(found: Premortem) -> None:
    for outcome in found.outcomes:
        assert outcome.probability == pytest.approx(assessed()[outcome.outcome][12], rel=1e-9)
        assert outcome.expected == (outcome.probability >= 0.5)


def test_everything_taken_for_granted_is_asked_about(found: Premortem) -> None:
    header, ratings = river().header, river().evidence.ratings
    kinds = [(known.kind, known.id) for known in found.if_known]
    assert kinds == [
        *(("assumption broken", a.id) for a in header.assumptions),
        *(("hypothesis true", h.id) for g in header.groups for h in g.hypotheses),
        *(("item left out", r.id) for r in ratings if r.repeats is None),
    ]
    assert all((known.now is None) == (known.kind == "item left out") for known in found.if_known)


def test_a_hypothesis_true_is_what_whatif_learns(found: Premortem) -> None:
    learned = ask(whatif, given=["dam"])
    known = _known(found, "dam")
    assert known.now == pytest.approx(learned.kept)
    for outcome in learned.outcomes:
        year = outcome.horizons[2]
        # the same futures; only the blend of clock and count may differ
        assert abs(known.after[outcome.id] - year.after) < year.change_error / 2


def test_a_broken_assumption_carries_its_signpost(found: Premortem) -> None:
    known = _known(found, "treaty_binds")
    assert known.signpost == river().header.assumptions[0].signpost
    assert known.label == river().header.assumptions[0].label
    assert known.change["force"] > 2 * known.error["force"], "the treaty restrains force"


def test_an_item_for_the_thesis_left_out_lowers_what_the_thesis_raises(found: Premortem) -> None:
    assert _known(found, "E3").change["force"] < 0
    assert _known(found, "E5").change["force"] > 0


def test_ways_to_be_wrong_are_what_that_ending_makes_likelier(found: Premortem) -> None:
    for outcome in found.outcomes:
        rises = [way.if_wrong - way.now for way in outcome.ways]
        assert rises == sorted(rises, reverse=True)
        assert all(r > 2 * way.error for r, way in zip(rises, outcome.ways, strict=True))
    force = {way.id: way for way in found.outcomes[-1].ways}
    assert force["treaty_binds"].kind == "failed assumption"
    assert force["dam"].kind == "other explanation"
    # P(dam | force) = P(force | dam) P(dam) / P(force)
    dam = _known(found, "dam")
    assert dam.now is not None
    bayes = dam.after["force"] * dam.now / found.outcomes[-1].probability
    assert force["dam"].if_wrong == pytest.approx(bayes, rel=0.02)


def test_hidden_states_are_named_with_level_and_observable(found: Premortem) -> None:
    hidden = [w for o in found.outcomes for w in o.ways if w.kind in ("misread", "missed evidence")]
    assert hidden
    way = next(w for w in hidden if w.id == "fear")
    assert way.label.en == "Fear for the water in Seronia: low"
    assert way.label.fr == "Crainte pour l’eau en Séronie : faible"
    assert way.signpost is not None
    assert way.signpost.en == "Leaders speak of a technical matter."


def test_two_runs_give_the_same_bytes_and_json_reads_back(found: Premortem) -> None:
    assert ask_afresh(premortem).model_dump_json() == found.model_dump_json()
    assert Premortem.model_validate_json(found.model_dump_json()) == found


def test_a_case_without_assumptions_still_answers() -> None:
    plain = premortem(small_case(), samples=400)
    assert {known.kind for known in plain.if_known} == {"hypothesis true", "item left out"}


def test_months_beyond_the_case_and_out_of_range() -> None:
    assert ask(premortem, months=30).outcomes[0].probability > assessed()["dispute"][24]
    with pytest.raises(CaseError, match="1 to 120 are allowed"):
        ask(premortem, months=0)
