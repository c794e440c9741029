"""Copies are found, and what only resembles a copy is not one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.ledger.proposals_for_tests import TEXT
from tocsin.ledger.likeness import Index, Likeness, fold, runs

DAY = date(2026, 4, 1)
TITLE = "Filling of the upper reservoir to begin two months early"
OTHER = (
    "In another matter the transport ministry opened a tender for the railway along the southern "
    "bank, which would take four years to build and is to be paid for by a loan of the bank of "
    "both states, according to the notice that it put on its site."
)


def index(title: str = TITLE, text: str = TEXT, address: str | None = "https://a.org/1") -> Index:
    made = Index()
    made.add(4, title, text, address, DAY)
    return made


def found(
    title: str = "x", text: str = "", address: str | None = None, *, days: int = 0
) -> Likeness | None:
    return index().find(title, text, address, DAY + timedelta(days=days))


def test_the_same_address_is_a_copy_at_any_distance() -> None:
    assert found("Quite other", OTHER, "https://a.org/1", days=900) == Likeness(
        4, "same address", 100
    )
    assert found("Quite other", OTHER, "https://a.org/2") is None


def test_the_same_words_are_a_copy_within_a_fortnight() -> None:
    reset = TEXT.upper().replace(",", " –")
    assert found("Quite other", reset, days=14) == Likeness(4, "same text", 100)
    assert found("Quite other", reset, days=-14) == Likeness(4, "same text", 100)
    assert found("Quite other", reset, days=15) is None


def test_a_shortened_or_a_framed_text_is_a_copy() -> None:
    start = " ".join(TEXT.split()[:24])
    short = found("x", start)
    assert short is not None
    assert short.because == "same text"
    framed = found("x", f"Our correspondent reports. {TEXT} {OTHER}")
    assert framed is not None
    assert framed.because == "same text"


def test_a_text_that_quotes_a_sentence_is_no_copy() -> None:
    assert found("x", f"{OTHER} {' '.join(TEXT.split()[:12])}") is None
    assert found("x", " ".join(TEXT.split()[:10])) is None, "too short to tell"


def test_nearly_the_same_title_is_a_copy_within_days() -> None:
    title = "Two months early: filling of the upper reservoir to begin"
    alike = found(title, days=3)
    assert alike is not None
    assert (alike.number, alike.because) == (4, "same title")
    assert found(title, days=4) is None


@pytest.mark.parametrize(
    "title",
    [
        "Filling of the upper reservoir delayed by two months",
        "Upper reservoir early",
        "Tender for the railway along the southern bank opened",
    ],
)
def test_another_title_is_no_copy(title: str) -> None:
    assert found(title) is None


def test_titles_with_other_figures_are_of_two_events() -> None:
    one = "Council of the river commission adopts decision 14 on flows"
    made = index(title=one)
    assert made.find(one.replace("14", "15"), "", None, DAY) is None
    assert made.find(one, "", None, DAY) is not None


def test_the_earliest_of_several_copies_is_named() -> None:
    made = index()
    made.add(9, "Another title altogether here", TEXT, None, DAY)
    like = made.find("x", TEXT, None, DAY)
    assert like is not None
    assert like.number == 4


def test_folding_leaves_words_only() -> None:
    assert fold("L’Été — «Première» note, ÉTÉ.") == ["l", "ete", "premiere", "note", "ete"]
    assert fold("Вода́ реки") == ["вода", "реки"]
    assert len(runs("a b c d e")) == 2
    assert runs("a b c") == frozenset()
