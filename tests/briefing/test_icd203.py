"""The check of words against ICD 203: planted faults are found, sound texts pass."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.briefing.test_briefing import findings
from tocsin.briefing import icd203, markdown
from tocsin.briefing.document import build
from tocsin.briefing.likelihood_words import numbers, terms
from tocsin.briefing.parts import Cell, Column, Document, Paragraph, Row, Section, Table
from tocsin.briefing.words import BANDS
from tocsin.errors import WordingError
from tocsin.language import Language
from tocsin.results import WordingReport

EN, FR = Language.EN, Language.FR
SOUND = {
    EN: "Over the 12 months to June 2027 a dispute is likely (68%; base rate 51%) [1].\n\n"
    "Confidence in the evidence base is low: most claims rest on one source.\n",
    FR: "D’ici juin 2027, un différend est probable (68 % ; taux de base 51 %) [1].\n\n"
    "La confiance dans la base de preuves est faible : une seule source.\n",
}
"""A judgement as it should be, to which faults are added."""


def rules(text: str, language: Language) -> list[str]:
    """The rules that a text breaks, from top to bottom."""
    return [each.rule for each in icd203.check_text(text, language).findings]


def added(sentence: str, language: Language) -> list[str]:
    """The rules that a sentence breaks when it is added to a sound judgement."""
    return rules(f"{SOUND[language]}\n{sentence}\n", language)


@pytest.mark.parametrize("language", list(Language))
def test_a_sound_judgement_passes(language: Language) -> None:
    assert rules(SOUND[language], language) == []


PLANTED = [
    (EN, "A dispute is quite likely in 2027.", ["outside-words", "no-number"]),
    (EN, "There is a real possibility of force by 2027.", ["outside-words"]),
    (EN, "Force is inevitable by 2027.", ["outside-words"]),
    (EN, "A dispute is more likely than not by 2027 (60%).", ["outside-words"]),
    (EN, "Force is not likely in 2027 (8%).", ["outside-words", "unlike-number"]),
    (EN, "Force is unlikely by 2027 (8%).", ["unlike-number"]),
    (EN, "Force is almost certain by 2027 (99.7%).", ["unlike-number"]),
    (EN, "A dispute is likely by 2027 (40–75%).", ["unlike-number"]),
    (EN, "A dispute is likely by 2027.", ["no-number"]),
    (EN, "A dispute is likely by 2027 (base rate 60%).", ["no-number"]),
    (EN, "A dispute is likely (60%) and force highly improbable (10%) by 2027.", ["mixed-rows"]),
    (EN, "We judge with high confidence that a dispute is likely by 2027 (60%).",
     ["confidence-and-likelihood"]),
    (EN, "Confidence is moderate that force by 2027 stays at 3%.", ["confidence-and-likelihood"]),
    (EN, "Moscow may respond in 2027.", ["hedge"]),
    (EN, "A closure could follow in 2027, and perhaps sanctions.", ["hedge", "hedge"]),
    (EN, "Force cannot be ruled out in 2027.", ["hedge"]),
    (EN, "A dispute is likely (60%).", ["no-horizon"]),
    (FR, "Un différend est peu probable en 2027 (30 %).", ["outside-words", "unlike-number"]),
    (FR, "Une crise est vraisemblable en 2027.", ["outside-words"]),
    (FR, "Il y a de fortes chances de crise en 2027.", ["outside-words"]),
    (FR, "Le recours à la force est inévitable en 2027.", ["outside-words"]),
    (FR, "La force est improbable en 2027 (8 %).", ["unlike-number"]),
    (FR, "Un différend est probable en 2027 (de 40 à 75 %).", ["unlike-number"]),
    (FR, "Un différend est très probable en 2027.", ["no-number"]),
    (FR, "Un différend est probable en 2027 (taux de base 60 %).", ["no-number"]),
    (FR, "Avec une confiance élevée, un différend est probable en 2027 (60 %).",
     ["confidence-and-likelihood"]),
    (FR, "Moscou pourrait répondre en 2027.", ["hedge"]),
    (FR, "Une fermeture suivra peut-être en 2027.", ["hedge"]),
    (FR, "Il se peut que la crise éclate en 2027.", ["hedge"]),
    (FR, "La force n’est pas exclue en 2027.", ["hedge"]),
    (FR, "Un différend est probable (60 %).", ["no-horizon"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "expected"), PLANTED)
def test_planted_faults_are_found(language: Language, sentence: str, expected: list[str]) -> None:
    assert sorted(added(sentence, language)) == sorted(expected)


SOUND_SENTENCES = [
    (EN, "A dispute is more likely than force."),
    (EN, "Of the outcomes, the most likely is a dispute."),
    (EN, "The author holds that force “may well be likely”."),
    (EN, "It began in May and could not be verified."),
    (EN, "By 2027 force is very unlikely, at 5%; a dispute is likely, at 60%."),
    (EN, "By 2027 the chance of force is 0.4%, below every word of the table."),
    (EN, "By 2027 a dispute has a roughly even chance (1 in 2)."),
    (EN, "Over 80% range of inputs, the error is 2 points; confidence interval 95%."),
    (FR, "Un différend est plus probable que la force."),
    (FR, "L’auteur tient la force pour « peut-être probable »."),
    (FR, "D’ici 2027, la force est très improbable (5 %) et un différend probable (60 %)."),
    (FR, "D’ici 2027, un différend a environ une chance sur deux (48 %)."),
]


@pytest.mark.parametrize(("language", "sentence"), SOUND_SENTENCES)
def test_sound_sentences_pass(language: Language, sentence: str) -> None:
    assert added(sentence, language) == []


@pytest.mark.parametrize("language", list(Language))
def test_every_word_of_the_table_passes_with_its_number(language: Language) -> None:
    for index, band in enumerate(BANDS):
        term, p = band.term.in_(language), round(100 * band.low) + 2
        (found,) = terms(f"x {term} x", language)
        assert found.band == index
        assert added(f"2027: {term} ({p}%).", language) == []
        below = added(f"2027: {term} ({round(100 * band.low) - 1}%).", language)
        assert below == ["unlike-number"]


def test_the_table_itself_may_be_printed() -> None:
    legend = "; ".join(
        f"{band.term.en} {100 * band.low:.0f}–{high}%"
        for band, high in zip(BANDS, (5, 20, 45, 55, 80, 95, 99), strict=True)
    )
    assert added(f"Words: {legend}.", EN) == []
    assert added(f"Words: {legend.replace('20–45', '20–50')}.", EN) == ["unlike-number"]


def test_a_text_that_judges_owes_confidence_and_sources() -> None:
    bare = "By 2027 a dispute is likely (68%).\n"
    assert rules(bare, EN) == ["no-confidence", "no-sources"]
    assert rules("Nothing is judged here.\n", EN) == []
    assert rules(bare + "\nConfidence is low.\n\nSources: the ministry’s statement.\n", EN) == []


def test_a_finding_has_its_line_and_says_what_to_do() -> None:
    text = "# Force is inevitable\n\n" + SOUND[EN] + "\n* A strike is **quite likely**.\n"
    first, *_ = icd203.check_text(text, EN, "note.md").findings
    assert (first.line, first.found, first.place) == (7, "quite likely", "note.md")
    assert first.sentence == "A strike is quite likely ."
    assert "seven words" in first.do.en
    assert "sept mots" in first.do.fr
    (unlike,) = icd203.check_text(SOUND[EN].replace("68%", "30%"), EN).findings
    assert "“unlikely”" in unlike.do.en
    (alone,) = icd203.check_text(SOUND[EN].replace("68%", "0.3%"), EN).findings
    assert "number alone" in alone.do.en


def test_sentences_go_on_over_lines() -> None:
    wrapped = "We judge with high confidence\nthat a dispute is likely\nby 2027 (60%).\n"
    assert added(wrapped, EN) == ["confidence-and-likelihood"]
    listed = "# By when?\n* A dispute is likely (60%)\n* in 2027 nothing else\n"
    assert added(listed, EN) == ["no-horizon"]


def test_what_markdown_does_not_say_is_not_judged() -> None:
    code = "```\nforce is inevitable\n```\n\n[it may](https://example.org/likely) `may`\n"
    assert added(code.replace("[it may]", "[it]"), EN) == []
    table = "| outcome | p | words |\n|---|---|---|\n| force | 30% | likely |\n"
    assert added(table, EN) == ["unlike-number"]


def test_numbers_leave_out_what_is_no_probability() -> None:
    said = "likely (61%; base rate 46%), 80% range 40% to 70%, from 12% then, or 1 in 4"
    assert [(n.low, n.high) for n in numbers(said)] == [(0.61, 0.61), (0.25, 0.25)]


# --- briefings -----------------------------------------------------------------------------------


def planted(document: Document, *blocks: Paragraph | Table) -> list[str]:
    """The rules broken by a briefing to which blocks were added."""
    section = Section("planted", "Planted", blocks)
    whole = replace(document, sections=(*document.sections, section))
    return [each.rule for each in icd203.check_document(whole)]


def test_briefings_pass_and_so_do_their_words_as_text(english: Document, french: Document) -> None:
    short = [build(findings(), language, short=True) for language in Language]
    for document in (english, french, *short):
        assert icd203.check_document(document) == []
        report = icd203.check_text(markdown.render(document), document.language)
        assert report.findings == []


def test_faults_of_a_briefing_are_found(english: Document, french: Document) -> None:
    assert planted(english, Paragraph(("It may start in 2027.",))) == ["hedge"]
    assert planted(french, Paragraph(("Elle est assez probable en 2027 (60\u202f%).",))) == [
        "outside-words"
    ]
    columns = (Column("Outcome"), Column("Probability", numeric=True), Column("In words"))
    row = Row((Cell(("Force",)), Cell(("30%",)), Cell(("likely",))))
    assert planted(english, Table("A", columns, (row,), "a")) == ["unlike-number"]
    bare = Row((Cell(("Force",)), Cell(("",)), Cell(("likely",))))
    assert planted(english, Table("A", columns, (bare,), "a")) == ["no-number"]


def test_a_briefing_without_confidence_or_sources_is_refused(english: Document) -> None:
    opening = english.sections[0]
    blocks = tuple(b for b in opening.blocks if "onfidence" not in str(b))
    whole = replace(english, sections=(replace(opening, blocks=blocks),))
    with pytest.raises(WordingError) as refused:
        icd203.refuse(whole)
    assert "no-confidence" in str(refused.value)
    assert "no-sources" in str(refused.value)
    assert "Mend the texts of the case" in str(refused.value)


def test_a_refusal_names_the_sentence_the_rule_and_what_to_do(french: Document) -> None:
    faulty = replace(french, summary="La crise pourrait éclater. " * 7)
    with pytest.raises(WordingError) as refused:
        icd203.refuse(faulty)
    text = str(refused.value)
    assert "[hedge]" in text
    assert "La crise pourrait éclater" in text
    assert "et 2 de plus" in text


def test_the_rules_are_explained() -> None:
    page = Path(__file__).parents[2] / "docs" / "explanation" / "words-of-likelihood.md"
    explained = re.findall(r"^\| `([a-z-]+)`", page.read_text(encoding="utf-8"), re.M)
    schema = WordingReport.model_json_schema()["$defs"]["WordingFinding"]["properties"]["rule"]
    assert explained == schema["enum"]


def test_the_example_of_the_guide_breaks_what_it_says() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "check-your-words.md"
    faulty, sound = re.findall(
        r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S
    )
    assert sorted(rules(faulty, EN)) == [
        "confidence-and-likelihood", "hedge", "no-horizon", "no-number", "no-sources",
        "outside-words",
    ]  # fmt: skip
    assert rules(sound, EN) == []
