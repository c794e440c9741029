"""The briefing: its order, its links, its independence, its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests import results_for_tests as made
from tocsin import labels, terms
from tocsin.briefing import html, markdown
from tocsin.briefing.document import build
from tocsin.briefing.findings import Findings
from tocsin.briefing.parts import Cell, Document, KeyFigures, Link, Listing, Paragraph, Table
from tocsin.language import Language, Text

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=y> | `a` [b](javascript:c)'


def findings() -> Findings:
    return Findings(
        made.case(), made.assessment(), made.explanation(), made.obligations(), made.routes()
    )


@pytest.fixture(scope="module")
def english() -> Document:
    return build(findings(), Language.EN)


@pytest.fixture(scope="module")
def french() -> Document:
    return build(findings(), Language.FR)


@pytest.fixture(scope="module")
def page(english: Document) -> str:
    return html.render(english)


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and the words outside style and drawings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {key: value or "" for key, value in attrs}))
        if tag in ("style", "svg"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "svg"):
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.open and data.strip():
            self.words.append(data.strip())

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags if name in attrs]


def links(document: Document) -> Iterator[Link]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Paragraph(content, _):
                    yield from (part for part in content if isinstance(part, Link))
                case KeyFigures(items):
                    yield from (item.value for item in items)
                case Listing(items, _, _):
                    for _, content in items:
                        yield from (part for part in content if isinstance(part, Link))
                case Table():
                    for row in block.rows:
                        for cell in row.cells:
                            yield from (part for part in cell.content if isinstance(part, Link))


def test_sections_stand_in_the_readers_order(english: Document) -> None:
    order = "judgement probabilities reasons triggers hypotheses obligations routes change"
    expected = [*order.split(), "nodes", "sources", "method", "run"]
    assert [section.anchor for section in english.sections] == expected


def test_judgement_opens_with_words_number_and_base_rate(english: Document) -> None:
    lead, confidence = english.sections[0].blocks[:2]
    assert isinstance(lead, Paragraph)
    assert isinstance(confidence, Paragraph)
    said = "".join(part if isinstance(part, str) else part.text for part in lead.content)
    assert "large-scale use of force – has almost no chance of starting (1.3%; base" in said
    assert "is likely (59%; base rate 46%)" in said
    assert "onfidence" not in said
    targets = [part.target for part in lead.content if isinstance(part, Link)]
    assert targets == ["#p-force-12", "#anchor-force", "#p-dispute-12", "#anchor-dispute"]
    assert "Confidence" in str(confidence.content[0])
    assert not re.search(r"\d|likely|chance", str(confidence.content[0]))


def test_every_inner_link_leads_to_an_anchor(page: str, english: Document) -> None:
    tags = Tags(page)
    anchors = tags.values("id")
    assert len(anchors) == len(set(anchors))
    inner = [target[1:] for target in tags.values("href") if target.startswith("#")]
    assert inner
    assert set(inner) <= set(anchors)
    figures = [link for link in links(english) if re.search(r"\d", link.text)]
    assert {link.target[1:] for link in figures if link.target[0] == "#"} <= set(anchors)


def test_page_needs_nothing_else(page: str) -> None:
    tags = Tags(page)
    used = {tag for tag, _ in tags.tags}
    assert not used & {"script", "link", "iframe", "object", "embed", "img", "base", "form"}
    assert not tags.values("src")
    assert not tags.values("srcset")
    assert not [key for _, attrs in tags.tags for key in attrs if key.startswith("on")]
    outside = [attrs["href"] for tag, attrs in tags.tags if attrs.get("href", "#")[0] != "#"]
    assert set(outside) == {source.url for source in made.case().sources if source.url}
    style = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert not re.search(r"@import|url\(", "".join(style))


def test_tables_have_headings_and_figures_have_alternatives(page: str) -> None:
    tags = Tags(page)
    assert all("scope" in attrs for tag, attrs in tags.tags if tag == "th")
    captions = sum(tag == "caption" for tag, _ in tags.tags)
    assert captions == sum(tag == "table" for tag, _ in tags.tags)
    drawings = [attrs for _, attrs in tags.tags if attrs.get("role") == "img"]
    assert len(drawings) == sum(tag == "figure" for tag, _ in tags.tags) == 5
    assert all(attrs["aria-label"] for attrs in drawings)


def test_hostile_words_stay_words() -> None:
    hostile = Text(en=HOSTILE, fr=HOSTILE)
    base = findings()
    first = base.assessment.outcomes[0].model_copy(update={"label": hostile})
    assessment = base.assessment.model_copy(
        update={"title": hostile, "outcomes": [first, *base.assessment.outcomes[1:]]}
    )
    source = base.case.sources[0].model_copy(update={"title": HOSTILE, "url": "javascript:evil()"})
    case = base.case.model_copy(update={"sources": [source, *base.case.sources[1:]]})
    changed = Findings(case, assessment, base.explanation, base.obligations, base.routes)
    document = build(changed, Language.EN)
    tags = Tags(html.render(document))
    assert not {tag for tag, _ in tags.tags} & {"script", "img"}
    assert not [target for target in tags.values("href") if target.startswith("javascript")]
    text = markdown.render(document)
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(<?javascript", text)


def test_labels_are_complete_in_both_languages() -> None:
    same = {  # words that French and English share
        key for key, text in labels.LABELS.items() if text.en == text.fr
    }
    allowed = {
        "handling", "figure", "condition", "sources", "discriminators", "article", "text", "bloc",
        "date", "horizon", "obligations", "question", "mode", "note", "observation", "code",
        "intervention", "off-ramp", "run version", "points", "most probable",
    }  # fmt: skip
    assert same <= allowed
    for text in labels.LABELS.values():
        assert text.en
        assert text.fr
        fields = [sorted(re.findall(r"{(\w+)}", wording)) for wording in (text.en, text.fr)]
        assert fields[0] == fields[1]


def test_french_page_keeps_no_english_label(french: Document) -> None:
    words = set(Tags(html.render(french)).words)
    english_only = {
        text.en for text in labels.LABELS.values() if text.en != text.fr and "{" not in text.en
    }
    english_only |= {
        text.en for field in terms.TERMS.values() for text in field.values() if text.en != text.fr
    }
    french_words = {text.fr for field in terms.TERMS.values() for text in field.values()}
    assert not words & (english_only - french_words - {"on"})
    assert '<html lang="fr">' in html.render(french)


def test_reasons_add_up_as_shown(english: Document) -> None:
    table = next(
        block
        for section in english.sections
        for block in section.blocks
        if isinstance(block, Table) and block.anchor == "table-reasons"
    )

    def shown(cell: Cell) -> int:
        return round(100 * float(str(cell.content[0]).replace("−", "-")))

    numbers = [shown(row.cells[3]) for row in table.rows]
    base, *terms, total, today = numbers
    assert sum(terms) == total
    assert abs(base + total - today) <= 1


def test_not_monitored_is_said(page: str) -> None:
    assert page.count('<span class="state-unwatched">not monitored</span>') == 2


def test_markdown_has_every_section_table_and_anchor(english: Document) -> None:
    text = markdown.render(english)
    for section in english.sections:
        assert f"## {section.title}" in text
    for target in re.findall(r"\]\(<#([^>]+)>\)", text):
        assert f'<a id="{target}"></a>' in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 120
    assert text.startswith("**TLP:CLEAR**")


def test_two_builds_give_the_same_bytes(page: str) -> None:
    assert html.render(build(findings(), Language.EN)) == page
