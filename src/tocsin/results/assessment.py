"""What ``assess`` returns: forecasts, curve, hypotheses, nodes, anchors, the sample's health."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


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
    ``scale_error`` (relative Monte Carlo error) belong to the same quarters. ``counted`` says of
    what, and in which data, a class was counted that the case names without numbers.
    """

    asked: str
    label: Text
    shape: float
    years: float
    class_rate: float
    counted: Text | None
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
