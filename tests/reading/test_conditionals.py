"""Conditions and consequences, cut exactly; words that only look conditional are left alone."""

from __future__ import annotations

import pytest

from tocsin.reading.clauses import breaks
from tocsin.reading.conditionals import conditionals, possibilities
from tocsin.reading.items import Place
from tocsin.reading.structure import Passage

CASES = [
    ("en", "If the talks fail, the army will move.", "if_then", "the talks fail",
     "the army will move"),
    ("en", "If Mali, Niger and Chad sign, others will follow.", "if_then",
     "Mali, Niger and Chad sign", "others will follow"),
    ("en", "Should the dam break, both sides lose.", "if_then", "the dam break",
     "both sides lose"),
    ("en", "Were the bridge to close, trade would stop.", "if_then", "the bridge to close",
     "trade would stop"),
    ("en", "The truce will hold unless a patrol is hit.", "unless", "unless a patrol is hit",
     "The truce will hold"),
    ("en", "However, the truce may hold provided that both withdraw.", "if_then", "both withdraw",
     "the truce may hold"),
    ("en", "In the event of a strike, the port would close.", "conditional",
     "In the event of a strike", "the port would close"),
    ("en", "Only if the port closed would prices rise.", "if_then", "the port closed",
     "would prices rise"),
    ("en", "As long as aid flows, nobody will march.", "if_then", "aid flows",
     "nobody will march"),
    ("fr", "Si les pourparlers échouent, l’armée avancera.", "if_then",
     "les pourparlers échouent", "l’armée avancera"),
    ("fr", "S’ils partent, le pont fermera.", "if_then", "ils partent", "le pont fermera"),
    ("fr", "La trêve tiendra, à moins qu’une patrouille ne soit touchée.", "unless",
     "à moins qu’une patrouille ne soit touchée", "La trêve tiendra"),
    ("fr", "Sauf si le barrage cède, rien ne bougera.", "unless", "Sauf si le barrage cède",
     "rien ne bougera"),
    ("fr", "Au cas où le barrage céderait, les villes seraient évacuées.", "if_then",
     "le barrage céderait", "les villes seraient évacuées"),
    ("fr", "Il partira à condition que la frontière rouvre.", "if_then", "la frontière rouvre",
     "Il partira"),
    ("fr", "En cas de crue, la route serait coupée.", "conditional", "En cas de crue",
     "la route serait coupée"),
    ("fr", "Tant que l’aide arrive, personne ne marchera.", "if_then", "l’aide arrive",
     "personne ne marchera"),
    ("ru", "Если граница закроется, торговля остановится.", "if_then", "граница закроется",
     "торговля остановится"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "modality", "condition", "consequence"), CASES)
def test_explicit_conditionals(
    language: str, text: str, modality: str, condition: str, consequence: str
) -> None:
    (found,) = conditionals(Passage(text, language))
    assert found.condition is not None
    assert found.consequence is not None
    assert found.modality == modality
    assert text[found.condition.start : found.condition.end] == condition
    assert text[found.consequence.start : found.consequence.end] == consequence


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It looks as if the army had left."),
        ("en", "Even if the army left, nothing changed."),
        ("en", "They asked if the army had left."),
        ("en", "It lasted weeks, if not months."),
        ("en", "Few, if any, believed it."),
        ("en", "The army should leave the town."),
        ("en", "Should the army leave?"),
        ("fr", "Il demande si l’armée est partie."),
        ("fr", "Même si l’armée partait, rien ne changerait."),
        ("fr", "La crise est si grave que tous partent."),
        ("fr", "On ne sait comment, comme si rien n’était."),
    ],
)
def test_what_supposes_nothing(language: str, text: str) -> None:
    assert conditionals(Passage(text, language)) == []


def test_conditionals_in_a_quotation_are_flagged() -> None:
    text = "He said: “If they cross, we will answer.” Nobody moved."
    (found,) = conditionals(Passage(text, "en"))
    assert found.flags == ["quoted"]


def test_possibility_is_the_authors_only() -> None:
    text = (
        "The pact could collapse. She said: “We may leave.” It has collapsed. May is cold. "
        "They might have left. War is likely."
    )
    found = list(possibilities(Passage(text, "en"), []))
    assert [(f.modality, text[f.place.start : f.place.end]) for f in found] == [
        ("possibility", "The pact could collapse."),
        ("probable", "War is likely."),
    ]


def test_brackets_quotations_and_paired_dashes_are_not_cut() -> None:
    text = "One, (two, three) — four, five — « six, seven », eight"
    signs = breaks(Passage(text, "fr"), Place(0, len(text)))
    assert [each.at for each in signs] == [3, text.rindex(",")]
