"""Onset from quiet: the chance of violence in countries that had none for twelve months.

A pooled penalised logistic regression on what history, neighbours and slow traits of a country say.
It is fitted to every quiet country at every third month since 1994 whose months ahead were over by
the origin. Its penalty, and the shift that makes its mean agree with what happened, are chosen on
ten earlier windows. Both rules were fixed before the published windows were scored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, logit

from tocsin.backtest.counts import HORIZONS, months_since
from tocsin.backtest.counts_tuning import INNER
from tocsin.backtest.panel import NON_STATE, ONE_SIDED, STATE, Floats, Panel
from tocsin.backtest.regression import Regression, logistic
from tocsin.errors import BenchmarkError
from tocsin.scoring.proper import log_score

Flags = NDArray[np.bool_]

QUIET = 12
"""Months without state-based violence before the origin."""

WARM_UP, EVERY = 60, 3
PENALTIES = (30.0, 200.0, 1000.0, 4000.0)
"""Candidates, for standardised features and months as trials."""


def quiet(panel: Panel, origin: int) -> Flags:
    """Which countries had no state-based death in the twelve months to the origin, (C,)."""
    return np.asarray(panel.stretch(STATE, origin, QUIET).sum(axis=1) == 0, dtype=bool)


def violence_score(panel: Panel, origin: int) -> Floats:
    """State-based deaths of the 36 months to the origin, (C,): the score to beat."""
    return np.asarray(panel.stretch(STATE, origin, 36).sum(axis=1), dtype=np.float64)


def describe(panel: Panel, origin: int, borders: Floats) -> Floats:
    """What is known of each country at the origin, (C, K); ``borders`` says who touches whom.

    How long and how deep the quiet is, how often it was broken, other kinds of violence, violence
    next door and, where they are known, slow traits.
    """
    whole = {kind: panel.stretch(kind, origin, origin - panel.first + 1) for kind in panel.deaths}
    since = {kind: months_since(values) for kind, values in whole.items()}
    state = whole[STATE]
    by_year = state[:, state.shape[1] % 12 :].reshape(state.shape[0], -1, 12)
    years: Flags = np.asarray((by_year > 0).any(axis=2), dtype=bool)
    began = years[:, 1:] & ~years[:, :-1]

    def total(kind: str, months: int) -> Floats:
        return np.asarray(np.log1p(panel.stretch(kind, origin, months).sum(axis=1)))

    def share(months: int) -> Floats:
        return np.asarray((panel.stretch(STATE, origin, months) > 0).mean(axis=1))

    touching = np.maximum(borders.sum(axis=1), 1)
    columns = [
        np.log1p(since[STATE]),
        1 / (1 + since[STATE] / 12),
        (state > 0).any(axis=1),
        years.mean(axis=1),
        began.mean(axis=1),
        np.log1p((state > 0).sum(axis=1)),
        np.log1p(state.sum(axis=1)),
        total(STATE, 36),
        share(60),
        share(120) if state.shape[1] >= 120 else share(60),
        total(ONE_SIDED, 12),
        total(ONE_SIDED, 60),
        total(NON_STATE, 60),
        *(f for kind in (ONE_SIDED, NON_STATE) for f in _quiet_time(since[kind])),
        *((whole[kind] > 0).mean(axis=1) for kind in (ONE_SIDED, NON_STATE)),
        borders @ total(STATE, 12) / touching,
        borders @ total(STATE, 60) / touching,
        (borders * total(STATE, 12)[None, :]).max(axis=1),
        borders @ total(ONE_SIDED, 12) / touching,
        borders @ (panel.stretch(STATE, origin, 12).sum(axis=1) > 0) / touching,
        *panel.traits.values(),
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _quiet_time(since: Floats) -> tuple[Floats, Floats]:
    return np.log1p(since), 1 / (1 + since / 12)


@dataclass(frozen=True)
class Rows:
    """Quiet countries: features (n, K), months with violence among the months ahead (n,)."""

    features: Floats
    events: Floats
    trials: Floats


def rows(panel: Panel, origin: int, borders: Floats, traits: dict[str, Floats]) -> Rows:
    """The quiet countries at one origin, with as many months ahead as the panel knows.

    ``traits`` are what is known at the time of the forecast, which is later than a training origin.
    """
    known = panel.until(origin)
    known = Panel(known.countries, known.first, known.deaths, traits)
    calm = quiet(known, origin)
    ahead = HORIZONS[origin + HORIZONS <= panel.last]
    later = panel.deaths[STATE][calm][:, origin + ahead - panel.first] > 0
    return Rows(
        describe(known, origin, borders)[calm],
        later.sum(axis=1).astype(np.float64),
        np.full(int(calm.sum()), float(ahead.size)),
    )


def training(panel: Panel, borders: Floats) -> Rows:
    """Every training row of a panel that ends with what is known."""
    origins = range(panel.first + WARM_UP, panel.last - HORIZONS[0] + 1, EVERY)
    parts = [rows(panel, origin, borders, panel.traits) for origin in origins]
    if not parts:
        raise BenchmarkError(
            f"a panel of {panel.last - panel.first + 1} months; more than "
            f"{WARM_UP + HORIZONS[0]} are needed to learn from; use a longer history"
        )
    return Rows(
        *(np.concatenate([getattr(p, name) for p in parts]) for name in Rows.__annotations__)
    )


@dataclass
class OnsetModel:
    """Forecasts of onsets on one panel; windows share the inner origins they have in common."""

    panel: Panel
    borders: Floats
    inner_forecasts: dict[int, tuple[Floats, Floats]] = field(default_factory=dict)
    """By inner origin: chances under each penalty (P, n * 12), and what happened (n * 12,)."""

    def forecast(
        self, origin: int, told: Callable[[float], None] | None = None
    ) -> tuple[Floats, float, float]:
        """The chance of violence in each month ahead, (C,), NaN where a country is not quiet.

        Also gives the penalty that was chosen and the shift in log-odds.
        """
        penalty, shift = self.choose(origin, told)
        known = self.panel.until(origin)
        calm = quiet(known, origin)
        fitted = self.fit(known, penalty)
        chance = np.full(known.countries.size, np.nan)
        chance[calm] = expit(fitted(describe(known, origin, self.borders)[calm]) + shift)
        return chance, penalty, shift

    def fit(self, known: Panel, penalty: float) -> Regression:
        """The regression on a panel that ends with what is known."""
        past = training(known, self.borders)
        return logistic(past.features, past.events, past.trials, penalty)

    def choose(
        self, origin: int, told: Callable[[float], None] | None = None
    ) -> tuple[float, float]:
        """The penalty with the least log loss over ten earlier windows, and the shift there."""
        inner = [origin - int(HORIZONS[-1]) - 12 * k for k in range(INNER)]
        for k, at in enumerate(inner):
            if at not in self.inner_forecasts:
                self.inner_forecasts[at] = self._try(at, origin)
            if told is not None:
                told((k + 1) / len(inner))
        chance = np.concatenate([self.inner_forecasts[at][0] for at in inner], axis=1)
        happened = np.concatenate([self.inner_forecasts[at][1] for at in inner])
        losses = [log_score(p, happened).mean() for p in chance]
        best = int(np.argmin(losses))
        return PENALTIES[best], _shift(chance[best], happened)

    def _try(self, inner: int, origin: int) -> tuple[Floats, Floats]:
        """What each penalty would have said at an inner origin, and what happened by ``origin``."""
        known, later = self.panel.until(inner), self.panel.until(origin)
        here = rows(later, inner, self.borders, known.traits)
        past = training(known, self.borders)
        months = HORIZONS.size
        chance = [
            np.repeat(
                logistic(past.features, past.events, past.trials, penalty).probability(
                    here.features
                ),
                months,
            )
            for penalty in PENALTIES
        ]
        calm = quiet(known, inner)
        at = inner + HORIZONS - later.first
        happened = (later.deaths[STATE][calm][:, at] > 0).ravel().astype(np.float64)
        return np.stack(chance), happened


def _shift(chance: Floats, happened: Floats) -> float:
    """What added to the log-odds makes the mean chance the share that happened."""
    if not 0 < happened.mean() < 1:
        return 0.0

    def gap(shift: float) -> float:
        return float(expit(logit(chance) + shift).mean() - happened.mean())

    return float(brentq(gap, -5, 5)) if gap(-5) < 0 < gap(5) else 0.0
