"""An evidence file taken apart and put together again is the same file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.networks_for_tests import TEXT
from tests.small_case import timeline
from tocsin.case.load import load_case, shipped_cases
from tocsin.case.schema import Sighting
from tocsin.ledger.items import KINDS, Item, put_together, read_item, take_apart


@pytest.mark.parametrize("name", shipped_cases())
def test_nothing_is_lost_between_file_and_items(name: str) -> None:
    evidence = load_case(name).evidence
    items = take_apart(evidence)
    assert put_together(items, {}) == evidence
    again = [read_item(item.kind, item.content) for item in items]
    assert again == items
    assert put_together(again, {}) == evidence
    keys = [(item.kind, item.key) for item in items]
    assert len(set(keys)) == len(keys)


def test_every_kind_is_met() -> None:
    met = {item.kind for name in shipped_cases() for item in take_apart(load_case(name).evidence)}
    assert met == set(KINDS)


def test_steps_without_their_head_get_one() -> None:
    seen = Item("sighting", Sighting(date=date(2025, 1, 1), label=TEXT), "mood")
    head = timeline("mood")
    (made,) = put_together([seen], {"mood": head}).timelines
    assert made == head.model_copy(update={"sightings": [seen.entry]})


def test_items_know_when_what_they_tell_happened() -> None:
    days: dict[str, date | None] = {}
    for item in take_apart(load_case("river").evidence):
        days.setdefault(item.kind, item.happened)
    assert days == {
        "timeline": None,
        "entry": date(2025, 2, 3),
        "sighting": date(2025, 9, 1),
        "report": date(2025, 6, 18),
        "watch": date(2024, 7, 1),
        "rating": None,
        "discriminator": None,
    }
