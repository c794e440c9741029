"""What ``off_ramps`` returns: what each intervention does to each outcome, alone and together."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class OutcomeChange(Result):
    """What an intervention does to one outcome: probability before and after, and the change.

    ``change_error`` is the Monte Carlo standard error of the change.
    """

    outcome: str
    before: float
    after: float
    change: float
    change_error: float


class SignedChange(Result):
    """What an ambiguous off-ramp does to one outcome under one hypothesis or assumption.

    ``if_true`` and ``if_false`` are the changes where it is true and where it is false.
    """

    outcome: str
    name: str
    label: Text
    if_true: float
    if_true_error: float
    if_false: float
    if_false_error: float


class OffRampEffect(Result):
    """One off-ramp: what it sets, what it does to each outcome, its cost, window and signpost.

    ``already`` tells whether everything it sets holds on the date of knowledge: such an off-ramp
    shows what its loss would cost. ``signs`` is filled for an ambiguous one.
    """

    id: str
    code: str
    label: Text
    direction: Literal["lowers", "ambiguous"]
    sets: list[Text]
    cost: Literal["low", "medium", "high"]
    points: int
    window: Text
    signpost: Text
    caution: Text | None
    already: bool
    outcomes: list[OutcomeChange]
    signs: list[SignedChange]


class OffRampPair(Result):
    """Two off-ramps together; ``interaction`` is the change beyond the sum of the two alone."""

    first: str
    second: str
    points: int
    outcomes: list[OutcomeChange]
    interaction: dict[str, float]


class PlanStep(Result):
    """One more off-ramp in a plan: the points spent so far, and what all so far do together."""

    ramp: str
    points: int
    outcomes: list[OutcomeChange]


class OffRamps(Result):
    """The answer of ``off_ramps``: ranked by the change of ``outcome`` within ``months``.

    ``pairs`` are those of the ten that lower it most by themselves.
    """

    case: str
    title: Text
    as_of: date
    outcome: str
    months: int
    outcomes: dict[str, Text]
    alone: list[OffRampEffect]
    pairs: list[OffRampPair]
    budget: int
    plan: list[PlanStep]
    costs: dict[str, int]
    run: RunRecord
