"""What a mean Brier score is made of: reliability, resolution and uncertainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import isotonic_regression

from tocsin.errors import ScoreError
from tocsin.scoring.calibration import bin_of
from tocsin.scoring.settled import Floats, settled


@dataclass(frozen=True)
class Murphy:
    """A mean Brier score as ``reliability - resolution + uncertainty + within``."""

    brier: float
    reliability: float
    """How far the probabilities are from the shares that happened; 0 is best."""
    resolution: float
    """How far the shares of the bins are from the overall share; more is better."""
    uncertainty: float
    """The score of the overall share itself: what the world alone makes hard."""
    within: float
    """What lies inside the bins: 0 if each bin holds one probability only."""

    @property
    def total(self) -> float:
        """The parts put together again; equal to ``brier``."""
        return self.reliability - self.resolution + self.uncertainty + self.within


def murphy(
    probabilities: ArrayLike, outcomes: ArrayLike, *, edges: ArrayLike, corrected: bool
) -> Murphy:
    """The decomposition of Murphy (1973) over bins that follow ``bin_of``.

    With n_k forecasts in bin k, their mean p_k, the share o_k that happened, and the overall share
    o: reliability ``sum n_k (p_k - o_k)^2 / n``, resolution ``sum n_k (o_k - o)^2 / n``,
    uncertainty ``o (1 - o)``; what bins of several probabilities leave over is ``within``
    (Stephenson, Coelho & Jolliffe 2008). So the parts always add up.

    Finite bins make reliability and resolution too large. ``corrected`` takes the bias off (Ferro &
    Fricker 2012): with ``A = sum n_k v_k / n``, ``v_k = o_k (1 - o_k) / (n_k - 1)`` and
    ``B = o (1 - o) / (n - 1)``, reliability loses A, resolution loses A - B and uncertainty gains
    B. Corrected parts can be slightly below 0. A bin of one forecast has no v_k and is an error:
    use wider bins.
    """
    p, y = settled(probabilities, outcomes)
    bins = bin_of(p, edges)
    _, at, count = np.unique(bins, return_inverse=True, return_counts=True)
    n = p.size
    mean, happened = np.bincount(at, p) / count, np.bincount(at, y) / count
    overall = float(y.mean())
    reliability = float((count * (mean - happened) ** 2).sum() / n)
    resolution = float((count * (happened - overall) ** 2).sum() / n)
    uncertainty = overall * (1 - overall)
    score = float(((p - y) ** 2).mean())
    within = score - (reliability - resolution + uncertainty)
    if corrected:
        if (count < 2).any():
            raise ScoreError(
                "a bin with a single forecast has no bias that could be taken off; bins of two or "
                "more are allowed; use fewer bins, or equal_count"
            )
        bias = float((count * happened * (1 - happened) / (count - 1)).sum() / n)
        of_all = uncertainty / (n - 1)
        reliability, resolution = reliability - bias, resolution - bias + of_all
        uncertainty += of_all
    return Murphy(score, reliability, resolution, uncertainty, within)


@dataclass(frozen=True)
class Recalibrated:
    """A mean Brier score as ``miscalibration - discrimination + uncertainty``, without bins."""

    brier: float
    miscalibration: float
    """What the best rising recalibration would win; 0 is best."""
    discrimination: float
    """What the recalibrated forecast wins over the overall share; more is better."""
    uncertainty: float
    """The score of the overall share itself."""
    recalibrated: Floats
    """Each forecast (n,) after that recalibration, in the order given."""


def recalibrated(probabilities: ArrayLike, outcomes: ArrayLike) -> Recalibrated:
    """The decomposition of Dimitriadis, Gneiting & Jordan (2021), which needs no choice of bins.

    The forecasts are recalibrated by isotonic regression on the outcomes, equal forecasts together:
    miscalibration is what the Brier score loses by that, discrimination what the recalibrated
    forecasts win over the overall share, uncertainty the score of the latter. Both are never
    below 0. With few events the regression follows chance, so both are then too large.
    """
    p, y = settled(probabilities, outcomes)
    values, at, count = np.unique(p, return_inverse=True, return_counts=True)
    happened = np.bincount(at, y, minlength=values.size) / count
    fitted = np.asarray(isotonic_regression(happened, weights=count).x, dtype=np.float64)[at]
    overall = float(y.mean())
    score, best = float(((p - y) ** 2).mean()), float(((fitted - y) ** 2).mean())
    uncertainty = overall * (1 - overall)
    return Recalibrated(
        brier=score,
        miscalibration=max(score - best, 0.0),
        discrimination=max(uncertainty - best, 0.0),
        uncertainty=uncertainty,
        recalibrated=fitted,
    )
