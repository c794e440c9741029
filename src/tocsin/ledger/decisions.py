"""Decisions: who took a proposal for what, when and why; nothing else changes the evidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tocsin.case.schema import Source
from tocsin.errors import LedgerError
from tocsin.ledger.evidence import Recorder, standing, versions
from tocsin.ledger.items import Item
from tocsin.ledger.proposals import Proposal, name_of, origins_of, read_proposal
from tocsin.ledger.store import Row, Snapshot, Transaction, canonical

Verdict = Literal["accept", "rate", "reject", "origin", "import", "keep scenario", "drop scenario"]
SETTLING = ("accept", "rate", "reject")
"""Verdicts after which a proposal no longer waits."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the ledger holds it."""

    number: int
    subject: str
    verdict: str
    who: str
    recorded: str
    why: str
    content: dict[str, Any]


def decide(
    book: Transaction,
    subject: str,
    verdict: Verdict,
    why: str,
    *,
    case: str | None = None,
    content: dict[str, Any] | None = None,
) -> int:
    """Record a decision about ``subject`` and return its number.

    Raises:
        LedgerError: no reason is given.
    """
    if not why.strip():
        raise LedgerError("no reason is given; every decision has one; say it with --why TEXT")
    return book.append(
        "decisions", case_id=case, subject=subject, verdict=verdict, why=why.strip(),
        content=canonical(content or {}),
    )  # fmt: skip


def decisions(book: Snapshot, **equal: Any) -> list[Decided]:
    """Decisions in the order in which they were taken; ``equal`` compares columns."""
    return [
        Decided(
            row["seq"], row["subject"], row["verdict"], row["who"], row["recorded"], row["why"],
            json.loads(row["content"]),
        )
        for row in book.rows("decisions", **equal)
    ]  # fmt: skip


def take_in(
    book: Transaction,
    row: Row,
    case: str,
    items: Sequence[Item],
    verdict: Verdict,
    why: str,
    *,
    revises: bool = False,
) -> int:
    """Record that a proposal was taken for these items (for none, if it is rejected).

    What an earlier decision made of the proposal is corrected, so that the last decision stands.
    """
    name = name_of(row["seq"])
    said = {"items": [[item.kind, item.key] for item in items]}
    number = decide(book, name, verdict, why, case=case, content=said)
    recorder = Recorder(book, case, number, row["retrieved"], revises)
    earlier = {one.number for one in decisions(book, subject=name) if one.number != number}
    wanted = {(item.kind, item.key) for item in items}
    for version in standing(versions(book, "evidence", case)):
        if version.decision in earlier and (version.kind, version.key) not in wanted:
            recorder.withdraw(version)
    if items:
        recorder.source(source_of(name, read_proposal(row)), row["published"])
    for item in items:
        recorder.item(item, row["published"])
    return number


def source_name(proposal: str) -> str:
    """The id of the source that stands for a proposal's document: D-12 for P-12."""
    return f"D{proposal.upper().removeprefix('P')}"


def source_of(name: str, proposal: Proposal) -> Source:
    """The document of a proposal as a source of the case."""
    return Source(
        id=source_name(name),
        title=proposal.title,
        publisher=proposal.publisher,
        date=proposal.published.isoformat(),
        url=proposal.url,
        type=proposal.found_by,
    )


def same_origin(book: Transaction, row: Row, other: Row, why: str) -> int:
    """Record that a proposal is a copy of another one's origin, or (of itself) of no other."""
    number: int = other["seq"]
    apart = number == row["seq"]
    origin = number if apart else origins_of(book).get(number, number)
    name = name_of(row["seq"])
    content = {"origin": name_of(origin)}
    decision = decide(book, name, "origin", why, case=row["case_id"], content=content)
    book.append(
        "origins", proposal=row["seq"], origin=origin, because="decided",
        similarity=0 if apart else 100,
    )  # fmt: skip
    return decision
