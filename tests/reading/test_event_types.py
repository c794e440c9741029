"""Event types are ranked suggestions, and nothing is forced on a text."""

from __future__ import annotations

import pytest

from tocsin.reading.event_types import PLOVER, suggest, types

CASES = [
    ("des livraisons d’armes américaines", "AID", "arms_transfer"),
    ("joint exercises with the neighbour", "COOPERATE", "joint_exercise"),
    ("le rappel de l’ambassadeur", "SANCTION", "diplomatic_break"),
    ("a naval blockade of the port", "COERCE", "blockade"),
    ("the closure of the border", "SANCTION", "border_closure"),
    ("une attaque de drones contre l’aéroport", "ASSAULT", "attack"),
    ("an ultimatum from the capital", "THREATEN", "threat"),
    ("a call-up of reservists", "MOBILIZE", "mobilisation"),
    ("отзыв посла из Москвы", "SANCTION", "diplomatic_break"),
    ("the signing of a peace agreement", "AGREE", "agreement"),
    ("le retrait des troupes françaises", "RETREAT", "withdrawal"),
    ("mass protests in the capital", "PROTEST", "protest"),
]


@pytest.mark.parametrize(("text", "plover", "own"), CASES)
def test_the_first_suggestion(text: str, plover: str, own: str) -> None:
    first = suggest(text)[0]
    assert (first.plover, first.own) == (plover, own)


def test_no_word_no_type() -> None:
    (only,) = suggest("a very long silence in the valley")
    assert (only.own, only.plover, only.score) == ("unclassified", "", 0)


def test_suggestions_are_ranked_and_few() -> None:
    ranked = suggest("an attack on the pipeline, sanctions, protests and the recall of ambassadors")
    assert len(ranked) == 3
    assert [each.score for each in ranked] == sorted((e.score for e in ranked), reverse=True)


def test_every_type_has_a_plover_type_and_a_wording() -> None:
    from tocsin.labels import LABELS

    for kind in types():
        assert kind.plover in PLOVER
        assert f"event {kind.own}" in LABELS
