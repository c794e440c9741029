"""What ``weighed`` returns: each item that a probability rests on, and how it counts."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from tocsin.language import Text
from tocsin.results.base import Result
from tocsin.results.evidence import CitedClaim, CitedSource


class Quote(Result):
    """Words of a document that a workspace holds: the proposal they came by, and where they stand.

    ``start`` and ``end`` count characters of the document; they are none where the finder marked
    no passage and the summary is shown.
    """

    proposal: str
    title: str
    text: str
    start: int | None
    end: int | None
    decided_by: str
    decided_why: str


class Multiplier(Result):
    """An influence: while ``when`` holds, ``node`` moves ``direction`` ``low`` to ``high`` times
    as often (90 % interval); ``typical`` is its median. All three are none for a fitted one.
    """

    influence: str
    node: str
    node_label: Text
    direction: Literal["up", "down"]
    when: Text
    low: float | None
    high: float | None
    typical: float | None
    source: str


class StepWeight(Result):
    """How a dated step counts: each history is weighted by its rate for the step, then takes it.

    ``rate_mean`` is the mean base rate a year before anchoring; ``shape`` and ``years`` are its
    Gamma law. ``multipliers`` may bear on the step itself; ``moves`` are those whose condition
    names the node, by which the step bears on what follows.
    """

    form: Literal["step"] = "step"
    node: str
    node_label: Text
    before: Text
    after: Text
    direction: Literal["up", "down", "none"]
    rate_mean: float | None
    shape: float | None
    years: float | None
    multipliers: list[Multiplier]
    moves: list[Multiplier]


class ReportWeight(Result):
    """How a report counts: the odds of what it says are multiplied by ``likelihood_ratio``, which
    is ``report_ratio ** (reliability * credibility)``; one whose origin has spoken counts as 1.
    """

    form: Literal["report"] = "report"
    says: Text
    code: str
    reliability: float
    credibility: float
    report_ratio: float
    likelihood_ratio: float
    origin: str
    counted_already: str | None


class RatingShare(Result):
    """What a rated item says of one hypothesis: ``log_ratio`` is the logarithm of ``ratio``, and
    ``weight`` what is left of it after discount and exponent.
    """

    hypothesis: str
    label: Text
    code: str
    ratio: float
    log_ratio: float
    weight: float


class RatingWeight(Result):
    """How a rated item counts: its log-ratios, times the discount of its cluster of ``members``
    items correlated by ``correlation``, times the global ``exponent``.
    """

    form: Literal["rating"] = "rating"
    cluster: str
    members: int
    correlation: float
    discount: float
    exponent: float
    repeats: Text | None
    shares: list[RatingShare]


class CountMean(Result):
    """The mean count at one level for the block's exposure, and the count's log-probability."""

    label: Text
    mean: float
    log_probability: float


class CountWeight(Result):
    """How a block of counts weighs: negative binomial of ``size`` around each level's mean."""

    form: Literal["count"] = "count"
    node_label: Text
    count: int
    exposure: float
    size: float
    means: list[CountMean]


class Watcher(Result):
    """What would have told: a node known from its timeline, or a declared watch at a rate."""

    label: Text
    by: Text | None
    rate: float | None


class QuietWeight(Result):
    """How quiet time counts: each history by exp(-rate x time) of every step that did not come."""

    form: Literal["quiet"] = "quiet"
    year: int
    watchers: list[Watcher]


Weight = Annotated[
    StepWeight | ReportWeight | RatingWeight | CountWeight | QuietWeight,
    Field(discriminator="form"),
]


class WeighedItem(Result):
    """One term of an explanation or one item of evidence, with all that it rests on.

    ``happened``, ``published`` and ``retrieved`` are its dates as far as they are known;
    ``change`` is what it did to the log-odds of the explained outcome, none where that is below
    two Monte Carlo errors and so in the row of small terms.
    """

    id: str
    kind: Literal[
        "evidence", "rating", "report", "count", "time", "resampling", "small", "interaction"
    ]
    label: Text
    happened: date | None
    published: date | None
    retrieved: date | None
    change: float | None
    mc_error: float | None
    weight: Weight | None
    claims: list[CitedClaim]
    sources: list[CitedSource]
    passages: list[Quote]


class WeighedEvidence(Result):
    """The answer of ``weighed``: every item known on a day, in order of publication."""

    case: str
    title: Text
    outcome: str
    outcome_label: Text
    months: int
    as_of: date
    items: list[WeighedItem]
