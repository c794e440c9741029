"""Fifty readers and a writer at a real desk for a few seconds: no error, nothing half done."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest
from benchmarks import desk
from benchmarks.desk import BARE, Seen, report, under_load


@pytest.fixture(scope="module")
def seen() -> Seen:
    return under_load(seconds=4, readers=50)


def test_every_page_is_answered_and_every_decision_is_seen(seen: Seen) -> None:
    """The readers themselves raise what an answer lacks; here is that all of them did read."""
    assert {"overview", "why", "timeline", "inbox", "decision"} <= set(seen.times)
    assert seen.answers >= 50
    assert len(seen.done) == len(seen.asked) >= 1


def test_an_answer_that_is_no_success_is_an_error() -> None:
    with desk.bare(10) as base, pytest.raises(AssertionError, match="/nothing: 404"):
        asyncio.run(desk.load(base, ["/nothing"], 0.5, 2, 0))


def test_percentiles_stand_beside_those_of_the_bare_page() -> None:
    plain = Seen(times={BARE: list(np.linspace(0.01, 0.02, 101))})
    rows = report(Seen(times={"overview": list(np.linspace(0.03, 0.06, 101))}), plain).splitlines()
    cells = [cell.strip() for cell in rows[-1].split("|")[1:-1]]
    assert cells == ["overview", "101", "45", "58", "60", "3", "3", "3"]
