"""What every result is made of: the base class, the run record, the findings of ``check``."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

RESULTS_VERSION = 1


class Result(BaseModel):
    """Base of every result: immutable, closed."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, ser_json_inf_nan="strings", defer_build=True
    )


class RunRecord(Result):
    """All that is needed to repeat a result.

    ``case_sha256`` is the hash of the case with what a ledger added to it, ``evidence_sha256`` that
    of the evidence known on the as-of date.
    """

    results_version: int = RESULTS_VERSION
    tocsin: str
    case: str
    case_sha256: str
    evidence_sha256: str
    as_of: date
    seed: int
    samples: int
    libraries: dict[str, str]


class Problem(Result):
    """One finding of ``check``: where it is, what it got, what is allowed, what to do."""

    severity: Literal["error", "warning", "note"]
    code: str
    file: str
    line: int
    column: int
    got: str
    allowed: str
    do: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        return f"{place}: {self.severity} [{self.code}] {self.got}; {self.allowed}; {self.do}"
