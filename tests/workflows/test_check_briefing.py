"""A note of an analyst's own, checked as a file: what is read, what is refused, what is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.briefing.test_icd203 import SOUND
from tocsin.cli import app
from tocsin.errors import ReadingError
from tocsin.language import Language
from tocsin.workflows.check_briefing import LARGEST, check_briefing


def note(folder: Path, text: str, name: str = "note.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("language", list(Language))
def test_the_language_is_told_from_the_text(tmp_path: Path, language: Language) -> None:
    report = check_briefing(note(tmp_path, SOUND[language]))
    assert report.language is language
    assert report.findings == []
    assert report.sentences == 2


def test_a_language_can_be_named(tmp_path: Path) -> None:
    path = note(tmp_path, "Moscou pourrait répondre.")
    assert check_briefing(path, language=Language.EN).findings == []
    assert [f.rule for f in check_briefing(path, language=Language.FR).findings] == ["hedge"]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot read"):
        check_briefing(tmp_path / "missing.md")
    with pytest.raises(ReadingError, match="export the text"):
        check_briefing(note(tmp_path, "x", "note.docx"))
    (tmp_path / "latin.txt").write_bytes("é".encode("latin-1"))
    with pytest.raises(ReadingError, match="not UTF-8"):
        check_briefing(tmp_path / "latin.txt")
    with pytest.raises(ReadingError, match="at most"):
        check_briefing(note(tmp_path, "x" * (LARGEST + 1)))
    for nothing in ("", " \n\n", "# A heading alone\n"):
        with pytest.raises(ReadingError, match="no sentence to check; give a file with text"):
            check_briefing(note(tmp_path, nothing))
    with pytest.raises(ReadingError, match="--text-lang"):
        check_briefing(note(tmp_path, "Это и не на что с по как из для от"))


def test_exit_codes_and_answers(tmp_path: Path) -> None:
    sound = note(tmp_path, SOUND[Language.EN], "sound.md")
    faulty = note(tmp_path, SOUND[Language.EN] + "\nA strike may follow.\n", "faulty.md")
    run = CliRunner().invoke
    assert run(app, ["check-briefing", str(sound)]).exit_code == 0
    told = run(app, ["check-briefing", str(faulty), "--lang", "fr"])
    assert told.exit_code == 1
    assert "faulty.md:5: [hedge] « may » laisse ouvert" in told.output
    assert "A strike may follow." in told.output
    listed = run(app, ["check-briefing", str(faulty), "--json"])
    assert listed.exit_code == 1
    (finding,) = json.loads(listed.stdout)["findings"]
    assert (finding["rule"], finding["line"], finding["found"]) == ("hedge", 5, "may")
    assert run(app, ["check-briefing", str(tmp_path / "missing.md")]).exit_code == 2
    assert run(app, ["check-briefing", str(note(tmp_path, "", "empty.txt"))]).exit_code == 2
