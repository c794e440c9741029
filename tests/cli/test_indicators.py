"""Indicators from the command line: bars, levels, blocks, pictures, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner, Result

from tests.cases_for_tests import INDICATORS, write_minimal_case
from tests.indicators import documents_for_tests as told
from tests.workflows.test_indicators import desk, loud
from tocsin.case.schema import Indicator
from tocsin.cli import app

FEW = ("--samples", "512", "--as-of", "2024-08-01")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    root = tmp_path_factory.mktemp("all")
    write_minimal_case(root / "river")
    return str(root / "river"), str(desk(root / "desk", loud()))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["indicators", *arguments], env={"COLUMNS": "80"})


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Protests between the two", "│", "Ordinary", "odds ×", "while visibly raised"]),
        ("fr", ["Protestations entre les deux", "│", "Ordinaire", "cote ×", "tant qu’un fait"]),
    ],
)
def test_a_series_fits_a_terminal(place: tuple[str, str], lang: str, words: list[str]) -> None:
    shown = run(place[0], "--workspace", place[1], *FEW, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert [word for word in words if word not in shown.output] == []
    assert max(map(len, shown.output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "one of its words"), ("fr", "où figure l’un de ses mots")]
)
def test_documents_are_counted_by_words(tmp_path: Path, lang: str, words: str) -> None:
    events = "gdelt\n  doers: [BET]\n  towards: [ALF]\n  quads: [3]\n"
    rule = INDICATORS.replace(events, "documents\n  words: {en: ['missile*']}\n")
    write_minimal_case(tmp_path / "river", indicators=rule.replace("2022-01-03", "2023-06-05"))
    here = told.desk(tmp_path / "desk", told.weeks_of_documents())
    shown = run(str(tmp_path / "river"), "--workspace", str(here.root), *FEW, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert words in shown.output
    assert "odds ×" in shown.output or "cote ×" in shown.output


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "not monitored is not silence"), ("fr", "non suivi")]
)
def test_without_a_workspace_it_says_why(place: tuple[str, str], lang: str, words: str) -> None:
    shown = run(place[0], *FEW, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert words in " ".join(shown.output.split())


def test_a_case_without_indicators_says_so(place: tuple[str, str]) -> None:
    assert "declares no indicators" in run("ballot", "--samples", "2048").output


def test_a_picture_is_written_and_named(place: tuple[str, str], tmp_path: Path) -> None:
    shown = run(place[0], "--workspace", place[1], *FEW, "-o", str(tmp_path / "a.png"))
    assert shown.exit_code == 0, shown.output
    assert "a.png" in shown.output
    assert (tmp_path / "a.png").stat().st_size > 10_000


def test_json_is_the_answer_and_nothing_else(place: tuple[str, str]) -> None:
    found = json.loads(run(place[0], "--workspace", place[1], *FEW, "--json").output)
    assert found["indicators"][0]["id"] == "notes"
    assert found["indicators"][0]["monitored"]


def test_a_picture_of_nothing_is_refused(place: tuple[str, str], tmp_path: Path) -> None:
    refused = run(place[0], *FEW, "-o", str(tmp_path / "a.png"))
    assert refused.exit_code == 2
    assert "no indicator has a series" in refused.stderr


@pytest.mark.parametrize(("number", "name"), [(1, "protest_notes"), (2, "standards_told")])
def test_the_rules_of_the_guide_can_be_read(number: int, name: str) -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "count-events.md"
    block = guide.read_text(encoding="utf-8").split("```yaml\n")[number].split("```")[0]
    (one,) = TypeAdapter(list[Indicator]).validate_python(_as_read(block))
    assert one.id == name


def _as_read(block: str) -> object:
    from tocsin.case.positions import read_document

    document, problems = read_document("indicators.yaml", block.encode())
    assert problems == []
    assert document is not None
    return document.value
