"""What was accepted goes from one ledger to another through files, and is checked on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import tocsin
from tests.workflows.workspaces_for_tests import FIRST, SIGNED, desk
from tocsin.cli import app
from tocsin.errors import CaseError, LedgerError
from tocsin.ledger.exchange import Format
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace

ANA: dict[str, Any] = {"by": "Ana", "why": "because"}


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    made = desk(tmp_path, FIRST, SIGNED)
    tocsin.accept(made.root, "P-1", says="fear >= high", code="B3", **ANA)
    tocsin.accept(made.root, "P-2", node="border", level="settled", **ANA)
    return made


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_another_ledger_knows_the_same(
    place: Workspace, tmp_path: Path, form: Format, new_database: Callable[[str], str]
) -> None:
    out = tocsin.export_evidence(place.root, "river", tmp_path / "out", form=form)
    assert (out.items, out.sources) == (3, 2)
    (tmp_path / "two").mkdir()
    other = desk(tmp_path / "two", ledger=new_database("postgresql"))
    told = tocsin.import_evidence(other.root, "river", tmp_path / "out", **ANA)
    assert (told.items, told.sources) == (3, 2)
    for day in (None, date(2026, 3, 31), date(2026, 4, 1)):
        one, two = (tocsin.load_case("river", workspace=w.root, as_of=day) for w in (place, other))
        assert one == two, day
    with Ledger.open(other.ledger_url).snapshot() as book:
        before = book.last()
    tocsin.import_evidence(other.root, "river", tmp_path / "out", **ANA)
    with Ledger.open(other.ledger_url).snapshot() as book:
        assert book.last() == before + 1, "a decision, and nothing that was there already"


def test_only_what_was_public_by_a_day_goes_out(place: Workspace, tmp_path: Path) -> None:
    out = tocsin.export_evidence(place.root, "river", tmp_path / "o", as_of=date(2026, 3, 31))
    assert (out.items, out.sources) == (0, 0)


def test_what_the_case_cannot_take_is_refused_whole(place: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(LedgerError, match="holds neither evidence nor sources"):
        tocsin.import_evidence(place.root, "river", folder, **ANA)
    row = "kind,id,date,published,says,code,origin,label_en,label_fr\n"
    row += "report,{},2026-04-03,2026-04-03,{},B2,x,l,l\n"
    (folder / "evidence.csv").write_text(row.format("N1", "ghost >= high"), "utf-8")
    with Ledger.open(place.ledger_url).snapshot() as book:
        before = book.last()
    with pytest.raises(CaseError, match="unknown name 'ghost'"):
        tocsin.import_evidence(place.root, "river", folder, **ANA)
    (folder / "evidence.csv").write_text(row.format("R1", "fear >= high"), "utf-8")
    with pytest.raises(CaseError, match="R1 a second time"):
        tocsin.import_evidence(place.root, "river", folder, **ANA)
    (folder / "evidence.yaml").write_text("reports: []\n", "utf-8")
    with pytest.raises(LedgerError, match=r"holds evidence.yaml and evidence.csv; keep one"):
        tocsin.import_evidence(place.root, "river", folder, **ANA)
    with Ledger.open(place.ledger_url).snapshot() as book:
        assert book.last() == before
    (folder / "evidence.yaml").unlink()
    (folder / "evidence.csv").write_text(row.format("N1", "fear >= high"), "utf-8")
    assert tocsin.import_evidence(place.root, "river", folder, **ANA).items == 1
    case = tocsin.load_case("river", workspace=place.root, as_of=date(2026, 4, 2))
    assert "N1" not in [one.id for one in case.evidence.reports]


def test_the_commands_say_what_went_where(place: Workspace, tmp_path: Path) -> None:
    run, work = CliRunner().invoke, ["--workspace", str(place.root)]
    words = ["export", "river", "-o", str(tmp_path / "out"), "--format", "csv", *work]
    said = run(app, words)
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("river: items 3, sources 2, written to ")
    said = run(app, ["import", "river", str(tmp_path / "out"), *work, "--by", "Bo", "--why", "w",
                     "--lang", "fr"])  # fmt: skip
    assert said.exit_code == 0, said.output
    assert said.stdout.startswith("river : éléments 3, sources 2, acceptés depuis evidence.csv")
