"""From what an analyst can state, counts or a 90 % interval, to a Gamma or a log-normal."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.stats import gamma, norm

JEFFREYS = 0.5
"""Events that the Jeffreys prior of a Poisson rate adds to those counted; it adds no exposure."""

_Z95 = float(norm.ppf(0.95))


class Gamma(NamedTuple):
    """A rate's distribution: mean ``shape / years`` a year."""

    shape: float
    years: float


class LogNormal(NamedTuple):
    """A multiplier's distribution: the mean and standard deviation of its logarithm."""

    mean: float
    sd: float


def gamma_from_count(events: float, years: float) -> Gamma:
    """The posterior of a Poisson rate under the Jeffreys prior: Gamma(events + 1/2, years)."""
    return Gamma(events + JEFFREYS, years)


@lru_cache(maxsize=4096)
def gamma_from_interval(low: float, high: float) -> Gamma:
    """The Gamma whose 5 % and 95 % points are ``low`` and ``high`` (a year).

    The ratio of the two points depends on the shape alone, and falls as it grows.
    """
    target = np.log(high / low)

    def excess(log_shape: float) -> float:
        shape = np.exp(log_shape)
        return float(np.log(gamma.ppf(0.95, shape)) - np.log(gamma.ppf(0.05, shape)) - target)

    shape = float(np.exp(brentq(excess, np.log(0.02), np.log(1e6), xtol=1e-12)))
    return Gamma(shape, float(gamma.ppf(0.95, shape)) / high)


def lognormal_from_interval(low: float, high: float) -> LogNormal:
    """The log-normal whose 5 % and 95 % points are ``low`` and ``high``."""
    return LogNormal(float(np.log(low * high) / 2), float(np.log(high / low) / (2 * _Z95)))


def class_curve(rate: Gamma, years: float) -> float:
    """The probability of at least one event in ``years`` at an uncertain rate: 1 - (b/(b+t))^a."""
    return float(-np.expm1(-rate.shape * np.log1p(years / rate.years)))
