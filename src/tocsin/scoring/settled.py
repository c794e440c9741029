"""Forecasts beside what happened, checked once for every score: shapes, ranges, nothing missing."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tocsin.errors import ScoreError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def settled(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    """Both as arrays (n,), once they are known to be probabilities and outcomes of 0 or 1."""
    p = np.asarray(probabilities, dtype=np.float64)
    y = np.asarray(outcomes, dtype=np.float64)
    if p.ndim != 1 or p.shape != y.shape or p.size == 0:
        raise ScoreError(
            f"probabilities of shape {p.shape} and outcomes of shape {y.shape}; one list of each, "
            "of the same length and not empty, is allowed; pair each forecast with its outcome"
        )
    if not ((p >= 0) & (p <= 1)).all():
        odd = p[~((p >= 0) & (p <= 1))][0]
        raise ScoreError(f"a probability of {odd:g}; 0 to 1 are allowed; give shares of one")
    if not np.isin(y, (0.0, 1.0)).all():
        odd = y[~np.isin(y, (0.0, 1.0))][0]
        raise ScoreError(
            f"an outcome of {odd:g}; 1 (it happened) and 0 (it did not) are allowed; leave out "
            "what is void or pending"
        )
    return p, y


def measured(outcomes: ArrayLike) -> Floats:
    """Observed quantities as an array (n,), not empty and without a missing or infinite value."""
    y = np.asarray(outcomes, dtype=np.float64)
    if y.ndim != 1 or y.size == 0:
        raise ScoreError(
            f"outcomes of shape {y.shape}; one list, not empty, is allowed; give one observed "
            "value for each forecast"
        )
    if not np.isfinite(y).all():
        raise ScoreError(
            f"{int((~np.isfinite(y)).sum())} of {y.size} outcomes are missing or infinite; finite "
            "values are allowed; leave out what was not observed, for every model alike"
        )
    return y


def drawn(draws: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    """Draws (n, m) and outcomes (n,), once each outcome is known to have its m finite draws."""
    y = measured(outcomes)
    x = np.asarray(draws, dtype=np.float64)
    if x.ndim != 2 or x.shape[0] != y.size or x.shape[1] == 0:
        raise ScoreError(
            f"draws of shape {x.shape} for {y.size} outcomes; shape ({y.size}, m) is allowed: a "
            "row of draws for each outcome"
        )
    if not np.isfinite(x).all():
        raise ScoreError(
            f"{int((~np.isfinite(x)).sum())} of {x.size} draws are missing or infinite; finite "
            "values are allowed; mend the model, a score would hide it"
        )
    return x, y


def share(level: float, what: str = "level") -> float:
    """A share strictly between 0 and 1, such as the level of an interval."""
    if not 0 < level < 1:
        raise ScoreError(
            f"a {what} of {level:g}; more than 0 and less than 1 is allowed; 0.9 means 90 %"
        )
    return float(level)
