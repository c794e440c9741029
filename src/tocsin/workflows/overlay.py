"""A case with what has been accepted for it in a ledger, as known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tocsin.case.additions import with_evidence
from tocsin.case.check import check_content
from tocsin.case.check_context import EVIDENCE, SOURCES
from tocsin.case.load import load_case, read_case
from tocsin.case.positions import Document
from tocsin.case.schema import Case
from tocsin.errors import CaseError
from tocsin.ledger.evidence import known
from tocsin.ledger.store import Ledger, Snapshot
from tocsin.results import Problem
from tocsin.settings import Workspace


def from_workspace(name_or_path: str | Path, workspace: Workspace, as_of: date | None) -> Case:
    """A case with what the ledger of a workspace knows as of a day."""
    with Ledger.open(workspace.ledger_url).snapshot() as book:
        return overlay(name_or_path, book, as_of)


def problems_with(name_or_path: str | Path, workspace: Workspace) -> list[Problem]:
    """Every problem of a sound case together with all that its ledger holds for it."""
    with Ledger.open(workspace.ledger_url).snapshot() as book:
        case, documents = _merged(name_or_path, book, None, None)
    return check_content(case, documents)


def overlay(
    name_or_path: str | Path, book: Snapshot, as_of: date | None = None, *, up_to: int | None = None
) -> Case:
    """A case with what its ledger knows as of a day.

    Args:
        name_or_path: the case.
        book: the ledger.
        as_of: the date of knowledge; by default all that was accepted.
        up_to: the last entry of the ledger that is looked at; by default the newest.

    Raises:
        CaseError: what was accepted does not go with the case; each problem is listed.
    """
    case, documents = _merged(name_or_path, book, as_of, up_to)
    errors = [one for one in check_content(case, documents) if one.severity == "error"]
    if errors:
        listed = "\n".join(f"[{one.code}] {one.got}; {one.allowed}; {one.do}" for one in errors)
        raise CaseError(
            f"the case {case.header.id} is not sound with what is accepted in the ledger:\n{listed}"
        )
    return case


def _merged(
    name_or_path: str | Path, book: Snapshot, as_of: date | None, up_to: int | None
) -> tuple[Case, dict[str, Document]]:
    """The case with its ledger's evidence, and the documents that still say where things stand."""
    reading = read_case(name_or_path)
    own = reading.case or load_case(name_or_path)  # raises, with every problem listed
    case = with_evidence(own, *known(book, own, as_of, up_to=up_to))
    kept = (
        reading.documents
        if case is own
        else {
            name: document
            for name, document in reading.documents.items()
            if name not in (EVIDENCE, SOURCES)
        }
    )
    return case, kept
