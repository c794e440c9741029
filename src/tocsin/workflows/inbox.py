"""Inbox: what connectors and indicators found, and what became of it."""

from __future__ import annotations

from pathlib import Path

from tocsin.ledger.decisions import Decided, settled
from tocsin.ledger.proposals import Suggestion, name_of, read_proposal
from tocsin.ledger.store import Ledger, Row, Snapshot
from tocsin.results import Inbox, Proposed
from tocsin.settings import open_workspace


def inbox(workspace: str | Path, *, case: str | None = None, every: bool = False) -> Inbox:
    """The proposals that wait for a decision, newest first, each followed by its copies.

    Args:
        workspace: the folder of the workspace.
        case: id of a case: only what was found for it, or for no case in particular.
        every: show what was decided as well.

    A copy of something that was decided does not wait: it would count for nothing.
    """
    with Ledger.open(open_workspace(workspace).ledger_url).snapshot() as book:
        shown = _proposals(book, case)
    decided = {one.origin for one in shown if one.state in ("accept", "rate")}
    waiting = [one for one in shown if one.state == "waiting" and one.origin not in decided]
    kept = shown if every else waiting
    newest = {one.origin: (one.published, int(one.id[2:])) for one in reversed(kept)}
    for one in kept:
        if one.id == one.origin:
            newest[one.origin] = (one.published, int(one.id[2:]))
    kept.sort(key=lambda one: int(one.id[2:]))
    kept.sort(key=lambda one: newest[one.origin], reverse=True)
    return Inbox(case=case, waiting=len({one.origin for one in waiting}), proposals=kept)


def _proposals(book: Snapshot, case: str | None) -> list[Proposed]:
    verdicts = settled(book)
    origins = {row["proposal"]: row for row in book.rows("origins")}
    return [
        _proposed(row, verdicts.get(name_of(row["seq"])), origins.get(row["seq"]))
        for row in book.rows("proposals")
        if case is None or row["case_id"] in (None, case)
    ]


def _proposed(row: Row, verdict: Decided | None, origin: Row | None) -> Proposed:
    one = read_proposal(row)
    copy = origin is not None and origin["origin"] != row["seq"]
    return Proposed(
        id=name_of(row["seq"]),
        case=one.case,
        kind=one.kind,
        title=one.title,
        text=one.text,
        publisher=one.publisher,
        url=one.url,
        happened=one.happened,
        published=one.published,
        retrieved=row["retrieved"],
        found_by=one.found_by,
        suggests=_suggested(one.suggests),
        origin=name_of(row["seq"] if origin is None else origin["origin"]),
        because=origin["because"] if origin is not None and copy else None,
        similarity=origin["similarity"] if origin is not None and copy else None,
        state="waiting" if verdict is None else verdict.verdict,
        who=None if verdict is None else verdict.who,
        why=None if verdict is None else verdict.why,
    )


def _suggested(suggestion: Suggestion | None) -> str | None:
    """A suggestion as one reads it: the formula, or node = level."""
    if suggestion is None:
        return None
    if suggestion.says is not None:
        return suggestion.says
    return f"{suggestion.node} = {suggestion.level}"
