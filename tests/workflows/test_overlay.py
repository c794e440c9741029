"""What a case computes as of a day depends on what had been published by then, and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tocsin
from tests.ledger.proposals_for_tests import RETRIEVED, TEXT, proposal
from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk, put
from tocsin.errors import CaseError, WorkspaceError
from tocsin.settings import Workspace

DAY = date(2026, 4, 1)
ANA: dict[str, Any] = {"by": "Ana", "why": "because"}
HYPOTHESES = ("dam", "home", "mistrust", "no_mistrust")


def stated(folder: Path, ledger: str | None = None) -> Workspace:
    """A workspace that holds a step and a report, both public on DAY."""
    place = desk(folder, FIRST, SIGNED, ledger=ledger)
    tocsin.accept(place.root, "P-1", says="fear >= high", code="B3", **ANA)
    tocsin.accept(place.root, "P-2", node="border", level="settled", **ANA)
    return place


Plant = tuple[str, int, int, bool]


def plant(place: Workspace, k: int, kind: str, later: int, before: int, early: bool) -> None:
    """Something published ``later`` days after DAY that tells of ``before`` days earlier."""
    published = DAY + timedelta(days=later)
    (name,) = put(
        place,
        [
            proposal(
                title=f"Planted {k}",
                text=f"{TEXT} {k}" if early else f"nothing like it {k}",
                published=published,
                retrieved=RETRIEVED - timedelta(days=400) if early else RETRIEVED,
            )
        ],
    )
    happened = published - timedelta(days=before)
    if kind == "report":
        tocsin.accept(place.root, name, says="data >= late", code="A1", happened=happened, **ANA)
    elif kind == "sighting":
        tocsin.accept(place.root, name, node="force", level="off", happened=happened, **ANA)
    elif kind == "rating":
        scores = dict.fromkeys(HYPOTHESES, "N") | {"dam": "CC", "home": "II"}
        tocsin.rate(place.root, name, scores=scores, cluster=f"c{k}", **ANA)
    elif kind == "revision":
        tocsin.accept(place.root, name, revises="P-1", says="fear >= high", code="E5",
                      happened=happened, **ANA)  # fmt: skip
    else:
        tocsin.reject(place.root, name, **ANA)


@settings(max_examples=12, deadline=None)
@given(
    planted=st.lists(
        st.tuples(
            st.sampled_from(["report", "sighting", "rating", "revision", "rejection", "proposal"]),
            st.integers(1, 200), st.integers(0, 90), st.booleans(),
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_later_evidence_changes_not_a_byte(planted: list[Plant]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = stated(Path(folder))
        before = tocsin.load_case("river", workspace=place.root, as_of=DAY).model_dump_json()
        for k, (kind, later, days, early) in enumerate(planted):
            plant(place, k, kind, later, days, early)
        after = tocsin.load_case("river", workspace=place.root, as_of=DAY).model_dump_json()
        assert after == before


def test_later_evidence_changes_not_a_byte_of_the_answer(
    tmp_path: Path, new_database: Callable[[str], str]
) -> None:
    for kind in ("sqlite", "postgresql"):
        ledger = new_database(kind) if kind == "postgresql" else None
        folder = tmp_path / kind
        folder.mkdir()
        place = stated(folder, ledger)

        def answer(day: date, place: Workspace = place) -> str:
            case = tocsin.load_case("river", workspace=place.root, as_of=day)
            return tocsin.assess(case, as_of=day, samples=2048).model_dump_json()

        day = date(2026, 4, 3)
        before = answer(day)
        for k, word in enumerate(("report", "sighting", "rating", "revision")):
            plant(place, k, word, 3 + k, 2, early=False)
        assert answer(day) == before
        assert answer(date(2026, 4, 30)) != before
        # and a document that is caught up on late counts from the day on which it was published
        plant(place, 9, "report", 1, 0, early=False)
        assert answer(day) != before


def test_the_hash_of_the_evidence_is_that_of_what_was_known(tmp_path: Path) -> None:
    place = stated(tmp_path)

    def hashes(day: date) -> tuple[str, str]:
        case = tocsin.load_case("river", workspace=place.root, as_of=day)
        run = tocsin.assess(case, as_of=day, samples=2048).run
        return run.case_sha256, run.evidence_sha256

    own = tocsin.assess(tocsin.load_case("river"), as_of=DAY - timedelta(days=1), samples=2048).run
    assert hashes(DAY - timedelta(days=1)) == (own.case_sha256, own.evidence_sha256)
    assert hashes(DAY)[1] != own.evidence_sha256


def test_without_a_day_all_that_was_accepted_counts(tmp_path: Path) -> None:
    place = stated(tmp_path)
    case = tocsin.load_case("river", workspace=place.root)
    assert case.header.evidence_until == DAY


def test_a_workspace_has_cases_of_its_own(tmp_path: Path) -> None:
    from tests.cases_for_tests import write_minimal_case

    place = stated(tmp_path)
    write_minimal_case(place.cases / "mine", case=("id: river", "id: mine"))
    assert tocsin.load_case("mine", workspace=place.root).header.id == "mine"
    assert tocsin.check("mine", workspace=place.root) == []
    with pytest.raises(WorkspaceError, match="is no workspace"):
        tocsin.load_case("river", workspace=tmp_path)


def test_what_no_longer_goes_with_an_edited_case_is_said(tmp_path: Path) -> None:
    from importlib.resources import files
    from shutil import copytree

    place = desk(tmp_path, COPY)
    own = place.cases / "river"
    copytree(str(files("tocsin") / "cases" / "river"), own)
    tocsin.accept(place.root, "P-1", says="reserves >= low", code="B3", **ANA)
    assert [one for one in tocsin.check("river", workspace=place.root)
            if one.severity == "error"] == []  # fmt: skip
    for file in own.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("reserves", "stores"), "utf-8")
    with pytest.raises(CaseError, match="not sound with what is accepted") as caught:
        tocsin.load_case("river", workspace=place.root)
    assert "[formula-unknown-name] got the unknown name 'reserves'" in str(caught.value)
    found = [one for one in tocsin.check("river", workspace=place.root) if one.severity == "error"]
    assert [(one.code, one.file, one.line) for one in found] == [
        ("formula-unknown-name", "evidence.yaml", 1)
    ]
