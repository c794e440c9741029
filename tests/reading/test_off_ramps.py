"""Off-ramps: remedies proposed, conditions that keep the peace, changes of course."""

from __future__ import annotations

import pytest

from tocsin.reading.conditionals import conditionals
from tocsin.reading.off_ramps import off_ramps
from tocsin.reading.structure import Passage
from tocsin.reading.triggers import trigger_lists


def _ramps(text: str, language: str) -> list[tuple[str, str]]:
    passage = Passage(text, language)
    found = off_ramps(passage, conditionals(passage), trigger_lists(passage))
    return [(text[r.place.start : r.place.end], r.rule) for r in found]


@pytest.mark.parametrize(
    ("language", "text", "quote", "rule"),
    [
        ("en", "The two sides should restore the hotline.",
         "The two sides should restore the hotline.", "proposed remedy"),
        ("fr", "Une médiation pourrait éviter la guerre.",
         "Une médiation pourrait éviter la guerre.", "proposed remedy"),
        ("en", "War is coming unless the capital changes course.",
         "unless the capital changes course", "unless"),
        ("fr", "Tant que le fleuve est ouvert, la paix tiendra.",
         "Tant que le fleuve est ouvert, la paix tiendra.", "condition of peace"),
        ("en", "We recommend:\n- a pause in exercises;\n- an exchange of prisoners.\nEnd.",
         "a pause in exercises", "listed remedy"),
        ("fr", "Cela renforce l’urgence pour Bamako de rouvrir le pont.",
         "renforce l’urgence pour Bamako de rouvrir le pont", "urgency"),
    ],
)  # fmt: skip
def test_off_ramps_are_proposed(language: str, text: str, quote: str, rule: str) -> None:
    assert (quote, rule) in _ramps(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The collapse of talks could lead to war."),
        ("en", "Should they negotiate?"),
        ("fr", "L’échec des négociations pourrait provoquer la guerre."),
        ("en", "He said: “We should talk.”"),
        ("en", "War is coming unless an army is beaten."),
    ],
)
def test_what_lowers_nothing(language: str, text: str) -> None:
    assert _ramps(text, language) == []
