"""Inbox: what connectors and indicators found, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.ledger.decisions import SETTLING, Decided, decisions
from tocsin.ledger.proposals import Proposal, Suggestion, name_of, read_proposal
from tocsin.ledger.store import Ledger, Row, Snapshot
from tocsin.results import Inbox, Proposed
from tocsin.settings import open_workspace
from tocsin.workflows.cases import find_case
from tocsin.workflows.passages import passages


def inbox(
    workspace: str | Path,
    *,
    case: str | Path | Case | None = None,
    every: bool = False,
    words: Sequence[str] = (),
) -> Inbox:
    """The proposals that wait for a decision, newest first, each followed by its copies.

    Args:
        workspace: the folder of the workspace.
        case: a case, or the name or folder of one: only what was found for it, or for no case in
            particular.
        every: show what was decided as well.
        words: where a finder pointed at no passage, those in which these words stand are shown; a
            ``*`` lets any ending follow.

    A copy of something that was decided does not wait: it would count for nothing.

    Raises:
        WorkspaceError, NotFoundError, CaseError: no such workspace or case, or one that cannot be
            read.
    """
    place = open_workspace(workspace)
    if case is not None and not isinstance(case, Case):
        case = load_case(find_case(case, place))
    asked = None if case is None else case.header.id
    with Ledger.open(place.ledger_url).snapshot() as book:
        read = _proposals(book, asked)
    shown = [one for one, _ in read]
    decided = {one.origin for one in shown if one.state in ("accept", "rate")}
    waiting = [one for one in shown if one.state == "waiting" and one.origin not in decided]
    kept = shown if every else waiting
    texts = {one.id: proposal for one, proposal in read}
    return Inbox(
        case=asked,
        waiting=len({one.origin for one in waiting}),
        proposals=[
            one.model_copy(update={"passages": passages(texts[one.id], place.documents, words)})
            for family in _newest_first(kept)
            for one in family
        ],
    )


def _newest_first(proposals: Sequence[Proposed]) -> list[list[Proposed]]:
    """What goes back to one origin together: the origin, then its copies in order of arrival.

    Families are in the order of the day of their head.
    """
    families: dict[str, list[Proposed]] = {}
    for one in proposals:
        families.setdefault(one.origin, []).append(one)
    for family in families.values():
        family.sort(key=lambda one: one.id != one.origin)
    return sorted(families.values(), key=lambda f: (f[0].published, int(f[0].id[2:])), reverse=True)


def _proposals(book: Snapshot, case: str | None) -> list[tuple[Proposed, Proposal]]:
    """All that was found for a case, in the order in which it was."""
    taken: dict[str, list[Decided]] = {}
    for decided in decisions(book):
        taken.setdefault(decided.subject, []).append(decided)
    origins = {row["proposal"]: row for row in book.rows("origins")}
    found = []
    for row in book.rows("proposals"):
        if case is None or row["case_id"] in (None, case):
            one = read_proposal(row)
            found.append((_proposed(row, one, taken, origins.get(row["seq"])), one))
    return found


def _proposed(
    row: Row, one: Proposal, taken: Mapping[str, Sequence[Decided]], origin: Row | None
) -> Proposed:
    about = taken.get(name_of(row["seq"]), ())
    verdict = next((each for each in reversed(about) if each.verdict in SETTLING), None)
    copy = origin is not None and origin["origin"] != row["seq"]
    return Proposed(
        id=name_of(row["seq"]),
        case=one.case,
        kind=one.kind,
        title=one.title,
        text=one.text,
        passages=[],
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
        decided=None if verdict is None else verdict.recorded,
        decision=about[-1].number if about else 0,
    )


def _suggested(suggestion: Suggestion | None) -> str | None:
    """A suggestion as one reads it: the formula, or node = level."""
    if suggestion is None:
        return None
    if suggestion.says is not None:
        return suggestion.says
    return f"{suggestion.node} = {suggestion.level}"
