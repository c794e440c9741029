"""How many times the baseline a level's mean is: a stated interval, or counted in past cases."""

from __future__ import annotations

import math

from tocsin.case.schema import Interval, LearnedRatio, PastCase, Ratio
from tocsin.lognormal import LogNormal, lognormal_from_interval

HALF = 0.5
"""Added to every count, so that a window without events has a ratio, too."""
BETWEEN = 0.5
"""What past cases are held to differ by (standard deviation of log-ratios), worth two of them."""


def ratio_law(ratio: Ratio) -> LogNormal:
    """The law of a ratio to the baseline.

    Learned from past cases it is that of a case like them: with log-ratios x of n cases, their mean
    with variance t (1 + 1/n) + s / n, where t = (2 b^2 + sum (x - mean)^2) / (n + 1) is how cases
    differ (b is ``BETWEEN``) and s the mean of the counts' own Poisson variances.
    """
    if isinstance(ratio, Interval):
        return lognormal_from_interval(ratio.low, ratio.high)
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
