"""Proposals: found twice and kept once, copies in one origin, nothing half recorded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.ledger.proposals_for_tests import RETRIEVED, TEXT, proposal
from tocsin.errors import NotFoundError
from tocsin.ledger.proposals import (
    Proposal,
    Span,
    Suggestion,
    find_proposal,
    name_of,
    number_of,
    origins_of,
    propose,
    read_proposal,
)
from tocsin.ledger.store import Ledger


def put(ledger: Ledger, *proposals: Proposal) -> list[tuple[str, bool, str]]:
    with ledger.transaction("feed:test") as book:
        return [(one.id, one.new, one.origin) for one in propose(book, proposals)]


FULL = proposal(
    kind="signal",
    text=TEXT,
    language="en",
    url="https://example.org/a?utm_source=x",
    publisher="Example",
    happened="2026-03",
    document="0" * 64,
    spans=[Span(start=0, end=4)],
    suggests=Suggestion(node="border", level="settled"),
)


def test_a_proposal_comes_out_as_it_went_in(ledger: Ledger) -> None:
    assert put(ledger, FULL) == [("P-1", True, "P-1")]
    with ledger.snapshot() as book:
        row = find_proposal(book, "p-1")
    assert read_proposal(row) == FULL
    assert (row["published"], row["retrieved"], row["happened"], row["canonical_url"]) == (
        date(2026, 4, 1), "2026-04-02T08:00:00Z", "2026-03", "https://example.org/a",
    )  # fmt: skip


def test_what_is_found_again_is_left_as_it_is(ledger: Ledger) -> None:
    one = proposal(text=TEXT, url="https://example.org/a")
    assert put(ledger, one, one) == [("P-1", True, "P-1"), ("P-1", False, "P-1")]
    later = one.model_copy(
        update={
            "retrieved": RETRIEVED.replace(day=9),
            "found_by": "feed:other",
            "url": "https://m.example.org/a?utm_medium=rss",
            "title": one.title.upper(),
        }
    )
    assert put(ledger, later) == [("P-1", False, "P-1")]
    with ledger.snapshot() as book:
        assert book.last() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"case": None},
        {"kind": "signal"},
        {"title": "Something else"},
        {"text": TEXT},
        {"published": date(2026, 4, 2)},
        {"url": "https://example.org/b"},
        {"suggests": Suggestion(says="border >= settled")},
    ],
)
def test_what_differs_in_what_it_says_is_another(change: dict[str, Any]) -> None:
    assert proposal(**change).identity() != proposal().identity()


def test_copies_share_the_origin_of_the_first(ledger: Ledger) -> None:
    first = proposal(text=TEXT, url="https://a.org/1")
    again = proposal(title="Ministry speaks of spring", text=TEXT, url="https://b.org/2")
    third = proposal(title="Third", text="A paragraph of its own", url="http://www.b.org/2/")
    apart = proposal(title="Railway tender", text="of four words", url="https://c.org/3")
    other_case = proposal(case="ballot", text=TEXT, url="https://a.org/1")
    assert put(ledger, first) == [("P-1", True, "P-1")]
    result = put(ledger, again, third, apart, other_case)
    names = [name for name, _, _ in result]
    assert [origin for _, _, origin in result] == ["P-1", "P-1", names[2], names[3]]
    with ledger.snapshot() as book:
        assert set(origins_of(book).values()) == {1}
        assert [row["because"] for row in book.rows("origins")] == ["same text", "same address"]


def test_a_copy_found_again_keeps_its_origin(ledger: Ledger) -> None:
    copy = proposal(title="Ministry speaks of spring", text=TEXT, url="https://b.org/2")
    first, second = put(ledger, proposal(text=TEXT, url="https://a.org/1"), copy)
    assert put(ledger, copy) == [(second[0], False, first[0])]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(order=st.permutations(range(6)), cut=st.integers(0, 6))
def test_batches_and_repetition_change_nothing(order: list[int], cut: int, tmp_path: Any) -> None:
    """However a collection is cut and repeated, each thing found stands once."""
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    (tmp_path / "l.sqlite").unlink(missing_ok=True)
    ledger = Ledger.open(url, create=True)
    every = [
        proposal(title=f"Report {k}", text=f"{k} {TEXT}" if k < 3 else "", url=f"https://x.org/{k}")
        for k in range(6)
    ]
    wanted = [every[k] for k in order]
    put(ledger, *wanted[:cut])
    put(ledger, *wanted)
    put(ledger, *every)
    with ledger.snapshot() as book:
        kept = [read_proposal(row) for row in book.rows("proposals")]
        origins = origins_of(book)
    assert sorted(one.title for one in kept) == [one.title for one in every]
    assert len(origins) == 2
    assert len(set(origins.values())) == 1


@pytest.mark.parametrize("name", ["12", "P-", "P-x", "R-1", "", "P--1", "P-9"])
def test_an_id_of_no_proposal_is_refused(ledger: Ledger, name: str) -> None:
    with ledger.snapshot() as book, pytest.raises(NotFoundError, match="tocsin inbox lists them"):
        find_proposal(book, name)


def test_ids_are_made_from_numbers() -> None:
    assert name_of(12) == "P-12"
    assert number_of("p-12") == 12


def test_a_proposal_is_checked_before_it_is_kept() -> None:
    for change in (
        {"retrieved": datetime(2026, 4, 1)},
        {"title": "  "},
        {"happened": "spring"},
        {"document": "abc"},
        {"spans": [{"start": 4, "end": 4}]},
        {"colour": "red"},
    ):
        with pytest.raises(ValidationError):
            proposal(**change)


def test_what_a_stranger_wrote_cannot_command_a_terminal_or_turn_a_line_round() -> None:
    one = proposal(title="\x1b[2JNote \u202eeton", text="a\x00b\u2028c")
    assert one.title == "[2JNote  eton"
    assert one.text == "a b c"
