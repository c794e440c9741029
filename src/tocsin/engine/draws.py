"""Rates drawn for each simulated future, one keyed stream for each particle and parameter."""

from __future__ import annotations

import math

import numpy as np

from tocsin.engine.kernel import kernel
from tocsin.engine.logarithm import logarithm
from tocsin.engine.network import Floats, Network
from tocsin.engine.normal import FAR, near_quantile, normal_quantile
from tocsin.rng import family, member, uniform


@kernel()
def gamma(key: np.uint64, shape: float) -> float:
    """A Gamma(shape, 1) draw by squeeze and rejection (Marsaglia & Tsang 2000).

    Below shape 1 the draw for ``shape + 1`` is multiplied by U ** (1 / shape).
    """
    counter = 0
    boost = 1.0
    if shape < 1.0:
        boost = uniform(key, 0) ** (1.0 / shape)
        counter = 1
        shape += 1.0
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal_quantile(uniform(key, counter))
        v = 1.0 + c * x
        if v > 0.0:
            v *= v * v
            u = uniform(key, counter + 1)
            # the squeeze: most are accepted without a logarithm
            if u < 1.0 - 0.0331 * (x * x) * (x * x):
                return boost * d * v
            if logarithm(u) < 0.5 * x * x + d * (1.0 - v + logarithm(v)):
                return boost * d * v
        counter += 2


@kernel()
def _draw_most(key: np.uint64, prior: Floats, counts: Floats, standard: Floats) -> None:
    """Fill ``standard`` (R,) with what ``gamma`` draws at its first try, NaN where it needs more.

    Few need more but those of a shape below 1. Without a branch the loop runs several parameters at
    a time, which is cheaper than to spare the logarithms.
    """
    for r in range(standard.size):
        shape = prior[r] + counts[r]
        d = shape - 1.0 / 3.0
        c = 1.0 / math.sqrt(9.0 * d)
        u = uniform(member(key, r), 0)
        x = near_quantile(u)
        v = max(1.0 + c * x, 1e-9)  # where it was negative, too, the draw is never kept
        v *= v * v
        kept = logarithm(uniform(member(key, r), 1)) < 0.5 * x * x + d * (1.0 - v + logarithm(v))
        kept &= (shape >= 1.0) & (min(u, 1.0 - u) >= FAR)
        standard[r] = d * v if kept else np.nan


@kernel()
def draw_rates(
    net: Network,
    counts: Floats,
    exposures: Floats,
    seed: int,
    purpose: int,
    step: int,
    first: int,
    drawn_for: Floats,
    standard: Floats,
    rates: Floats,
) -> None:
    """Fill ``rates`` (P, R) with draws of Gamma(shape + counts, years + exposures), a year.

    ``standard`` (P, R) keeps the Gamma(shape + counts, 1) draws and ``drawn_for`` the counts that
    they were drawn for (NaN at first): most counts stay as they are from one forecast to the next,
    and a stream gives the same draw whenever it is asked.
    """
    for p in range(rates.shape[0]):
        key = family(seed, purpose, step, first + p)
        changed = 0
        for r in range(rates.shape[1]):
            changed += drawn_for[p, r] != counts[p, r]
        most = 2 * changed > rates.shape[1]
        if most:
            _draw_most(key, net.shape, counts[p], standard[p])
        for r in range(rates.shape[1]):
            if np.isnan(standard[p, r]) if most else drawn_for[p, r] != counts[p, r]:
                standard[p, r] = gamma(member(key, r), net.shape[r] + counts[p, r])
            drawn_for[p, r] = counts[p, r]
            rates[p, r] = standard[p, r] / (net.years[r] + exposures[p, r])
