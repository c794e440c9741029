"""A workspace goes into one archive and comes out the same, or not at all."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import SIGNED, put, taught_desk
from tocsin.cli import app
from tocsin.errors import LedgerError, WorkspaceError
from tocsin.lake.log import Commit, Part, Snapshot, commit, snapshot
from tocsin.lake.storage import storage
from tocsin.ledger.store import TABLES, Ledger, copy
from tocsin.settings import SETTINGS_FILE, Workspace, open_workspace


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    made = taught_desk(tmp_path)
    (made.documents / "a.txt").write_text("retrieved", encoding="utf-8")
    (made.cases / "mine").mkdir()
    (made.cases / "mine" / "case.yaml").write_text("id: mine", encoding="utf-8")
    (made.cases / "link").symlink_to(tmp_path)
    lake = storage(made.lake)
    names = [f"events/gdelt/2018-0{k}/{k}.parquet" for k in (1, 2)]
    parts = [Part(name, "events", "gdelt", name[13:20], 1, 4, "1", "1", "", "") for name in names]
    for name in names:
        lake.put(name, b"PAR1")
    state = commit(lake, Snapshot(), Commit(adds=tuple(parts)))
    assert state is not None
    assert commit(lake, state, Commit(removes=(names[1],))) is not None
    return made


def entries(place: Workspace) -> dict[str, Any]:
    with Ledger.open(place.ledger_url).snapshot() as book:
        assert list(book.faults()) == []
        return {table: book.rows(table) for table in TABLES}


def test_all_comes_back_and_nothing_else(place: Workspace, tmp_path: Path) -> None:
    made = tocsin.backup(place.root, tmp_path / "b.zip")
    assert made.lake
    done = tocsin.restore(tmp_path / "b.zip", tmp_path / "again")
    assert (done.entries, done.files, done.lake) == (made.entries, made.files, True)
    again = open_workspace(tmp_path / "again")
    assert entries(again) == entries(place)
    assert (again.documents / "a.txt").read_text("utf-8") == "retrieved"
    assert (again.cases / "mine" / "case.yaml").read_text("utf-8") == "id: mine"
    assert not (again.cases / "link").exists()
    assert snapshot(storage(again.lake)) == snapshot(storage(place.lake))
    assert [path.name for path in (again.root / "lake").rglob("*.parquet")] == ["1.parquet"]
    assert tocsin.doctor(again.root).sound
    put(again, [proposal(title="It goes on")])
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"desk", "again", "b.zip"}


SETTINGS = """\
# by hand
ledger: sqlite:///{ledger}
engine: duckdb
collect:
  - name: gdelt
    from: https://copies.example.org/gdelt
    since: 2026-01-01
tell: ["mailto://desk:${{MAIL_PASSWORD}}@mail.example.org?to=équipe@example.org"]
oidc: {{issuer: "https://id.example.org", client: desk}}
"""


def test_settings_and_watches_come_back(place: Workspace, tmp_path: Path) -> None:
    text = SETTINGS.format(ledger=place.root / "ledger.sqlite")
    (place.root / SETTINGS_FILE).write_text(text, encoding="utf-8")
    place.watches.mkdir()
    (place.watches / "river.jsonl").write_text('{"told": "a"}\n', encoding="utf-8")
    (place.watches / ".river.en.atom.x1").write_text("half", encoding="utf-8")
    tocsin.backup(place.root, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        held = archive.read(SETTINGS_FILE).decode()
    assert "${MAIL_PASSWORD}" in held
    assert str(place.root) not in held, "where the ledger was is nobody's business"
    done = tocsin.restore(tmp_path / "b.zip", tmp_path / "again")
    assert done.settings == ["engine", "collect", "tell", "oidc"]
    before, after = open_workspace(place.root), open_workspace(tmp_path / "again")
    assert after.settings == before.settings.model_copy(update={"ledger": None})
    assert after.ledger_url == f"sqlite:///{tmp_path / 'again' / 'ledger.sqlite'}"
    assert [path.name for path in after.watches.iterdir()] == ["river.jsonl"]
    assert (after.watches / "river.jsonl").read_bytes() == b'{"told": "a"}\n'


def test_an_archive_from_before_settings_were_in_it_is_restored(
    place: Workspace, tmp_path: Path
) -> None:
    tocsin.backup(place.root, tmp_path / "b.zip")

    def older(content: dict[str, bytes]) -> None:
        manifest = json.loads(content["manifest.json"])
        del content[SETTINGS_FILE], manifest["files"][SETTINGS_FILE]
        _listed(content, files=manifest["files"])

    _rewrite(tmp_path / "b.zip", older)
    assert tocsin.restore(tmp_path / "b.zip", tmp_path / "again").settings == []
    assert entries(open_workspace(tmp_path / "again")) == entries(place)


def test_a_ledger_goes_from_one_database_to_the_other_and_back(
    place: Workspace, tmp_path: Path, new_database: Callable[[str], str]
) -> None:
    url = new_database("postgresql")
    tocsin.backup(place.root, tmp_path / "b.zip")
    tocsin.restore(tmp_path / "b.zip", tmp_path / "team", ledger=url)
    team = open_workspace(tmp_path / "team")
    assert team.ledger_url == url
    assert not (team.root / "ledger.sqlite").exists()
    assert entries(team) == entries(place)
    tocsin.backup(team.root, tmp_path / "c.zip")
    tocsin.restore(tmp_path / "c.zip", tmp_path / "home")
    home = open_workspace(tmp_path / "home")
    assert home.ledger_url.startswith("sqlite")
    assert entries(home) == entries(place)
    with pytest.raises(LedgerError, match="an empty one is allowed"):
        tocsin.restore(tmp_path / "c.zip", tmp_path / "twice", ledger=url)
    assert not (tmp_path / "twice").exists()


def test_a_backup_under_a_writer_is_one_moment(place: Workspace, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        book = Ledger.open(place.ledger_url)
        k = 0
        while not stop.is_set():
            with book.transaction("writer") as page:
                page.append("cursors", name="a", content=str(k))
                page.append("cursors", name="b", content=str(k))
            k += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for k in range(3):
            tocsin.backup(place.root, tmp_path / f"{k}.zip")
    finally:
        stop.set()
        writer.join(30)
    for k in range(3):
        tocsin.restore(tmp_path / f"{k}.zip", tmp_path / f"w{k}")
        rows = entries(open_workspace(tmp_path / f"w{k}"))["cursors"]
        assert len(rows) % 2 == 0, "a transaction is in it whole or not at all"
        assert [row["name"] for row in rows] == ["a", "b"] * (len(rows) // 2)


def _rewrite(file: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def _listed(content: dict[str, bytes], **changes: Any) -> None:
    manifest = json.loads(content["manifest.json"])
    content["manifest.json"] = json.dumps(manifest | changes).encode()


def _stray(content: dict[str, bytes]) -> None:
    import hashlib

    manifest = json.loads(content["manifest.json"])
    content["../stray"] = b"x"
    _listed(content, files=manifest["files"] | {"../stray": hashlib.sha256(b"x").hexdigest()})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update({"documents/a.txt": b"forged"}), "documents/a.txt has changed"),
        (lambda c: c.pop("documents/a.txt"), "cannot be restored"),
        (lambda c: c.pop("manifest.json"), "cannot be restored"),
        (lambda c: c.update({"manifest.json": b"{}"}), "cannot be restored"),
        (lambda c: _listed(c, format=99), "has format 99, this Tocsin knows up to 1"),
        (lambda c: _listed(c, entries=3), "ledger in the archive is damaged"),
        (_stray, "names a file outside of its folder"),
    ],
)
def test_a_damaged_archive_is_refused_and_leaves_nothing(
    place: Workspace, tmp_path: Path, change: Callable[[dict[str, bytes]], object], said: str
) -> None:
    tocsin.backup(place.root, tmp_path / "b.zip")
    _rewrite(tmp_path / "b.zip", change)
    with pytest.raises((WorkspaceError, LedgerError), match=said):
        tocsin.restore(tmp_path / "b.zip", tmp_path / "again")
    assert {path.name for path in tmp_path.iterdir()} == {"desk", "b.zip"}


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_half_an_archive_is_refused(place: Workspace, tmp_path: Path, kept: float) -> None:
    tocsin.backup(place.root, tmp_path / "b.zip")
    content = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "b.zip").write_bytes(content[: int(kept * len(content))])
    with pytest.raises(WorkspaceError, match="cannot be restored"):
        tocsin.restore(tmp_path / "b.zip", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_backup_overwrites_nothing_and_leaves_no_half(
    place: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(WorkspaceError, match="overwrites nothing"):
        tocsin.backup(place.root, tmp_path / "b.zip")
    tocsin.backup(place.root, tmp_path / "c.zip")
    with pytest.raises(WorkspaceError, match="in use"):
        tocsin.restore(tmp_path / "c.zip", place.root)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tocsin.workflows.backup._put", full)
    with pytest.raises(WorkspaceError, match=r"No space left on device.*nothing is left behind"):
        tocsin.backup(place.root, tmp_path / "d.zip")
    assert {path.name for path in tmp_path.iterdir()} == {"desk", "b.zip", "c.zip"}


def test_a_damaged_ledger_is_not_backed_up(place: Workspace, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(place.root / "ledger.sqlite") as connection:
        connection.execute("DROP TRIGGER proposals_no_update")
        connection.execute("UPDATE proposals SET kind = 'signal' WHERE seq = 1")
    connection.close()
    with pytest.raises(LedgerError, match="damaged and was not copied"):
        tocsin.backup(place.root, tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()


def test_a_copy_goes_into_an_empty_ledger_only(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.transaction("tests") as page:
        page.append("cursors", name="a", content="{}")
    url = f"sqlite:///{tmp_path / 'copy.sqlite'}"
    with copy(ledger, url).snapshot() as book:
        assert [row["name"] for row in book.rows("cursors")] == ["a"]
    with pytest.raises(LedgerError, match="holds 1 entries; an empty one is allowed"):
        copy(ledger, url)


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    made = taught_desk(tmp_path)
    with (made.root / SETTINGS_FILE).open("a", encoding="utf-8") as settings:
        settings.write("engine: duckdb\n")
    place = str(made.root)
    run = CliRunner().invoke
    said = run(app, ["backup", str(tmp_path / "b.zip"), "--workspace", place, "--lang", "fr"])
    assert said.exit_code == 0
    assert "entrées du registre" in said.stdout
    said = run(app, ["restore", str(tmp_path / "b.zip"), str(tmp_path / "w")])
    assert "every hash checked" in said.stdout
    assert "Settings that came with it: engine." in said.stdout
    assert tocsin.inbox(tmp_path / "w").proposals[0].title == SIGNED.title
