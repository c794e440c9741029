"""Change of violence in Africa, as in the ViEWS competition of 2020/21 (task 2).

The target is ln(y_t + 1) - ln(y_(t-s) + 1) for s = 2 to 7 months, and the loss its squared error.
So the forecast is a level less the level that is known, and the level is a pooled ridge regression
on simple predictors of the months up to t - s. One is fitted for each s, to targets before the test
period only; competitors were held to the same. Scope and penalty are chosen on the three periods of
36 months before the test, each forecast from what came before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.backtest.counts import months_since
from tocsin.backtest.panel import NON_STATE, ONE_SIDED, STATE, Floats, Panel, month_id
from tocsin.backtest.regression import Regression, least_squares

FIRST, LAST = month_id(2017, 1), month_id(2019, 12)
"""The months to be forecast."""

STEPS = range(2, 8)
WARM_UP = 60
MONTHS = LAST - FIRST + 1
PERIODS = 3
SCOPES = ("africa", "world", "both")
PENALTIES = (10.0, 100.0, 1_000.0, 10_000.0)


@dataclass(frozen=True)
class Choice:
    """What was chosen on earlier periods, and its mean squared error there."""

    scope: str
    penalty: float
    loss: float


def describe(panel: Panel, at: int) -> Floats:
    """Logarithms of what is known at the end of a month, averaged over several spans, (C, K)."""
    log = np.log1p(panel.stretch(STATE, at, 60))
    whole = panel.stretch(STATE, at, at - panel.first + 1)
    other = {kind: np.log1p(panel.stretch(kind, at, 24)) for kind in (NON_STATE, ONE_SIDED)}
    weights = [decay ** np.arange(59, -1, -1) for decay in (0.9, 0.8)]
    columns = [
        log[:, -1],
        log[:, -2],
        log[:, -3],
        *(log[:, -months:].mean(axis=1) for months in (3, 6, 12, 24, 60)),
        np.log1p(whole).mean(axis=1),
        *((log[:, -months:] > 0).mean(axis=1) for months in (6, 12, 36)),
        np.log1p(months_since(whole)),
        log[:, -12:].max(axis=1),
        log[:, -12:].min(axis=1),
        *(log @ weight / weight.sum() for weight in weights),
        *(values[:, -months:].mean(axis=1) for values in other.values() for months in (1, 6, 24)),
    ]
    return np.stack(columns, axis=1)


def actual(panel: Panel, first: int, step: int, here: NDArray[np.bool_]) -> Floats:
    """The changes to be forecast, (countries, MONTHS), for targets from ``first`` on."""
    log = np.log1p(panel.deaths[STATE][here])
    at = np.arange(first, first + MONTHS) - panel.first
    return np.asarray(log[:, at] - log[:, at - step])


def mean_of_last(panel: Panel, first: int, step: int, here: NDArray[np.bool_]) -> Floats:
    """The mean of the last six known logarithms, less the last: (countries, MONTHS)."""
    log = np.log1p(panel.deaths[STATE][here])
    known = np.arange(first, first + MONTHS) - step - panel.first
    return np.stack([log[:, t - 5 : t + 1].mean(axis=1) - log[:, t] for t in known], axis=1)


@dataclass(frozen=True)
class Described:
    """Features of every month of a panel, computed once: by month, (C, K)."""

    panel: Panel
    by_month: dict[int, Floats]

    @classmethod
    def of(cls, panel: Panel) -> Described:
        """Describe each month from what was known at its end."""
        months = range(panel.first + WARM_UP, panel.last + 1)
        return cls(panel, {month: describe(panel, month) for month in months})

    def until(self, month: int) -> Described:
        """The same, with later months gone."""
        kept = {at: values for at, values in self.by_month.items() if at <= month}
        return Described(self.panel.until(month), kept)


def fit(known: Described, step: int, rows: NDArray[np.bool_], penalty: float) -> Regression:
    """The level ``step`` months ahead, from every target that is known."""
    log = np.log1p(known.panel.deaths[STATE][rows])
    targets = [t for t in range(known.panel.first, known.panel.last + 1) if t - step in
               known.by_month]  # fmt: skip
    features = np.concatenate([known.by_month[t - step][rows] for t in targets])
    values = np.concatenate([log[:, t - known.panel.first] for t in targets])
    return least_squares(features, values, penalty)


def forecast(
    described: Described, first: int, step: int, here: NDArray[np.bool_], choice: Choice
) -> Floats:
    """Changes forecast for targets from ``first`` on, learned from targets before it."""
    known = described.until(first - 1)
    everywhere = np.ones(here.size, dtype=bool)
    pools = {"africa": [here], "world": [everywhere], "both": [here, everywhere]}[choice.scope]
    fitted = [fit(known, step, rows, choice.penalty) for rows in pools]
    changes = []
    for target in range(first, first + MONTHS):
        features = described.by_month[target - step][here]
        level = np.mean([np.maximum(one(features), 0.0) for one in fitted], axis=0)
        changes.append(level - features[:, 0])
    return np.stack(changes, axis=1)


def choose(
    described: Described, first: int, here: NDArray[np.bool_],
    told: Callable[[float], None] | None = None,
) -> Choice:  # fmt: skip
    """Scope and penalty with the least error over the periods before ``first``."""
    known = described.until(first - 1)
    tried = []
    candidates = [(scope, penalty) for scope in SCOPES for penalty in PENALTIES]
    for k, (scope, penalty) in enumerate(candidates):
        one = Choice(scope, penalty, 0.0)
        losses = [
            (forecast(known, start, step, here, one) - actual(known.panel, start, step, here)) ** 2
            for start in (first - MONTHS * (p + 1) for p in range(PERIODS))
            for step in STEPS
        ]
        tried.append(Choice(scope, penalty, float(np.mean(losses))))
        if told is not None:
            told((k + 1) / len(candidates))
    return min(tried, key=lambda found: found.loss)
