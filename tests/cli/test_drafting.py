"""The review of a draft at a terminal and for scripts, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.reading.small_reading import reading
from tests.reading.stub_model import completion, finding, findings, serving
from tocsin.cli import app
from tocsin.workflows.draft import draft


@pytest.fixture
def folder(tmp_path: Path) -> str:
    draft(reading(), output=tmp_path / "case")
    return str(tmp_path / "case")


def _run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=typed, env={"COLUMNS": "80"})


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the runner's input pass for a terminal."""
    monkeypatch.setattr("tocsin.cli.drafting.at_terminal", lambda: True)


@pytest.mark.parametrize(("lang", "word"), [("en", "lacks"), ("fr", "manque")])
def test_a_review_for_scripts_says_where_it_stands(folder: str, lang: str, word: str) -> None:
    shown = _run("review", folder, "--accept", "all", "--reject", "T2", "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80
    found = json.loads(_run("review", folder, "--json").output)
    assert found["rejected"] == ["T2"]
    assert found["waiting"] == []


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    ("lang", "keys", "words"),
    [("en", "aerlq", ["Closure", "Fermeture"]), ("fr", "amrpq", ["Fermeture", "Closure"])],
)
def test_a_person_accepts_edits_rejects_puts_off_and_quits(
    folder: str, lang: str, keys: str, words: list[str]
) -> None:
    accept, edit, reject, later, leave = list(keys)
    own = ["The lane is shut", "La voie est fermée"]
    typed = [accept, edit, *words, *(own if lang == "en" else own[::-1]), "?", reject, later, leave]
    shown = _run("review", folder, "--lang", lang, typed="\n".join(typed) + "\n")
    assert shown.exit_code == 0, shown.output
    assert "a second closure of the lane" in shown.output.replace("\n", " ")
    found = json.loads(_run("review", folder, "--json").output)
    assert found["accepted"] == ["outcome", "T1"]
    assert found["rejected"] == ["T2"]
    model = (Path(folder) / "model.yaml").read_text(encoding="utf-8")
    assert "{en: Closure, fr: Fermeture}" in model
    assert "{en: The lane is shut" in (Path(folder) / "claims.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("terminal")
def test_a_paraphrase_in_the_texts_words_is_asked_for_again(folder: str) -> None:
    typed = ["a", "e", "", "", "a second closure of the lane", "", "It shuts", "Fermée", "q"]
    shown = _run("review", folder, typed="\n".join(typed) + "\n")
    assert "say it in your own words" in shown.output.replace("\n", " ")
    assert "It shuts" in (Path(folder) / "claims.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("terminal")
def test_input_that_ends_loses_nothing(folder: str) -> None:
    assert _run("review", folder, typed="a\na\n").exit_code == 0
    assert len(json.loads(_run("review", folder, "--json").output)["accepted"]) == 2
    again = _run("review", folder, typed="a\n")
    assert "outcome ·" not in again.output, "what was decided is not asked again"


def test_signs_that_steer_a_terminal_are_not_sent_to_it(tmp_path: Path) -> None:
    from rich.console import Console

    from tocsin.cli.render_drafting import printable, show_proposal
    from tocsin.language import Language
    from tocsin.workflows.review import Session

    draft(reading(), output=tmp_path)
    session = Session(tmp_path)
    console = Console(record=True, width=80)
    proposal = session.draft.of("trigger")[0]
    hostile = ("before\x1b[2J", "span\u202e", "after\x07")
    show_proposal(proposal, (1, 1), hostile, Language.EN, console)
    text = console.export_text()
    assert not {"\x1b", "\u202e", "\x07"} & set(text)
    assert printable("é\n\u202f») ") == "é\n\u202f») "


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("review", "nowhere"), "holds no draft"), (("review", "river"), "holds no draft")],
)
def test_refusals_are_one_message(arguments: tuple[str, ...], said: str) -> None:
    refused = _run(*arguments)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.output


def test_an_unknown_id_is_refused(folder: str) -> None:
    refused = _run("review", folder, "--accept", "X9")
    assert refused.exit_code == 2
    assert "X9" in refused.stderr


COLUMN = str(Path(__file__).parents[2] / "docs" / "examples" / "strait.txt")


@pytest.mark.parametrize(("lang", "word"), [("en", "rivals"), ("fr", "rivales")])
def test_a_text_is_read_into_a_draft(tmp_path: Path, lang: str, word: str) -> None:
    output = str(tmp_path / "case")
    shown = _run("read", COLUMN, "--doc-date", "2025-09-12", "-o", output, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    assert "T1" in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80
    found = json.loads(_run("read", COLUMN, "-o", output, "--json").output)
    assert found["source"]["text"] == ""
    assert (tmp_path / "case" / "draft" / "draft.json").exists()


def test_a_model_adds_to_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tocsin.workflows.ask_model.default_folder", lambda: tmp_path / "cache")
    found = finding("scenario_claims", "The rule will cost Kestria")
    invented = finding("triggers", "Orlania mines the strait")
    with serving(lambda _: findings(found, invented)) as stub:
        shown = _run("read", COLUMN, "--llm", stub.url, "--model", "tiny", "--json")
        assert '"reader": "model"' in shown.output
        output = str(tmp_path / "case")
        asked = ("--llm", stub.url, "--model", "tiny", "--llm-calls", "2", "--llm-tokens", "90000")
        drafted = _run("read", COLUMN, "-o", output, *asked)
    assert drafted.exit_code == 0, drafted.output
    assert "quotes that do not stand in the text" in drafted.output
    assert len(stub.requests) == 1


def test_a_model_that_fails_leaves_the_reading(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tocsin.workflows.ask_model.default_folder", lambda: tmp_path / "cache")
    with serving(lambda _: completion("no JSON")) as stub:
        shown = _run("read", COLUMN, "--llm", stub.url, "--model", "tiny")
        drafted = _run(
            "read", COLUMN, "--llm", stub.url, "--model", "tiny", "-o", str(tmp_path / "c")
        )
    assert shown.exit_code == drafted.exit_code == 0
    for output in (shown.output, drafted.output):
        assert "another form than asked" in " ".join(output.split())


def test_a_model_has_to_be_named() -> None:
    refused = _run("read", COLUMN, "--llm", "http://127.0.0.1:9/v1")
    assert refused.exit_code == 2
    assert "--model" in refused.stderr
