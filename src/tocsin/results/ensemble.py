"""What ``ensemble`` returns: the same assessment with many seeds, and how far its runs differ."""

from __future__ import annotations

from datetime import date

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class EnsembleForecast(Result):
    """One probability over all runs.

    ``probability`` is their mean and ``error`` its standard error; ``spread`` is the standard
    deviation of one run, ``stated`` the Monte Carlo error that a run states of itself (root mean
    square), and ``lowest`` and ``highest`` the extreme runs.
    """

    months: int
    probability: float
    error: float
    spread: float
    stated: float
    lowest: float
    highest: float
    base_rate: float | None
    words: Text


class EnsembleOutcome(Result):
    """One asked onset over all runs."""

    id: str
    label: Text
    horizons: list[EnsembleForecast]


class Ensemble(Result):
    """The answer of ``ensemble``; ``seeds`` are those of its runs, each a whole assessment."""

    case: str
    title: Text
    as_of: date
    seeds: list[int]
    outcomes: list[EnsembleOutcome]
    run: RunRecord
