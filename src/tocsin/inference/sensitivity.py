"""Which uncertain inputs move the answer: rates, multipliers, hypotheses and assumptions.

Rates and multipliers: every input is dealt out anew among the histories, each by itself, so that
none goes with another or with the present state; the futures are run once, and how the probability
goes with the logarithm of each input gives them all at once. The draws of the sample itself would
not do: they descend from a few hundred first histories, too few to tell hundreds of inputs apart.
In a log-linear model the probability answers to one input x as p x^e / E[x^e], with elasticity e
(doubling x multiplies the probability by 2^e). Its covariance with log x over p is K'(e) - K'(0),
K being the cumulant generating function of log x; e is solved from the sample's own K. What an
input did to the reading of the past is not in it.

Hypotheses and assumptions: the probability if each were known to be true, and if not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tocsin.engine.network import Floats, Ints
from tocsin.errors import CollapseError
from tocsin.inference.futures import arrived, course, onset_rates, travel
from tocsin.inference.standpoint import Standpoint
from tocsin.inference.weights import systematic
from tocsin.rng import Purpose, generator

COPIES = 4
"""Futures of each history, each with inputs dealt out for itself."""
STEEPEST, STEPS = 5.0, 12
"""The largest elasticity that is looked for, and steps of Newton's method."""


@dataclass(frozen=True)
class Swing:
    """One input: the probability at its 10 % and 90 % points, or if false and if true.

    ``number`` is that of the rate parameter, multiplier or static node (with its ``level``);
    ``elasticity`` is that of the probability, None for a static node; ``error`` is the Monte Carlo
    error of ``high`` less ``low``; ``inputs`` are the input's own 10 % and 90 % points (for a
    static node its probability of being false and true).
    """

    kind: Literal["rate", "multiplier", "static"]
    number: int
    level: int
    low: float
    high: float
    error: float
    elasticity: float | None
    inputs: tuple[float, float]

    @property
    def size(self) -> float:
        """How far the input moves the probability."""
        return abs(self.high - self.low)


def swings(stand: Standpoint, onset: int, months: int) -> tuple[float, list[Swing]]:
    """The probability of an onset within ``months`` and every input's swing, largest first."""
    values = stand.values[:, onset, stand.months.index(months)]
    probability = float(stand.weight @ values)
    found = [*_dealt_out(stand, onset, months, values), *_static(stand, values)]
    found.sort(key=lambda swing: -swing.size)
    return probability, found


def _dealt_out(stand: Standpoint, onset: int, months: int, values: Floats) -> list[Swing]:
    """Rates and multipliers, from one run in which each is dealt out by itself."""
    # equal weights, so that a column that is dealt out anew keeps its distribution
    chosen = systematic(stand.weight, len(stand.particles), 0.5)
    multipliers = stand.particles.multipliers[chosen]
    inputs = np.concatenate([stand.rates[chosen], multipliers], axis=1)
    varied = np.flatnonzero(np.ptp(inputs, axis=0) > 0)
    logs = np.log(inputs[:, varied])
    # centred, since the elasticity of what is all but a fixed number may come out as anything
    logs -= logs.mean(axis=0)
    covariance, unsure = _covariances(stand, chosen, inputs, varied, logs, onset, months)
    elasticity = _elasticities(logs, covariance)
    slack = unsure / _tilted(logs, elasticity)[1]
    split = stand.rates.shape[1]
    points = np.quantile(logs, [0.1, 0.9], axis=0)
    own = np.quantile(inputs[:, varied], [0.1, 0.9], axis=0)

    def times(e: Floats) -> Floats:
        """What the probability is multiplied by at both points."""
        return np.asarray(np.exp(points * e - np.log(np.exp(logs * e).mean(axis=0))))

    probability, blur = float(stand.weight @ values), float(stand.error(values))
    low, high = times(elasticity)
    above, below = (np.diff(times(elasticity + s), axis=0)[0] for s in (slack, -slack))
    # both ends are multiples of the probability, which errs, too
    error = np.hypot(probability * (above - below) / 2, blur * (high - low))
    return [
        Swing(
            kind="rate" if i < split else "multiplier",
            number=int(i if i < split else i - split),
            level=-1,
            low=min(float(probability * low[k]), 1.0),
            high=min(float(probability * high[k]), 1.0),
            error=float(error[k]),
            elasticity=float(elasticity[k]),
            inputs=(float(own[0, k]), float(own[1, k])),
        )
        for k, i in enumerate(varied)
    ]


def _covariances(
    stand: Standpoint, chosen: Ints, inputs: Floats, varied: Ints, logs: Floats, onset: int,
    months: int,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Covariance of the outcome with each column of ``logs``, over p, and its error."""
    model, size = stand.model, len(chosen)
    particles = stand.particles.take(chosen)
    particles.influences[:] = np.nan  # they were other multipliers' products
    split = stand.rates.shape[1]
    way = course(model, stand.day, [months])
    first, second, cross = (np.zeros(varied.size) for _ in range(3))
    total = 0.0
    order = np.tile(np.arange(size)[:, None], varied.size)
    for copy in range(COPIES):
        deal = generator(model.seed, Purpose.DEAL, copy).permuted(order, axis=0)
        dealt = inputs.copy()
        dealt[:, varied] = np.take_along_axis(inputs[:, varied], deal, axis=0)
        rates, particles.multipliers = dealt[:, :split].copy(), dealt[:, split:].copy()
        record = travel(model, particles, rates, way, Purpose.DEAL, copy)
        y = arrived(way, [record], onset_rates(model.compiled.network, rates))[:, onset, 0]
        x = np.take_along_axis(logs, deal, axis=0)
        first, total = first + y @ x, total + y.sum()
        second, cross = second + (y**2) @ x**2, cross + y @ x**2
    count = COPIES * size
    p = total / count
    if not p > 0:
        raise CollapseError("no simulated future comes near the outcome; raise --samples")
    square = second - 2 * p * cross + p**2 * COPIES * (logs**2).sum(axis=0)
    return np.asarray(first / count / p), np.sqrt(np.maximum(square, 0.0)) / count / p


def _tilted(logs: Floats, elasticity: Floats) -> tuple[Floats, Floats]:
    """First and second derivative at e of the cumulant generating function of each column."""
    weight = np.exp(logs * elasticity - (logs * elasticity).max(axis=0))
    weight /= weight.sum(axis=0)
    mean = (weight * logs).sum(axis=0)
    return mean, (weight * (logs - mean) ** 2).sum(axis=0)


def _elasticities(logs: Floats, covariance: Floats) -> Floats:
    """The e at which K'(e), 0 at 0, is the covariance over p, by a guarded Newton's method."""
    elasticity = np.zeros_like(covariance)
    for _ in range(STEPS):
        mean, variance = _tilted(logs, elasticity)
        step = (covariance - mean) / variance
        elasticity = np.clip(elasticity + np.clip(step, -1.0, 1.0), -STEEPEST, STEEPEST)
    return elasticity


def _static(stand: Standpoint, values: Floats) -> list[Swing]:
    """Every hypothesis and assumption: the probability if it is false and if it is true."""
    found = []
    sizes = stand.model.compiled.network.sizes
    truths = list(stand.model.compiled.truths.values())
    for node, level in truths:
        if sizes[node] == 2 and level == 1 and (node, 0) in truths:
            continue  # of two hypotheses the first says it all
        true = stand.particles.levels[:, node] == level
        sides = [true, ~true]
        shares = [float(stand.weight @ side) for side in sides]
        if min(shares) == 0.0:
            continue
        means = [
            float(stand.weight @ (values * side)) / share
            for side, share in zip(sides, shares, strict=True)
        ]
        pulls = [
            (values - mean) * side / share
            for mean, side, share in zip(means, sides, shares, strict=True)
        ]
        found.append(
            Swing(
                kind="static",
                number=node,
                level=level,
                low=means[1],
                high=means[0],
                error=float(stand.error(pulls[0] - pulls[1])),
                elasticity=None,
                inputs=(shares[1], shares[0]),
            )
        )
    return found
