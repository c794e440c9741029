"""Routes: where each corridor stands, and which ways join the actors of a case."""

from __future__ import annotations

from datetime import date

from tocsin.case import routes as corridors
from tocsin.case.schema import Case
from tocsin.results import Routes


def routes(case: Case, *, as_of: date | None = None) -> Routes:
    """The status of every route and the ways between actors.

    Args:
        case: a case that ``check`` finds no error in.
        as_of: the date that is asked about; by default the last day that the case's evidence
            reaches. Dates known to the month or year count from their first day.
    """
    return corridors.routes(case, as_of or case.header.evidence_until)
