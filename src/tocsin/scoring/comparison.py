"""Is one forecaster better than another? Skill and paired differences, by block bootstrap.

Forecasts of one country, or made at one origin, rise and fall together. So whole blocks are drawn
again, never single forecasts (Efron & Tibshirani 1993), and both forecasters are scored on the
same blocks: what they share cancels. The generator is the caller's, so a result can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tocsin.errors import ScoreError
from tocsin.scoring.settled import Floats, Integers, measured, share


@dataclass(frozen=True)
class Interval:
    """An estimate with its bootstrap interval (percentiles) and what it rests on."""

    estimate: float
    low: float
    high: float
    level: float
    """Share of the bootstrap values between ``low`` and ``high``."""
    blocks: int
    """Blocks that were drawn again; with fewer than about 20 the interval is too narrow."""
    draws: int


@dataclass(frozen=True)
class Blocks:
    """Forecasts grouped into the blocks that are drawn again, such as countries or origins."""

    of: Integers
    """The block of each forecast (n,), numbered from 0."""
    number: int

    @classmethod
    def by(cls, labels: ArrayLike) -> Blocks:
        """Group forecasts (n,) by the label of each: a country, a dyad, an origin."""
        names = np.asarray(labels)
        if names.ndim != 1 or names.size == 0:
            raise ScoreError(
                f"block labels of shape {names.shape}; one list, not empty, is allowed; give the "
                "label of each forecast"
            )
        found, of = np.unique(names, return_inverse=True)
        if found.size < 2:
            raise ScoreError(
                f"one block, {found[0]}; two or more are needed to see how results vary between "
                "them; group the forecasts by something else"
            )
        return cls(of.astype(np.int64), int(found.size))

    def weights(self, draws: int, rng: np.random.Generator) -> Integers:
        """How often each block is drawn, (draws, blocks); as many are drawn as there are."""
        if draws < 1:
            raise ScoreError(f"{draws} bootstrap draws; one or more are allowed; 2,000 are usual")
        even = np.full(self.number, 1 / self.number)
        return np.asarray(rng.multinomial(self.number, even, size=draws), dtype=np.int64)

    def rows(self, draws: int, rng: np.random.Generator) -> Iterator[Integers]:
        """For each draw, the forecasts of the blocks drawn: those of a block drawn twice, twice."""
        for weight in self.weights(draws, rng):
            yield np.repeat(np.arange(self.of.size), weight[self.of])


def bootstrap(
    statistic: Callable[[NDArray[np.int64]], float],
    blocks: Blocks,
    *,
    draws: int,
    level: float,
    rng: np.random.Generator,
) -> Interval:
    """The interval of any statistic of the forecasts, given as a function of their row numbers.

    For a difference, let the function compute both sides on the same rows. A statistic that a draw
    leaves without a value (no event in it) raises what the function raises; NaN is a
    ``ScoreError``.
    """
    values = np.array([statistic(rows) for rows in blocks.rows(draws, rng)])
    everything = float(statistic(np.arange(blocks.of.size)))
    return _percentiles(everything, values, blocks, level)


def mean_loss(
    losses: ArrayLike, blocks: Blocks, *, draws: int, level: float, rng: np.random.Generator
) -> Interval:
    """The mean of losses (n,), with its interval: blocks of different sizes count by their size."""
    loss = _losses(losses, blocks)
    weight = blocks.weights(draws, rng)
    return _percentiles(float(loss.mean()), _means(loss, blocks, weight), blocks, level)


def paired_difference(
    losses: ArrayLike,
    reference: ArrayLike,
    blocks: Blocks,
    *,
    draws: int,
    level: float,
    rng: np.random.Generator,
) -> Interval:
    """Mean loss minus the mean loss of a reference on the same forecasts: below 0 is better.

    Both are (n,). An interval on both sides of 0 means that these forecasts cannot tell.
    """
    apart = _losses(losses, blocks) - _losses(reference, blocks)
    weight = blocks.weights(draws, rng)
    return _percentiles(float(apart.mean()), _means(apart, blocks, weight), blocks, level)


def skill(
    losses: ArrayLike,
    reference: ArrayLike,
    blocks: Blocks,
    *,
    draws: int,
    level: float,
    rng: np.random.Generator,
) -> Interval:
    """``1 - mean loss / mean loss of the reference``: 1 is perfect, 0 no better than it.

    Below 0 it is worse. Each bootstrap draw divides the two means of the same blocks. Losses are
    (n,) and those of a loss with 0 as its best; a reference that lost nothing leaves no skill.
    """
    ours, theirs = _losses(losses, blocks), _losses(reference, blocks)
    weight = blocks.weights(draws, rng)
    below = np.append(_means(theirs, blocks, weight), theirs.mean())
    if not (below > 0).all():
        raise ScoreError(
            "the reference lost nothing, or less than nothing, in a draw of the blocks; a mean "
            "loss above 0 is needed to divide by; compare with paired_difference instead"
        )
    above = np.append(_means(ours, blocks, weight), ours.mean())
    values = 1 - above / below
    return _percentiles(float(values[-1]), values[:-1], blocks, level)


def _losses(losses: ArrayLike, blocks: Blocks) -> Floats:
    loss = measured(losses)
    if loss.size != blocks.of.size:
        raise ScoreError(
            f"{loss.size} losses for {blocks.of.size} forecasts in blocks; one for each is "
            "allowed; score every model on the same forecasts"
        )
    return loss


def _means(loss: Floats, blocks: Blocks, weight: Integers) -> Floats:
    """The mean loss of each draw, from the sums and sizes of the blocks."""
    total = np.bincount(blocks.of, loss, minlength=blocks.number)
    size = np.bincount(blocks.of, minlength=blocks.number)
    return np.asarray((weight @ total) / (weight @ size), dtype=np.float64)


def _percentiles(estimate: float, values: Floats, blocks: Blocks, level: float) -> Interval:
    if not np.isfinite(values).all() or not np.isfinite(estimate):
        raise ScoreError(
            f"{int((~np.isfinite(values)).sum())} of {values.size} bootstrap values are no number; "
            "a statistic with a value for every draw of blocks is allowed; use larger blocks"
        )
    tail = (1 - share(level)) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return Interval(estimate, float(low), float(high), level, blocks.number, values.size)
