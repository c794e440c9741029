"""Short forms are taken only where the long form before or after them spells them."""

from __future__ import annotations

import pytest

from tocsin.reading.acronyms import introductions, occurrences
from tocsin.reading.structure import Passage


@pytest.mark.parametrize(
    ("language", "text", "short", "long"),
    [
        ("en",
            "The Coast Guard Administration (CGA) said so.", "CGA",
         "Coast Guard Administration"),
        ("fr",
            "Le Front patriotique de libération (FPL) nie.", "FPL",
         "Front patriotique de libération"),
        ("fr", "la « Communauté du lac » (CDL, sans siège)", "CDL", "Communauté du lac"),
        ("en", "the RLC (River Lakes Commission) met.", "RLC", "River Lakes Commission"),
        ("en", "It is the Group of the Nine Rivers (GNR).", "GNR", "Group of the Nine Rivers"),
    ],
)  # fmt: skip
def test_introduced_forms(language: str, text: str, short: str, long: str) -> None:
    (found,) = introductions(Passage(text, language))
    assert found.short == short
    assert text[found.long_place.start : found.long_place.end] == long


@pytest.mark.parametrize(
    "text",
    [
        "He left (USA) for good.",
        "the war (II) and peace",
        "a plan (see Annex) failed",
        "it (UN) was",
    ],
)
def test_what_spells_nothing_introduces_nothing(text: str) -> None:
    assert introductions(Passage(text, "en")) == []


def test_an_older_name_and_all_mentions_are_found() -> None:
    text = (
        "La « Ligue des deux rives » (LDR, nouveau nom de la conférence du fleuve) a siégé. "
        "La LDR et la ligue des deux rives ne font qu’un."
    )
    passage = Passage(text, "fr")
    (found,) = introductions(passage)
    assert found.old_place is not None
    assert text[found.old_place.start : found.old_place.end] == "conférence du fleuve"
    said = [text[p.start : p.end] for p in occurrences(passage, found)]
    assert said == [
        "Ligue des deux rives", "LDR", "conférence du fleuve", "LDR", "ligue des deux rives",
    ]  # fmt: skip
