"""What the verbs return: typed, versioned, the same for the API, the command line and briefings.

Probabilities are shares of one; log-odds are natural logarithms; dates are ISO 8601; times are
years unless the name says otherwise. No result holds a clock time or a machine name, so the same
inputs give the same bytes.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tocsin.language import Text

RESULTS_VERSION = 1


class Result(BaseModel):
    """Base of every result: immutable, closed."""

    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="strings")


class RunRecord(Result):
    """All that is needed to repeat a result."""

    results_version: int = RESULTS_VERSION
    tocsin: str
    case: str
    case_sha256: str
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


class HorizonForecast(Result):
    """The probability of a new onset within ``months`` after the as-of date.

    ``mc_error`` is the standard error of sampling, given the anchors' scales; ``low`` and ``high``
    hold the 10 % and 90 % points over what is uncertain (rates, multipliers, hypotheses, latent
    states), apart from sampling; ``base_rate`` is what
    the reference class alone gives for a period of that length starting at the as-of date, or
    ``None`` where no class is anchored.
    """

    months: int
    until: date
    probability: float
    mc_error: float
    low: float
    high: float
    base_rate: float | None
    words: Text


class OutcomeForecast(Result):
    """The forecast of one asked onset; ``going_on`` is the probability that it is on now."""

    id: str
    label: Text
    node: str
    level: str
    going_on: float
    horizons: list[HorizonForecast]


class CurvePoint(Result):
    """The probability of a new onset within the headline horizon, as known on ``date``."""

    date: date
    probability: dict[str, float]
    mc_error: dict[str, float]
    base_rate: dict[str, float | None]


class HypothesisState(Result):
    """A hypothesis with what is believed of it; the undiscounted posterior stands beside."""

    id: str
    group: str
    group_label: Text
    label: Text
    claim: Text
    prior: float
    posterior: float
    ratings_only: float
    undiscounted: float
    inconsistency: float
    rank: int | None


class NodeState(Result):
    """Where a node stands: known from a timeline, or as a distribution over levels."""

    id: str
    kind: str
    label: Text
    level: str
    level_label: Text
    observable: Text | None
    level_index: int
    levels: list[Text]
    distribution: list[float]
    known: bool
    state: Literal["not monitored", "monitored, not observed", "emerging", "observed", "expired"]
    last_evidence: date | None
    age_days: int | None
    last_label: Text | None
    sources: list[str]


class AnchorState(Result):
    """How one onset was tied to its reference class.

    ``shape`` and ``years`` are the class's Gamma; ``drift`` is the number of onsets a year that the
    dynamics alone would have given at each quarter, over the class rate; ``scale`` and
    ``scale_error`` (relative Monte Carlo error) belong to the same quarters.
    """

    asked: str
    label: Text
    shape: float
    years: float
    class_rate: float
    quarter_ends: list[date]
    scale: list[float]
    scale_error: list[float]
    drift: list[float]


class StratumHealth(Result):
    """How many of the first histories still carry the weight of one hypothesis."""

    hypothesis: str
    weight: float
    effective_ancestors: float


class Health(Result):
    """How well the sample carried the evidence."""

    samples: int
    smallest_ess: float
    smallest_ess_date: date
    effective_ancestors: float
    strata: list[StratumHealth]
    warnings: list[Text]


class Assessment(Result):
    """The answer of ``assess`` for one case as of one date."""

    case: str
    title: Text
    summary: Text
    tlp: str
    start: date
    as_of: date
    evidence_until: date
    headline_months: int
    outcomes: list[OutcomeForecast]
    curve: list[CurvePoint]
    hypotheses: list[HypothesisState]
    triggers: list[NodeState]
    nodes: list[NodeState]
    anchors: list[AnchorState]
    health: Health
    confidence: Text
    run: RunRecord


class ExplanationRow(Result):
    """One term of the change in log-odds; the rows add up to the total."""

    kind: Literal["evidence", "rating", "report", "time", "resampling", "small", "interaction"]
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


class BoundDuty(Result):
    """One duty of one actor in the situation that was asked about."""

    actor: str
    treaty: str
    treaty_label: Text
    kind: str
    article: str | None
    text: Text
    toward: list[str]
    nature: str
    automatic: bool
    applies: Literal["applies", "left out by area", "suspended"]
    reason: Text
    source: str


class DutyConflict(Result):
    """An actor pulled two ways by two duties."""

    actor: str
    first: str
    second: str
    text: Text


class NotFound(Result):
    """Something looked for and not found."""

    question: Text
    answer: Text
    sure: str


class BlocPlace(Result):
    """A bloc's members on the date, and those whose place in it is frozen."""

    bloc: str
    label: Text
    members: list[str]
    partners: list[str]
    observers: list[str]
    frozen: list[str]


class Obligations(Result):
    """Who is bound to what if ``attacked`` is attacked by ``by``."""

    case: str
    attacked: str
    by: str
    as_of: date
    actors: dict[str, Text]
    bound: list[BoundDuty]
    restrained: list[BoundDuty]
    not_bound: list[str]
    conflicts: list[DutyConflict]
    not_found: list[NotFound]
    blocs: list[BlocPlace]


class RouteState(Result):
    """A route's status on the date, and whether it could carry outside support then."""

    id: str
    label: Text
    mode: str
    status: str
    status_label: Text
    since: str
    note: Text
    source: str
    places: list[str]
    consent: list[str]
    support: Literal["yes", "no", "unknown"]
    support_note: Text


class Way(Result):
    """A chain of routes between two places, as weak as its weakest part."""

    start: str
    end: str
    routes: list[str]
    status: str
    support: Literal["yes", "no", "unknown"]


class Routes(Result):
    """Every route of a case on a date, and the ways open between its actors."""

    case: str
    as_of: date
    actors: dict[str, Text]
    routes: list[RouteState]
    ways: list[Way]
