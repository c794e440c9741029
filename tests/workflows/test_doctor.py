"""The doctor finds what is broken, mends what is safe, and touches nothing that was recorded."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import FIRST, SIGNED, desk, put, taught_desk
from tocsin.cli import app
from tocsin.lake.log import Commit, Part, Snapshot, commit
from tocsin.lake.storage import storage
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace

TEXT = b"what was retrieved"
DIGEST = hashlib.sha256(TEXT).hexdigest()


def said(place: Workspace) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in tocsin.doctor(place.root).findings:
        found.setdefault((one.severity, one.subject), []).append(one.text.en)
        assert one.text.fr
    return found


def broken(place: Workspace, statement: str) -> None:
    with sqlite3.connect(place.root / "ledger.sqlite") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"
                                          ).fetchall():  # fmt: skip
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    connection.close()


def test_a_sound_workspace_is_found_sound(tmp_path: Path) -> None:
    place = taught_desk(tmp_path)
    tocsin.accept(place.root, "P-4", node="border", level="settled", by="Ana", why="w")
    result = tocsin.doctor(place.root)
    assert result.sound
    assert {one.severity for one in result.findings} == {"ok"}
    assert "The case river is sound with what was accepted for it." in said(place)["ok", "evidence"]


def test_a_changed_entry_and_a_missing_ledger_are_errors(tmp_path: Path) -> None:
    place = taught_desk(tmp_path)
    broken(place, "UPDATE proposals SET kind = 'signal' WHERE seq = 1")
    (error,) = said(place)["error", "ledger"]
    assert error.startswith("Entry 1: the proposals entry does not have the hash")
    (place.root / "ledger.sqlite").unlink()
    (error,) = said(place)["error", "ledger"]
    assert "restore a backup with tocsin restore" in error
    assert not (place.root / "ledger.sqlite").exists(), "an empty one would hide the loss"


def test_a_text_that_is_gone_or_changed_is_noticed(tmp_path: Path) -> None:
    place = desk(tmp_path, proposal(document=DIGEST))
    assert "text of P-1 is missing" in said(place)["warning", "documents"][0]
    (place.documents / f"{DIGEST}.txt").write_bytes(TEXT)
    assert said(place)["ok", "documents"] == ["Texts that are there: 1 of 1."]
    (place.documents / f"{DIGEST}.txt").write_bytes(TEXT + b"!")
    assert "has changed" in said(place)["error", "documents"][0]


def test_a_cursor_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    place = desk(tmp_path)
    with Ledger.open(place.ledger_url).transaction("feed") as book:
        book.append("cursors", name="feed:x", content="{broken")
    assert "cursor of feed:x cannot be read" in said(place)["error", "cursors"][0]


def test_odd_dates_and_clocks_are_worth_a_look(tmp_path: Path) -> None:
    place = desk(tmp_path, proposal(published=date(2026, 5, 9)))
    days = iter([datetime(2099, 5, day, tzinfo=UTC) for day in (9, 3, 4, 2)])
    ledger = Ledger.open(place.ledger_url, clock=lambda: next(days))
    for name in "abcd":
        with ledger.transaction("feed") as book:
            book.append("cursors", name=name, content="{}")
    found = said(place)["warning", "ledger"]
    assert "P-1 is dated 2026-05-09 and was retrieved on 2026-04-02" in found[0]
    assert "The clock went back" in found[1]


def test_evidence_that_no_longer_goes_with_its_case_is_an_error(tmp_path: Path) -> None:
    from importlib.resources import files
    from shutil import copytree

    place = desk(tmp_path, FIRST, SIGNED)
    own = place.cases / "river"
    copytree(str(files("tocsin") / "cases" / "river"), own)
    tocsin.accept(place.root, "P-1", says="reserves >= low", code="B3", by="Ana", why="w")
    for file in own.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("reserves", "stores"), "utf-8")
    assert "unknown name 'reserves'" in said(place)["error", "evidence"][0]


def test_the_lake_is_checked_and_leftovers_are_swept_after_a_day(tmp_path: Path) -> None:
    place = desk(tmp_path)
    lake = storage(place.lake)
    part = Part("events/x/2026-01/a.parquet", "events", "x", "2026-01", 1, 4, "1", "1", "", "")
    lake.put(part.path, b"PAR1")
    assert commit(lake, Snapshot(), Commit(adds=(part,))) is not None
    assert said(place)["ok", "lake"] == ["Parts that are whole: 1, with 1 rows."]
    left = Path(lake.address("events/x/2026-01/left.parquet"))
    left.write_bytes(b"PAR1")
    assert ("mended", "lake") not in said(place), "it may still be being written"
    old = time.time() - 2 * 24 * 3600
    os.utime(left, (old, old))
    assert said(place)["mended", "lake"] == ["Files left by an interrupted collection, removed: 1."]
    assert not left.exists()
    Path(lake.address(part.path)).write_bytes(b"PA")
    assert "missing or cut off" in said(place)["error", "lake"][0]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    place = desk(tmp_path)
    place.documents.rmdir()
    assert said(place)["mended", "folder"] == ["Made the missing folder documents."]
    assert ("mended", "folder") not in said(place)


@pytest.mark.parametrize(("lang", "word"), [("en", "broken"), ("fr", "cassé")])
def test_the_command_fails_where_something_is_broken(tmp_path: Path, lang: str, word: str) -> None:
    place = taught_desk(tmp_path)
    put(place, [proposal(document=DIGEST)])
    run = CliRunner().invoke
    words = ["doctor", "--workspace", str(place.root), "--lang", lang]
    assert run(app, words).exit_code == 0, "a missing text is worth a look, no more"
    broken(place, "DELETE FROM forecasts")
    outcome = run(app, words)
    assert outcome.exit_code == 1
    assert word in outcome.stdout
