"""A workspace with a feed's documents, and the minimal case with an indicator that counts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.indicators.lakes_for_tests import minimal
from tocsin.case.schema import Case, Window
from tocsin.ledger.proposals import Proposal, propose
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace, open_workspace
from tocsin.workflows.init import init

FIRST = date(2023, 6, 5)
"""The Monday on which the feed begins; the minimal case starts thirty weeks later."""
BEFORE, WEEKS = 30, 44
DAY = FIRST + timedelta(weeks=WEEKS)
WORDS = {"en": ["missile*", "NATO standards"], "fr": ["décret"], "ru": ["стандарт* НАТО"]}


def document(number: int, published: date, word: str = "water", **given: Any) -> Proposal:
    """A document that is nobody's copy: the figure in its title is its own."""
    said = {
        "title": f"Report {number} of the ministry about {word} in the south",
        "published": published,
        "retrieved": datetime(2026, 1, 5, 8, tzinfo=UTC),
        "found_by": "feed:alpha",
    }
    return Proposal.model_validate(said | given)


def weeks_of_documents() -> list[Proposal]:
    """Six documents a week; two of them tell of missiles, and four from the case's start on."""
    return [
        document(100 * week + k, FIRST + timedelta(weeks=week, days=k),
                 "missiles" if k < (2 if week < BEFORE else 4) else "water")
        for week in range(WEEKS)
        for k in range(6)
    ]  # fmt: skip


def desk(folder: Path, found: Iterable[Proposal]) -> Workspace:
    init(folder)
    here = open_workspace(folder)
    put(here, found)
    return here


def put(here: Workspace, found: Iterable[Proposal]) -> None:
    with Ledger.open(here.ledger_url).transaction("feed:alpha") as book:
        propose(book, found)


def case_of(folder: Path, **changes: Any) -> Case:
    stated = {
        "source": "documents", "words": WORDS, "doers": [], "towards": [], "quads": [],
        "baseline": Window(since=FIRST, until=date(2023, 12, 17)),
    }  # fmt: skip
    return minimal(folder, **(stated | changes))
