"""What ``indicator_series`` returns: each series, its baseline and level, what it did."""

from __future__ import annotations

from datetime import date

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class IndicatorWeek(Result):
    """One week: its count, and its exposure in ordinary weeks; 0 where nobody collected."""

    week: date
    count: int
    exposure: float


class IndicatorBlock(Result):
    """One block as it entered: its count, and what the baseline alone would lead one to expect."""

    since: date
    until: date
    published: date
    count: int
    exposure: float
    expected: float


class IndicatorMean(Result):
    """The mean of an ordinary week at one level, with its 90 % interval and how probable it is.

    ``raised`` marks the mean while something visible raises the count by itself; ``probability``
    is then none, else the level's own on the day.
    """

    level: str
    label: Text
    mean: float
    low: float
    high: float
    probability: float | None
    raised: bool = False


class IndicatorState(Result):
    """One indicator: why it is not monitored, or its series, its means and what it did.

    ``change`` is what its blocks together did to the log-odds of the outcome. Rates are for one
    ordinary week; ``size`` is that of the negative binomial, ``autocorrelation`` the integrated
    time in blocks that widened the baseline's error.
    """

    id: str
    label: Text
    node: str
    node_label: Text
    source: str
    unit: str
    monitored: bool
    missing: Text | None
    baseline_since: date
    baseline_until: date
    size: float | None
    autocorrelation: float | None
    means: list[IndicatorMean]
    weeks: list[IndicatorWeek]
    blocks: list[IndicatorBlock]
    change: float
    mc_error: float


class Indicators(Result):
    """The answer of ``indicator_series`` for one outcome of one case as of one date."""

    case: str
    title: Text
    outcome: str
    outcome_label: Text
    months: int
    as_of: date
    probability: float
    effective_ancestors: float
    indicators: list[IndicatorState]
    run: RunRecord
