"""The page of an item says how it counts with the numbers put in, and which words it rests on."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

import tocsin
from tests.briefing.test_briefing import HOSTILE
from tests.workflows.test_weighed import told
from tocsin.briefing import html
from tocsin.briefing.evidence import evidence as every
from tocsin.briefing.evidence import evidence_item
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.parts import Section, Table
from tocsin.language import Language
from tocsin.results import Quote, WeighedEvidence
from tocsin.workflows.weighed import weighed

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def findings() -> Findings:
    case = tocsin.load_case("ballot")
    account = told(case)
    found = SimpleNamespace(case=case, explanation=account, weighed=weighed(case, account))
    return cast(Findings, found)


def page(findings: Findings, name: str, language: Language = EN, **changes: Any) -> str:
    """The section of one item as HTML, its links as they stand."""
    found = findings.weighed
    item = next(one for one in found.items if one.id == name).model_copy(update=changes)
    shown: Section = evidence_item(Writer(findings, language), found, item)
    return html.body([shown], language)


def test_a_report_shows_the_ratio_of_its_code(findings: Findings) -> None:
    (report,) = [one for one in findings.case.evidence.reports if one.id == "R3"]
    tables = findings.case.header.tables
    reliability, credibility = (
        tables.reliability[report.code[0]],
        tables.credibility[report.code[1]],
    )
    times = tables.report_ratio ** (reliability * credibility)
    shown = page(findings, "R3")
    assert f"reliability {report.code[0]} {reliability:g} × credibility {report.code[1]}" in shown
    assert f"= {times:.2f}" in shown
    assert f"{times:.2f}".replace(".", ",") in page(findings, "R3", FR)


def test_a_step_shows_its_claim_its_document_and_its_dates(findings: Findings) -> None:
    shown = page(findings, "V4")
    (claim,) = [one for one in findings.case.claims if one.id == "C5"]
    assert claim.paraphrase.en in shown
    assert 'href="#claim-C5"' in shown
    assert 'href="#source-S12"' in shown
    assert "happened 30 September 2025" in shown
    assert "× 3.2" in shown


def test_what_an_item_did_leads_back_to_its_row(findings: Findings) -> None:
    shown = page(findings, "V4", change=0.34, mc_error=0.02)
    assert "+0.34 (±\N{NO-BREAK SPACE}0.02)" in shown
    assert "multiplied by 1.40" in shown
    assert 'href="#row-V4"' in shown
    assert "below two Monte Carlo errors" in page(findings, "V4")


def test_the_words_of_a_document_are_never_markup(findings: Findings) -> None:
    passage = Quote(
        proposal="P-1", title=HOSTILE, text=HOSTILE, start=3, end=9, decided_by="Ana",
        decided_why=HOSTILE,
    )  # fmt: skip
    for language in Language:
        shown = page(findings, "V4", language, passages=[passage])
        assert "<script" not in shown
        assert "<img" not in shown
        assert "P-1" in shown
    assert "characters 3 to 9" in page(findings, "V4", passages=[passage])


@pytest.mark.parametrize("language", list(Language))
def test_every_item_has_a_row_and_a_page(findings: Findings, language: Language) -> None:
    section = every(Writer(findings, language))
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    found: WeighedEvidence = findings.weighed
    assert [row.anchor for row in table.rows] == [f"evidence-{item.id}" for item in found.items]
    for item in found.items:
        assert item.label.in_(language) in page(findings, item.id, language).replace("&#39;", "'")


def test_the_row_of_a_rated_item_holds_its_formula(findings: Findings) -> None:
    section = every(Writer(findings, EN))
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    (row,) = [row for row in table.rows if row.anchor == "evidence-E4"]
    formula = row.cells[3].content[0]
    assert isinstance(formula, str)
    assert "× 0.5 = " in formula
