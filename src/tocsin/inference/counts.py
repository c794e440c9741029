"""How the blocks of an indicator's series bear on the particles: the means are integrated out.

At each level of its node a series has a mean rate that is one of ``CANDIDATES`` equally probable
values. A particle keeps, for every level and value, the discounted log probability of the blocks
counted so far at that level (its tallies). A block multiplies the particle's weight by the mean of
its own over the values, weighed by how well each has done: what the particle has seen is all that
it knows of the mean, so no value is drawn and none can run out.
"""

from __future__ import annotations

import numpy as np
from scipy.special import logsumexp

from tocsin.case.schema import CountSeries, Regime
from tocsin.engine.compile import Compiled
from tocsin.engine.network import Floats, Ints, Levels, truth
from tocsin.indicators.law import CANDIDATES, DISCOUNT, block_law, candidates


class Series:
    """One series in the order in which particles keep its tallies.

    Attributes:
        node: the node it bears on.
        raised: function of the condition that raises the count by itself, or -1.
        means: candidate means per unit of exposure, (R, G): a row for each level of the node, then
            one for the raised count where there is one.
        size: k of the negative binomial.
        first: where its tallies begin.
    """

    def __init__(self, stated: CountSeries, compiled: Compiled, raised: int, first: int) -> None:
        self.node = compiled.nodes[stated.node]
        self.raised = raised
        levels = compiled.levels[stated.node]
        rows = [stated.regimes[name] for name in sorted(levels, key=levels.__getitem__)]
        if stated.raised is not None:
            rows.append(stated.raised)
        self.means = np.stack([_candidates(row) for row in rows])
        self.size = stated.size
        self.first = first

    @property
    def last(self) -> int:
        """One past its last tally."""
        return self.first + self.means.size

    def table(self, count: int, exposure: float) -> Floats:
        """The discounted log probability of a block's count at each candidate mean, (R, G)."""
        return DISCOUNT * block_law(np.asarray(float(count)), self.means * exposure, self.size)

    def regime(self, compiled: Compiled, levels: Levels) -> Ints:
        """Which row of ``means`` holds for each particle, (P,)."""
        row = levels[:, self.node].astype(np.int64)
        if self.raised >= 0:
            row[truth(compiled.network, self.raised, levels)] = len(self.means) - 1
        return np.asarray(row)


def _candidates(regime: Regime) -> Floats:
    return candidates(regime.log_mean, regime.log_sd)


def laid_out(stated: list[CountSeries], compiled: Compiled, functions: list[int]) -> list[Series]:
    """The series one after the other; ``functions`` are the conditions of those that have one."""
    waiting = iter(functions)
    found: list[Series] = []
    for one in stated:
        raised = -1 if one.raised_by is None else next(waiting)
        found.append(Series(one, compiled, raised, found[-1].last if found else 0))
    return found


def untold(series: list[Series], particles: int) -> Floats:
    """The tallies before any block, (P, T): zeros."""
    return np.zeros((particles, series[-1].last if series else 0))


def weigh(
    compiled: Compiled, series: Series, table: Floats, levels: Levels, tallies: Floats
) -> Floats:
    """What one block adds to the log weights, (P,); ``tallies`` (P, T) are brought up to date."""
    regime = series.regime(compiled, levels)
    columns = series.first + regime[:, None] * CANDIDATES + np.arange(CANDIDATES)
    before = np.take_along_axis(tallies, columns, axis=1)
    after = before + table[regime]
    np.put_along_axis(tallies, columns, after, axis=1)
    return np.asarray(logsumexp(after, axis=1) - logsumexp(before, axis=1))
