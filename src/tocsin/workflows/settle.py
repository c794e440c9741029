"""Settle: how a registered question came out, with the source that says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tocsin.case.load import load_case
from tocsin.ledger import forecasts
from tocsin.ledger.store import Ledger
from tocsin.results import QuestionRecord
from tocsin.settings import open_workspace
from tocsin.workflows.cases import find_case
from tocsin.workflows.record import question_record


def settle(
    workspace: str | Path,
    case: str | Path,
    question: str,
    outcome: forecasts.Outcome,
    *,
    settled: date,
    source: str,
    by: str,
    why: str,
) -> QuestionRecord:
    """Record yes, no or void for a question, and score what was registered in time.

    Args:
        workspace: the folder of the workspace.
        case: name or folder of the case that asked.
        question: its id there.
        outcome: ``yes``, ``no``, or ``void`` where it can be neither by the question's own terms.
        settled: the day on which the answer was there to see; for no, the deadline or later.
        source: what says so: the question's source of truth, as precisely as it can be found again.
        by: who settles it.
        why: how the source answers the question.

    Settling again corrects what was recorded before. Raises ``NotFoundError`` for a question that
    is not registered, ``LedgerError`` for an answer that cannot be known on that day.
    """
    place = open_workspace(workspace)
    name = load_case(find_case(case, place)).header.id
    with Ledger.open(place.ledger_url).transaction(by) as book:
        return question_record(
            forecasts.settle(book, name, question, outcome, settled=settled, source=source, why=why)
        )
