"""The verb ``brief``: what it calls, what it refuses, how it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tocsin.errors import TocsinError, WordingError
from tocsin.language import Language, pair
from tocsin.workflows import answers
from tocsin.workflows import brief as verb

VERBS = ("whatif", "assess", "explain", "obligations", "routes", "premortem", "matters",
         "watch_next", "pathways", "off_ramps")  # fmt: skip


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

    for name in VERBS:
        named = {"assess": "assessment", "explain": "explanation"}.get(name, name)
        result = getattr(made if hasattr(made, named) else asked, named)()
        monkeypatch.setattr(answers, name, fake(name, result))
    return seen


def test_each_verb_is_called_once_and_the_file_is_whole(calls: list[str], tmp_path: Path) -> None:
    output = tmp_path / "brief.html"
    output.write_text("old")
    assert verb.brief(made.case(), output=output, language=Language.FR) == output
    assert sorted(calls) == sorted(name for name in VERBS if name != "whatif")
    assert output.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert list(tmp_path.iterdir()) == [output]


def test_markdown_by_suffix(calls: list[str], tmp_path: Path) -> None:
    written = verb.brief(made.case(), output=tmp_path / "brief.md")
    assert written.read_text(encoding="utf-8").startswith("**TLP:CLEAR**")


def test_pdf_by_suffix(calls: list[str], tmp_path: Path) -> None:
    written = verb.brief(made.case(), output=tmp_path / "brief.pdf", length="one-page")
    assert written.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [written]


def test_one_page_asks_only_for_what_it_shows(calls: list[str], tmp_path: Path) -> None:
    written = verb.brief(made.case(), output=tmp_path / "brief.md", length="one-page")
    assert sorted(calls) == sorted(["assess", "explain", "matters", "watch_next", "off_ramps"])
    text = written.read_text(encoding="utf-8")
    assert "## What was not monitored" in text
    assert "## Method" not in text


def test_wrong_suffix_or_folder_is_refused_before_any_work(
    calls: list[str], tmp_path: Path
) -> None:
    with pytest.raises(TocsinError, match=r"must end in one of \.html, \.md, \.pdf"):
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


def test_a_scenario_is_computed_first_and_has_its_section(calls: list[str], tmp_path: Path) -> None:
    written = verb.brief(made.case(), output=tmp_path / "brief.md", hold=["dispute=off"])
    assert calls[0] == "whatif"
    assert sorted(calls) == sorted(VERBS)
    assert "## What if" in written.read_text(encoding="utf-8")


def test_a_case_without_interventions_is_not_asked_about_them(
    calls: list[str], tmp_path: Path
) -> None:
    case = made.case()
    model = case.model.model_copy(update={"off_ramps": []})
    verb.brief(case.model_copy(update={"model": model}), output=tmp_path / "brief.md")
    assert "off_ramps" not in calls


def test_a_briefing_that_breaks_icd_203_is_not_written(calls: list[str], tmp_path: Path) -> None:
    case = made.case()
    hedged = made.assessment().model_copy(update={"summary": pair("It may start.", "Elle débute.")})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(answers, "assess", lambda case, **_: hedged)
        with pytest.raises(WordingError, match=r"“It may start\.” \[hedge\]"):
            verb.brief(case, output=tmp_path / "brief.md", length="one-page")
    assert list(tmp_path.iterdir()) == []
