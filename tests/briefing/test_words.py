"""Words of estimative probability, and numbers and dates in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin import formats
from tocsin.briefing.words import band, words
from tocsin.language import Language

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("p", "en", "fr"),
    [
        (0.0, "<1%", "<1\u202f%"),
        (0.0099999, "<1%", "<1\u202f%"),
        (0.01, "almost no chance", "presque aucune chance"),
        (0.0499999, "almost no chance", "presque aucune chance"),
        (0.05, "very unlikely", "très improbable"),
        (0.1999999, "very unlikely", "très improbable"),
        (0.20, "unlikely", "improbable"),
        (0.4499999, "unlikely", "improbable"),
        (0.45, "roughly even chance", "environ une chance sur deux"),
        (0.5499999, "roughly even chance", "environ une chance sur deux"),
        (0.55, "likely", "probable"),
        (0.7999999, "likely", "probable"),
        (0.80, "very likely", "très probable"),
        (0.9499999, "very likely", "très probable"),
        (0.95, "almost certain", "presque certain"),
        (0.99, "almost certain", "presque certain"),
        (0.9900001, ">99%", ">99\u202f%"),
        (1.0, ">99%", ">99\u202f%"),
    ],
)
def test_lower_bound_belongs_to_the_band(p: float, en: str, fr: str) -> None:
    assert (words(p).en, words(p).fr) == (en, fr)


@pytest.mark.parametrize("p", [-0.01, 1.01, float("nan")])
def test_what_is_no_probability_has_no_word(p: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        band(p)


@pytest.mark.parametrize(
    ("p", "en", "fr"),
    [
        (0.0, "0%", "0\u202f%"),
        (0.00004, "<0.01%", "<0,01\u202f%"),
        (0.0034, "0.34%", "0,34\u202f%"),
        (0.00994, "0.99%", "0,99\u202f%"),
        (0.00996, "1.0%", "1,0\u202f%"),
        (0.012, "1.2%", "1,2\u202f%"),
        (0.0994, "9.9%", "9,9\u202f%"),
        (0.0996, "10%", "10\u202f%"),
        (0.634, "63%", "63\u202f%"),
        (0.996, "99.6%", "99,6\u202f%"),
        (0.99999, ">99.9%", ">99,9\u202f%"),
    ],
)
def test_percent(p: float, en: str, fr: str) -> None:
    assert (formats.percent(p, EN), formats.percent(p, FR)) == (en, fr)


def test_numbers_have_a_real_minus_and_no_negative_zero() -> None:
    assert formats.signed(-0.126, EN) == "−0.13"
    assert formats.signed(0.126, FR) == "+0,13"
    assert formats.signed(-0.001, EN) == "0.00"
    assert formats.points(0.00032, EN) == "±0.032"


@pytest.mark.parametrize(
    ("change", "error", "en", "fr"),
    [
        (-0.00038, 0.000067, ("−0.038", "±0.007"), ("−0,038", "±0,007")),
        (-0.34228, 0.0069, ("−34.2", "±0.7"), ("−34,2", "±0,7")),
        (0.2, 0.03, ("+20", "±3"), ("+20", "±3")),
        (0.00002, 0.000004, ("+0.0020", "±0.0004"), ("+0,0020", "±0,0004")),
        (0.0000001, 0.0, ("0", "±0"), ("0", "±0")),
        (0.00004, 0.0, ("+0.0040", "±0.0000"), ("+0,0040", "±0,0000")),
    ],
)
def test_a_change_is_as_exact_as_its_error(
    change: float, error: float, en: tuple[str, str], fr: tuple[str, str]
) -> None:
    assert formats.measured(change, error, EN) == en
    assert formats.measured(change, error, FR) == fr


@pytest.mark.parametrize(
    ("change", "shown"),
    [(-0.34, "−34"), (0.0241, "+2.4"), (0.00024, "+0.024"), (0.00002, "+0.002"), (0.0, "0.000")],
)
def test_a_change_in_points_has_two_figures(change: float, shown: str) -> None:
    assert formats.signed_points(change, EN) == shown


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert formats.day(date(2026, 7, 1), FR) == "1er juillet 2026"
    assert formats.day(date(2026, 7, 1), FR, short=True).startswith("1er\u00a0juil")
    assert formats.day(date(2026, 7, 11), FR) == "11 juillet 2026"
    assert formats.day(date(2026, 7, 1), EN) == "1 July 2026"


def test_a_range_never_breaks() -> None:
    assert formats.span(0.012, 0.045, FR) == "1,2\u202f%\u00a0à\u00a04,5\u202f%"
    assert " " not in formats.span(0.012, 0.045, EN)


def test_dates_are_as_precise_as_they_are_known() -> None:
    assert formats.day(date(2026, 3, 1), EN) == "1 March 2026"
    assert formats.day("2025-12", FR) == "décembre 2025"
    assert formats.day("2025", FR) == "2025"
    assert formats.day("2025-12-16", EN, short=True) == "16\u00a0Dec\u00a02025"


def test_rounded_terms_add_up_to_the_rounded_total() -> None:
    terms = [0.114, 0.114, 0.114, -0.0049, 0.333]
    shown = formats.adding_up(terms, sum(terms))
    assert round(sum(shown), 2) == round(sum(terms), 2)
    assert all(abs(a - b) < 0.01 for a, b in zip(shown, terms, strict=True))
    with pytest.raises(ValueError, match="nothing to round"):
        formats.adding_up([0.1, 0.1], 0.9)
