"""From a case to arrays: the order of things is the same in every run of Python."""

from __future__ import annotations

from tocsin.case.schema import Derived, DerivedLevel
from tocsin.engine.compile import _in_order
from tocsin.language import Text

TEXT = Text(en="text", fr="texte")


def _derived(name: str, when: str) -> Derived:
    levels = [DerivedLevel(id="low", label=TEXT), DerivedLevel(id="high", label=TEXT, when=when)]
    return Derived(id=name, label=TEXT, definition=TEXT, levels=levels)


def test_derived_nodes_have_one_order_whatever_the_hash_seed() -> None:
    """Each stands after those it needs; a set of strings must not decide the rest."""
    needed = [f"part_{letter}" for letter in "abcdefgh"]
    whole = _derived("whole", " and ".join(f"{name} >= high" for name in needed))
    parts = [_derived(name, "x >= high") for name in needed]
    assert [d.id for d in _in_order([whole, *parts])] == [*needed, "whole"]
