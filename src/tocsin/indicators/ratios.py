"""How many times the baseline a level's mean is: a stated interval, or counted in past cases."""

from __future__ import annotations

import math
from typing import NamedTuple

from scipy.stats import norm

from tocsin.case.schema import Interval, LearnedRatio, PastCase, Ratio

HALF = 0.5
"""Added to every count, so that a window without events has a ratio, too."""
BETWEEN = 0.5
"""What past cases are held to differ by (standard deviation of log-ratios), worth two of them."""
_Z95 = float(norm.ppf(0.95))


class LogNormal(NamedTuple):
    """A log-normal law: mean and standard deviation of the logarithm."""

    mean: float
    sd: float

    @property
    def interval(self) -> tuple[float, float]:
        """Its 5 % and 95 % points."""
        return math.exp(self.mean - _Z95 * self.sd), math.exp(self.mean + _Z95 * self.sd)


def ratio_law(ratio: Ratio) -> LogNormal:
    """The law of a ratio to the baseline.

    Learned from past cases it is that of a case like them: with log-ratios x of n cases, their mean
    with variance t (1 + 1/n) + s / n, where t = (2 b^2 + sum (x - mean)^2) / (n + 1) is how cases
    differ (b is ``BETWEEN``) and s the mean of the counts' own Poisson variances.
    """
    if isinstance(ratio, Interval):
        low, high = math.log(ratio.low), math.log(ratio.high)
        return LogNormal((low + high) / 2, (high - low) / 2 / _Z95)
    return _learned(ratio)


def _learned(ratio: LearnedRatio) -> LogNormal:
    seen = [log_ratio(past) for past in ratio.past]
    number = len(seen)
    mean = sum(x for x, _ in seen) / number
    differ = (2 * BETWEEN**2 + sum((x - mean) ** 2 for x, _ in seen)) / (number + 1)
    counting = sum(variance for _, variance in seen) / number
    return LogNormal(mean, math.sqrt(differ * (1 + 1 / number) + counting / number))


def log_ratio(past: PastCase) -> tuple[float, float]:
    """The logarithm of one past case's ratio of shares, and its Poisson variance."""
    then, before = past.then.events + HALF, past.before.events + HALF
    value = math.log(then / past.then.volume) - math.log(before / past.before.volume)
    return value, 1 / then + 1 / before
