"""Dates as the text prints them; a year comes from the text, from the document's date, or not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.dates import dates, vague
from tocsin.reading.structure import Passage

PUBLISHED = date(2025, 12, 20)


@pytest.mark.parametrize(
    ("language", "text", "quote", "value", "precision"),
    [
        ("fr", "le 1er mars 2024 à Paris", "1er mars 2024", "2024-03-01", "day"),
        ("fr", "En juin 2023, rien", "juin 2023", "2023-06", "month"),
        ("fr", "fin août 2025", "fin août 2025", "2025-08", "late_month"),
        ("fr", "Arrivé en 2018 au pouvoir", "en 2018", "2018", "year"),
        ("fr", "le 03/04/2024", "03/04/2024", "2024-04-03", "day"),
        ("fr", "au premier trimestre 2025", "premier trimestre 2025", "2025-Q1", "quarter"),
        ("fr", "du 3 au 5 mai 2024", "3 au 5 mai 2024", "2024-05-03", "day"),
        ("fr", "les années 1990", "les années 1990", "199X", "decade"),
        ("en", "on May 3, 2024, it", "May 3, 2024", "2024-05-03", "day"),
        ("en", "on 3rd of May 2024", "3rd of May 2024", "2024-05-03", "day"),
        ("en", "in early March 2024", "early March 2024", "2024-03", "early_month"),
        ("en", "since 2019, nothing", "since 2019", "2019", "year"),
        ("en", "by late 2023", "late 2023", "2023", "late_year"),
        ("en", "2024-05-03 note", "2024-05-03", "2024-05-03", "day"),
        ("en", "on 13/04/2024", "13/04/2024", "2024-04-13", "day"),
        ("en", "in Q3 2025", "Q3 2025", "2025-Q3", "quarter"),
        ("en", "the award of 1899", "of 1899", "1899", "year"),
        ("ru", "12 июня 2024 года", "12 июня 2024 года", "2024-06-12", "day"),
        ("ru", "в феврале 2025 года", "феврале 2025 года", "2025-02", "month"),
        ("tr", "5 Mayıs 2025 günü", "5 Mayıs 2025", "2025-05-05", "day"),
        ("tr", "Şubat 2025'te", "Şubat 2025", "2025-02", "month"),
    ],
)
def test_printed_dates(language: str, text: str, quote: str, value: str, precision: str) -> None:
    (found,) = dates(Passage(text, language), None)
    assert text[found.place.start : found.place.end].startswith(quote)
    assert (found.value, found.precision, found.inferred) == (value, precision, False)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "Il a parlé début décembre.", "2025-12"),
        ("fr", "Le 3 mars, il est parti.", "2025-03-03"),
        ("fr", "Le sommet aura lieu le 3 mars.", "2026-03-03"),
        ("en", "It fell on 24 December.", "2024-12-24"),
        ("en", "They will meet in March.", "2026-03"),
        ("en", "They met in March.", "2025-03"),
        ("en", "He left last month.", "2025-11"),
        ("en", "He left two years ago.", "2023"),
        ("fr", "Il est parti il y a trois semaines.", "2025-11"),
    ],
)
def test_a_missing_year_comes_from_the_document_or_stays_empty(
    language: str, text: str, value: str
) -> None:
    (found,) = dates(Passage(text, language), PUBLISHED)
    assert (found.value, found.inferred) == (value, True)
    without = dates(Passage(text, language), None)
    assert all(each.value is None for each in without)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "You may march on, said April."),
        ("en", "It may be so; the march in the cold."),
        ("fr", "en mer Caspienne, mars est une planète"),
        ("fr", "31 février 2024"),
        ("en", "version 2.10.2024.1 of 99/99/2024"),
        ("en", "1.000 soldiers and 2500 men"),
    ],
)
def test_what_is_no_date(language: str, text: str) -> None:
    found = dates(Passage(text, language), PUBLISHED)
    assert [text[d.place.start : d.place.end] for d in found if d.precision == "day"] == []


def test_an_english_slash_date_that_reads_both_ways_keeps_its_year_only() -> None:
    (found,) = dates(Passage("signed on 03/04/2024", "en"), PUBLISHED)
    assert (found.value, found.precision, found.ambiguous) == ("2024", "year", True)


def test_vague_times_stay_vague() -> None:
    text = "Recently, and in the coming months, it grew; once the war is over, it may end."
    passage = Passage(text, "en")
    said = [text[p.start : p.end] for p in vague(passage, dates(passage, None))]
    assert said == ["Recently", "in the coming months", "once the war is over"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    text = f"le {day.day} {months.split()[day.month - 1]} {day.year}"
    (found,) = dates(Passage(text, "fr"), None)
    assert found.value == day.isoformat()
