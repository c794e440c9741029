"""Proper scoring rules for yes-or-no forecasts: each is lowest, on average, for the true belief.

Both are losses: 0 is perfect and more is worse. Probabilities and outcomes are arrays of one shape
(n,); the answer is the loss of each forecast, so that two forecasters can be compared pair by pair.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tocsin.errors import ScoreError

Floats = NDArray[np.float64]


def brier(probabilities: ArrayLike, outcomes: ArrayLike) -> Floats:
    """The squared distance of each probability from what happened (Brier 1950): 0 to 1.

    A forecaster who always says 50 % gets 0.25.
    """
    p, y = _settled(probabilities, outcomes)
    return (p - y) ** 2


def log_score(probabilities: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Minus the natural logarithm of the probability given to what happened (Good 1952).

    A forecaster who always says 50 % gets log 2. Certainty that was wrong has no finite loss: it
    raises ``ScoreError``, because an average would hide it.
    """
    p, y = _settled(probabilities, outcomes)
    given = np.where(y == 1, p, 1 - p)
    wrong = np.flatnonzero(given == 0)
    if wrong.size:
        raise ScoreError(
            f"forecast {wrong[0] + 1} of {p.size} gave probability 0 to what happened; its "
            "logarithmic score is infinite; probabilities above 0 and below 1 are allowed; score "
            "it by Brier, or never forecast with certainty"
        )
    return -np.log(given)


def _settled(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats]:
    """Both as arrays (n,), once they are known to be probabilities and settled outcomes."""
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
