"""Dated events with the smallest statement around the date."""

from __future__ import annotations

from datetime import date

import pytest

from tocsin.reading.actors import actors
from tocsin.reading.dated_events import dated_events
from tocsin.reading.dated_sources import dated_sources
from tocsin.reading.dates import dates
from tocsin.reading.structure import Passage


def _events(text: str, language: str, published: date | None = None) -> list[str]:
    passage = Passage(text, language)
    dated, named = dates(passage, published), actors(passage)
    given = dated_sources(passage, dated, named)
    return [
        text[e.place.start : e.place.end] for e in dated_events(passage, dated, given, named, [])
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Reuters a rapporté le 3 mai 2024 que le Mali fermait le pont, ce qui surprend.",
         ["le Mali fermait le pont"]),
        ("fr", "Le Niger, qui a fermé le pont en mai 2024, hésite.",
         ["Le Niger, qui a fermé le pont en mai 2024"]),
        ("fr", "Tout vient de la chute de la capitale en 2012 et de la suite.",
         ["la chute de la capitale en 2012"]),
        ("en", "On 3 May 2024, Niger closed the bridge, and trade stopped.",
         ["Niger closed the bridge"]),
        ("en",
            "Chronology\n\n- 3 May 2024: Niger closes the bridge.\n- 4 May 2024: it reopens.\nEnd.",
         ["Niger closes the bridge", "it reopens"]),
        ("en", "According to Reuters, Niger closed the bridge in May 2024.",
         ["Niger closed the bridge in May 2024"]),
        ("en", "The pact, signed on 3 May 2024, holds.", ["The pact, signed on 3 May 2024"]),
    ],
)  # fmt: skip
def test_events(language: str, text: str, expected: list[str]) -> None:
    assert _events(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Niamey, 12 mai 2025\n\nLe pont est fermé depuis longtemps, et rien ne bouge."),
        ("en", "NIAMEY, 12 May 2025 - The bridge is shut, and nothing moves."),
        ("en", "If Niger closed the bridge in May 2026, trade would stop."),
        ("en", "There were fewer troops than in 1999."),
        ("en", "Trade could stop by 2027."),
    ],
)
def test_what_happened_nowhere(language: str, text: str) -> None:
    assert _events(text, language) == []
