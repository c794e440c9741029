"""A draft in a folder: whole or not at all, never over anything else, the same when read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.small_reading import TEXT, items, reading
from tocsin.errors import DraftError
from tocsin.workflows.draft import draft, load_draft
from tocsin.workflows.review import review


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_draft_is_written_beside_an_empty_case_and_read_back(tmp_path: Path) -> None:
    made = draft(reading(), output=tmp_path / "new" / "case")
    loaded, text = load_draft(tmp_path / "new" / "case")
    assert loaded == made
    assert text == TEXT


def test_quotes_live_in_the_draft_only(tmp_path: Path) -> None:
    draft(reading(), output=tmp_path)
    review(tmp_path, accept=["all"])
    quotes = [
        span.quote
        for one in items()
        for span in one.spans
        if len(span.quote.split()) > 3 and span.role != "title_span"  # a title is no sentence
    ]
    assert len(quotes) > 3
    for name, content in _files(tmp_path).items():
        if not name.startswith("draft/"):
            assert not any(quote in content.decode() for quote in quotes), name


def test_offsets_survive_odd_line_ends(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n", 1).replace("\n", "\r", 1) + "\x85\u2028"
    draft(reading([], text), output=tmp_path)
    assert load_draft(tmp_path)[1] == text


def test_drafting_again_changes_nothing_that_was_there(tmp_path: Path) -> None:
    draft(reading(items()[:9]), output=tmp_path)
    review(tmp_path, accept=["all"])
    (tmp_path / "claims.yaml").write_text("# mine\n[]\n", encoding="utf-8")
    before = _files(tmp_path)
    again = draft(reading(), output=tmp_path)
    after = _files(tmp_path)
    assert {name for name in after if after[name] != before.get(name)} == {"draft/draft.json"}
    assert (
        review(tmp_path).waiting
        == [one.id for one in again.proposals][-len(review(tmp_path).waiting) :]
    )
    assert draft(reading(), output=tmp_path) == again


def test_another_text_or_a_case_of_other_making_is_refused(tmp_path: Path) -> None:
    draft(reading(), output=tmp_path / "a")
    before = _files(tmp_path)
    with pytest.raises(DraftError, match="another text"):
        draft(reading([], "Another text."), output=tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "case.yaml").write_text("id: b\n", encoding="utf-8")
    with pytest.raises(DraftError, match="not drafted here"):
        draft(reading(), output=tmp_path / "b")
    (tmp_path / "b" / "case.yaml").unlink()
    assert _files(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DraftError, match="choose another folder"):
        draft(reading(), output=tmp_path / "file" / "case")


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "holds no draft"), ("{", "no draft that this Tocsin can read"),
     ('{"format": 99', "no draft that")],
)  # fmt: skip
def test_what_is_no_draft_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    if content is not None:
        draft(reading(), output=tmp_path)
        (tmp_path / "draft" / "draft.json").write_text(content, encoding="utf-8")
    with pytest.raises(DraftError, match=said):
        load_draft(tmp_path)


def test_a_draft_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    made = draft(reading(), output=tmp_path)
    newer = made.model_copy(update={"format": 99}).model_dump_json()
    (tmp_path / "draft" / "draft.json").write_text(newer, encoding="utf-8")
    with pytest.raises(DraftError, match="format 99"):
        load_draft(tmp_path)
