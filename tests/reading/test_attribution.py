"""Who says what, in which words, and by which cue."""

from __future__ import annotations

import pytest

from tocsin.reading.actors import actors
from tocsin.reading.attribution import Attribution, attributions
from tocsin.reading.structure import Passage

CASES = [
    ("fr", "Reuters a rapporté en mai que le pont est fermé.", "reported_speech",
     "le pont est fermé", "Reuters a rapporté", "REUTERS"),
    ("fr", "Selon le Kremlin, le pont est fermé.", "reported_speech", "le pont est fermé",
     "Selon le Kremlin", "RUS"),
    ("fr", "Le Mali considère ces troupes comme une menace.", "reported_view",
     "ces troupes comme une menace", "Le Mali considère", "MLI"),
    ("fr", "Macron a déclaré : « Nous resterons dans la région. »", "direct_quote",
     "Nous resterons dans la région.", "Macron a déclaré :", "MACRON"),
    ("fr", "« Nous resterons dans la région », a déclaré Emmanuel Macron.", "direct_quote",
     "Nous resterons dans la région", "a déclaré Emmanuel Macron", "MACRON"),
    ("en", "Kagame believes that the border is safe.", "attributed_belief",
     "the border is safe", "Kagame believes", "KAGAME"),
    ("en", "Guyana says the matter belongs in court.", "reported_speech",
     "the matter belongs in court", "Guyana says", "GUY"),
    ("en", "According to Reuters, the bridge is closed.", "reported_speech",
     "the bridge is closed", "According to Reuters", "REUTERS"),
    ("en", "“We will stay in the region,” said Paul Kagame.", "direct_quote",
     "We will stay in the region,", "said Paul Kagame", "KAGAME"),
    ("en", "Analysts in Nairobi argue that the bridge is closed.", "reported_speech",
     "the bridge is closed", "Analysts in Nairobi argue", None),
]  # fmt: skip


def _of(text: str, language: str) -> list[Attribution]:
    passage = Passage(text, language)
    return attributions(passage, actors(passage))


@pytest.mark.parametrize(("language", "text", "kind", "content", "cue", "speaker"), CASES)
def test_attributions(
    language: str, text: str, kind: str, content: str, cue: str, speaker: str | None
) -> None:
    (found,) = _of(text, language)
    assert found.type == kind
    assert text[found.place.start : found.place.end] == content
    assert text[found.cue.start : found.cue.end].rstrip(",") == cue
    assert found.speaker == speaker


def test_a_pronoun_is_the_person_named_last() -> None:
    text = (
        "La ministre, Anna Veltan, hésite. Elle a ajouté : « Il faut attendre encore un peu. » "
        "Plus tard, elle a dit que rien ne pressait."
    )
    assert [each.speaker for each in _of(text, "fr")] == ["VELTAN", "VELTAN"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Tout laisse penser que le pont est fermé."),
        ("fr", "Selon l’évolution de la situation, le pont fermera."),
        ("en", "The report that the bridge is closed was late."),
        ("fr", "La « route des deux lacs » est fermée."),
    ],
)
def test_nobody_speaks_here(language: str, text: str) -> None:
    assert _of(text, language) == []
