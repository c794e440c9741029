"""Workspaces: found by their settings file, refused with a clear word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.errors import WorkspaceError
from tocsin.settings import Engine, open_workspace


def _written(folder: Path, text: str) -> Path:
    (folder / "workspace.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("text", ["", "format: 1\n"])
def test_everything_is_in_the_folder_by_default(tmp_path: Path, text: str) -> None:
    space = open_workspace(_written(tmp_path, text))
    assert space.ledger_url == f"sqlite:///{tmp_path}/ledger.sqlite"
    assert space.lake == str(tmp_path / "lake")
    assert space.settings.engine is Engine.POLARS
    assert space.documents == tmp_path / "documents"
    assert space.cases == tmp_path / "cases"


def test_ledger_and_lake_may_be_elsewhere(tmp_path: Path) -> None:
    text = "ledger: postgresql+psycopg://db.example/tocsin\nlake: s3://bucket/lake\n"
    space = open_workspace(_written(tmp_path, text + "engine: duckdb\n"))
    assert space.settings.engine is Engine.DUCKDB
    assert space.ledger_url == "postgresql+psycopg://db.example/tocsin"
    assert space.lake == "s3://bucket/lake"


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"holds no workspace\.yaml.*tocsin init"):
        open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ledgers: x\n", "ledgers: Extra inputs.*may hold format, ledger, lake"),
        ("- 1\n", "may hold format, ledger, lake"),
        ("format: 0\n", "format: Input should be greater"),
        ("format: 2\n", "knows up to 1; install a newer"),
        ("a: [\n", "no YAML file"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WorkspaceError, match=said):
        open_workspace(_written(tmp_path, text))
