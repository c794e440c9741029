"""Cursors: how far a collection has come, recorded together with what it brought."""

from __future__ import annotations

import json
from typing import Any

from tocsin.ledger.store import Snapshot, Transaction, canonical


def cursor(book: Snapshot, name: str) -> dict[str, Any] | None:
    """Where the collection of that name stands; ``None`` where it has not begun."""
    row = book.newest("cursors", name=name)
    return None if row is None else json.loads(row["content"])


def set_cursor(book: Transaction, name: str, state: dict[str, Any]) -> None:
    """Note how far a collection has come; the same place again adds nothing.

    In one transaction with the proposals of that stretch neither is ever there without the other.
    """
    if cursor(book, name) != state:
        book.append("cursors", name=name, content=canonical(state))
