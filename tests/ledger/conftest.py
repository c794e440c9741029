from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tocsin.ledger.store import Ledger

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def ledger(database: str) -> Ledger:
    """An empty ledger in each kind of database, whose clock stands still."""
    return Ledger.open(database, create=True, clock=lambda: NOON)
