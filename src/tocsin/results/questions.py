"""What ``matters``, ``watch_next`` and ``pathways`` return: inputs, signs to watch, paths."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class InputSwing(Result):
    """How far one uncertain input moves the probability of an outcome.

    For a rate or a multiplier ``low`` and ``high`` are the probability at the input's own 10 % and
    90 % points, which stand in ``input_low`` and ``input_high``, and ``elasticity`` is that of the
    probability: doubling the input multiplies it by two to that power. For a hypothesis or an
    assumption they are the probability if it is false and if it is true, and ``input_high`` is how
    probable it is. ``error`` is the Monte Carlo standard error of ``high`` less ``low``.
    """

    kind: Literal["rate", "multiplier", "hypothesis", "assumption"]
    id: str
    label: Text
    low: float
    high: float
    error: float
    elasticity: float | None
    input_low: float
    input_high: float
    source: str


class Matters(Result):
    """The answer of ``matters``: the largest swings, largest first; ``inputs`` were looked at.

    ``clear`` of them move the probability by more than three Monte Carlo errors.
    """

    case: str
    title: Text
    as_of: date
    outcome: str
    outcome_label: Text
    months: int
    probability: float
    inputs: int
    clear: int
    swings: list[InputSwing]
    run: RunRecord


class WatchValue(Result):
    """What watching for one sign until ``by`` would tell about an outcome.

    ``seen`` is the probability of seeing it; ``if_seen`` and ``if_not`` that of the outcome between
    then and the horizon after either, and ``expected`` without looking. ``share`` is the expected
    information: mutual information as a share of the outcome's entropy, with its Monte Carlo error.
    ``state`` is that of the indicator today; under ``declare`` a watch has to be declared first.
    """

    node: str
    label: Text
    level: str
    level_label: Text
    observable: Text | None
    state: str
    declare: bool
    seen: float
    if_seen: float
    if_not: float
    expected: float
    share: float
    share_error: float
    where: list[str]


class WatchNext(Result):
    """The answer of ``watch_next``: the collection plan, most telling first.

    A watch that has to be declared is taken to hear of the sign at ``heard_rate`` a year.
    """

    case: str
    title: Text
    as_of: date
    by: date
    outcome: str
    outcome_label: Text
    months: int
    probability: float
    heard_rate: float
    values: list[WatchValue]
    run: RunRecord


class PathStep(Result):
    """One change on a path: a condition that comes to hold, or a brake that no longer does."""

    formula: str
    label: Text
    holds: bool


class Signpost(Result):
    """Where a node would stand by the day if the outcome comes by this path, and by any other."""

    node: str
    label: Text
    level: str
    level_label: Text
    observable: Text | None
    on_path: float
    otherwise: float


class Pathway(Result):
    """One path: its steps in order, its share of the outcome's probability, and the median time.

    No steps means: from where things stand, with no further change on the outcome's own rate.
    """

    steps: list[PathStep]
    share: float
    share_error: float
    probability: float
    median_months: float
    signposts: list[Signpost]


class Pathways(Result):
    """The answer of ``pathways``: the likeliest paths; ``rest`` is the share of all others."""

    case: str
    title: Text
    as_of: date
    by: date
    outcome: str
    outcome_label: Text
    months: int
    probability: float
    paths: list[Pathway]
    rest: float
    run: RunRecord
