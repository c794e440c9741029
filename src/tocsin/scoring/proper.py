"""Proper scoring rules for events: each is lowest, on average, for the true belief.

All are losses: 0 is perfect and more is worse. The answer is the loss of each forecast, so that two
forecasters can be compared pair by pair.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tocsin.errors import ScoreError
from tocsin.scoring.settled import Floats, settled


def brier(probabilities: ArrayLike, outcomes: ArrayLike) -> Floats:
    """The squared distance of each probability from what happened (Brier 1950): 0 to 1.

    ``(p - y)^2`` for probabilities p (n,) and outcomes y (n,) of 0 or 1; the answer is (n,). A
    forecaster who always says 50 % gets 0.25.
    """
    p, y = settled(probabilities, outcomes)
    return (p - y) ** 2


def log_score(probabilities: ArrayLike, outcomes: ArrayLike) -> Floats:
    """Minus the natural logarithm of the probability given to what happened (Good 1952).

    ``-log p`` where it happened, ``-log(1 - p)`` where not, for p and y (n,); the answer is (n,).
    A forecaster who always says 50 % gets log 2. Certainty that was wrong has no finite loss: it
    raises ``ScoreError``, because an average would hide it.
    """
    p, y = settled(probabilities, outcomes)
    given = np.where(y == 1, p, 1 - p)
    wrong = np.flatnonzero(given == 0)
    if wrong.size:
        raise ScoreError(
            f"forecast {wrong[0] + 1} of {p.size} gave probability 0 to what happened; its "
            "logarithmic score is infinite; probabilities above 0 and below 1 are allowed; score "
            "it by Brier, or never forecast with certainty"
        )
    return -np.log(given)


def ranked_probability(probabilities: ArrayLike, outcomes: ArrayLike) -> Floats:
    """The ranked probability score over ordered levels (Epstein 1969; Murphy 1971).

    ``sum over k < K of (P_k - Y_k)^2``, where P_k is the probability of level k or below and Y_k is
    1 once the observed level is reached: a miss by two levels costs more than a miss by one. It is
    not divided by K - 1, so with two levels it is the Brier score. Probabilities are (n, K) with
    rows that sum to 1, outcomes (n,) are the observed levels, 0 to K - 1; the answer is (n,).
    """
    p = np.asarray(probabilities, dtype=np.float64)
    y = np.asarray(outcomes, dtype=np.float64)
    if p.ndim != 2 or p.shape[1] < 2 or p.shape[0] == 0 or y.shape != p.shape[:1]:
        raise ScoreError(
            f"probabilities of shape {p.shape} and outcomes of shape {y.shape}; (n, K) and (n,) "
            "with two levels or more are allowed; give a row of probabilities for each outcome"
        )
    if not ((p >= 0).all() and np.allclose(p.sum(axis=1), 1, rtol=0, atol=1e-9)):
        raise ScoreError(
            "a row of probabilities is negative or does not sum to 1; shares of one are allowed; "
            "divide each row by its sum"
        )
    levels = np.arange(p.shape[1])
    if not np.isin(y, levels).all():
        odd = y[~np.isin(y, levels)][0]
        raise ScoreError(
            f"an observed level of {odd:g}; 0 to {levels[-1]} are allowed; number the levels from 0"
        )
    below = np.cumsum(p, axis=1)[:, :-1]
    reached = y[:, None] <= levels[:-1]
    return np.asarray(((below - reached) ** 2).sum(axis=1), dtype=np.float64)
