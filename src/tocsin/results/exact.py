"""What ``exact`` returns: the answer of a small model without sampling."""

from __future__ import annotations

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord
from tocsin.results.scenarios import ScenarioStep


class ExactForecast(Result):
    """The probability of an onset within ``months`` of the start, without and with the steps."""

    months: int
    before: float
    after: float


class ExactOutcome(Result):
    """One asked onset."""

    id: str
    label: Text
    horizons: list[ExactForecast]


class Exact(Result):
    """The answer of ``exact``: a model of ``states`` joint states, under each of ``assignments``.

    An assignment says of every hypothesis and assumption whether it is true. Only the anchors'
    scales are simulated, with the seed and sample of the run record.
    """

    case: str
    title: Text
    states: int
    assignments: int
    steps: list[ScenarioStep]
    outcomes: list[ExactOutcome]
    run: RunRecord
