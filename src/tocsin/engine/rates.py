"""From what an analyst can state of a rate, counts or a 90 % interval, to a Gamma."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincinv

from tocsin.errors import CaseError

JEFFREYS = 0.5
"""Events that the Jeffreys prior of a Poisson rate adds to those counted; it adds no exposure."""

MIN_SHAPE, MAX_SHAPE = 0.02, 1e6
"""Shapes of Gamma that an interval may lead to: almost nothing known, almost everything known."""


class Gamma(NamedTuple):
    """A rate's distribution: mean ``shape / years`` a year."""

    shape: float
    years: float


def gamma_from_count(events: float, years: float) -> Gamma:
    """The posterior of a Poisson rate under the Jeffreys prior: Gamma(events + 1/2, years)."""
    return Gamma(events + JEFFREYS, years)


@lru_cache(maxsize=4096)
def gamma_from_interval(low: float, high: float) -> Gamma:
    """The Gamma whose 5 % and 95 % points are ``low`` and ``high`` (a year).

    The ratio of the two points depends on the shape alone, and falls as it grows. ``CaseError``
    refuses an interval that no shape between ``MIN_SHAPE`` and ``MAX_SHAPE`` fits.
    """
    target = np.log(high) - np.log(low)
    if not _width(np.log(MAX_SHAPE)) <= target <= _width(np.log(MIN_SHAPE)):
        widest, narrowest = (np.exp(_width(np.log(shape))) for shape in (MIN_SHAPE, MAX_SHAPE))
        raise CaseError(
            f"a rate between {low:g} and {high:g} a year: high must be between {narrowest:.3g} "
            f"and {widest:.3g} times low; widen or narrow the interval"
        )
    # the logarithm of the width falls smoothly on log shape, at a slope between -1 and -1/2: where
    # the secants' steps have become small they are past all digits
    x, step = 0.0, 0.1
    excess = np.log(_width(x) / target)
    while abs(step) > 1e-9:
        following = np.log(_width(x + step) / target)
        x, step, excess = x + step, step * following / (excess - following), following
    shape = float(np.exp(x + step))
    return Gamma(shape, float(gammaincinv(shape, 0.95)) / high)


def _width(log_shape: float) -> float:
    """The logarithm of the ratio of a Gamma's 95 % point to its 5 % point."""
    shape = np.exp(log_shape)
    return float(np.log(gammaincinv(shape, 0.95)) - np.log(gammaincinv(shape, 0.05)))


def class_curve(rate: Gamma, years: float) -> float:
    """The probability of at least one event in ``years`` at an uncertain rate: 1 - (b/(b+t))^a."""
    return float(-np.expm1(-rate.shape * np.log1p(years / rate.years)))
