"""The verb ``brief``: what it calls, what it refuses, how it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import results_for_tests as made
from tocsin.errors import TocsinError
from tocsin.language import Language
from tocsin.workflows import brief as verb


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def fake(name: str, result: Any) -> Any:
        def answer(case: Any, **options: Any) -> Any:
            seen.append(name)
            if name == "obligations":
                assert (options["attacked"], options["by"]) == ("KAZ", "RUS")
            return result

        return answer

    for name in ("assess", "explain", "obligations", "routes"):
        result = getattr(made, {"assess": "assessment", "explain": "explanation"}.get(name, name))()
        monkeypatch.setattr(verb, name, fake(name, result))
    return seen


def test_each_verb_is_called_once_and_the_file_is_whole(calls: list[str], tmp_path: Path) -> None:
    output = tmp_path / "brief.html"
    output.write_text("old")
    assert verb.brief(made.case(), output=output, language=Language.FR) == output
    assert calls == ["assess", "explain", "obligations", "routes"]
    assert output.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [output]


def test_markdown_by_suffix(calls: list[str], tmp_path: Path) -> None:
    written = verb.brief(made.case(), output=tmp_path / "brief.md")
    assert written.read_text(encoding="utf-8").startswith("**TLP:CLEAR**")


def test_wrong_suffix_or_folder_is_refused_before_any_work(
    calls: list[str], tmp_path: Path
) -> None:
    with pytest.raises(TocsinError, match=r"must end in \.html or \.md"):
        verb.brief(made.case(), output=tmp_path / "brief.docx")
    with pytest.raises(TocsinError, match="no folder"):
        verb.brief(made.case(), output=tmp_path / "missing" / "brief.md")
    assert calls == []


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    calls: list[str], tmp_path: Path
) -> None:
    blocked = tmp_path / "brief.html"
    blocked.mkdir()
    with pytest.raises(TocsinError, match="cannot write"):
        verb.brief(made.case(), output=blocked)
    assert list(tmp_path.iterdir()) == [blocked]
