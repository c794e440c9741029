"""Kept scenarios: what if under a name, signed and dated in the ledger of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tocsin.case.scenario import read_scenario
from tocsin.case.schema import Case
from tocsin.errors import CaseError, LedgerError, NotFoundError
from tocsin.ledger.decisions import Decided, Verdict, decide, decisions
from tocsin.ledger.store import Ledger, Snapshot
from tocsin.periods import add_months
from tocsin.results import KeptScenario
from tocsin.settings import open_workspace

MOST = 60
"""Characters of a name."""
KEPT: Verdict = "keep scenario"
DROPPED: Verdict = "drop scenario"


def keep_scenario(
    workspace: str | Path,
    case: Case,
    name: str,
    *,
    by: str,
    why: str,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
) -> KeptScenario:
    """Give a scenario of a case a name; one kept under that name before is superseded.

    Args:
        workspace: the folder of the workspace.
        case: a case that ``check`` finds no error in.
        name: what it is called, up to 60 characters.
        by: who keeps it.
        why: what it is for.
        hold, put, rates, given: its steps, as ``whatif`` takes them.

    Raises:
        LedgerError: no name or too long a one, or nobody and no reason.
        CaseError: nothing is done or learned, or the scenario cannot be read.
        NotFoundError: an unknown node, level, hypothesis or assumption.
    """
    called = " ".join(name.split())
    if not 1 <= len(called) <= MOST:
        raise LedgerError(f"a name of {len(called)} characters; 1 to {MOST} are allowed")
    day = case.header.evidence_until
    read = read_scenario(
        case, day, add_months(day, max(case.header.horizons)), hold=hold, put=put, rates=rates,
        given=given,
    )  # fmt: skip
    if not read.acts and not read.known:
        raise CaseError("nothing is done or learned, so there is no scenario to keep; choose steps")
    steps = {"hold": list(hold), "put": list(put), "rates": list(rates), "given": list(given)}
    with Ledger.open(open_workspace(workspace).ledger_url).transaction(by) as book:
        decide(
            book, _subject(case.header.id, called), KEPT, why, case=case.header.id,
            content={"name": called, **steps},
        )  # fmt: skip
        return _found(book, case.header.id, called)


def drop_scenario(
    workspace: str | Path, case: str, name: str, *, by: str, why: str
) -> KeptScenario:
    """Take a kept scenario off the list; the ledger still says that it was kept.

    Raises:
        NotFoundError: none of that name is kept for the case.
    """
    with Ledger.open(open_workspace(workspace).ledger_url).transaction(by) as book:
        found = _found(book, case, name)
        decide(book, _subject(case, found.name), DROPPED, why, case=case)
        return found


def scenarios(workspace: str | Path, case: str) -> list[KeptScenario]:
    """The scenarios that are kept for a case (its id), by name."""
    with Ledger.open(open_workspace(workspace).ledger_url).snapshot() as book:
        return _kept(book, case)


def kept_scenario(workspace: str | Path, case: str, name: str) -> KeptScenario:
    """One kept scenario of a case (its id); raises ``NotFoundError`` where there is none."""
    with Ledger.open(open_workspace(workspace).ledger_url).snapshot() as book:
        return _found(book, case, name)


def _found(book: Snapshot, case: str, name: str) -> KeptScenario:
    kept = _kept(book, case)
    called = " ".join(name.split())
    found = next((one for one in kept if one.name == called), None)
    if found is None:
        named = ", ".join(one.name for one in kept) or "none"
        raise NotFoundError(f"no scenario {called!r} is kept for the case {case}; kept: {named}")
    return found


def _kept(book: Snapshot, case: str) -> list[KeptScenario]:
    last: dict[str, Decided] = {}
    for one in decisions(book, case_id=case, verdict=[KEPT, DROPPED]):
        last[one.subject] = one
    kept = [_read(one, case) for one in last.values() if one.verdict == KEPT]
    return sorted(kept, key=lambda one: one.name.casefold())


def _read(one: Decided, case: str) -> KeptScenario:
    return KeptScenario.model_validate(
        {**one.content, "case": case, "who": one.who, "recorded": one.recorded, "why": one.why}
    )


def _subject(case: str, name: str) -> str:
    """What the decisions about a scenario are about."""
    return f"scenario {case} {name}"
