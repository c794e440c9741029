"""Ties between actors, only where the text states them in a known form."""

from __future__ import annotations

import pytest

from tocsin.reading.actors import actors
from tocsin.reading.relations import relations
from tocsin.reading.structure import Passage

CASES = [
    ("fr", "Le Mali et le Niger sont membres de l’AES.",
     [("member_of", "MLI", "AES"), ("member_of", "NER", "AES")]),
    ("fr", "la Turquie, membre de l’OTAN, hésite", [("member_of", "TUR", "NATO")]),
    ("en", "Poland, a member of NATO and of the European Union, agreed.",
     [("member_of", "POL", "NATO"), ("member_of", "POL", "EU")]),
    ("en", "Finland joined NATO in 2023.", [("joined", "FIN", "NATO")]),
    ("en", "Niger withdrew from ECOWAS.", [("left", "NER", "ECOWAS")]),
    ("fr", "le M23, soutenu par le Rwanda, avance", [("supports", "RWA", "M23")]),
    ("fr", "l’OTSC dirigée par la Russie", [("leads", "RUS", "CSTO")]),
    ("en", "Russia recognises Abkhazia.", []),
    ("en", "Venezuela claims Guyana.", [("claims", "VEN", "GUY")]),
    ("fr", "un pacte de défense entre le Rwanda et la Centrafrique",
     [("mutual_defence_obligation", "RWA", "CAF")]),
    ("en", "a mutual defence treaty between Japan and the United States",
     [("mutual_defence_obligation", "JPN", "USA")]),
    ("en", "Pakistan, a major non-NATO ally, agreed with China.",
     [("major_non_nato_ally", "PAK", "USA")]),
    ("en", "Russia and China met in Astana.", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_stated_ties(language: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    passage = Passage(text, language)
    found = relations(passage, actors(passage))
    assert {(r.type, r.subject, r.object) for r in found} == set(expected)


def test_an_office_is_a_tie_to_the_body_that_is_named() -> None:
    text = "Le président de la commission Défense de la Douma, Oleg Veltan, a parlé."
    passage = Passage(text, "fr")
    (found,) = relations(passage, actors(passage))
    assert (found.type, found.subject) == ("holds_office", "VELTAN")
    assert text[found.place.start : found.place.end].endswith("Oleg Veltan")
