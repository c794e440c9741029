"""A quote is found where it stands, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.quotes import Quotable, words

TEXT = (
    "Haldria will not close the sluices of Korth.  It “cannot”, said the minister — and won’t.\n"
    "L’Élysée n’a pas répondu ; l’unlikely, l’ouvrage est peace\u00adkeeping."
)


def _found(quote: str, text: str = TEXT) -> tuple[str, list[str]] | None:
    match = Quotable(text).find(quote)
    return match and (match.how, [text[place.start : place.end] for place in match.places])


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("will not close", ("exact", ["will not close"])),
        ("  will not close\n", ("exact", ["will not close"])),
        ('it "CANNOT"', ("folded", ["It “cannot”"])),
        ("l'elysee n'a pas", ("folded", ["L’Élysée n’a pas"])),
        ("Korth. It cannot said", ("words", ["Korth.  It “cannot”, said"])),
        ("won't L'Elysee", ("words", ["won’t.\nL’Élysée"])),
        ("peacekeeping", ("words", ["peace\u00adkeeping"])),
        ("the", ("exact", ["the", "the"])),
    ],
)
def test_a_quote_that_stands_in_the_text_is_found(
    quote: str, expected: tuple[str, list[str]]
) -> None:
    assert _found(quote) == expected


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("Haldria will close the sluices", "a negation is dropped"),
        ("Haldria will not … sluices of Korth", "the middle is left out"),
        ("Haldria will not shut the sluices", "a word is replaced by one that means the same"),
        ("sluices the close", "the order is another"),
        ("Haldria will not close the sluices of Korth again", "a word is added"),
        ("close the sluice", "a word is cut short"),
        ("likely", "it stands only inside another word"),
        ("peace keeping", "two words are made of one"),
        ("…", "there is no word in it"),
        ("", "it is empty"),
    ],
)
def test_a_quote_that_does_not_stand_in_the_text_is_not_found(quote: str, why: str) -> None:
    assert _found(quote) is None, why


def test_no_measure_of_likeness_is_used() -> None:
    text = "word " * 400 + "not " + "word " * 400
    assert _found("word " * 800, text) is None


def test_a_decomposed_text_agrees_with_a_composed_quote() -> None:
    text = "Le de\u0301ploiement a commence\u0301."
    assert _found("déploiement a commencé", text) == ("words", [text[3:-1]])


@given(st.text(), st.integers(0, 40), st.integers(1, 40))
def test_a_stretch_of_any_text_is_found_with_its_words_or_not_at_all(
    text: str, start: int, length: int
) -> None:
    quote = text[start : start + length].strip()
    match = Quotable(text).find(quote)
    if match is None:
        return
    assert match.places
    for place in match.places:
        cut = text[place.start : place.end]
        assert [word.key for word in words(cut)] == [word.key for word in words(quote)]


@given(st.text(alphabet="ab1 .,é’\u0301\u00ad"), st.text(alphabet="ab1 .,é’\u0301", max_size=6))
def test_what_is_found_has_the_words_of_the_quote(text: str, quote: str) -> None:
    match = Quotable(text).find(quote)
    for place in match.places if match else []:
        cut = text[place.start : place.end]
        assert [word.key for word in words(cut)] == [word.key for word in words(quote)]


@given(st.lists(st.text(alphabet="abé", min_size=1), min_size=1, max_size=8), st.data())
def test_a_run_of_whole_words_is_always_found(said: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(said) - 1))
    last = data.draw(st.integers(first, len(said) - 1))
    marks = data.draw(st.lists(st.sampled_from([" ", ", ", " — ", "\n"]), min_size=8, max_size=8))
    text = "".join(word + mark for word, mark in zip(said, marks, strict=False))
    assert Quotable(text).find(" ".join(said[first : last + 1])) is not None
