"""Weights of particles: normalising, effective sizes, resampling, standard errors."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tocsin.engine.network import Floats, Ints
from tocsin.errors import CollapseError


def normalise(log_weight: Floats) -> Floats:
    """Weights (P,) that sum to one; ``CollapseError`` when none is left or one is NaN."""
    if np.isnan(log_weight).any():
        raise CollapseError(
            "a particle's weight is not a number; this is a fault of Tocsin, please report the case"
        )
    top = log_weight.max()
    if not np.isfinite(top):
        raise CollapseError(
            "no simulated history is consistent with the evidence: a timeline makes a step that "
            "the model cannot make; check the gates and rates of the node that moved last"
        )
    weight = np.exp(log_weight - top)
    return np.asarray(weight / weight.sum())


def effective_size(weight: Floats) -> float:
    """Kish's effective sample size 1 / sum of squares, for weights that sum to one."""
    return float(1.0 / np.square(weight).sum())


def effective_ancestors(weight: Floats, ancestor: Ints) -> float:
    """The effective number of first particles from whom the weight descends."""
    by_ancestor = np.bincount(ancestor, weights=weight)
    total = by_ancestor.sum()
    return float(total**2 / np.square(by_ancestor).sum()) if total > 0 else 0.0


def systematic(weight: Floats, size: int, offset: float) -> Ints:
    """Systematic resampling: ``size`` indices, each particle within one of its expected copies.

    ``offset`` is a uniform draw on (0, 1).
    """
    points = (np.arange(size) + offset) / size
    cumulative = np.cumsum(weight)
    cumulative[-1] = 1.0
    return np.searchsorted(cumulative, points, side="right").astype(np.int64)


def clustered_error(weight: Floats, values: Floats, ancestor: Ints, stratum: Ints) -> Floats:
    """Standard error of the weighted mean of ``values`` (P, ...), by families within strata.

    Resampled particles are copies of few ancestors and not independent, so deviations are summed
    over whole families (Lee & Whiteley 2018). The sizes of the strata are fixed by design, so what
    their means differ by is no error: family sums are centred within each stratum.
    """
    mean = np.tensordot(weight, values, axes=1)
    centred = (values - mean) * weight.reshape((-1,) + (1,) * (values.ndim - 1))
    families = np.zeros((int(ancestor.max()) + 1, *values.shape[1:]))
    np.add.at(families, ancestor, centred)
    square = np.square(families).sum(axis=0)
    for s in np.unique(stratum):
        members = stratum == s
        square = square - np.square(centred[members].sum(axis=0)) / members.sum()
    return np.asarray(np.sqrt(np.maximum(square, 0.0)))


def share(weight: Floats, where: npt.NDArray[np.bool_]) -> float:
    """The weight of the particles for which ``where`` holds."""
    return float(weight[where].sum())
