"""A ledger under two writers, one of them killed again and again, and a reader, for some seconds.

``python -m benchmarks.endurance`` does the same for as long as one likes.
"""

from __future__ import annotations

import pytest
from benchmarks.endurance import endure, read

from tocsin.ledger.store import Ledger


def test_nothing_is_lost_doubled_or_torn(database: str) -> None:
    found = endure(database, 0.12)
    assert found["kills"] >= 1
    assert found["states read"] > 5
    assert found["entries"] > 20


@pytest.mark.parametrize(
    "planted",
    [
        [("a", "1")],
        [("a", "1"), ("a twin", "1"), ("a", "1"), ("a twin", "1")],
        [("a", "2"), ("a twin", "2")],
    ],
)
def test_what_is_torn_doubled_or_lost_would_be_seen(
    ledger: Ledger, planted: list[tuple[str, str]]
) -> None:
    with ledger.transaction("tests") as page:
        for name, content in planted:
            page.append("cursors", name=name, content=content)
    with pytest.raises(AssertionError):
        read(ledger, {})
