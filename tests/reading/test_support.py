"""A value is kept as far as the words bear it out."""

from __future__ import annotations

import pytest

from tocsin.reading.items import Place
from tocsin.reading.support import negated, negations, supported_date, supported_figure


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        ("2025-12-16", "announced on 16 December 2025", "2025-12-16"),
        ("2025-12-16", "announced on December 16th, 2025", "2025-12-16"),
        ("2025-12-01", "le 1er décembre 2025", "2025-12-01"),
        ("2025-12-05", "5 декабря 2025 года", "2025-12-05"),
        ("2025-12-05", "5 Aralık 2025", "2025-12-05"),
        ("2025-12", "in December of 2025", "2025-12"),
        ("2025-12-16", "2025-12-16", "2025-12-16"),
        ("2025-04-30", "on 30.04.2025", "2025-04-30"),
        ("2025-12-16", "announced in December 2025", "2025-12"),
        ("2025-12-16", "announced in 2025", "2025"),
        ("2025-12-16", "on 16 November 2025", "2025"),
        ("2025-12-16", "on 17 December 2025", "2025-12"),
        ("2025-04-03", "on 03/04/2025", "2025"),
        ("2025-05-03", "from 3 May 2024 to 12 June 2025", "2025"),
        ("2024-12-16", "announced on 16 December 2025", None),
        ("2025-12", "early in December", None),
        ("2025", "in 12025", None),
        ("2025-03", "the 2025 exercise", "2025"),
        ("x", "in 2025", None),
        ("", "in 2025", None),
    ],
)
def test_a_date_is_kept_as_far_as_it_is_printed(
    value: str, text: str, expected: str | None
) -> None:
    language = {"а": "ru", "ı": "tr", "é": "fr"}
    told = next((code for sign, code in language.items() if sign in text), "en")
    assert supported_date(value, text, told) == expected


@pytest.mark.parametrize(
    ("figure", "text", "kept"),
    [
        ("4.5", "about 4.5 million tonnes", True),
        ("4,5", "about 4.5 million tonnes", False),
        ("45", "about 4.5 million tonnes", False),
        ("four", "four plants", False),
        ("12", "112 plants", False),
    ],
)
def test_a_figure_is_kept_only_as_it_is_printed(figure: str, text: str, kept: bool) -> None:
    assert supported_figure(figure, text) is kept


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("It will not close", ["not"]),
        ("It won’t close", ["t"]),
        ("It cannot close without notice", ["cannot", "without"]),
        ("Not only the dam", []),
        ("Il ne ferme pas", ["ne"]),
        ("à moins qu’il ne change de cap", []),
        ("un pas vers la paix", []),
        ("sans accord", ["sans"]),
        ("Они не закроют", ["не"]),
        ("Anlaşma değil", ["değil"]),
    ],
)
def test_words_of_negation_are_seen(text: str, cues: list[str]) -> None:
    assert [text[place.start : place.end] for place in negations(text)] == cues


def test_a_negation_bears_on_what_follows_it_in_the_same_sentence() -> None:
    text = "There is no doubt. Haldria will not close the sluices."
    at = text.index("close the sluices")
    (cue,) = negated(text, Place(at, len(text) - 1))
    assert text[cue.start : cue.end] == "not"
    assert cue.start == text.index("not close")


def test_a_negation_far_away_or_in_another_sentence_does_not_bear() -> None:
    text = "It is not known. The towns along the whole river saw the water rise."
    at = text.index("rise")
    assert negated(text, Place(at, at + 4)) == []
