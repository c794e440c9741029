"""Showing: a page or a result as the briefing has it, in HTML and in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

import tocsin
from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tests.workflows.test_desk import calls as calls  # the answers made up
from tocsin.briefing.pages import PAGES
from tocsin.errors import CaseError, NotFoundError
from tocsin.language import Language, pair
from tocsin.results import Result
from tocsin.workflows import show as module
from tocsin.workflows.show import SHOWN, Shown, show

HOSTILE = "<script>alert(1)</script>"
WITHOUT_WORKSPACE = [page for page in PAGES if page != "record"]


def result(name: str) -> Result:
    """A made-up result by the name that it has among the answers."""
    found: Result = getattr(made if hasattr(made, name) else asked, name)()
    return found


@pytest.fixture
def same_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Made-up results name a hash that no case has."""
    run = made.assessment().run
    monkeypatch.setattr(module, "run_record", lambda *_, **__: run)


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts take longest, and their tests are elsewhere."""
    monkeypatch.setattr("tocsin.briefing.drawing.draw", lambda *_: "<svg></svg>")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("page", WITHOUT_WORKSPACE)
def test_every_page_can_be_shown(calls: list[str], page: str, language: Language) -> None:
    shown = show(made.case(), page, language=language)
    assert [each.anchor for each in shown.document.sections]
    for section in shown.document.sections:
        assert section.title in shown._repr_html_()
        assert section.title in str(shown)


@pytest.mark.usefixtures("same_case", "undrawn")
@pytest.mark.parametrize(("name", "keys"), SHOWN.values())
def test_every_result_is_shown_as_it_is(calls: list[str], name: str, keys: tuple[str, ...]) -> None:
    shown = show(result(name), case=made.case())
    assert len(shown.document.sections) == len(keys)
    named = {"assessment": "assess", "explanation": "explain"}.get(name, name)
    assert named not in calls, "what was given is not computed again"


def test_a_section_can_be_asked_for_by_its_own_name(calls: list[str]) -> None:
    assert [s.anchor for s in show(made.case(), "reasons").document.sections] == ["reasons"]
    assert calls == ["explain"]
    with pytest.raises(NotFoundError, match="no section 'nothing'"):
        show(made.case(), "nothing")


def test_no_link_leads_out_of_what_is_shown(calls: list[str]) -> None:
    html = show(made.case(), "why")._repr_html_()
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets
    assert set(targets) <= ids


def test_the_look_keeps_to_itself(calls: list[str]) -> None:
    html = show(made.case(), "why")._repr_html_()
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style.startswith(".tocsin.tocsin {")
    assert style.count("{") == style.count("}")
    assert not re.search(r":root|^\s*(body|html)\b", style, re.MULTILINE)
    assert "<script" not in html
    assert not re.search(r"\bsrc=|@import|url\((?!#)", html), "nothing is fetched"


def test_what_a_case_says_is_never_markup(calls: list[str]) -> None:
    case = made.case()
    nodes = [node.model_copy(update={"label": pair(HOSTILE, HOSTILE)}) for node in case.model.nodes]
    case = case.model_copy(update={"model": case.model.model_copy(update={"nodes": nodes})})
    for page in ("overview", "triggers", "timeline"):
        assert HOSTILE not in show(case, page)._repr_html_()


def test_every_form_carries_the_handling_mark(calls: list[str]) -> None:
    bundle = show(made.case(), "why")._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/markdown", "text/plain"}
    assert all("TLP:" in text for text in bundle.values())


def test_a_result_of_another_case_is_not_mixed_with_it() -> None:
    case = tocsin.load_case("river")
    found = tocsin.explain(case, samples=1_000)
    assert isinstance(show(found), Shown)
    changed = case.model_copy(update={"claims": case.claims[1:]})
    with pytest.raises(CaseError, match="another state of the case 'river'"):
        show(found, case=changed)


def test_a_result_without_a_section_is_refused() -> None:
    unknown: Any = made.assessment().run
    with pytest.raises(NotFoundError, match="RunRecord has no section"):
        show(unknown)
