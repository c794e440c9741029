"""Loading a case by name or folder, and the record of how a result was made."""

from __future__ import annotations

import hashlib
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tocsin.case.check import check_case
from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import RunRecord

LIBRARIES = ("numpy", "numba", "scipy", "pydantic")


def load(name_or_path: str | Path) -> Case:
    """The shipped case of that name, or the case in that folder.

    Raises ``CaseError`` with every error that ``check`` finds: what is wrong with a case is said
    before it is computed with, never in the middle.
    """
    errors = [problem for problem in check_case(name_or_path) if problem.severity == "error"]
    if errors:
        listed = "\n".join(str(problem) for problem in errors)
        raise CaseError(f"the case {name_or_path} has {len(errors)} errors; mend them:\n{listed}")
    return load_case(name_or_path)


def asked_number(case: Case, outcome: str | None) -> int:
    """The number of an asked outcome; by default the last, most severe one.

    Raises ``NotFoundError`` where the case does not ask about it.
    """
    names = [asked.id for asked in case.header.asked]
    if outcome is None:
        return len(names) - 1
    if outcome not in names:
        raise NotFoundError(
            f"no outcome {outcome!r} is asked of this case; choose {', '.join(names)}"
        )
    return names.index(outcome)


def run_record(case: Case, *, as_of: date, seed: int, samples: int) -> RunRecord:
    """All that is needed to repeat a result; the hash is of the case's content as read."""
    content = case.model_dump_json().encode()
    return RunRecord(
        tocsin=version("tocsin"),
        case=case.header.id,
        case_sha256=hashlib.sha256(content).hexdigest(),
        as_of=as_of,
        seed=seed,
        samples=samples,
        libraries={name: version(name) for name in LIBRARIES},
    )
