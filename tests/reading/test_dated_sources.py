"""Dated sources with their titles."""

from __future__ import annotations

import pytest

from tocsin.reading.actors import actors
from tocsin.reading.dated_sources import dated_sources
from tocsin.reading.dates import dates
from tocsin.reading.structure import Passage


def _sources(text: str, language: str) -> list[tuple[str | None, str]]:
    passage = Passage(text, language)
    found = dated_sources(passage, dates(passage, None), actors(passage))
    return [(s.dated.value, text[s.title.start : s.title.end] if s.title else "") for s in found]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr",
            "Suite :\n– 3 mai 2024 : « Le fleuve et ses deux rives »\n– 4 mai 2024 : « Le pont du "
         "fleuve »\nFin.", [("2024-05-03", "Le fleuve et ses deux rives"),
                            ("2024-05-04", "Le pont du fleuve")]),
        ("en", "References\n\n[1] \"The river and its banks\", Reuters, 3 May 2024.\n"
         "[2] The bridge over the river, BBC, 4 May 2024.\nEnd.",
         [("2024-05-03", "The river and its banks"), ("2024-05-04", "The bridge over the river")]),
        ("en", "A report of 3 May 2024, titled “The river and its banks”, says so.",
         [("2024-05-03", "The river and its banks")]),
        ("fr", "La route est coupée (Reuters, 3 mai 2024).", [("2024-05-03", "")]),
    ],
)  # fmt: skip
def test_sources(language: str, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert _sources(text, language) == expected
