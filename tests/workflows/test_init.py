"""A workspace is made whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tocsin
from tocsin.cli import app
from tocsin.errors import LedgerError, WorkspaceError
from tocsin.ledger.store import Ledger
from tocsin.settings import open_workspace


def test_a_workspace_has_its_settings_its_ledger_and_its_folders(tmp_path: Path) -> None:
    made = tocsin.init(tmp_path / "w")
    assert made == open_workspace(tmp_path / "w")
    names = {path.name for path in made.root.iterdir()}
    assert names == {"workspace.yaml", "ledger.sqlite", "documents", "cases"}
    with Ledger.open(made.ledger_url).snapshot() as book:
        assert book.last() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["w"]


def test_an_empty_folder_is_filled_and_one_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    tocsin.init(tmp_path / "w")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "w").iterdir()}
    with pytest.raises(WorkspaceError, match="is in use; a new or an empty folder is allowed"):
        tocsin.init(tmp_path / "w")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "w").iterdir()} == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(WorkspaceError, match="in use"):
        tocsin.init(tmp_path / "file")


def test_nothing_is_left_where_it_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WorkspaceError, match="folder around it must exist"):
        tocsin.init(tmp_path / "no" / "w")
    with pytest.raises(LedgerError, match="a file of SQLite"):
        tocsin.init(tmp_path / "w", ledger="mysql://h/n")
    with pytest.raises(LedgerError):
        tocsin.init(tmp_path / "w", ledger="postgresql://nobody@127.0.0.1:1/none")

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        tocsin.init(tmp_path / "w")
    assert list(tmp_path.iterdir()) == []


def test_a_team_shares_a_ledger(tmp_path: Path, new_database: Callable[[str], str]) -> None:
    url = new_database("postgresql")
    one = tocsin.init(tmp_path / "one", ledger=url)
    with Ledger.open(one.ledger_url).transaction("ana") as book:
        book.append("cursors", name="a", content="{}")
    two = tocsin.init(tmp_path / "two", ledger=url)
    assert two.ledger_url == url
    with Ledger.open(two.ledger_url).snapshot() as book:
        assert book.last() == 1
    assert not (tmp_path / "two" / "ledger.sqlite").exists()


def test_the_command_says_what_it_made_in_both_languages(tmp_path: Path) -> None:
    for lang, said in (("en", "Made the workspace"), ("fr", "Espace de travail créé")):
        outcome = CliRunner().invoke(app, ["init", str(tmp_path / lang), "--lang", lang])
        assert outcome.exit_code == 0
        assert outcome.stdout.startswith(said)
    refused = CliRunner().invoke(app, ["init", str(tmp_path / "en")])
    assert refused.exit_code == 2
    assert "in use" in refused.stderr
