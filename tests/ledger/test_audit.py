"""The audit log: lines in order, never changed, never more than a line each."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tocsin.errors import LedgerError
from tocsin.ledger import audit
from tocsin.ledger.store import Ledger
from tocsin.ledger.store.connection import transaction


def test_lines_come_back_in_order(ledger: Ledger) -> None:
    with ledger.operations(writes=True) as book:
        for i in range(5):
            audit.note(book, "signed in", at=f"2026-05-01T12:00:0{i}Z", who=f"p{i}", address="::1")
        assert [line.who for line in audit.read(book, 3)] == ["p2", "p3", "p4"]


def test_what_was_typed_cannot_write_a_line_or_move_a_cursor(ledger: Ledger) -> None:
    with ledger.operations(writes=True) as book:
        audit.note(book, "sign-in failed", at="x", who="ana\n2026 signed in \x1b[2J" + "y" * 300)
        (line,) = audit.read(book, 1)
    assert line.who.isprintable()
    assert len(line.who) == audit.LONGEST


@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"])
def test_no_line_can_be_changed_or_removed(ledger: Ledger, change: str) -> None:
    with ledger.operations(writes=True) as book:
        audit.note(book, "signed in", at="x", who="ana")
    with (
        pytest.raises(LedgerError, match="append-only"),
        transaction(ledger.engine, writes=True) as connection,
    ):
        connection.execute(text(change))
