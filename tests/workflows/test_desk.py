"""The desk computes what a page asks for, once, and can be told to stop."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tocsin
from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tests.workflows import workspaces_for_tests as spaces
from tocsin.briefing.pages import PAGES as EVERY
from tocsin.briefing.pages import SECTIONS
from tocsin.case.load import case_folder
from tocsin.case.schema import Case, Tlp
from tocsin.errors import CancelledError, CaseError, NotFoundError
from tocsin.language import Language
from tocsin.settings import Workspace
from tocsin.workflows import answers, cases
from tocsin.workflows.answers import Answers, ScenarioText
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


class Loaded:
    """The case of a workspace, counting how often it is loaded."""

    def __init__(self, space: Workspace) -> None:
        self.space, self.times = space, 0

    def __call__(self) -> Case:
        self.times += 1
        return cases.load("river", workspace=self.space.root)


def known(desk: Desk) -> set[str]:
    evidence = desk.case.evidence
    return {entry.id for line in evidence.timelines for entry in line.entries}


def test_what_was_decided_elsewhere_is_seen_and_only_that_is_computed_anew(
    tmp_path: Path, calls: list[str]
) -> None:
    space = spaces.desk(tmp_path, spaces.SIGNED)
    source = Loaded(space)
    opened = Desk(source, workspace=str(space.root))
    try:
        opened.refresh()
        assert source.times == 1, "nothing changed, so nothing is read"
        view, mark = opened.view(Language.EN), opened.mark

        def registered(found: Answers) -> int:
            assert found.assessment
            return found.record.registered if found.record else -1

        assert opened.ask(registered, view).result() == 0
        shown = opened.section("nodes", "triggers", view)
        tocsin.register(space.root, "river", "Q1", by="Ana", probability=0.4, base_rate=0.36)
        opened.refresh()
        assert opened.ask(registered, view).result() == 1
        assert calls == ["assess"], "the case is the same, and what was computed of it holds"
        assert opened.section("nodes", "triggers", view) is not shown
        assert opened.mark != mark
        tocsin.accept(space.root, "P-1", node="border", level="settled", by="Bo", why="both say so")
        assert "P-1" not in known(opened)
        opened.refresh()
        assert "P-1" in known(opened)
        opened.ask(lambda found: found.assessment, opened.view(Language.EN)).result()
        assert calls == ["assess", "assess"]
        opened.refresh()
        assert source.times == 3
    finally:
        opened.close()


def test_what_changes_while_the_case_is_loaded_is_seen_the_next_time(tmp_path: Path) -> None:
    space = spaces.desk(tmp_path, spaces.SIGNED)

    def source() -> Case:
        found = cases.load("river", workspace=space.root)
        if not any(line.node == "border" and line.entries for line in found.evidence.timelines):
            tocsin.accept(space.root, "P-1", node="border", level="settled", by="Bo", why="so")
        return found

    opened = Desk(source, workspace=str(space.root))
    assert "P-1" not in known(opened)
    mark = opened.mark
    opened.refresh()
    assert "P-1" in known(opened)
    assert opened.mark != mark, "no answer of the case as it was has the mark of this one"
    opened.close()


def test_files_that_change_are_read_again_and_nothing_is_shown_of_a_broken_case(
    tmp_path: Path,
) -> None:
    folder = Path(shutil.copytree(case_folder("river"), tmp_path / "river"))
    times = 0

    def source() -> Case:
        nonlocal times
        times += 1
        return cases.load(folder)

    opened = Desk(source, files=folder)

    def marks() -> Tlp:
        return opened.case.header.tlp

    header = folder / "case.yaml"
    before = header.read_text()
    assert marks() == Tlp.CLEAR
    header.write_text(before.replace("tlp: CLEAR", "tlp: RED"))
    opened.refresh()
    assert marks() == Tlp.RED
    header.write_text("id: [")
    for _ in range(3):
        with pytest.raises(CaseError, match="tocsin check lists every problem"):
            opened.refresh()
    assert times == 3, "a broken case is read once, not for everybody who asks"
    header.write_text(before)
    opened.refresh()
    assert marks() == Tlp.CLEAR
    header.unlink()
    with pytest.raises(CaseError, match="tocsin check lists every problem"):
        opened.refresh()
    opened.close()
