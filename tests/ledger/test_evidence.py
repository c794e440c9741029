"""Versions supersede each other, and as of a day counts what was published by then."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.networks_for_tests import TEXT
from tests.small_case import entry, report, small_case, timeline, watch
from tocsin.case.schema import Case, Sighting, Source
from tocsin.ledger.decisions import decide
from tocsin.ledger.evidence import Recorder, known, standing, versions
from tocsin.ledger.items import Item
from tocsin.ledger.store import Ledger

CASE = small_case()
RETRIEVED = "2026-05-01T12:00:00Z"
MARCH, MAY, JUNE = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)


def record(ledger: Ledger, *items: Item, published: date = MARCH, revises: bool = False) -> int:
    with ledger.transaction("tests") as book:
        number = decide(book, "tests", "import", "to test", case="small")
        recorder = Recorder(book, "small", number, RETRIEVED, revises)
        for item in items:
            recorder.item(item, published)
        return book.last()


def said(name: str, day: date, code: str = "B2") -> Item:
    when = day.isoformat()
    return Item("report", report(name, when, "mood >= high", code))


def codes(ledger: Ledger, day: date | None, up_to: int | None = None) -> dict[str, str]:
    with ledger.snapshot() as book:
        _, evidence = known(book, CASE, day, up_to=up_to)
    return {one.id: one.code for one in evidence.reports}


def test_what_was_published_later_is_not_known_whenever_it_was_recorded(ledger: Ledger) -> None:
    record(ledger, said("late", MAY))
    record(ledger, said("old", MARCH))
    assert codes(ledger, date(2026, 2, 28)) == {}
    assert codes(ledger, MARCH) == {"old": "B2"}
    assert codes(ledger, date(2026, 4, 30)) == {"old": "B2"}
    assert codes(ledger, MAY) == codes(ledger, None) == {"late": "B2", "old": "B2"}


def test_a_correction_takes_the_place_on_every_day(ledger: Ledger) -> None:
    first = record(ledger, said("r", MARCH, "B2"))
    record(ledger, said("r", MARCH, "C3"))
    assert codes(ledger, MARCH) == codes(ledger, JUNE) == codes(ledger, None) == {"r": "C3"}
    assert codes(ledger, None, up_to=first) == {"r": "B2"}, "what the ledger held is not lost"


def test_a_correction_of_the_date_moves_the_item_for_all_days(ledger: Ledger) -> None:
    record(ledger, said("a", MARCH), said("b", MAY))
    record(ledger, said("a", MAY), said("b", MARCH))
    assert codes(ledger, MARCH) == {"b": "B2"}
    assert codes(ledger, MAY) == {"a": "B2", "b": "B2"}


def test_a_revision_counts_from_the_day_it_was_published(ledger: Ledger) -> None:
    record(ledger, said("r", MARCH, "B2"))
    record(ledger, said("r", MAY, "C3"), published=MAY, revises=True)
    assert codes(ledger, date(2026, 4, 30)) == {"r": "B2"}
    assert codes(ledger, MAY) == codes(ledger, None) == {"r": "C3"}
    with ledger.snapshot() as book:
        first, second = versions(book, "evidence", "small")
    assert (first.superseded, first.corrected) == (MAY, False)
    assert (second.superseded, second.published, second.happened) == (None, MAY, "2026-05-01")
    assert (first.retrieved, first.withdrawn) == (RETRIEVED, False)


def test_a_corrected_revision_still_leaves_the_first_version_its_days(ledger: Ledger) -> None:
    record(ledger, said("r", MARCH, "B2"))
    record(ledger, said("r", MAY, "C3"), published=MAY, revises=True)
    record(ledger, said("r", JUNE, "D4"), published=JUNE)
    assert codes(ledger, date(2026, 5, 31)) == {"r": "B2"}
    assert codes(ledger, JUNE) == {"r": "D4"}


def test_what_is_withdrawn_never_stood(ledger: Ledger) -> None:
    before = record(ledger, said("r", MARCH))
    with ledger.transaction("tests") as book:
        number = decide(book, "tests", "reject", "misread", case="small")
        (version,) = standing(versions(book, "evidence", "small"))
        Recorder(book, "small", number, RETRIEVED).withdraw(version)
    assert codes(ledger, MARCH) == codes(ledger, None) == {}
    assert codes(ledger, None, up_to=before) == {"r": "B2"}
    record(ledger, said("r", MARCH, "A1"))
    assert codes(ledger, MARCH) == {"r": "A1"}, "and may be recorded again"


def test_the_same_again_adds_nothing(ledger: Ledger) -> None:
    record(ledger, said("r", MARCH))
    with ledger.snapshot() as book:
        before = book.rows("evidence")
    record(ledger, said("r", MARCH))
    with ledger.snapshot() as book:
        assert book.rows("evidence") == before


def test_evidence_belongs_to_one_case(ledger: Ledger) -> None:
    record(ledger, said("r", MARCH))
    other = CASE.model_copy(update={"header": CASE.header.model_copy(update={"id": "other"})})
    with ledger.snapshot() as book:
        assert known(book, other)[1].reports == []


def test_a_source_is_known_from_its_day(ledger: Ledger) -> None:
    source = Source(id="D-1", title="One", date="2026-03", type="feed:x")
    with ledger.transaction("tests") as book:
        number = decide(book, "tests", "import", "to test", case="small")
        Recorder(book, "small", number, RETRIEVED).source(source, MAY)
    with ledger.snapshot() as book:
        assert known(book, CASE, MARCH)[0] == []
        assert known(book, CASE, MAY)[0] == [source]


HEAD = timeline("mood", until=JUNE)


@pytest.mark.parametrize(
    ("day", "reach"), [(MARCH, MARCH), (MAY, MAY), (JUNE, JUNE), (date(2026, 7, 1), JUNE)]
)
def test_watching_counts_as_far_as_it_had_come(ledger: Ledger, day: date, reach: date) -> None:
    heard = watch("w", "mood >= high", 2.0, "2026-02-01", "2026-06-01")
    record(ledger, Item("timeline", HEAD, "mood"), Item("watch", heard))
    with ledger.snapshot() as book:
        _, evidence = known(book, CASE, day)
        assert [one.until for one in evidence.timelines] == [reach]
        assert [one.until for one in evidence.watches] == [reach]
        assert known(book, CASE, date(2026, 1, 31))[1].watches == [], "not yet begun"


def test_steps_stand_in_order_of_their_dates_under_the_head_of_the_case(ledger: Ledger) -> None:
    steps: list[Any] = [
        Item("entry", entry("d9", "2026-02-10", "off"), "dispute"),
        Item("entry", entry("d8", "2026-02-01", "on"), "dispute"),
        Item("sighting", Sighting(date=MARCH, label=TEXT), "dispute"),
        Item("entry", entry("m1", "2026-02-03", "high"), "mood"),
    ]
    record(ledger, *steps)
    with ledger.snapshot() as book:
        _, evidence = known(book, CASE)
    shown = {one.node: [each.id for each in one.entries] for one in evidence.timelines}
    assert shown == {"dispute": ["d8", "d9"], "mood": ["m1"]}
    heads = {one.node: one.watched_by for one in evidence.timelines}
    assert heads["dispute"] == _own(CASE, "dispute")
    assert heads["mood"].fr == "Ce qui a été accepté dans le registre."


def _own(case: Case, node: str) -> Any:
    (found,) = [one.watched_by for one in case.evidence.timelines if one.node == node]
    return found
