"""The sample of histories: what each particle carries, and how the first ones are laid out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise

import numpy as np

from tocsin.engine.advance import Sample
from tocsin.engine.compile import Compiled
from tocsin.engine.network import Floats, Ints, Levels, settle_rows, unpinned
from tocsin.rng import Purpose, generator

MAX_STRATA = 16
"""Joint assignments of the first hypothesis groups that get a share of particles of their own."""

THREADS = 2


@dataclass
class Particles:
    """P weighted histories.

    Attributes:
        levels: level of every node now, (P, M).
        counts, exposures: jumps and weighted exposure of every rate parameter, (P, R).
        multipliers: values of the multipliers, (P, K).
        influences: products of the influences on each channel, (P, 2 N), as the engine left them.
        log_weight: unnormalised log weights, (P,).
        stratum: the stratum each belongs to, ascending, (P,).
        ancestor: the first particle from which each descends, (P,).
        tallies: log probability of the counted blocks so far at each mean, (P, T); see ``counts``.
    """

    levels: Levels
    counts: Floats
    exposures: Floats
    multipliers: Floats
    influences: Floats
    log_weight: Floats
    stratum: Ints
    ancestor: Ints
    tallies: Floats

    def __len__(self) -> int:
        return len(self.log_weight)

    def copy(self) -> Particles:
        """An independent copy."""
        return Particles(*(getattr(self, f.name).copy() for f in fields(self)))

    def sample(self, low: int = 0, high: int | None = None) -> Sample:
        """Particles ``low`` to ``high`` as the engine takes them: views, changed in place."""
        part = slice(low, high)
        return Sample(
            self.levels[part], self.counts[part], self.exposures[part], self.multipliers[part],
            self.influences[part], self.log_weight[part],
        )  # fmt: skip

    def take(self, index: Ints) -> Particles:
        """The particles at ``index``, as copies."""
        arrays = [getattr(self, f.name) for f in fields(self)]
        taken = [np.empty((len(index), *each.shape[1:]), each.dtype) for each in arrays]

        def work(low: int, high: int) -> None:
            for each, into in zip(arrays, taken, strict=True):
                # clipping spares NumPy a copy of its own; no index is out of range
                np.take(each, index[low:high], axis=0, out=into[low:high], mode="clip")

        in_chunks(len(index), work)
        return Particles(*taken)


def in_chunks(size: int, work: Callable[[int, int], object]) -> None:
    """Run ``work(low, high)`` over the particles in threads; the kernels release the lock.

    Streams are keyed by particle, so neither the number of threads nor the cut changes a result.
    """
    bounds = np.linspace(0, size, 2 * THREADS + 1).astype(int)
    parts = [_pool().submit(work, int(low), int(high)) for low, high in pairwise(bounds)]
    for part in parts:
        part.result()


@cache
def _pool() -> ThreadPoolExecutor:
    """One pool for all kernels: starting threads for each call cost more than many calls."""
    return ThreadPoolExecutor(THREADS)


def strata(compiled: Compiled, moving: int) -> tuple[list[int], int]:
    """The static nodes that are stratified and the number of strata: in the case's order, while
    the product of their sizes stays within ``MAX_STRATA``.
    """
    chosen: list[int] = []
    size = 1
    for node in range(moving, len(compiled.start)):
        if size * len(compiled.start[node]) > MAX_STRATA:
            break
        chosen.append(node)
        size *= len(compiled.start[node])
    return chosen, size


def first_particles(compiled: Compiled, samples: int, seed: int) -> Particles:
    """Lay out the prior: equal strata with their prior as weight, the rest spread evenly within.

    ``samples`` is rounded up to a multiple of the number of strata. Derived nodes stand where the
    others put them: on the day of the start, too, reports and counts are weighed by them.
    """
    net = compiled.network
    chosen, count = strata(compiled, net.moving)
    size = -(-samples // count)
    total = size * count
    draw = generator(seed, Purpose.PRIOR)
    levels = np.zeros((total, net.sizes.size), dtype=np.int8)
    stratum = np.repeat(np.arange(count), size)
    log_weight = np.zeros(total)
    rest = stratum.copy()
    for node in reversed(chosen):
        law = compiled.start[node]
        levels[:, node] = rest % len(law)
        rest //= len(law)
        log_weight += np.log(law[levels[:, node]])
    for node, law in enumerate(compiled.start):
        if node in chosen:
            continue
        for s in range(count):
            # one point in each of ``size`` equal cells, in random order: proportions are exact
            points = (draw.permutation(size) + 0.5) / size
            levels[s * size : (s + 1) * size, node] = np.searchsorted(
                np.cumsum(law)[:-1], points, side="right"
            )
    settle_rows(net, levels, np.empty(net.table_start.size, dtype=np.uint32), unpinned(net))
    z = draw.standard_normal((total, net.multiplier_mean.size))
    multipliers = np.exp(net.multiplier_mean + z @ net.multiplier_factor.T)
    zeros = np.zeros((total, net.shape.size))
    return Particles(
        levels,
        zeros,
        zeros.copy(),
        multipliers,
        np.full((total, 2 * net.moving), np.nan),
        log_weight,
        stratum,
        np.arange(total),
        np.zeros((total, 0)),
    )
