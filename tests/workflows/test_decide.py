"""Only a decision changes the evidence of a case, and it says who, when and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk, put
from tocsin.errors import CaseError, LedgerError, NotFoundError
from tocsin.language import pair
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace

ANA: dict[str, Any] = {"by": "Ana", "why": "because"}
FEAR: dict[str, Any] = {"says": "fear >= high", "code": "B3", **ANA}


def steps(place: Workspace, node: str, day: date | None = None) -> dict[str, str]:
    case = tocsin.load_case("river", workspace=place.root, as_of=day)
    (found,) = [one for one in case.evidence.timelines if one.node == node]
    return {one.id: one.level for one in found.entries}


def reports(place: Workspace, day: date | None = None) -> dict[str, str]:
    case = tocsin.load_case("river", workspace=place.root, as_of=day)
    return {one.id: one.code for one in case.evidence.reports if one.id.startswith("P-")}


def entries(place: Workspace) -> int:
    with Ledger.open(place.ledger_url).snapshot() as book:
        return book.last()


def test_a_proposal_alone_changes_nothing(tmp_path: Path) -> None:
    place = desk(tmp_path, SIGNED)
    assert tocsin.load_case("river", workspace=place.root) == tocsin.load_case("river")


def test_an_accepted_step_carries_its_source_and_who_decided(tmp_path: Path) -> None:
    place = desk(tmp_path, SIGNED)
    decision = tocsin.accept(
        place.root, "p-1", node="border", level="settled", label=pair("Signed", "Signé"), **ANA
    )
    assert (decision.proposal, decision.verdict, decision.who, decision.why) == (
        "P-1", "accept", "Ana", "because",
    )  # fmt: skip
    assert decision.items == ["entry P-1"]
    case = tocsin.load_case("river", workspace=place.root)
    (border,) = [one for one in case.evidence.timelines if one.node == "border"]
    (step,) = border.entries
    assert (step.date, step.published, step.sources, step.label.fr) == (
        date(2026, 3, 30), date(2026, 4, 1), ["D-1"], "Signé",
    )  # fmt: skip
    (source,) = [one for one in case.sources if one.id == "D-1"]
    assert (source.title, source.url, source.type, source.date) == (
        SIGNED.title, SIGNED.url, "feed:test", "2026-04-01",
    )  # fmt: skip
    assert steps(place, "border", date(2026, 3, 31)) == {}
    assert steps(place, "border", date(2026, 4, 1)) == {"P-1": "settled"}


def test_a_level_at_which_the_node_stands_is_a_sighting(tmp_path: Path) -> None:
    place = desk(tmp_path, SIGNED)
    decision = tocsin.accept(place.root, "P-1", node="border", level="open", **ANA)
    assert decision.items[0].startswith("sighting ")
    case = tocsin.load_case("river", workspace=place.root)
    (border,) = [one for one in case.evidence.timelines if one.node == "border"]
    assert border.sightings[-1].date == border.until == date(2026, 3, 30)
    assert steps(place, "border") == {}


def test_a_second_decision_corrects_the_first(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST)
    tocsin.accept(place.root, "P-1", **FEAR)
    tocsin.accept(place.root, "P-1", **{**FEAR, "code": "C3"})
    assert reports(place) == reports(place, date(2026, 4, 1)) == {"P-1": "C3"}
    tocsin.accept(place.root, "P-1", node="border", level="settled", **ANA)
    assert reports(place) == {}
    assert steps(place, "border") == {"P-1": "settled"}
    tocsin.reject(place.root, "P-1", by="Bo", why="misread")
    assert reports(place) == steps(place, "border") == {}


def test_a_rating_joins_the_matrix(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST)
    scores = {"dam": "C", "home": "I", "mistrust": "N", "no_mistrust": "N"}
    decision = tocsin.rate(place.root, "P-1", scores=scores, cluster="spring", **ANA)
    assert decision.items == ["rating P-1"]
    case = tocsin.load_case("river", workspace=place.root)
    (rating,) = [one for one in case.evidence.ratings if one.id == "P-1"]
    assert (rating.scores, rating.cluster, rating.published) == (
        scores, "spring", date(2026, 4, 1),
    )  # fmt: skip


def test_a_source_that_says_something_else_revises_from_its_day(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, proposal(title="A correction", published=date(2026, 4, 20)))
    tocsin.accept(place.root, "P-1", **FEAR)
    tocsin.accept(place.root, "P-2", revises="P-1", **{**FEAR, "code": "D5"})
    assert reports(place, date(2026, 4, 19)) == {"P-1": "B3"}
    assert reports(place, date(2026, 4, 20)) == reports(place) == {"P-1": "D5"}
    with pytest.raises(NotFoundError, match="P-2 stands for nothing in this case"):
        tocsin.accept(place.root, "P-1", revises="P-2", **FEAR)


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"node": "border"}, LedgerError, "either a node and its level"),
        ({"node": "border", "level": "open", "says": "fear >= high", "code": "B2"}, LedgerError,
         "either a node and its level"),
        ({"says": "fear >= high", "code": "Z9"}, LedgerError, "code: got 'Z9'"),
        ({"says": "ghost >= high", "code": "B2"}, CaseError, "unknown name 'ghost'"),
        ({"node": "ghost", "level": "on"}, NotFoundError, "choose a node: filling"),
        ({"node": "border", "level": "on"}, NotFoundError, "choose open, settled"),
        ({"node": "filling", "level": "none"}, CaseError, "timeline-jump"),
        ({"node": "border", "level": "settled", "happened": date(2026, 4, 5)}, CaseError,
         "published before it happened"),
        ({"node": "border", "level": "settled", "why": " "}, LedgerError, "no reason is given"),
        ({"node": "border", "level": "settled", "by": ""}, LedgerError, "nobody is named"),
        ({"node": "border", "level": "settled", "case": "atlantis"}, NotFoundError, "no case"),
    ],
)  # fmt: skip
def test_what_the_case_cannot_take_is_refused_and_not_recorded(
    tmp_path: Path, changes: dict[str, Any], error: type[Exception], said: str
) -> None:
    place = desk(tmp_path, SIGNED)
    before = entries(place)
    with pytest.raises(error, match=said):
        tocsin.accept(place.root, "P-1", **{**ANA, **changes})
    assert entries(place) == before


def test_a_proposal_for_no_case_needs_one_named(tmp_path: Path) -> None:
    place = desk(tmp_path, proposal(case=None))
    with pytest.raises(NotFoundError, match="name one with --case"):
        tocsin.reject(place.root, "P-1", **ANA)
    tocsin.accept(place.root, "P-1", case="river", **FEAR)
    assert reports(place) == {"P-1": "B3"}


def outcomes(place: Workspace) -> list[Any]:
    case = tocsin.load_case("river", workspace=place.root)
    return tocsin.assess(case, as_of=date(2026, 5, 1), horizons=[12], samples=1024).outcomes


def test_a_copy_counts_once_until_it_is_set_apart(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, COPY)
    tocsin.accept(place.root, "P-1", **FEAR)
    once = outcomes(place)
    tocsin.accept(place.root, "P-2", **FEAR)
    assert outcomes(place) == once, "two papers with one dispatch are one report"
    decision = tocsin.origin(place.root, "P-2", apart=True, **ANA)
    assert decision.origin == "P-2"
    twice = outcomes(place)
    assert twice != once
    tocsin.origin(place.root, "P-2", same_as="P-1", **ANA)
    assert outcomes(place) == once


def test_an_origin_is_decided_one_way(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, COPY, SIGNED)
    assert tocsin.origin(place.root, "P-4", same_as="P-2", **ANA).origin == "P-1"
    both: dict[str, Any] = {"same_as": "P-1", "apart": True}
    for wrong in ({}, both):
        with pytest.raises(LedgerError, match="--same-as ID"):
            tocsin.origin(place.root, "P-2", **ANA, **wrong)
    with pytest.raises(LedgerError, match="copy of itself"):
        tocsin.origin(place.root, "P-2", same_as="P-2", **ANA)
    with pytest.raises(NotFoundError):
        tocsin.origin(place.root, "P-2", same_as="P-77", **ANA)
    (again,) = put(place, [COPY])
    assert again == "P-2"


def test_what_was_found_for_another_case_is_not_there(tmp_path: Path) -> None:
    other = proposal(case="ballot", title="For fewer eyes", url="https://s.org/1")
    place = desk(tmp_path, SIGNED, other, proposal(case=None, title="For all", url="https://t.org"))
    tocsin.reject(place.root, "P-2", by="Bo", why="seen at its own desk")
    before = entries(place)
    step: dict[str, Any] = {"node": "border", "level": "settled", "case": "river"}
    scores = {"dam": "C", "home": "I", "mistrust": "N", "no_mistrust": "N"}
    tries: list[Callable[[str], object]] = [
        lambda name: tocsin.accept(place.root, name, after=0, **step, **ANA),
        lambda name: tocsin.rate(
            place.root, name, scores=scores, cluster="s", case="river", after=0, **ANA
        ),
        lambda name: tocsin.reject(place.root, name, case="river", after=0, **ANA),
        lambda name: tocsin.origin(place.root, name, apart=True, case="river", after=0, **ANA),
        lambda name: tocsin.origin(place.root, name, same_as="P-1", case="river", after=0, **ANA),
        lambda name: tocsin.origin(place.root, "P-1", same_as=name, case="river", **ANA),
    ]
    for attempt in tries:
        said = []
        for name in ("P-2", "P-999"):
            with pytest.raises(
                NotFoundError, match=f"no proposal {name} in this ledger"
            ) as refused:
                attempt(name)
            said.append(str(refused.value).replace(name, ""))
        assert said[0] == said[1], "nothing tells that it is there, or who decided about it"
    assert entries(place) == before
    # what was found for no case is every case's, and its own case decides about the other
    assert tocsin.origin(place.root, "P-3", same_as="P-1", case="river", **ANA).origin == "P-1"
    assert tocsin.origin(place.root, "P-2", apart=True, case="ballot", **ANA).proposal == "P-2"
