"""What ``whatif`` returns: each outcome's probability as it is, and as it would be."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result, RunRecord


class ScenarioStep(Result):
    """One thing done (``set``, ``put``, ``rate``) or learned (``given``), from ``since`` on."""

    kind: Literal["set", "put", "rate", "given"]
    text: str
    label: Text
    since: date


class KeptScenario(Result):
    """A scenario of a case that has a name: its steps as ``whatif`` takes them, who kept it when
    (UTC), and why.
    """

    name: str
    case: str
    hold: tuple[str, ...] = ()
    put: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    who: str
    recorded: str
    why: str


class KeptScenarios(Result):
    """The scenarios of a case that have a name, by name."""

    case: str
    scenarios: list[KeptScenario]


class Effect(Result):
    """The probability of a new onset within ``months``, without and with the scenario.

    ``change`` is ``after`` less ``before``; ``change_error`` is its Monte Carlo standard error,
    which is far smaller than those of the two figures, because both use the same random streams.
    """

    months: int
    until: date
    before: float
    after: float
    before_error: float
    after_error: float
    change: float
    change_error: float
    words: Text


class OutcomeEffect(Result):
    """The effect on one asked onset: ``horizons`` as asked, ``curve`` for every month."""

    id: str
    label: Text
    horizons: list[Effect]
    curve: list[Effect]


class WhatIf(Result):
    """The answer of ``whatif``.

    ``kept`` is the probability, as of today, of all that is learned (1 where nothing is);
    ``histories`` the effective number of independent histories that agree with it. ``named`` is the
    kept scenario that was asked for, if it was asked for by its name.
    """

    case: str
    title: Text
    as_of: date
    steps: list[ScenarioStep]
    outcomes: list[OutcomeEffect]
    kept: float
    histories: float
    named: KeptScenario | None = None
    warnings: list[Text]
    run: RunRecord
