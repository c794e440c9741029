"""Pathways: chains of steps in words, their shares, and the signposts that tell them apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.river_for_tests import ask, ask_afresh, assessed
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import Pathways
from tocsin.workflows.pathways import SIGNPOSTS, TELLING, pathways


@pytest.fixture(scope="module")
def found() -> Pathways:
    return ask(pathways)  # type: ignore[no-any-return]


def test_shares_are_ranked_and_with_the_rest_add_up(found: Pathways) -> None:
    shares = [path.share for path in found.paths]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) + found.rest == pytest.approx(1)
    assert found.probability == pytest.approx(assessed()["force"][12], rel=1e-9)
    for path in found.paths:
        assert path.probability == pytest.approx(path.share * found.probability)
        assert 0 < path.median_months <= 12


def test_steps_are_the_conditions_on_the_outcome_in_words(found: Pathways) -> None:
    chains = {tuple(step.formula for step in path.steps): path for path in found.paths}
    assert () in chains, "from where things stand"
    path = chains["coercion >= on",]
    assert [step.label.en for step in path.steps] == ["Official coercion: in force"]
    assert [step.label.fr for step in path.steps] == ["Coercition officielle : en vigueur"]
    assert all(step.holds for step in path.steps)
    assert len(chains) == len(found.paths)


def test_a_signpost_is_likelier_on_its_path(found: Pathways) -> None:
    assert found.by == date(2026, 1, 31)
    for path in found.paths:
        assert len(path.signposts) <= SIGNPOSTS
        assert len({s.node for s in path.signposts}) == len(path.signposts)
        gaps = [s.on_path - s.otherwise for s in path.signposts]
        assert gaps == sorted(gaps, reverse=True)
        assert all(gap > TELLING for gap in gaps)
    coercion = next(p for p in found.paths if [s.formula for s in p.steps] == ["coercion >= on"])
    assert coercion.signposts[0].node == "coercion"


def test_top_cuts_and_the_rest_grows(found: Pathways) -> None:
    three = ask(pathways, top=3)
    assert three.paths == found.paths[:3]
    assert three.rest > found.rest


def test_early_is_before_a_short_horizon() -> None:
    assert ask(pathways, months=2, outcome="dispute").by == date(2025, 11, 30)


def test_two_runs_give_the_same_bytes_and_json_reads_back(found: Pathways) -> None:
    assert ask_afresh(pathways).model_dump_json() == found.model_dump_json()
    assert Pathways.model_validate_json(found.model_dump_json()) == found


def test_progress_is_told_and_bad_questions_are_refused() -> None:
    told: dict[str, float] = {}
    ask(pathways, progress=told.__setitem__)
    assert "paths" in told
    with pytest.raises(CaseError, match="2 or more are allowed; lengthen --months"):
        ask(pathways, months=1)
    with pytest.raises(CaseError, match="0 paths to name; 1 or more"):
        ask(pathways, top=0)
    with pytest.raises(NotFoundError, match="no outcome 'war'"):
        ask(pathways, outcome="war")
