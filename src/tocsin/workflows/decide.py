"""Decide: accept, rate or reject what was found; nothing else changes the evidence of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.errors import DecidedError, LedgerError, NotFoundError
from tocsin.language import Text
from tocsin.ledger.decisions import Verdict, decisions, same_origin, take_in
from tocsin.ledger.items import Item
from tocsin.ledger.proposals import (
    Proposal,
    find_proposal,
    name_of,
    origin_name,
    origins_of,
    read_proposal,
)
from tocsin.ledger.store import Ledger, Row, Snapshot, Transaction
from tocsin.results import ProposalDecision
from tocsin.settings import Workspace, open_workspace
from tocsin.workflows.cases import find_case
from tocsin.workflows.overlay import overlay
from tocsin.workflows.statement import Statement


def accept(
    workspace: str | Path,
    proposal: str,
    *,
    by: str,
    why: str,
    node: str | None = None,
    level: str | None = None,
    says: str | None = None,
    code: str | None = None,
    happened: date | None = None,
    label: Text | None = None,
    case: str | None = None,
    revises: str | None = None,
    after: int | None = None,
) -> ProposalDecision:
    """Take a proposal as knowledge: of a node's level, or as a report that says something.

    With ``node`` and ``level`` it becomes a step of the node's timeline, or a sighting where the
    node stands at that level already. With ``says`` and ``code`` it becomes a report.

    Args:
        workspace: the folder of the workspace.
        proposal: its id, such as ``P-12``.
        by: who decides.
        why: the reason.
        node: the node of which the level is known, and ``level`` the level it reached.
        says: a formula over the nodes, and ``code`` its Admiralty code, such as ``B2``.
        happened: the day it is about; by default the proposal's, or the day it was published.
        label: how the item is called in briefings; by default the title of the document.
        case: name or folder of the case, where the proposal was found for none; what was found for
            another case than this one counts as not there.
        revises: id of an accepted proposal whose source says something else by now: this one takes
            its place from the day on which it was published.
        after: number of the last decision about it that whoever decides has seen, 0 for none: so
            that nobody decides twice, or over somebody else, without knowing.

    Raises:
        DecidedError: a decision came after ``after``.
        LedgerError: neither or both of the two forms are given, or nobody and no reason.
        CaseError: the case would not be sound with it; nothing is recorded.
        NotFoundError: no such proposal, case or node.
    """
    forms = (node, level, says, code)
    if [one is not None for one in forms] not in ([True, True, False, False],
                                                  [False, False, True, True]):  # fmt: skip
        raise LedgerError(
            "an acceptance needs either a node and its level (--node, --level) or what the report "
            "says and its Admiralty code (--says, --code)"
        )

    def items(book: Snapshot, row: Row, found: Case) -> list[Item]:
        stated = Statement(book, row, found, happened, label, revises)
        if node is not None and level is not None:
            return [stated.known(node, level)]
        return [stated.report(str(says), str(code))]

    revised = revises is not None
    return _settle(workspace, proposal, by, why, "accept", case, items, after, revised)


def rate(
    workspace: str | Path,
    proposal: str,
    *,
    scores: Mapping[str, str],
    cluster: str,
    by: str,
    why: str,
    label: Text | None = None,
    case: str | None = None,
    after: int | None = None,
) -> ProposalDecision:
    """Take a proposal as an item of the analysis of competing hypotheses.

    Args:
        workspace: the folder of the workspace.
        proposal: its id, such as ``P-12``.
        scores: for each hypothesis CC, C, N, I, II or NA.
        cluster: the items of common topic that it belongs to; together they are discounted.
        by: who decides.
        why: the reason.
        label: how the item is called in briefings; by default the title of the document.
        case: as for ``accept``.
        after: as for ``accept``.

    Raises what ``accept`` raises.
    """

    def items(book: Snapshot, row: Row, found: Case) -> list[Item]:
        return [Statement(book, row, found, None, label, None).rating(dict(scores), cluster)]

    return _settle(workspace, proposal, by, why, "rate", case, items, after)


def reject(
    workspace: str | Path,
    proposal: str,
    *,
    by: str,
    why: str,
    case: str | None = None,
    after: int | None = None,
) -> ProposalDecision:
    """Decide that a proposal tells nothing; what it had been accepted for is withdrawn.

    Arguments and errors are those of ``accept``.
    """
    return _settle(workspace, proposal, by, why, "reject", case, lambda *_: [], after)


def origin(
    workspace: str | Path,
    proposal: str,
    *,
    by: str,
    why: str,
    same_as: str | None = None,
    apart: bool = False,
    case: str | None = None,
    after: int | None = None,
) -> ProposalDecision:
    """Say that a proposal is a copy of another one, or that it is of an origin of its own.

    Args:
        workspace: the folder of the workspace.
        proposal: its id, such as ``P-12``.
        by: who decides.
        why: the reason.
        same_as: id of the proposal that it goes back to.
        apart: it goes back to no other.
        case: id of the case for which it is decided; what was found for another one counts as not
            there. By default any proposal of the ledger will do.
        after: as for ``accept``.

    Raises:
        DecidedError: a decision came after ``after``.
        LedgerError: neither or both are given, it is a copy of itself, or nobody and no reason.
        NotFoundError: no such proposal.
    """
    if (same_as is None) is not apart:
        raise LedgerError("say either what it is a copy of (--same-as ID) or that it is none "
                          "(--apart)")  # fmt: skip
    place = open_workspace(workspace)
    with Ledger.open(place.ledger_url).transaction(by) as book:
        row = find_proposal(book, proposal, case=case)
        other = row if same_as is None else find_proposal(book, same_as, case=case)
        _nobody_since(book, row, after)
        if same_as is not None and other["seq"] == row["seq"]:
            raise LedgerError(f"{proposal} is a copy of itself; say --apart")
        same_origin(book, row, other, why)
        return _decision(book, row)


def _settle(
    workspace: str | Path,
    proposal: str,
    by: str,
    why: str,
    verdict: Verdict,
    case: str | None,
    items: Callable[[Snapshot, Row, Case], list[Item]],
    after: int | None,
    revises: bool = False,
) -> ProposalDecision:
    """Record a decision and what it brings, unless the case would not be sound with it."""
    place = open_workspace(workspace)
    with Ledger.open(place.ledger_url).transaction(by) as book:
        row = find_proposal(book, proposal)
        where, found = _case(place, read_proposal(row), case)
        if case not in (None, row["case_id"]):
            find_proposal(book, proposal, case=found.header.id)
        _nobody_since(book, row, after)
        try:
            brought = items(book, row, found)
        except ValidationError as error:
            raise LedgerError(_said(error)) from error
        take_in(book, row, found.header.id, brought, verdict, why, revises=revises)
        for day in (None, row["published"]):
            overlay(where, book, day)  # raises, and nothing is recorded
        return _decision(book, row)


def _nobody_since(book: Snapshot, row: Row, after: int | None) -> None:
    """Refuse a decision of somebody who has not seen the last one."""
    name = name_of(row["seq"])
    taken = decisions(book, subject=name)
    if after is not None and taken and taken[-1].number > after:
        last = taken[-1]
        raise DecidedError(
            f"{last.who} decided about {name} ({last.verdict}, {last.recorded}: {last.why}) since "
            "you looked at it; nothing was changed; look at it again before you decide anew"
        )


def _case(place: Workspace, proposal: Proposal, name: str | None) -> tuple[str | Path, Case]:
    wanted = name or proposal.case
    if wanted is None:
        raise NotFoundError("it was found for no case in particular; name one with --case")
    where = find_case(wanted, place)
    return where, load_case(where)


def _said(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, found['loc']))}: got {found['input']!r}, {found['msg']}"
        for found in error.errors()
    )


def _decision(book: Transaction, row: Row) -> ProposalDecision:
    name = name_of(row["seq"])
    last = decisions(book, subject=name)[-1]
    return ProposalDecision(
        number=last.number,
        proposal=name,
        verdict=last.verdict,
        who=last.who,
        recorded=last.recorded,
        why=last.why,
        case=row["case_id"],
        items=[" ".join(item) for item in last.content.get("items", [])],
        origin=origin_name(origins_of(book), row["seq"]),
    )
