"""Loaded words are found in any form and letter case, and come with neutral ones."""

from __future__ import annotations

import pytest

from tocsin.reading.folding import fold
from tocsin.reading.wording import find_loaded, loaded_words


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("An INEVITABLE clash, inevitably.", "en", [["INEVITABLE", "inevitably"]]),
        ("la sphère\nd’influence russe", "fr", [["sphère\nd’influence"]]),
        ("une crise inévitable, des poudrières", "fr", [["inévitable"], ["poudrières"]]),
        ("the evitable", "en", []),
        ("a special military operation", "en", [["special military operation"]]),
        ("un vol de nuit vers Kant, le régime juridique", "fr", []),
        ("неизбежный", "ru", []),
    ],
)
def test_loaded_words_are_found(text: str, language: str, found: list[list[str]]) -> None:
    got = find_loaded(text, language)
    assert [[text[p.start : p.end] for p in one.places] for one in got] == found


def test_of_two_that_overlap_the_longer_counts() -> None:
    text = "un accord de paix déséquilibré"
    (one,) = find_loaded(text, "fr")
    assert one.places == [(3, len(text))]


def test_every_entry_has_plain_forms_and_both_languages() -> None:
    seen: set[tuple[str, str]] = set()
    for word in loaded_words():
        for language, forms in (("en", word.en), ("fr", word.fr)):
            for form in forms:
                assert form == fold(form), f"{form} is not folded"
                assert not form.startswith("*"), f"{form} would be looked for everywhere"
                assert (language, form) not in seen, f"{form} stands twice"
                seen.add((language, form))
        for text in (word.neutral, word.why):
            assert text.en.strip()
            assert text.fr.strip()
            assert "'" not in text.fr


def test_neutral_words_are_not_loaded_themselves() -> None:
    for word in loaded_words():
        assert find_loaded(word.neutral.en, "en") == [], word.neutral.en
        assert find_loaded(word.neutral.fr, "fr") == [], word.neutral.fr
