"""The desk computes what a page asks for, once, and can be told to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tocsin.briefing.pages import PAGES as EVERY
from tocsin.briefing.pages import SECTIONS
from tocsin.errors import CancelledError, CaseError, NotFoundError
from tocsin.language import Language
from tocsin.workflows import answers
from tocsin.workflows.answers import ScenarioText
from tocsin.workflows.desk import Desk

PAGES = [page for page in EVERY if page != "record"]
"""The pages of a desk without a workspace."""
SCENARIO = ScenarioText(hold=("dispute=off",))


def make_up(patch: pytest.MonkeyPatch) -> list[str]:
    """Replace what is computed by answers made up; the list fills with the verbs called."""
    seen: list[str] = []

    def fake(name: str, result: Any) -> Any:
        def answer(case: Any, **options: Any) -> Any:
            seen.append(name)
            if options.get("progress"):
                options["progress"]("filter", 0.5)
            return result

        return answer

    for name in ("assess", "explain", "obligations", "routes", "premortem", "matters", "watch_next",
                 "pathways", "off_ramps", "whatif"):  # fmt: skip
        named = {"assess": "assessment", "explain": "explanation"}.get(name, name)
        result = getattr(made if hasattr(made, named) else asked, named)()
        patch.setattr(answers, name, fake(name, result))
    return seen


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return make_up(monkeypatch)


@pytest.fixture
def desk(calls: list[str]) -> Iterator[Desk]:
    opened = Desk(made.case)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("page", list(PAGES))
def test_every_page_can_be_written(desk: Desk, page: str, language: Language) -> None:
    sections = [each.result() for each in desk.sections(page, desk.view(language))]
    assert len(sections) == len(EVERY[page])
    assert all(section.title and section.blocks for section in sections)


def test_every_section_stands_on_a_page() -> None:
    assert sorted(key for keys in EVERY.values() for key in keys) == sorted(SECTIONS)


def test_what_pages_share_is_computed_once(desk: Desk, calls: list[str]) -> None:
    for page in PAGES:
        for section in desk.sections(page, desk.view(Language.EN)):
            section.result()
    assert sorted(calls) == sorted(set(calls))
    assert "whatif" not in calls


def test_a_scenario_is_computed_for_itself(desk: Desk, calls: list[str]) -> None:
    view = desk.view(Language.EN, scenario=SCENARIO)
    section = desk.section("what-if", "what-if", view).result()
    assert calls == ["whatif"]
    assert len(section.blocks) > 1


def test_links_lead_to_the_page_of_their_anchor(desk: Desk) -> None:
    view = desk.view(Language.FR, date(2026, 3, 1))
    judgement = desk.section("judgement", "overview", view).result()
    targets = {
        part.target
        for block in judgement.blocks
        for part in getattr(block, "content", ())
        if hasattr(part, "target")
    }
    assert "/fr/method?as_of=2026-03-01#anchor-force" in targets
    assert any(target.startswith("#p-force") for target in targets)


def test_cancelling_gives_up_and_asking_again_computes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(case: Any, **options: Any) -> Any:
        begun.set()
        go_on.wait(5)
        options["progress"]("filter", 0.5)
        return made.assessment()

    monkeypatch.setattr(answers, "assess", slow)
    view = desk.view(Language.EN)
    first = desk.section("triggers", "triggers", view)
    second = desk.section("nodes", "triggers", view)
    assert begun.wait(5)
    desk.cancel()
    go_on.set()
    with pytest.raises(CancelledError):
        first.result(5)
    assert second.cancelled()
    assert desk.section("triggers", "triggers", view).result(5).blocks
    assert desk.progress.waiting == 0


def test_what_there_is_not_is_refused(desk: Desk) -> None:
    view = desk.view(Language.EN)
    with pytest.raises(NotFoundError, match="no page 'x'; there are overview"):
        desk.sections("x", view)
    with pytest.raises(NotFoundError, match="no section 'x'"):
        desk.section("x", "overview", view)
    with pytest.raises(CaseError, match="before the case’s start"):
        desk.view(Language.EN, date(1999, 1, 1))


@pytest.mark.parametrize("language", list(Language))
def test_sections_in_words_need_no_drawing(
    desk: Desk, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(*_: object) -> str:
        raise AssertionError("a picture was drawn")

    monkeypatch.setattr("tocsin.briefing.drawing.draw", drawn)
    keys = [key for page in PAGES for key in EVERY[page]]
    text = desk.written(keys, desk.view(language)).result()
    assert text.count("\n## ") == len(keys) - 1
    assert "](<#" not in text
    assert "<a id" not in text
    with pytest.raises(NotFoundError, match="no section 'x'"):
        desk.written(["x"], desk.view(language))
