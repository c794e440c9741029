"""How probable the count of a block is, given the mean: negative binomial, robust to attention.

A block of weeks with exposure ``v`` (weeks, weighted by the volume of news) and mean rate ``m`` has
a count with the law

    (1 - a) NB(m v, k) + a / F  sum over f of NB(m f v, k)

where ``k`` is the size of the negative binomial (variance ``mu + mu^2 / k``). The second part is
attention: for a few weeks the same deeds are told many times over, whatever the node's level. It
bounds what one block can say. The mean is never taken as known: it is one of ``CANDIDATES`` equally
probable values (see ``candidates``), and the filter keeps how well each has done so far.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, logsumexp, ndtri

Floats = npt.NDArray[np.float64]

CANDIDATES = 9
"""Values between which an uncertain mean is left open: midpoints of equal shares of its law."""
ATTENTION = 0.05
"""The share of blocks that attention swells."""
DISCOUNT = 0.5
"""The share of a block's log-likelihood that counts: blocks are no more independent than that.

Attention lasts for longer than a block. Undiscounted, posteriors are too sure (docs: counts)."""
SWELL = (1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
"""What attention may multiply a block's mean by, each as probable as the others."""


def negative_binomial(count: Floats, mean: Floats, size: float) -> Floats:
    """Log probability of ``count`` under a negative binomial; arguments are broadcast.

    ``mean`` is above 0, ``size`` is k in variance = mean + mean^2 / k.
    """
    return np.asarray(
        gammaln(count + size) - gammaln(size) - gammaln(count + 1)
        - size * np.log1p(mean / size) + count * (np.log(mean) - np.log(size + mean))
    )  # fmt: skip


def block_law(count: Floats, mean: Floats, size: float, attention: float = ATTENTION) -> Floats:
    """Log probability of a block's count at an expected count of ``mean`` (broadcast).

    With ``attention`` 0 this is the plain negative binomial.
    """
    usual = negative_binomial(count, mean, size)
    if attention == 0:
        return usual
    swollen = [negative_binomial(count, mean * factor, size) for factor in SWELL]
    rare = np.log(attention / len(SWELL)) + logsumexp(swollen, axis=0)
    return np.asarray(np.logaddexp(np.log1p(-attention) + usual, rare))


def candidates(log_mean: float, log_sd: float, number: int = CANDIDATES) -> Floats:
    """Equally probable values of a log-normal quantity, (G,): midpoints of equal shares."""
    return np.asarray(np.exp(log_mean + log_sd * ndtri((np.arange(number) + 0.5) / number)))


@dataclass(frozen=True)
class Baseline:
    """What the window before a case says of the ordinary rate.

    Attributes:
        log_mean: logarithm of the mean count for one unit of exposure.
        log_sd: its standard error, widened by the square root of the autocorrelation time.
        size: k of the negative binomial for a block.
        autocorrelation: integrated autocorrelation time in blocks, 1 where there is none.
        blocks: how many blocks the window held.
    """

    log_mean: float
    log_sd: float
    size: float
    autocorrelation: float
    blocks: int


JEFFREYS = 0.5
"""Events that Jeffreys' prior of a mean adds: a window without any says something, and little."""
_COARSE = np.linspace(-14.0, 4.0, 73)
"""Where a log-mean is looked for at first, around that of the events counted."""
_FINE = 121
_BELIEVABLE = 30.0
"""How far below its best a log-mean's log probability may lie to be looked at more finely."""
_SPREADS = np.exp(np.linspace(np.log(0.01), np.log(3.0), 40))
_SPREAD_PRIOR = (float(np.log(0.15)), 1.2)
"""A log-normal prior of 1/k: weekly event counts summed over four weeks vary by a third or so."""


def fit_baseline(counts: Floats, exposure: Floats, attention: float = ATTENTION) -> Baseline:
    """Mean, dispersion and autocorrelation of the blocks of a baseline window, (B,) each.

    Posterior means on a grid, under Jeffreys' prior of a Poisson mean and a weak one of 1/k, with
    the law of ``block_law`` (so that a spike in the window passes for attention, not for the mean).
    ``exposure`` is above 0.
    """
    log_means = np.log((counts.sum() + JEFFREYS) / exposure.sum()) + _COARSE
    scores = logsumexp(_scores(counts, exposure, log_means, attention), axis=1)
    believable = log_means[scores > scores.max() - _BELIEVABLE]
    step = log_means[1] - log_means[0]
    log_means = np.linspace(believable[0] - step, believable[-1] + step, _FINE)
    scores = _scores(counts, exposure, log_means, attention)
    posterior = np.exp(scores - scores.max())
    posterior /= posterior.sum()
    of_mean, of_spread = posterior.sum(axis=1), posterior.sum(axis=0)
    mean = float(of_mean @ log_means)
    variance = float(of_mean @ np.square(log_means - mean))
    tau = autocorrelation_time(np.log((counts + 0.5) / exposure))
    return Baseline(
        mean, float(np.sqrt(variance * tau)), float(1 / (of_spread @ _SPREADS)), tau, len(counts)
    )


def _scores(counts: Floats, exposure: Floats, log_means: Floats, attention: float) -> Floats:
    """Log posterior, up to a constant, by log-mean and spread 1/k, (L, S)."""
    expected = np.exp(log_means)[:, None] * exposure
    laws = [block_law(counts, expected, 1 / s, attention).sum(axis=1) for s in _SPREADS]
    middle, width = _SPREAD_PRIOR
    prior = JEFFREYS * log_means[:, None]
    prior = prior - 0.5 * np.square((np.log(_SPREADS) - middle) / width)
    return np.stack(laws, axis=1) + prior


def autocorrelation_time(values: Floats) -> float:
    """The integrated autocorrelation time of a series in steps, at least 1 (Sokal's window).

    1 + 2 sum of autocorrelations up to the first lag beyond five times the sum.
    """
    centred = values - values.mean()
    power = float(np.square(centred).sum())
    size = len(values)
    if size < 3 or power <= 1e-12 * size:
        return 1.0
    time = 1.0
    for lag in range(1, min(size - 1, 30)):
        time += 2 * float((centred[:-lag] * centred[lag:]).sum()) / power
        if lag >= 5 * max(time, 1.0):
            break
    return max(time, 1.0)
