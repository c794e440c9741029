"""Evidence and sources: every item of a case, known on its day, each leading to what it cites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tocsin
from tests.workflows.workspaces_for_tests import SIGNED, desk
from tocsin.case.load import shipped_cases
from tocsin.errors import NotFoundError
from tocsin.results import EvidenceItem
from tocsin.workflows.evidence import evidence, evidence_detail, source_detail, sources


@pytest.mark.parametrize("name", shipped_cases())
def test_every_item_is_there_once(name: str) -> None:
    case = tocsin.load_case(name)
    found = evidence(case)
    ids = [item.id for item in found.items]
    assert len(ids) == len(set(ids)) == found.total
    own = case.evidence
    named = {entry.id for line in own.timelines for entry in line.entries}
    named |= {each.id for each in own.reports} | {each.id for each in own.ratings}
    named |= {each.id for each in own.watches}
    assert named <= set(ids)
    days = [item.published for item in found.items]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("name", shipped_cases())
def test_what_cites_is_what_is_cited(name: str) -> None:
    case = tocsin.load_case(name)
    known = {source.id: source for source in sources(case).items}
    items: dict[str, EvidenceItem] = {item.id: item for item in evidence(case).items}
    for item in items.values():
        for key in item.sources:
            if key in known:
                assert item.id in known[key].evidence
    for source in known.values():
        assert all(source.id in items[key].sources for key in source.evidence)


def test_only_what_was_public_by_the_day_is_known() -> None:
    case = tocsin.load_case("river")
    day = date(2025, 6, 30)
    early = evidence(case, as_of=day)
    assert 0 < early.total < evidence(case).total
    assert all(item.published <= day for item in early.items)
    later = next(item for item in evidence(case).items if item.published > day)
    with pytest.raises(NotFoundError, match="no item of evidence"):
        evidence_detail(case, later.id, as_of=day)


def test_an_item_opens_to_sources_and_claims() -> None:
    case = tocsin.load_case("river")
    claimed = [item for item in evidence(case).items if item.claims]
    for item in [*claimed, *evidence(case).items[:5]]:
        opened = evidence_detail(case, item.id)
        assert {claim.id for claim in opened.claims} == set(item.claims)
        assert {source.id for source in opened.sources} <= set(item.sources)


def test_a_source_opens_to_what_rests_on_it() -> None:
    case = tocsin.load_case("river")
    used = next(source for source in sources(case).items if source.evidence)
    opened = source_detail(case, used.id)
    assert {item.id for item in opened.evidence} == set(used.evidence)
    with pytest.raises(NotFoundError, match="no source 'S0'"):
        source_detail(case, "S0")


def test_what_was_accepted_is_evidence_too(tmp_path: Path) -> None:
    space = desk(tmp_path, SIGNED).root
    tocsin.accept(space, "P-1", node="border", level="settled", by="Ana", why="both say so")
    case = tocsin.load_case("river", workspace=space)
    newest = evidence(case).items[0]
    assert (newest.node, newest.level) == ("border", "settled")
    assert evidence_detail(case, newest.id).sources
