"""The commands that collect: both languages, JSON, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.sources.gdelt_for_tests import event_files, zipped
from tests.workflows.collecting_for_tests import folder, workspace
from tocsin.cli import app


@pytest.fixture
def run(tmp_path: Path) -> object:
    files = event_files(3)
    files["20180326120000.export.CSV.zip"] = zipped("x", b"a\tb\n")
    source = folder(tmp_path / "files", files)
    space = workspace(tmp_path / "w")

    def invoke(*words: str) -> str:
        given = [word.format(source=source) for word in words]
        outcome = CliRunner().invoke(app, [*given, "--workspace", str(space)])
        assert outcome.exit_code == 0, outcome.output
        return outcome.stdout

    return invoke


def test_collecting_tells_rows_and_refusals(run: object) -> None:
    assert callable(run)
    told = run("collect", "gdelt", "--from", "{source}")
    assert "files taken: 3 · taken before: 0 · refused: 1" in told
    assert "60" in told
    assert "2 columns instead of 61" in told
    told = run("collect", "gdelt", "--from", "{source}", "--lang", "fr")
    assert "fichiers pris : 0 · pris auparavant : 3 · refusés : 1" in told
    assert "Rien de nouveau" in told
    found = json.loads(run("collect", "gdelt", "--from", "{source}", "--json"))
    assert found["skipped"] == 3


def test_the_lake_tells_what_it_holds(run: object) -> None:
    assert callable(run)
    assert "The lake is empty" in run("lake", "status")
    run("collect", "gdelt", "--from", "{source}")
    assert "gdelt" in run("lake", "status")
    assert "événements" in run("lake", "status", "--lang", "fr")
    assert json.loads(run("lake", "status", "--json"))["version"] == 1
    assert "Files before: 2, after: 2" in run("lake", "compact")


def test_what_cannot_be_collected_exits_with_2(tmp_path: Path) -> None:
    for words in (["collect", "gdelt"], ["lake", "status"]):
        outcome = CliRunner().invoke(app, [*words, "--workspace", str(tmp_path)])
        assert outcome.exit_code == 2
        assert "tocsin init" in outcome.stderr
