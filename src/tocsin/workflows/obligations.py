"""Obligations: who is bound to what, by which text, if one actor is attacked by another."""

from __future__ import annotations

from datetime import date

from tocsin.case import obligations as texts
from tocsin.case.schema import Case
from tocsin.results import Obligations


def obligations(case: Case, *, attacked: str, by: str, as_of: date | None = None) -> Obligations:
    """The duties that an attack by ``by`` on ``attacked`` would call up or break.

    Args:
        case: a case that ``check`` finds no error in.
        attacked: id of the attacked actor, as in ``actors.yaml``.
        by: id of the attacker.
        as_of: the date on which texts and memberships are read; by default the last day that the
            case's evidence reaches. Dates known to the month or year count from their first day.

    Raises ``NotFoundError`` for an actor that the case does not hold.
    """
    return texts.obligations(case, attacked, by, as_of or case.header.evidence_until)
