"""What matters: every uncertain input named, the largest swings first."""

from __future__ import annotations

import pytest

from tests.river_for_tests import ask, ask_afresh, assessed
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import Matters
from tocsin.workflows.matters import matters


@pytest.fixture(scope="module")
def found() -> Matters:
    return ask(matters, top=100)  # type: ignore[no-any-return]


def test_the_probability_is_that_of_assess(found: Matters) -> None:
    assert (found.outcome, found.months) == ("force", 12)
    assert found.probability == pytest.approx(assessed()["force"][12], rel=1e-9)


def test_the_largest_come_first_and_top_cuts(found: Matters) -> None:
    sizes = [abs(swing.high - swing.low) for swing in found.swings]
    assert sizes == sorted(sizes, reverse=True)
    assert len(found.swings) == found.inputs
    assert ask(matters, top=3).swings == found.swings[:3]


def test_clear_counts_what_stands_out_of_three_errors(found: Matters) -> None:
    clear = [s for s in found.swings if abs(s.high - s.low) > 3 * s.error]
    assert len(clear) == found.clear
    assert 0 < found.clear < found.inputs


def test_the_reference_class_of_the_outcome_is_the_rate_that_matters_most_and_names_its_source(
    found: Matters,
) -> None:
    first = next(swing for swing in found.swings if swing.kind in ("rate", "multiplier"))
    assert (first.kind, first.id, first.source) == ("rate", "force.up.off", "B3")
    assert first.elasticity is not None
    assert first.elasticity > 0.5
    assert first.input_low < first.input_high
    assert first.low < found.probability < first.high


def test_each_kind_of_input_is_named_in_words(found: Matters) -> None:
    by_id = {swing.id: swing for swing in found.swings}
    assert by_id["fear_force"].label.en == (
        "Use of force, steps up: strength of “Fear for the water in Seronia: high”"
    )
    assert by_id["fear_force"].label.fr == (
        "Emploi de la force, pas vers le haut : force de « Crainte pour l’eau en Séronie : forte »"
    )
    assert by_id["treaty_binds"].kind == "assumption"
    assert by_id["dam"].kind == "hypothesis"
    assert "home" not in by_id, "of two hypotheses the first says it all"
    assert by_id["treaty_binds"].low > by_id["treaty_binds"].high, "the treaty restrains force"
    assert by_id["dam"].high > by_id["dam"].low
    assert by_id["border.up.open"].source == "INV"


def test_a_static_input_averages_to_the_probability(found: Matters) -> None:
    dam = next(swing for swing in found.swings if swing.id == "dam")
    mixed = dam.input_low * dam.low + dam.input_high * dam.high
    assert mixed == pytest.approx(found.probability, rel=1e-9)


def test_two_runs_give_the_same_bytes_and_json_reads_back(found: Matters) -> None:
    assert ask_afresh(matters, top=100).model_dump_json() == found.model_dump_json()
    assert Matters.model_validate_json(found.model_dump_json()) == found


def test_progress_is_told_and_bad_questions_are_refused() -> None:
    told: dict[str, float] = {}
    ask_afresh(matters, outcome="dispute", months=3, progress=told.__setitem__)
    assert "inputs" in told
    with pytest.raises(NotFoundError, match="no outcome 'war'"):
        ask(matters, outcome="war")
    with pytest.raises(CaseError, match="0 inputs to name; 1 or more"):
        ask(matters, top=0)
