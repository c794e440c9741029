"""Reading from the command line: a table, JSON, or the plain text, safe to print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.reading.annotated import TEXTS
from tocsin.cli import app

SAHEL = str(TEXTS / "sahel.fr.txt")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80"})


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("Triggers and warning signs (5)", "Countries", "SANCTION · diplomatic break")),
     ("fr", ("Déclencheurs et signes avant-coureurs (5)", "Pays", "rupture diplomatique"))],
)  # fmt: skip
def test_a_table_for_each_kind(lang: str, words: tuple[str, ...]) -> None:
    shown = _run("read", SAHEL, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    for word in words:
        assert word in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80


def test_json_holds_every_item_and_the_text_only_when_asked() -> None:
    found = json.loads(_run("read", SAHEL, "--json", "--doc-date", "2025-05-12").output)
    assert found["source"]["text"] == ""
    assert found["source"]["published"] == "2025-05-12"
    kinds = {item["kind"] for item in found["items"]}
    assert {"triggers", "scenario_claims", "actors_countries", "chronology_sources"} <= kinds
    whole = json.loads(_run("read", SAHEL, "--json", "--text").output)
    text = whole["source"]["text"]
    assert len(text) == whole["source"]["chars"]
    for item in whole["items"]:
        for span in item["spans"]:
            assert text[span["start"] : span["end"]] == span["quote"]


def test_the_plain_text_can_be_printed() -> None:
    assert _run("read", SAHEL, "--text").output == Path(SAHEL).read_text(encoding="utf-8")


def test_nothing_dangerous_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text(
        "If \x1b[31mMali\u202e closes, trade will stop.\nSigns to watch:\n- a [bold]ban[/bold]\n- "
        "b\n",
        encoding="utf-8",
    )
    shown = _run("read", str(path), "--text-lang", "en")
    assert shown.exit_code == 0, shown.output
    assert "\x1b" not in shown.output
    assert "\u202e" not in shown.output
    assert "[bold]ban[/bold]" in shown.output
    assert "direction of writing" in " ".join(shown.output.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "nowhere.txt"), "is no file"),
        (("read", "https:///a.html"), "saved as .html"),
    ],
)
def test_refusals_are_one_message(arguments: tuple[str, ...], said: str) -> None:
    refused = _run(*arguments)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.output
