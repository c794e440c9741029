"""Calibration: of the events called p, did a share p happen? Bins with counts and intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, ndtri

from tocsin.errors import ScoreError
from tocsin.scoring.settled import Floats, Integers, measured, settled, share

Proportion = Literal["wilson", "clopper-pearson"]
"""How the interval of a share is found: near its level on average, or never below it."""


def equal_width(bins: int) -> Floats:
    """Edges (bins + 1,) that cut 0 to 1 into bins of one width."""
    return np.linspace(0, 1, _bins(bins) + 1)


def equal_count(probabilities: ArrayLike, bins: int) -> Floats:
    """Edges from 0 to 1 that put about the same number of forecasts into each bin.

    Equal forecasts fall into one bin together; where they fill several, that bin is theirs alone,
    and there are fewer bins than asked for. Each model has its own edges by this rule, since models
    spread their forecasts differently.
    """
    p = measured(probabilities)
    inner = np.quantile(p, np.arange(1, _bins(bins)) / bins, method="inverted_cdf")
    starts, times = np.unique(inner, return_counts=True)
    distinct = np.unique(p)
    after = np.searchsorted(distinct, starts[times > 1], side="right")
    beyond = distinct[after[after < distinct.size]]
    return np.unique(np.concatenate([[0.0], starts, beyond, [1.0]]))


def bin_of(probabilities: ArrayLike, edges: ArrayLike) -> Integers:
    """The bin of each forecast (n,), from 0: bin k holds ``edges[k] <= p < edges[k + 1]``.

    The last bin holds its upper edge as well. The same rule is used wherever forecasts are binned.
    """
    p = measured(probabilities)
    at = np.asarray(edges, dtype=np.float64)
    if at.ndim != 1 or at.size < 2 or not (np.diff(at) > 0).all() or at[0] > 0 or at[-1] < 1:
        raise ScoreError(
            f"bin edges {at.tolist()}; rising edges from 0 to 1 are allowed; see equal_width and "
            "equal_count"
        )
    found = np.searchsorted(at, p, side="right") - 1
    return np.minimum(found, at.size - 2).astype(np.int64)


def share_interval(
    events: ArrayLike, trials: ArrayLike, *, level: float, method: Proportion
) -> tuple[Floats, Floats]:
    """An interval for a share, from events (k,) among trials (k,): two arrays (k,).

    ``wilson``: the score interval (Wilson 1927), with ``z`` the normal quantile of the level,
    ``(x + z^2/2 +- z sqrt(x (n - x) / n + z^2/4)) / (n + z^2)``. ``clopper-pearson``: the exact one
    (1934), from Beta quantiles; it covers at least at its level, and is wider.
    """
    x, n = np.asarray(events, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    if x.shape != n.shape or not ((n > 0) & (x >= 0) & (x <= n)).all():
        raise ScoreError(
            f"events {x.tolist()} among trials {n.tolist()}; 0 to n events among n of one or more "
            "are allowed; leave out empty bins"
        )
    tail = (1 - share(level)) / 2
    if method == "wilson":
        z = float(ndtri(1 - tail))
        half = z * np.sqrt(x * (n - x) / n + z * z / 4)
        low, high = (x + z * z / 2 - half) / (n + z * z), (x + z * z / 2 + half) / (n + z * z)
        return np.maximum(low, 0.0), np.minimum(high, 1.0)
    if method == "clopper-pearson":
        low = np.where(x > 0, betaincinv(np.maximum(x, 1), n - x + 1, tail), 0.0)
        high = np.where(x < n, betaincinv(x + 1, np.maximum(n - x, 1), 1 - tail), 1.0)
        return low, high
    raise ScoreError(
        f"interval method {method!r}; {', '.join(get_args(Proportion))} are allowed; name one"
    )


@dataclass(frozen=True)
class Calibration:
    """A calibration table: one entry (k,) for each bin that holds a forecast."""

    lower: Floats
    """Lower edge of the bin; forecasts from here on."""
    upper: Floats
    """Upper edge of the bin; forecasts below it, and at it in the last bin."""
    count: Integers
    """Forecasts in the bin."""
    events: Integers
    """How many of them happened."""
    forecast: Floats
    """Mean probability given."""
    low: Floats
    """Lower end of the interval of the share that happened."""
    high: Floats
    """Upper end of the interval of the share that happened."""

    @property
    def frequency(self) -> Floats:
        """The share that happened in each bin."""
        return self.events / self.count


def calibration(
    probabilities: ArrayLike,
    outcomes: ArrayLike,
    *,
    edges: ArrayLike,
    level: float,
    method: Proportion,
) -> Calibration:
    """The share that happened beside the mean probability, bin by bin (Murphy & Winkler 1977).

    Bins follow ``bin_of``. A calibrated forecaster's mean probability lies in the interval of the
    share in about ``level`` of the bins; the interval treats events as independent, and is too
    narrow where they come in clusters.
    """
    p, y = settled(probabilities, outcomes)
    at = np.asarray(edges, dtype=np.float64)
    bins = bin_of(p, at)
    count = np.bincount(bins, minlength=at.size - 1)
    kept = np.flatnonzero(count)
    events = np.bincount(bins, weights=y, minlength=at.size - 1)[kept]
    total = np.bincount(bins, weights=p, minlength=at.size - 1)[kept]
    low, high = share_interval(events, count[kept], level=level, method=method)
    return Calibration(
        lower=at[kept],
        upper=at[kept + 1],
        count=count[kept].astype(np.int64),
        events=events.astype(np.int64),
        forecast=total / count[kept],
        low=low,
        high=high,
    )


def _bins(bins: int) -> int:
    if bins < 1:
        raise ScoreError(f"{bins} bins; one or more are allowed; ten is usual")
    return bins
