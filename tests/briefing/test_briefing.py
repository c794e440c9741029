"""The briefing: its order, its links, its independence, its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tocsin import labels, terms
from tocsin.briefing import charts, drawing, html, markdown, pictures
from tocsin.briefing.document import build
from tocsin.briefing.findings import Findings
from tocsin.briefing.parts import (
    Cell,
    Document,
    Figure,
    Inlines,
    KeyFigures,
    Link,
    Listing,
    Paragraph,
    Section,
    Table,
)
from tocsin.briefing.reasons import condensed
from tocsin.case.schema import Bloc
from tocsin.language import Language, Text
from tocsin.workflows.influences import influences
from tocsin.workflows.weighed import weighed

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=y> | `a` [b](javascript:c)'


def findings(**changes: Any) -> Findings:
    """Made-up findings; ``changes`` replace some of them."""
    told: dict[str, Any] = {
        "case": made.case(),
        "assessment": made.assessment(),
        "explanation": made.explanation(),
        "indicators": None,
        "influences": influences(made.case(), asked.pathways()),
        "weighed": weighed(made.case(), made.explanation()),
        "obligations": made.obligations(),
        "routes": made.routes(),
        "premortem": asked.premortem(),
        "matters": asked.matters(),
        "watch_next": asked.watch_next(),
        "pathways": asked.pathways(),
        "off_ramps": asked.off_ramps(),
        "whatif": asked.whatif(),
    }
    return cast(Findings, SimpleNamespace(**{**told, **changes}))


def table(document: Document, anchor: str) -> Table:
    """The table of that anchor."""
    (found,) = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table) and block.anchor == anchor
    ]
    return found


def words(content: Inlines) -> str:
    """What inline parts say."""
    return "".join(part if isinstance(part, str) else part.text for part in content)


def section(document: Document, anchor: str) -> Section:
    """The section of that anchor."""
    (found,) = [each for each in document.sections if each.anchor == anchor]
    return found


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
    order = "judgement probabilities reasons what-if paths influences hangs change premortem watch"
    standing = "triggers hypotheses map obligations routes nodes evidence sources method run"
    expected = [*order.split(), *standing.split()]
    assert [section.anchor for section in english.sections] == expected


def test_judgement_opens_with_words_number_and_base_rate(english: Document) -> None:
    lead, inputs, confidence = english.sections[0].blocks[:3]
    assert isinstance(lead, Paragraph)
    assert isinstance(inputs, Paragraph)
    assert isinstance(confidence, Paragraph)
    said = words(lead.content)
    assert "“Large-scale use of force”, has almost no chance of starting (1.3%; base" in said
    assert "is likely (59%; base rate 46%)" in said
    assert "ranges from 0.58% to 2.3% (80% range)" in words(inputs.content)
    assert "Input force.up.off (from 0.39% to 2.6%)" in words(inputs.content)
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
    assert len(drawings) == sum(tag == "figure" for tag, _ in tags.tags) == 11
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
    document = build(findings(case=case, assessment=assessment), Language.EN)
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
        "handling", "figure", "marked", "condition", "sources", "discriminators", "article", "text",
        "bloc",
        "date", "horizon", "obligations", "question", "mode", "note", "observation", "code",
        "intervention", "off-ramp", "run version", "points", "given by", "from source",
        "interventions", "sighting", "document", "pages", "brier", "log loss", "questions scored",
        "track questions", "lake source", "lake table", "condition part", "kind sections",
        "modality possibility", "event accusation", "event incursion", "event mobilisation",
        "event sanctions", "proposal head", "proposals off_ramp", "rival model", "benchmark crps",
        "short crps", "short ignorance", "short mis", "revision total", "table mentions",
        "mid area", "mid term t2", "mid term t3", "onset auc", "past brier", "past calibration",
        "past log", "by issuer",
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
    assert not words & (english_only - french_words - {"on", "–"})
    assert '<html lang="fr">' in html.render(french)


def shown(cell: Cell) -> int:
    """A cell's figure in hundredths."""
    return round(100 * float(str(cell.content[0]).replace("−", "-")))


def test_reasons_add_up_as_shown(english: Document) -> None:
    numbers = [shown(row.cells[3]) for row in table(english, "table-reasons").rows]
    base, *terms, total, today = numbers
    assert sum(terms) == total
    assert abs(base + total - today) <= 1
    assert all(abs(term) >= 2 for term in terms[:-1])


def test_the_smallest_reasons_stand_in_one_row_and_are_still_named(english: Document) -> None:
    whole, held = condensed(made.explanation())
    assert [row.id for row in held] == ["E08", "resampling"]
    assert sum(row.kind == "small" for row in whole.rows) == 1
    assert round(sum(row.change for row in whole.rows), 2) == round(
        whole.log_odds - whole.base_log_odds, 2
    )
    (listing,) = [b for b in section(english, "reasons").blocks if isinstance(b, Listing)]
    assert [anchor for anchor, _ in listing.items] == [f"row-{row.id}" for row in held]


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


@pytest.mark.parametrize("language", Language)
def test_markdown_shows_the_emphasis_that_its_words_speak_of(language: Language) -> None:
    document = build(findings(), language)
    lines = markdown.render(document).splitlines()
    told = dict.fromkeys(("strong", "raises", "lowers"), False)
    for block in (block for section in document.sections for block in section.blocks):
        for cell in (c for r in block.rows for c in r.cells) if isinstance(block, Table) else ():
            if cell.tone in told and re.fullmatch(r"[−+]?[\d.,]+", words(cell.content)):
                told[cell.tone] = True
                assert any(f"**{words(cell.content)}**" in line for line in lines)
    assert all(told.values())
    assert "****" not in "".join(lines)
    drawn = labels.say("drawn elsewhere", language, caption="")
    greys = [line for line in lines if re.search(r"\b(grey|gris)\b", line)]
    assert all(drawn in line for line in greys)
    figures = [line for line in lines if drawn in line]
    assert len(figures) == sum(isinstance(b, Figure) for s in document.sections for b in s.blocks)


def test_uncounted_items_of_the_matrix_are_marked_in_every_format(english: Document) -> None:
    rows = table(english, "table-matrix").rows
    assert [row.faint for row in rows] == [words(r.cells[0].content).startswith("° ") for r in rows]
    assert sum(row.faint for row in rows) == 2
    note = labels.say("matrix uncounted", Language.EN)
    assert note in markdown.render(english)
    assert note in html.render(english)


def test_french_key_figures_keep_a_space_before_the_colon() -> None:
    text = markdown.render(build(findings(), Language.FR))
    (opening,) = re.findall(r"### Chiffres clés\n\n((?:\* .*\n)+)", text)
    assert all("\u00a0: **" in line for line in opening.splitlines())


def test_two_builds_give_the_same_bytes(page: str) -> None:
    assert html.render(build(findings(), Language.EN)) == page


def test_no_label_has_a_straight_apostrophe() -> None:
    texts = [
        *labels.LABELS.values(),
        *(t for field in terms.TERMS.values() for t in field.values()),
    ]
    assert [text.fr for text in texts if "'" in text.fr] == []


def test_no_key_stands_in_two_modules_of_labels() -> None:
    modules = [module for module in vars(labels).values() if hasattr(module, "LABELS")]
    assert len(modules) >= 4
    assert sum(len(module.LABELS) for module in modules) == len(labels.LABELS)


def test_the_rest_of_the_model_says_what_is_known_and_what_is_inferred(english: Document) -> None:
    condition = table(english, "table-nodes-condition").rows
    assert [words(row.cells[0].content) for row in condition] == ["War in Ukraine"]
    assert condition[0].cells[1].small == "2/4"
    (hidden,) = table(english, "table-nodes-perception").rows
    assert hidden.cells[1].small == "inferred, 20% · 0/4"
    shown = [row for block in section(english, "nodes").blocks if isinstance(block, Table)
             for row in block.rows]  # fmt: skip
    a = made.assessment()
    assert len(shown) == len(a.nodes) - len(a.triggers)


def test_no_code_reaches_the_reader(english: Document) -> None:
    heads = [column.label for column in table(english, "table-matrix").columns]
    assert heads[1:4] == ["Explanation h0", "Explanation h3", "Explanation routine"]
    smalls = [str(row.cells[0].small) for row in table(english, "table-matrix").rows]
    assert not any(name in small for small in smalls for name in ("plants", "statements"))
    assert "one of 5 items of one origin or topic, each counted at 0.40" in smalls[0]
    (discriminator,) = table(english, "table-discriminators").rows
    assert discriminator.cells[0].small is not None
    assert discriminator.cells[0].small.startswith("CC Explanation h0; C Explanation h3")


def test_sections_without_matter_are_left_out() -> None:
    case = made.case()
    bare = case.model_copy(update={"actors": case.actors.model_copy(update={"treaties": []})})
    obligations = made.obligations().model_copy(
        update={"bound": [], "restrained": [], "conflicts": [], "blocs": []}
    )
    routes = made.routes().model_copy(update={"routes": [], "ways": []})
    told = findings(case=bare, obligations=obligations, routes=routes, off_ramps=None, whatif=None)
    anchors = [each.anchor for each in build(told, Language.EN).sections]
    assert not {"map", "obligations", "routes", "what-if"} & set(anchors)
    assert {"change", "premortem"} <= set(anchors)


def test_an_invented_case_has_no_place_on_the_map_of_the_world() -> None:
    case = made.case()
    invented = [actor.model_copy(update={"iso3": None}) for actor in case.actors.actors]
    actors = case.actors.model_copy(update={"actors": invented})
    told = findings(case=case.model_copy(update={"actors": actors}))
    anchors = [b.anchor for b in section(build(told, Language.EN), "routes").blocks
               if isinstance(b, (Table, Figure))]  # fmt: skip
    assert anchors == ["table-routes", "table-ways"]


def test_a_pair_with_both_duties_is_drawn_in_both_colours() -> None:
    base = made.obligations()
    both = base.model_copy(
        update={
            "bound": [made.duty("KGZ", "defence", "applies")],
            "restrained": [made.duty("KGZ", "restraint", "applies")],
        }
    )
    svg = drawing.draw(pictures.network(both, Language.EN, drawing.WIDE), "n", Language.EN)
    ends = {
        colour: re.findall(rf'<line[^>]*stroke="{colour}"[^>]*>', svg)
        for colour in (drawing.BLUE, drawing.ORANGE)
    }
    assert all(len(lines) == 1 for lines in ends.values())
    places = [re.findall(r'(?:transform|x2|y2)="[^"]*"', lines[0]) for lines in ends.values()]
    assert places[0] != places[1]


def test_lines_of_two_looks_between_one_pair_run_apart_by_their_own_width() -> None:
    line, other = pictures._line((0, 0), (100, 0)), pictures._line((0, 0), (0, 100))
    back = pictures._line((100, 0), (0, 0))
    (first, alone), (second,) = pictures._abreast([line, other], [back])
    assert alone == other
    assert abs(first["y"] - second["y"]) >= 3.0 + 1.0
    assert {first["y"], second["y"]} == {first["y2"], second["y2"]}


def test_letters_a_day_apart_do_not_cover_each_other() -> None:
    days = [date(2025, 1, 1), date(2025, 1, 2), date(2025, 1, 3), date(2025, 6, 1)]
    assert charts._letter_levels(days, 0.5) == [0, 1, 2, 0]


def test_abbreviations_are_spelled_out_once() -> None:
    case = made.case()
    blocs = [
        Bloc(
            id="OTS",
            label=Text(en="OTS (Organization of Turkic States)", fr="OET (Organisation)"),
            members=[],
            source="S01",
        )
    ]
    actors = case.actors.model_copy(update={"blocs": blocs})
    a = made.assessment()
    said = Text(en="Confidence: the OTS met.", fr="L’OET s’est réunie.")
    again = Text(en="Then the OTS spoke.", fr="Puis l’OET a parlé.")
    health = a.health.model_copy(update={"warnings": [again]})
    told = findings(
        case=case.model_copy(update={"actors": actors}),
        assessment=a.model_copy(update={"confidence": said, "health": health}),
    )
    text = markdown.render(build(told, Language.EN))
    assert "the OTS (Organization of Turkic States) met." in text
    assert "Then the OTS spoke." in text
