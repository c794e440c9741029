"""What ``backtest`` returns: what would have been said, what happened, and the scores of both."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class PastForecast(Result):
    """One forecast at one origin: the chance of a new onset within ``months`` after ``date``.

    Beside it stand the baselines: ``climatology`` is the rate of the reference class (None where
    the case has no anchor), ``persistence`` 1 where there was an onset in as many months before,
    ``last_twelve`` the rate of the last twelve months. ``happened`` is None where the period is not
    over or was not watched to its end.
    """

    date: date
    outcome: str
    months: int
    probability: float
    mc_error: float
    climatology: float | None
    persistence: float
    last_twelve: float
    happened: bool | None


Rival = Literal["model", "climatology", "persistence", "last_twelve"]


class PastScore(Result):
    """Mean losses of one forecaster over the settled forecasts of one outcome and horizon.

    ``log`` is None where a forecast was certain and wrong. ``difference`` is the mean Brier score
    less that of climatology on the same forecasts, with a 90 % interval ``low`` to ``high`` that
    draws stretches of one horizon again; None with fewer than five stretches.
    """

    outcome: str
    months: int
    rival: Rival
    n: int
    events: int
    brier: float
    log: float | None
    difference: float | None
    low: float | None
    high: float | None


class CalibrationBin(Result):
    """Forecasts of like probability: how many, mean, and the share that happened (90 %)."""

    lower: float
    upper: float
    n: int
    forecast: float
    happened: float
    low: float
    high: float


class Backtest(Result):
    """A case tested on its own past.

    ``checked`` is the origin at which the forecast was made again without anything published
    later, and agreed to the last bit. ``calibration`` pools the outcomes and horizons of the
    settled forecasts.
    """

    case: str
    title: Text
    tlp: str
    start: date
    evidence_until: date
    outcomes: dict[str, Text]
    months: list[int]
    every: int
    checked: date
    forecasts: list[PastForecast]
    onsets: dict[str, list[date]]
    scores: list[PastScore]
    calibration: list[CalibrationBin]
    caveats: list[Text]
    run: RunRecord
