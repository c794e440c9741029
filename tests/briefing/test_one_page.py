"""One page: what it holds, that its links lead somewhere, that every shipped case fits it."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tests.briefing.test_briefing import findings, links, section, table, words
from tocsin.briefing import html, markdown, paper
from tocsin.briefing.document import build
from tocsin.briefing.links import anchors, relinked, settled
from tocsin.briefing.parts import Document, KeyFigure, KeyFigures, Link, Listing, Paragraph
from tocsin.language import Language
from tocsin.workflows import cases
from tocsin.workflows.answers import Answers, Asked, pair_of_states

SHIPPED = ("kazakhstan", "river", "ballot")


@pytest.fixture(scope="module")
def page() -> Document:
    return build(findings(), Language.EN, short=True)


def said(document: Document, anchor: str) -> str:
    """The paragraphs of a section."""
    blocks = section(document, anchor).blocks
    return " ".join(words(b.content) for b in blocks if isinstance(b, Paragraph))


def test_it_holds_what_a_reader_needs_first(page: Document) -> None:
    order = ["judgement", "reasons", "change", "to-watch", "triggers", "method"]
    assert [each.anchor for each in page.sections] == order
    assert "has almost no chance of starting (1.3%; base rate" in said(page, "judgement")
    assert "Confidence" in said(page, "judgement")
    (force,) = [r for r in table(page, "table-outcomes").rows if r.anchor == "p-force-12"]
    assert [words(cell.content) for cell in force.cells[1:3]] == ["1.3%", "almost no chance"]
    watch = [b for b in section(page, "to-watch").blocks if isinstance(b, Listing)]
    assert len(watch[0].items) <= 3


def test_what_nothing_watches_is_named(page: Document) -> None:
    unwatched = [t.label.en for t in made.assessment().triggers if t.state == "not monitored"]
    assert unwatched
    assert all(name in said(page, "triggers") for name in unwatched)
    assessment = made.assessment()
    seen = [t.model_copy(update={"state": "observed"}) for t in assessment.triggers]
    watched = findings(assessment=assessment.model_copy(update={"triggers": seen}))
    text = said(build(watched, Language.EN, short=True), "triggers")
    assert f"All {len(seen)} triggers are monitored" in text


def test_its_terms_add_up_to_the_change(page: Document) -> None:
    e = made.explanation()
    figures = [words(row.cells[-1].content) for row in table(page, "table-terms").rows]
    total = sum(float(figure.replace("−", "-")) for figure in figures)
    assert round(total, 2) == round(e.log_odds - e.base_log_odds, 2)


def test_only_interventions_that_count_are_named(page: Document) -> None:
    effects = asked.off_ramps()
    for row in table(page, "table-ramps").rows:
        (effect,) = [each for each in effects.alone if f"off-ramp-{each.id}" == row.anchor]
        (one,) = [each for each in effect.outcomes if each.outcome == effects.outcome]
        assert one.change < -2 * one.change_error
    none = findings(off_ramps=effects.model_copy(update={"alone": []}))
    text = said(build(none, Language.FR, short=True), "change")
    assert "n’abaisse" in text
    assert said(build(findings(off_ramps=None), Language.EN, short=True), "change")


def test_no_link_leads_to_what_is_left_out(page: Document) -> None:
    held = set(anchors(page))
    inner = [link.target[1:] for link in links(page) if link.target.startswith("#")]
    assert inner
    assert set(inner) <= held
    for text in (html.render(page), markdown.render(page)):
        assert all(f'id="{anchor}"' in text for anchor in inner)


def test_links_can_be_led_elsewhere_or_made_words(english: Document) -> None:
    figure = KeyFigures((KeyFigure(Link("1%", "#gone"), "What", "", ""),))
    assert relinked(figure, lambda link: link.text) == figure
    moved = relinked(figure, lambda link: Link(link.text, "#new"))
    assert moved == KeyFigures((KeyFigure(Link("1%", "#new"), "What", "", ""),))
    assert settled(english) == english


@pytest.fixture(scope="module", params=SHIPPED)
def answers(request: pytest.FixtureRequest) -> Answers:
    case = cases.load(request.param)
    few = Asked(as_of=None, seed=1, samples=1024, progress=None)
    return Answers(case, few, duties=pair_of_states(case, None, None))


@pytest.mark.parametrize("language", list(Language))
def test_every_shipped_case_fits_one_page(answers: Answers, language: Language) -> None:
    printed = paper.render(build(answers, language, short=True))
    pages = PdfReader(BytesIO(printed)).pages
    assert len(pages) == 1
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
