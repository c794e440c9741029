"""Corridors and routes with a name, or with their ends."""

from __future__ import annotations

import pytest

from tocsin.reading.acronyms import introductions
from tocsin.reading.gazetteer import gazetteer
from tocsin.reading.routes import Route, routes
from tocsin.reading.structure import Passage


def _routes(text: str, language: str) -> tuple[list[Route], Passage]:
    passage = Passage(text, language)
    matches = gazetteer(language).find(passage)
    return routes(passage, matches, introductions(passage)), passage


@pytest.mark.parametrize(
    ("language", "text", "quote", "kind"),
    [
        ("fr", "L’oléoduc Niger-Bénin est à l’arrêt.", "oléoduc Niger-Bénin", "pipeline"),
        ("fr", "Le corridor de Latchine rouvre.", "corridor de Latchine", "corridor"),
        ("fr", "un corridor terrestre entre l’Iran et le Liban.",
         "corridor terrestre entre l’Iran et le Liban", "corridor"),
        ("fr",
            "Il sera envoyé par avion vers le Mali.", "envoyé par avion vers le Mali", "air_route"),
        ("en", "The Lobito Corridor opened.", "Lobito Corridor", "corridor"),
        ("en", "the Niger–Benin oil pipeline is shut", "Niger–Benin oil pipeline", "pipeline"),
        ("en", "a railway from China to Uzbekistan", "railway from China to Uzbekistan", "railway"),
        ("en", "an air bridge over the Black Sea", "air bridge over the Black Sea", "air_route"),
        ("en", "arms flown through Libya to Chad", "flown through Libya", "air_route"),
    ],
)  # fmt: skip
def test_routes_are_found(language: str, text: str, quote: str, kind: str) -> None:
    (found,), _ = _routes(text, language)
    assert text[found.mentions[0].start : found.mentions[0].end] == quote
    assert found.kind == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La feuille de route de Washington est claire."),
        ("fr", "Il est en route vers le Mali."),
        ("en", "There is no way to peace."),
        ("en", "The roadmap to Geneva failed."),
        ("fr", "Un corridor est possible."),
    ],
)
def test_what_is_no_route_is_left_alone(language: str, text: str) -> None:
    found, _ = _routes(text, language)
    assert found == []


def test_a_route_is_one_thing_under_its_names() -> None:
    text = (
        "The Great Lakes Rail Corridor (GLRC) will open. The GLRC corridor matters, "
        "and this corridor is cheap."
    )
    (found,), passage = _routes(text, "en")
    assert found.name == "GLRC"
    said = [passage.text[p.start : p.end] for p in found.mentions]
    assert said == ["Great Lakes Rail Corridor", "GLRC", "GLRC corridor", "this corridor"]
