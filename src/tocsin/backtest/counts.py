"""Deaths by country and month as draws: recent history mixed with a pooled hurdle model.

Two descriptions of the months ahead are mixed, draw by draw:

* **recent history**: one of the last twelve months, the latest more often, times log-normal noise;
  sharp where a war goes on. The share of the hurdle is taken from the oldest months first;
* **a hurdle** pooled over all countries since 1995: whether there will be violence (logistic), how
  much (regression of the logarithm), and around it the residuals that countries at a like level
  and in a like regime (rising or not) have really had, so that escalations are as frequent and as
  large as they were; calibrated where little happens.

The share of the hurdle falls with the level of recent violence. How recent, how noisy and where the
hurdle gives way is chosen on earlier years alone (``counts_tuning``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from tocsin.backtest.panel import NON_STATE, ONE_SIDED, STATE, Floats, Panel
from tocsin.backtest.regression import Regression, least_squares, logistic

HORIZONS = np.arange(3, 15)
"""Months from the origin (October) to the months of a window (January to December)."""

WARM_UP = 72
"""Months of history before the first training origin, so that long averages mean something."""

EVERY = 6
"""Months between training origins; neighbouring ones share nearly all their months."""

PENALTY = 3.0
POOL = 400
"""Residuals on either side of a level that are pooled."""

KNOTS = 60
"""Levels at which pools are made ready."""

RISING = np.log(1.5)
"""A regime is rising where the last three months are half as high again as the last twelve."""


@dataclass(frozen=True)
class Mixture:
    """What is chosen on earlier years.

    Attributes:
        decay: weight of a month relative to the one after it, 0 to 1, before the hurdle takes its
            share from the oldest.
        noise: standard deviation of the logarithm of the noise on recent history.
        midpoint: ln(1 + mean deaths of the last 12 months) at which both parts count the same.
    """

    decay: float
    noise: float
    midpoint: float


LAST_TWELVE = Mixture(decay=1.0, noise=0.0, midpoint=-np.inf)
"""The last twelve months as they were, nothing else: what everything is measured against."""


def describe(panel: Panel, origin: int) -> Floats:
    """What is known of each country at ``origin``, (C, K): levels, frequency, quiet, momentum."""

    def level(kind: str, months: int) -> Floats:
        return np.asarray(np.log1p(panel.stretch(kind, origin, months).mean(axis=1)))

    def share(kind: str, months: int) -> Floats:
        return np.asarray((panel.stretch(kind, origin, months) > 0).mean(axis=1))

    year = np.log1p(panel.stretch(STATE, origin, 12))
    whole = panel.stretch(STATE, origin, origin - panel.first + 1)
    quiet = months_since(whole)
    past_year = (quiet >= 12).astype(np.float64)
    columns = [
        *(level(STATE, months) for months in (1, 3, 6, 12, 24, 60)),
        np.log1p(whole.mean(axis=1)),
        *(share(STATE, months) for months in (3, 6, 12, 24, 60)),
        (whole > 0).mean(axis=1),
        np.log1p(quiet),
        past_year,
        past_year * np.log1p(quiet),
        year.max(axis=1),
        year.mean(axis=1),
        year[:, -3:].mean(axis=1),
        level(NON_STATE, 12),
        level(ONE_SIDED, 12),
        share(NON_STATE, 60),
        share(ONE_SIDED, 60),
        share(ONE_SIDED, 12),
        rising(panel, origin).astype(np.float64),
    ]
    return np.stack(columns, axis=1)


def months_since(deaths: Floats) -> Floats:
    """Months since the last death of each country in (C, T); T where there was none."""
    some = deaths > 0
    ago = np.where(some.any(axis=1), some[:, ::-1].argmax(axis=1), some.shape[1])
    return np.asarray(ago, dtype=np.float64)


def rising(panel: Panel, origin: int) -> NDArray[np.bool_]:
    """Which countries are in the rising regime, (C,)."""
    year = panel.stretch(STATE, origin, 12)
    return np.asarray(
        np.log1p(year[:, -3:].mean(axis=1)) - np.log1p(year.mean(axis=1)) > RISING, dtype=bool
    )


def _with_horizon(known: Floats, horizon: Floats) -> Floats:
    """Features (n, K) with the months ahead, alone and with what fades or grows with them."""
    far = ((horizon - HORIZONS.mean()) / 5.5)[:, None]
    return np.concatenate([known, far, far * known[:, _FADING]], axis=1)


_FADING = [0, 1, 3, 9, 13, 17, 18, 24]
"""Columns of ``describe`` whose weight may change with the horizon."""


@dataclass(frozen=True)
class Hurdle:
    """Whether there is violence, how much, and the residuals around it.

    ``residuals`` are sorted, (2, KNOTS, 2 * POOL): not rising and rising, by level.
    """

    occurs: Regression
    amount: Regression
    knots: Floats
    residuals: Floats

    @classmethod
    def fit(cls, panel: Panel) -> Hurdle:
        """Learn from every country at every sixth origin whose months ahead are in the panel."""
        known, horizon, deaths, up = _past(panel)
        features = _with_horizon(known, horizon)
        some = deaths > 0
        occurs = logistic(features, some.astype(np.float64), np.ones(some.size), PENALTY)
        amount = least_squares(features[some], np.log(deaths[some]), PENALTY)
        centre = amount(features[some])
        rest = np.log(deaths[some]) - centre
        knots = np.quantile(centre, (np.arange(KNOTS) + 0.5) / KNOTS)
        pools = [_pools(centre, rest, knots), _pools(centre, rest, knots, up[some])]
        return cls(occurs, amount, knots, np.stack(pools))

    def draws(self, panel: Panel, origin: int, number: int, rng: np.random.Generator) -> Floats:
        """Sorted draws for each country and month ahead, (C * 12, number)."""
        months = HORIZONS.size
        known = np.repeat(describe(panel, origin), months, axis=0)
        features = _with_horizon(known, np.tile(HORIZONS, panel.countries.size).astype(float))
        occurs, centre = self.occurs.probability(features), self.amount(features)
        knot = np.abs(self.knots[None, :] - centre[:, None]).argmin(axis=1)
        up = np.repeat(rising(panel, origin), months).astype(int)
        rank = (np.arange(number) + rng.random((centre.size, number))) / number
        within = (rank - (1 - occurs[:, None])) / occurs[:, None]
        at = np.clip(within, 0, 1) * (2 * POOL - 1)
        below = at.astype(int)
        above = np.minimum(below + 1, 2 * POOL - 1)
        low = self.residuals[up[:, None], knot[:, None], below]
        high = self.residuals[up[:, None], knot[:, None], above]
        amount = np.exp(centre[:, None] + low + (high - low) * (at - below))
        return np.where(within > 0, np.maximum(1.0, np.round(amount)), 0.0)


def _past(panel: Panel) -> tuple[Floats, Floats, Floats, NDArray[np.bool_]]:
    """Training rows: what was known, months ahead, deaths then, and the regime at the origin."""
    origins = range(panel.first + WARM_UP, panel.last - HORIZONS[0] + 1, EVERY)
    known, horizon, deaths, up = [], [], [], []
    for origin in origins:
        ahead = HORIZONS[origin + HORIZONS <= panel.last]
        described, risen = describe(panel, origin), rising(panel, origin)
        for h in ahead:
            known.append(described)
            horizon.append(np.full(panel.countries.size, float(h)))
            deaths.append(panel.deaths[STATE][:, origin + h - panel.first])
            up.append(risen)
    return (
        np.concatenate(known), np.concatenate(horizon), np.concatenate(deaths), np.concatenate(up)
    )  # fmt: skip


def _pools(
    centre: Floats, rest: Floats, knots: Floats, kept: NDArray[np.bool_] | None = None
) -> Floats:
    """The residuals nearest to each level, sorted, (KNOTS, 2 * POOL)."""
    if kept is not None and kept.sum() >= 4 * POOL:
        centre, rest = centre[kept], rest[kept]
    order = np.argsort(centre, kind="stable")
    centre, rest = centre[order], rest[order]
    if centre.size < 2 * POOL:  # a short history: every residual, spread evenly
        return np.tile(np.quantile(rest, np.linspace(0, 1, 2 * POOL)), (knots.size, 1))
    at = np.clip(np.searchsorted(centre, knots), POOL, centre.size - POOL)
    return np.stack([np.sort(rest[k - POOL : k + POOL]) for k in at])


def recent(
    panel: Panel, origin: int, mixture: Mixture, number: int, rng: np.random.Generator
) -> Floats:
    """Draws from the last twelve months with noise, (C * 12, number): the same for each month.

    They stand in the order of the months, the oldest first.
    """
    year = panel.stretch(STATE, origin, 12)
    weight = mixture.decay ** np.arange(11, -1, -1)
    edges = np.cumsum(weight) / weight.sum()
    rank = (np.arange(number) + rng.random(number)) / number
    month = np.minimum(np.searchsorted(edges, rank), 11)
    drawn = np.repeat(year[:, month], HORIZONS.size, axis=0)
    if mixture.noise > 0:
        drawn = np.round(drawn * np.exp(mixture.noise * rng.standard_normal(drawn.shape)))
    return drawn


def mix(
    panel: Panel, origin: int, mixture: Mixture, hurdle: Floats, rng: np.random.Generator
) -> Floats:
    """Draws of the mixture, (C * 12, m), from as many draws of the hurdle.

    The hurdle takes the place of the oldest months: the smaller the share of recent history, the
    more recent it is.
    """
    number = hurdle.shape[1]
    level = np.log1p(panel.stretch(STATE, origin, 12).mean(axis=1))
    share = np.repeat(expit(mixture.midpoint - level), HORIZONS.size)
    order = rng.permutation(number)
    of_hurdle = np.arange(number)[None, :] < np.round(share * number)[:, None]
    return np.where(of_hurdle, hurdle[:, order], recent(panel, origin, mixture, number, rng))
