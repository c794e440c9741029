"""The inbox shows what waits, copies behind the one that they go back to."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk, put
from tocsin.case.load import case_folder, load_case
from tocsin.cli.render_inbox import show_inbox
from tocsin.errors import NotFoundError
from tocsin.language import Language

ANA: dict[str, Any] = {"by": "Ana", "why": "because"}


def test_newest_first_and_copies_behind_their_origin(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, COPY)
    (signed,) = put(place, [SIGNED])
    (newest,) = put(place, [proposal(title="A later notice", published=date(2026, 4, 9))])
    result = tocsin.inbox(place.root)
    assert [one.id for one in result.proposals] == [newest, signed, "P-1", "P-2"]
    assert result.waiting == 3
    copy = result.proposals[-1]
    assert (copy.origin, copy.because, copy.similarity) == ("P-1", "same text", 100)
    assert result.proposals[1].suggests == "border = settled"


def test_what_is_decided_no_longer_waits_nor_do_copies_of_what_counts(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, COPY, SIGNED)
    tocsin.reject(place.root, "P-4", **ANA)
    tocsin.accept(place.root, "P-1", says="fear >= high", code="B3", **ANA)
    assert tocsin.inbox(place.root).proposals == []
    shown = tocsin.inbox(place.root, every=True).proposals
    assert {one.id: one.state for one in shown} == {
        "P-4": "reject", "P-1": "accept", "P-2": "waiting",
    }  # fmt: skip
    assert shown[0].who == "Ana"
    tocsin.reject(place.root, "P-1", **ANA)
    assert [one.id for one in tocsin.inbox(place.root).proposals] == ["P-2"]


def test_an_inbox_can_be_that_of_one_case(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, proposal(case="ballot"), proposal(case=None, title="For all"))
    assert [one.id for one in tocsin.inbox(place.root, case="ballot").proposals] == ["P-3", "P-2"]


def test_an_unknown_case_is_refused_and_an_own_one_is_found(tmp_path: Path) -> None:
    place = desk(tmp_path, proposal(case="ballot", title="A vote"))
    with pytest.raises(NotFoundError, match="no case 'rivier'"):
        tocsin.inbox(place.root, case="rivier")
    shutil.copytree(case_folder("ballot"), place.cases / "mine")
    found = tocsin.inbox(place.root, case="mine")
    assert (found.case, [one.title for one in found.proposals]) == ("ballot", ["A vote"])
    assert tocsin.inbox(place.root, case=load_case("river")).proposals == []


def test_it_reads_well_in_both_languages(tmp_path: Path) -> None:
    place = desk(tmp_path, FIRST, COPY, SIGNED)
    tocsin.reject(place.root, "P-4", **ANA)
    for language, said in (
        (Language.EN, ("1 item of distinct origin waiting", "copy of P-1 (same text)",
                       "rejected by Ana: because", "Suggested, not decided: border = settled")),
        (Language.FR, ("1 élément d’origine distincte", "copie de P-1 (même texte)",
                       "rejeté par Ana : because", "Suggéré, non décidé : border = settled")),
    ):  # fmt: skip
        console = Console(width=80, record=True, file=io.StringIO())
        show_inbox(tocsin.inbox(place.root, every=True), language, console)
        shown = console.export_text()
        assert [word for word in said if word not in shown] == []
        assert max(map(len, shown.splitlines())) <= 80
