"""The verb ``check``: everything that is wrong with a case, with file, line and column."""

from __future__ import annotations

from pathlib import Path

from tocsin.results import Problem
from tocsin.settings import open_workspace
from tocsin.workflows.cases import find_case, problems


def check(case: str | Path, *, workspace: str | Path | None = None) -> list[Problem]:
    """Every problem of the case in a folder, or of the case of that name that ships with Tocsin.

    Problems are sorted by file and line. Those of severity ``error`` must be mended before the
    case can be assessed; warnings say what the results will be silent about. With a workspace what
    has been accepted in its ledger is judged as well, once the case itself has no error.
    """
    if workspace is None:
        return problems(case)
    place = open_workspace(workspace)
    where = find_case(case, place)
    found = problems(where)
    if any(one.severity == "error" for one in found):
        return found
    from tocsin.workflows.overlay import problems_with

    return problems_with(where, place)
