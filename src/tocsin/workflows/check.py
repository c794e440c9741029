"""The verb ``check``: everything that is wrong with a case, with file, line and column."""

from __future__ import annotations

from pathlib import Path

from tocsin.case.check import check_case
from tocsin.results import Problem


def check(case: str | Path) -> list[Problem]:
    """Every problem of the case in a folder, or of the case of that name that ships with Tocsin.

    Problems are sorted by file and line. Those of severity ``error`` must be mended before the
    case can be assessed; warnings say what the results will be silent about.
    """
    return check_case(case)
