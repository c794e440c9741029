"""Cursors move together with what was collected, or not at all."""

from __future__ import annotations

import pytest

from tests.ledger.proposals_for_tests import proposal
from tocsin.ledger.cursors import cursor, set_cursor
from tocsin.ledger.proposals import propose
from tocsin.ledger.store import Ledger


def test_a_cursor_is_where_it_was_last_put(ledger: Ledger) -> None:
    with ledger.snapshot() as book:
        assert cursor(book, "feed:a") is None
    for state in ({"etag": "x"}, {"etag": "y", "seen": [1, 2]}, {"etag": "y", "seen": [1, 2]}):
        with ledger.transaction("feed:a") as book:
            set_cursor(book, "feed:a", state)
    with ledger.snapshot() as book:
        assert cursor(book, "feed:a") == {"etag": "y", "seen": [1, 2]}
        assert cursor(book, "feed:b") is None
        assert book.last() == 2, "the same place again adds nothing"


def test_a_collection_that_breaks_off_moves_no_cursor(ledger: Ledger) -> None:
    def broken() -> None:
        with ledger.transaction("feed:a") as book:
            propose(book, [proposal()])
            set_cursor(book, "feed:a", {"etag": "x"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    with ledger.snapshot() as book:
        assert cursor(book, "feed:a") is None
        assert book.rows("proposals") == []
