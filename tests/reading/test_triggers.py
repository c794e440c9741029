"""Lists of triggers, bulleted and in a row; other lists are not taken for them."""

from __future__ import annotations

import pytest

from tocsin.reading.structure import Passage
from tocsin.reading.triggers import trigger_lists


def _items(text: str, language: str) -> list[str]:
    found = trigger_lists(Passage(text, language))
    return [text[p.start : p.end] for each in found for p in each.items]


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "(a) ", "* ", "– ", "1) "])
def test_every_kind_of_mark(mark: str) -> None:
    second = {"1. ": "2. ", "(a) ": "(b) ", "1) ": "2) "}.get(mark, mark)
    text = f"Three signs to watch:\n{mark}a border closure;\n{second}and/or an attack on Gao.\nEnd."
    assert _items(text, "en") == ["a border closure", "an attack on Gao"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Three triggers could set off a war: an arrest, a grenade, or a bomb in a square.",
         ["an arrest", "a grenade", "a bomb in a square"]),
        ("en", "Watch these signs: (a) an arrest; (b) a grenade; and (c) a bomb in a square.",
         ["an arrest", "a grenade", "a bomb in a square"]),
        ("fr",
            "Trois signaux doivent alerter : une arrestation, une grenade et une bombe en ville.",
         ["une arrestation", "une grenade", "une bombe en ville"]),
        ("fr", "Je crains trois choses. D’abord, une arrestation. Ensuite, une grenade. "
         "Enfin, une bombe en ville.", ["une arrestation", "une grenade", "une bombe en ville"]),
        ("en", "There are two warning signs. The first is an arrest of a leader. "
         "The second is a bomb.", ["an arrest of a leader", "a bomb"]),
    ],
)  # fmt: skip
def test_lists_in_a_row(language: str, text: str, expected: list[str]) -> None:
    assert _items(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We recommend these steps to prevent escalation:\n- a hotline\n- a pause\nEnd."),
        ("en", "Further reading:\n- a book on signs\n- another\nEnd."),
        ("fr", "Le conseil compte trois membres :\n- un juge\n- un maire\n- un préfet\nFin."),
        ("en", "He bought three things: bread, milk, and a bottle of wine."),
    ],
)
def test_other_lists_are_left_alone(language: str, text: str) -> None:
    assert _items(text, language) == []


def test_a_heading_and_a_lead_in_make_a_list_and_its_outcome() -> None:
    text = (
        "The following could trigger the worst case, namely a war over the river:\n"
        "- a dam is closed;\n- a bridge is blown up.\n"
    )
    (found,) = trigger_lists(Passage(text, "en"))
    assert found.lead_in is not None
    assert found.outcome is not None
    assert text[found.lead_in.start : found.lead_in.end].endswith("a war over the river")
    assert text[found.outcome.start : found.outcome.end] == "war over the river"
