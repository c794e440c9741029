"""Folding keeps every offset, on any Unicode."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from tocsin.reading.folding import fold, soften


@given(st.text())
def test_folding_is_one_to_one(text: str) -> None:
    for folded in (fold(text), soften(text)):
        assert len(folded) == len(text)
        for k, character in enumerate(text):
            assert folded[k] in (fold(character), soften(character))


def test_every_code_point_folds_to_one_character() -> None:
    for code in range(sys.maxunicode + 1):
        assert len(fold(chr(code))) == len(soften(chr(code))) == 1


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(soften(text))


def test_spellings_agree() -> None:
    assert fold("ÉTATS‑UNIS") == fold("états-unis") == fold("Etats-Unis")
    assert fold("l’Ukraine") == fold("L'Ukraine")
    assert fold("İstanbul") == fold("istanbul")
    assert fold("Kırgızistan") == "kirgizistan"
    assert fold("Ещё") == fold("еще")
    assert fold("a\u00a0: «\u202fb") == 'a : " b'


def test_softening_keeps_what_grammar_needs() -> None:
    assert soften("À moins qu’il") == "à moins qu'il"
    assert soften("A") != soften("À")
