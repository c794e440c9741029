"""An answer is found again by all that led to it, and by nothing less."""

from __future__ import annotations

from pathlib import Path

from tocsin.reading.answers import Answers, default_folder


def test_an_answer_is_kept_and_found_again(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "new" / "folder")
    key = answers.key(text="a", prompt=1, model="m")
    assert answers.get(key) is None
    answers.put(key, "é")
    assert Answers(answers.folder).get(key) == "é"
    (file,) = answers.folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0, "quotes are for their owner's eyes"


def test_the_key_depends_on_everything_that_was_asked(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    asked = {"text": "a", "prompt": 1, "model": "m", "endpoint": "e"}
    changed = [{**asked, name: "other"} for name in asked]
    assert len({answers.key(**one) for one in [asked, *changed]}) == 1 + len(asked)


def test_a_broken_file_counts_as_no_answer(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    for broken in ("", "[]", '{"content": 3}', "{"):
        (tmp_path / "k.json").write_text(broken, encoding="utf-8")
        assert answers.get("k") is None


def test_a_folder_that_cannot_be_written_keeps_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answers = Answers(tmp_path / "file")
    answers.put("k", "answer")
    assert answers.get("k") is None


def test_the_default_folder_is_the_users_own() -> None:
    assert default_folder().parts[-2:] == ("tocsin", "answers")
