"""What ``premortem`` returns: assumptions broken, explanations taken as true, ways to be wrong."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class IfKnown(Result):
    """What the probability of each outcome becomes if one thing is learned to be so.

    ``kind`` says what is learned: an assumption is broken, a hypothesis is true, or a rated item is
    left out, as if it had been misread or meant to deceive. ``now`` is how probable that is today
    (None for an item). ``after``, ``change`` and ``error`` are by outcome; ``error`` is the Monte
    Carlo standard error of the change.
    """

    kind: Literal["assumption broken", "hypothesis true", "item left out"]
    id: str
    label: Text
    now: float | None
    after: dict[str, float]
    change: dict[str, float]
    error: dict[str, float]
    signpost: Text | None


class WayToBeWrong(Result):
    """Something that would turn out to have been so if the less expected happened.

    ``now`` is its probability today, ``if_wrong`` its probability in that event and ``error`` the
    Monte Carlo standard error of their difference.
    """

    kind: Literal["failed assumption", "other explanation", "misread", "missed evidence"]
    id: str
    label: Text
    now: float
    if_wrong: float
    error: float
    signpost: Text | None


class OutcomePremortem(Result):
    """The ways to be wrong about one outcome; ``expected`` is whether its onset is held likely."""

    outcome: str
    label: Text
    probability: float
    words: Text
    expected: bool
    ways: list[WayToBeWrong]


class Premortem(Result):
    """The answer of ``premortem`` within ``months``."""

    case: str
    title: Text
    as_of: date
    months: int
    outcomes: list[OutcomePremortem]
    if_known: list[IfKnown]
    run: RunRecord
