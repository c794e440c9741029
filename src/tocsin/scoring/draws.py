"""Scores of quantities forecast by draws: CRPS, ignorance, intervals, and where the outcome fell.

A forecast is a row of m draws from the forecast law; draws are (n, m) and outcomes (n,). Each score
is a loss, in the answer one for each outcome.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from tocsin.errors import ScoreError
from tocsin.scoring.settled import Floats, drawn, measured, share

Estimator = Literal["nrg", "fair", "pwm"]
"""How CRPS is estimated from draws. The plain one treats the draws as the forecast law itself; the
two others estimate the law behind the draws without bias, and agree with each other."""

QuantileMethod = Literal["linear", "inverted_cdf", "hazen", "weibull", "median_unbiased"]
"""How a quantile lies between two draws, as numpy names it."""

VIEWS_EDGES = (0.0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5)
"""Lower edges of the bins of fatalities in the VIEWS Prediction Challenge 2023/24."""


def crps(draws: ArrayLike, outcomes: ArrayLike, *, estimator: Estimator) -> Floats:
    """The continuous ranked probability score (Matheson & Winkler 1976), in units of the outcome.

    ``E|X - y| - E|X - X'| / 2`` for independent X, X' from the forecast (Gneiting & Raftery 2007,
    eq. 21): for a single draw it is the absolute error. The estimator is the caller's to name,
    because published tables differ by it:

    * ``nrg``: ``mean|X - y| - sum|X_i - X_j| / (2 m^2)``, the score of the draws as they stand;
    * ``fair``: the same with ``2 m (m - 1)`` below, without bias for the law behind the draws
      (Ferro 2014); it needs two draws and can be below 0;
    * ``pwm``: ``mean|X - y| + b0 - 2 b1`` with probability-weighted moments ``b0 = mean X`` and
      ``b1 = sum (i - 1) X_(i) / (m (m - 1))`` (Zamo & Naveau 2018): ``fair`` by another road.
    """
    x, y = drawn(draws, outcomes)
    if estimator not in get_args(Estimator):
        raise ScoreError(
            f"CRPS estimator {estimator!r}; {', '.join(get_args(Estimator))} are allowed; name the "
            "one that the table you compare with uses"
        )
    m = x.shape[1]
    if estimator != "nrg" and m < 2:
        raise ScoreError(
            f"one draw for each outcome and CRPS estimator {estimator!r}; two draws or more are "
            "allowed with it; draw more, or use 'nrg'"
        )
    error = np.abs(x - y[:, None]).mean(axis=1)
    ranked = np.sort(x, axis=1)
    rank = np.arange(m)
    if estimator == "pwm":
        moment = (ranked @ rank) / (m * (m - 1))
        return np.asarray(error + ranked.mean(axis=1) - 2 * moment, dtype=np.float64)
    # sum over all pairs |X_i - X_j| = 2 sum (2 i - m + 1) X_(i), i from 0
    apart = 2 * (ranked @ (2.0 * rank - m + 1))
    pairs = m * m if estimator == "nrg" else m * (m - 1)
    return np.asarray(error - apart / (2 * pairs), dtype=np.float64)


def ignorance(draws: ArrayLike, outcomes: ArrayLike, *, edges: ArrayLike) -> Floats:
    """Surprise, in bits, at the bin that the outcome fell into (Roulston & Smith 2002).

    ``-log2((c + 1) / (m + B))``, where c of the m draws fell into the outcome's bin and B is the
    number of bins: each bin starts with one draw, so that no surprise is infinite. Bin k holds
    ``edges[k] <= value < edges[k + 1]``; the last has no upper end. Values below the first edge
    are an error. ``VIEWS_EDGES`` has the bins of that challenge.
    """
    x, y = drawn(draws, outcomes)
    lower = np.asarray(edges, dtype=np.float64)
    if lower.ndim != 1 or lower.size < 2 or not (np.diff(lower) > 0).all():
        raise ScoreError(
            f"bin edges {edges!r}; two or more, each above the last, are allowed; give the lower "
            "edge of every bin"
        )
    if x.min() < lower[0] or y.min() < lower[0]:
        raise ScoreError(
            f"a value of {min(x.min(), y.min()):g} below the first bin edge {lower[0]:g}; values "
            "from there upwards are allowed; begin the bins lower, or cut the draws off"
        )
    of_draws = np.searchsorted(lower, x, side="right")
    of_outcome = np.searchsorted(lower, y, side="right")
    hits = (of_draws == of_outcome[:, None]).sum(axis=1)
    return np.asarray(-np.log2((hits + 1) / (x.shape[1] + lower.size)), dtype=np.float64)


def central_interval(
    draws: ArrayLike, level: float, *, method: QuantileMethod
) -> tuple[Floats, Floats]:
    """The two ends (n,) of the interval that leaves (1 - level) / 2 of the draws out on each side.

    The quantile method is the caller's to name: with few draws the ends depend on it.
    """
    x = np.asarray(draws, dtype=np.float64)
    if x.ndim != 2 or x.size == 0 or not np.isfinite(x).all():
        raise ScoreError(
            f"draws of shape {x.shape}; (n, m) with finite values is allowed; give a row of draws "
            "for each outcome"
        )
    tail = (1 - share(level)) / 2
    lower, upper = np.quantile(x, [tail, 1 - tail], axis=1, method=method)
    return lower, upper


def interval_score(
    lower: ArrayLike, upper: ArrayLike, outcomes: ArrayLike, *, level: float
) -> Floats:
    """The width of an interval plus a penalty for missing (Winkler 1972; Gneiting & Raftery 2007).

    ``(u - l) + (2 / a) (l - y) if y < l + (2 / a) (y - u) if y > u`` with ``a = 1 - level``, for
    the central interval from l to u. Its mean is the MIS of the published tables. Lower, upper and
    outcomes are (n,), and so is the answer, in the units of the outcome.
    """
    y = measured(outcomes)
    low, high = measured(lower), measured(upper)
    if low.shape != y.shape or high.shape != y.shape or (low > high).any():
        raise ScoreError(
            f"interval ends of shapes {low.shape} and {high.shape} for {y.size} outcomes; one of "
            "each for every outcome, the lower not above the upper, is allowed; pair them"
        )
    penalty = 2 / (1 - share(level))
    missed = np.maximum(low - y, 0) + np.maximum(y - high, 0)
    return (high - low) + penalty * missed


def covered(lower: ArrayLike, upper: ArrayLike, outcomes: ArrayLike) -> Floats:
    """1 where the outcome lies in the interval, its ends included, and 0 where not: (n,).

    Its mean is the coverage. With counts that are mostly zero, look at the outcomes above zero
    apart: an interval from 0 to 0 covers nearly all the rest.
    """
    y = measured(outcomes)
    low, high = measured(lower), measured(upper)
    return ((low <= y) & (y <= high)).astype(np.float64)


def pit(draws: ArrayLike, outcomes: ArrayLike, rng: np.random.Generator) -> Floats:
    """Where in the forecast law the outcome fell, 0 to 1: uniform if the forecasts are calibrated.

    The randomised probability integral transform (Czado, Gneiting & Held 2009): uniform between the
    share of draws below the outcome and the share at or below it, since counts have ties. Outcomes
    that are mostly zero make it look uniform whatever the model says of the rest: look at the
    outcomes above zero apart, where uniform is then no longer what calibration promises.
    """
    x, y = drawn(draws, outcomes)
    below = (x < y[:, None]).mean(axis=1)
    at_most = (x <= y[:, None]).mean(axis=1)
    return np.asarray(rng.uniform(below, at_most), dtype=np.float64)
