"""A workspace with an inbox about the river case, for the tests of the verbs that use one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import tocsin
from tests.ledger.proposals_for_tests import TEXT, proposal
from tocsin.ledger.proposals import Proposal, propose
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace

FIRST = proposal(text=TEXT, url="https://a.org/1", publisher="River Agency")
COPY = proposal(
    title="Ministry speaks of spring",
    text=f"{TEXT} No more was said.",
    url="https://b.org/2",
    publisher="Other Paper",
    published=date(2026, 4, 2),
)
SIGNED = proposal(
    title="Border commission signs final minutes",
    url="https://c.org/3",
    happened="2026-03-30",
    suggests={"node": "border", "level": "settled"},
)


def put(workspace: Workspace, proposals: Sequence[Proposal]) -> list[str]:
    """Proposals into the inbox; their ids."""
    with Ledger.open(workspace.ledger_url).transaction("feed:test") as book:
        return [one.id for one in propose(book, proposals)]


def taught_desk(folder: Path) -> Workspace:
    """The workspace of the documentation: something in its inbox, one question registered."""
    made = desk(folder, FIRST, COPY, SIGNED)
    tocsin.register(made.root, "river", "Q1", by="Ana", probability=0.4, base_rate=0.36)
    return made


def desk(folder: Path, *proposals: Proposal, ledger: str | None = None) -> Workspace:
    """A workspace whose inbox holds the proposals."""
    made = tocsin.init(folder / "desk", ledger=ledger)
    put(made, proposals)
    return made
