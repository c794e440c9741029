"""What register, settle and record return: forecasts that were made, and how they came out."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class RegisteredForecast(Result):
    """A probability as it was registered; ``sha256`` is over wording, probability and evidence."""

    case: str
    question: str
    text: Text
    deadline: date
    probability: float
    base_rate: float | None
    as_of: date
    sha256: str
    who: str
    number: int


class QuestionRecord(Result):
    """A registered question and its fate.

    ``probability``, ``base_rate``, ``as_of`` and ``sha256`` belong to the forecast that is scored:
    the last one made before the answer was there to see. Without one they are None, and nothing is
    scored. ``week_before`` is what stood a week before it. ``brier`` and ``log`` are its losses.
    """

    case: str
    id: str
    text: Text
    deadline: date
    state: Literal["pending", "yes", "no", "void"]
    settled: date | None
    source: str | None
    forecasts: int
    probability: float | None
    base_rate: float | None
    week_before: float | None
    as_of: date | None
    sha256: str | None
    brier: float | None
    log: float | None


class RecordScore(Result):
    """Mean losses on the same ``n`` questions, ours and those of a reference; lower is better.

    ``low`` and ``high`` hold the 90 % interval of the mean difference over questions drawn again;
    None for fewer than two questions.
    """

    rule: Literal["brier", "log"]
    against: Literal["always 50 %", "base rate", "week before"]
    n: int
    ours: float
    reference: float
    difference: float
    low: float | None
    high: float | None


class RecordBin(Result):
    """Of the ``n`` questions called between ``lower`` and ``upper``, how many came true.

    ``low`` and ``high`` hold the 90 % interval of the share (Wilson).
    """

    lower: float
    upper: float
    n: int
    happened: int
    forecast: float
    low: float
    high: float


class TrackRecord(Result):
    """All that was registered, what was scored of it, and how well.

    All four states are counted; ``void_rate`` is the share of void among the settled. ``unscored``
    counts those settled yes or no without a forecast made in time.
    """

    case: str | None
    registered: int
    yes: int
    no: int
    void: int
    pending: int
    void_rate: float | None
    scored: int
    unscored: int
    scores: list[RecordScore]
    calibration: list[RecordBin]
    questions: list[QuestionRecord]
