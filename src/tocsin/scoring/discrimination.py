"""Discrimination: do events get higher probabilities than non-events? Empirical curves only.

A curve has one point for each distinct forecast and none between: no smoothing, no fitted shape.
Equal forecasts enter together, so no order among ties is made up. The area of a curve says nothing
of calibration: any rising change of the probabilities leaves it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tocsin.errors import ScoreError
from tocsin.scoring.settled import Floats, settled


@dataclass(frozen=True)
class Curve:
    """The points of a curve, from the strictest threshold to the loosest: three arrays (k,)."""

    threshold: Floats
    """Forecasts at or above it count as warnings; the first of a ROC curve is infinite: none do."""
    x: Floats
    y: Floats


def roc_curve(probabilities: ArrayLike, outcomes: ArrayLike) -> Curve:
    """False alarm rate (x) and hit rate (y) at every threshold, from (0, 0) to (1, 1).

    Hit rate: warnings among events; false alarm rate: warnings among non-events. Where non-events
    abound, thousands of false alarms are a small rate: look at ``precision_recall_curve`` as well.
    """
    threshold, hits, warned = _warnings(probabilities, outcomes)
    events, others = hits[-1], warned[-1] - hits[-1]
    if others == 0:
        raise ScoreError(
            f"all {events:.0f} outcomes are events; both kinds are needed for a false alarm rate; "
            "score more forecasts"
        )
    return Curve(
        threshold=np.concatenate([[np.inf], threshold]),
        x=np.concatenate([[0.0], (warned - hits) / others]),
        y=np.concatenate([[0.0], hits / events]),
    )


def area_under_roc(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """The chance that a random event had a higher forecast than a random non-event; ties are half.

    The area under the empirical ROC curve, by the trapezoids between its points; equal to the
    Mann-Whitney statistic (Hanley & McNeil 1982). 0.5 is no discrimination, 1 is perfect.
    """
    curve = roc_curve(probabilities, outcomes)
    return float((np.diff(curve.x) * (curve.y[1:] + curve.y[:-1]) / 2).sum())


def precision_recall_curve(probabilities: ArrayLike, outcomes: ArrayLike) -> Curve:
    """Recall (x) and precision (y) at every threshold.

    Recall: warnings among events; precision: events among warnings. Between two points the curve is
    not a straight line, so none is drawn (Davis & Goadrich 2006).
    """
    threshold, hits, warned = _warnings(probabilities, outcomes)
    return Curve(threshold=threshold, x=hits / hits[-1], y=hits / warned)


def average_precision(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Precision, averaged over the events as they are found: ``sum (R_k - R_(k-1)) P_k``.

    R and P are recall and precision at the k-th highest distinct forecast. A forecaster without
    skill gets about the share of events, so read it beside that share.
    """
    curve = precision_recall_curve(probabilities, outcomes)
    return float((np.diff(curve.x, prepend=0.0) * curve.y).sum())


def _warnings(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Distinct forecasts, falling; events and all forecasts at or above each: three arrays (k,)."""
    p, y = settled(probabilities, outcomes)
    if not y.any():
        raise ScoreError(
            f"no event among {y.size} outcomes; at least one is needed to see whether events get "
            "higher forecasts; score a longer period"
        )
    order = np.argsort(-p, kind="stable")
    p, y = p[order], y[order]
    last = np.flatnonzero(np.append(np.diff(p) != 0, True))
    return p[last], np.cumsum(y)[last], (last + 1).astype(np.float64)
