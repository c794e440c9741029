"""What ``learn`` returns: counted rates, fits of selected cases, and how they score left out."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class CountedRate(Result):
    """A rate counted from coded histories: the posterior under the Jeffreys prior, a year.

    ``low`` and ``high`` are the 5 % and 95 % points. ``used_by`` names the steps of the model that
    take this rate; none means that it stands beside what the case states.
    """

    id: str
    node_label: Text
    direction: Literal["up", "down"]
    leaving_label: Text | None
    events: int
    years: float
    mean: float
    low: float
    high: float
    histories: list[str]
    source: str
    used_by: list[str]


class OddsRatio(Result):
    """A factor's odds ratio with its 90 % interval, under the penalty N(0, ``penalty_sd``)."""

    penalty_sd: float
    ratio: float
    low: float
    high: float


class FactorEffect(Result):
    """One factor of a fit, under the fit's own penalty and under one twice as wide.

    ``verdict`` is ``raises`` or ``lowers`` only where both intervals lie on that side of 1. The
    label is that of the nodes through which the factor enters the model.
    """

    factor: str
    label: Text | None
    ratios: list[OddsRatio]
    verdict: Literal["raises", "lowers", "past cases cannot tell"]


class FittedCases(Result):
    """A joint fit of selected past cases; ``kind`` says what its ratios are and are not."""

    id: str
    label: Text
    kind: Text
    cases_with: int
    cases_without: int
    factors: list[FactorEffect]
    source: str
    note: Text | None


class LeftOut(Result):
    """A past case assessed by a model that has not seen it.

    ``happened`` is None, and ``why_not`` says why, where the case is not scored.
    """

    id: str
    label: Text
    outcome_class: str
    happened: bool | None
    why_not: Text | None
    probability: float | None
    base_rate: float | None


class ScoreComparison(Result):
    """Mean loss of the model and of the base rate on the same cases; below 0 is better.

    ``standard_error`` is that of the mean of the paired differences; None for fewer than two cases.
    """

    rule: Literal["brier", "log"]
    model: float
    base_rate: float
    difference: float
    standard_error: float | None


class LeaveOneOut(Result):
    """Every past case left out in turn of one fit, and the scores over ``n`` of them."""

    fit: str
    past: list[LeftOut]
    n: int
    scores: list[ScoreComparison]
    caveats: list[Text]


class Learning(Result):
    """What the past of a case can and cannot say.

    ``current`` tells whether the case's ``learned.yaml`` holds these very numbers.
    """

    case: str
    title: Text
    inputs: str
    current: bool
    rates: list[CountedRate]
    fits: list[FittedCases]
    leave_one_out: list[LeaveOneOut]
    caveats: list[Text]
