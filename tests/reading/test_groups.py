"""Groups named by their form: axes, agreements, organs of a state, institutions."""

from __future__ import annotations

import pytest

from tocsin.reading.gazetteer import gazetteer
from tocsin.reading.groups import groups
from tocsin.reading.structure import Passage


@pytest.mark.parametrize(
    ("language", "text", "quote", "kind", "parts"),
    [
        ("fr", "L’axe russo-iranien tient.", "axe russo-iranien", "bloc", ["RUS", "IRN"]),
        ("fr", "l’axe Moscou-Pékin", "axe Moscou-Pékin", "bloc", ["RUS", "CHN"]),
        ("en", "The Sino-Russian partnership holds.", "Sino-Russian partnership", "bloc",
         ["CHN", "RUS"]),
        ("en", "the Moscow–Tehran axis", "Moscow–Tehran axis", "bloc", ["RUS", "IRN"]),
        ("fr", "Les autorités maliennes nient.", "autorités maliennes", "state_body", ["MLI"]),
        ("en", "the Malian junta denies", "Malian junta", "state_body", ["MLI"]),
        ("fr", "l’accord de Luanda", "accord de Luanda", "agreement", []),
        ("en", "The Veltan Agreement failed.", "Veltan Agreement", "agreement", []),
        ("en", "Guyana's National Assembly voted.", "National Assembly", "state_body", []),
        ("en",
            "the Ministry of Foreign Affairs said", "Ministry of Foreign Affairs",
         "state_body", []),
        ("fr", "des sociétés militaires privées", "sociétés militaires privées", "group", []),
    ],
)  # fmt: skip
def test_groups_are_found(
    language: str, text: str, quote: str, kind: str, parts: list[str]
) -> None:
    passage = Passage(text, language)
    found = groups(passage, gazetteer(language).find(passage), [])
    named = {text[p.start : p.end]: each for each in found for p in each.mentions}
    assert quote in named
    assert named[quote].type == kind
    assert named[quote].parts == parts


def test_a_crisis_between_two_is_no_group() -> None:
    passage = Passage("une crise russo-kazakhe et la guerre irano-irakienne", "fr")
    assert groups(passage, gazetteer("fr").find(passage), []) == []
