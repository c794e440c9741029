"""What ``explain`` returns: the terms of the log-odds, and the matrix of hypotheses."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class ExplanationRow(Result):
    """One term of the change in log-odds; the rows add up to the total."""

    kind: Literal[
        "evidence", "rating", "report", "count", "time", "resampling", "small", "interaction"
    ]
    id: str
    label: Text
    date: date | None
    change: float
    mc_error: float
    sources: list[str]


class MatrixCell(Result):
    """One item's consistency with one hypothesis and the log-ratio it contributes."""

    hypothesis: str
    code: str
    log_ratio: float


class MatrixRow(Result):
    """One rated item: its cluster's discount, whether it counts, and its cells."""

    id: str
    label: Text
    published: date
    cluster: str
    discount: float
    counts: bool
    repeats: str | None
    diagnosticity: float
    sources: list[str]
    cells: list[MatrixCell]


class Explanation(Result):
    """Why one probability is what it is: from the base rate to today in log-odds."""

    case: str
    title: Text
    outcome: str
    outcome_label: Text
    months: int
    as_of: date
    base_probability: float
    probability: float
    base_log_odds: float
    log_odds: float
    rows: list[ExplanationRow]
    hypotheses: list[str]
    matrix: list[MatrixRow]
    inconsistency: dict[str, float]
    run: RunRecord
