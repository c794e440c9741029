"""What to watch next: how much the coming months of an indicator would tell about an outcome.

An indicator is a node that could come to stand at a level or above by some day. If it is watched,
we shall see that with certainty; under a watch that is still to be declared, with the probability
that something is heard. Either way we learn one of two things, seen or not seen, and the expected
information is the mutual information of that with the onset between that day and the horizon, as a
share of all that is uncertain about it (its entropy). All of it is as of that day with no onset
yet: a sign that comes with the outcome is no warning.

Sampling error makes any two things look related: where there is no information, the estimate is a
square of noise. Its curvature tells how much, which is taken off and enters the error (the second
order of the delta method, which gives the Miller-Madow correction for plain counts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from tocsin.engine.network import Floats
from tocsin.inference.futures import counted_share, course, later, travel
from tocsin.inference.standpoint import Standpoint
from tocsin.rng import Purpose

COPIES = 4
STEP = 1e-3
"""Relative step of the numerical derivatives."""


class Sign(NamedTuple):
    """Something that may be seen: ``node`` at ``level`` or above, noticed with ``detection``."""

    node: int
    level: int
    detection: float


@dataclass(frozen=True)
class Value:
    """What one sign is worth.

    Attributes:
        seen: probability that it is seen by the day, if there was no onset by then.
        if_seen, if_not: probability of an onset from then to the horizon, after either.
        expected: the same without looking.
        share: mutual information over the onset's entropy, with its Monte Carlo error.
        share_error: the error of ``share``.
    """

    sign: Sign
    seen: float
    if_seen: float
    if_not: float
    expected: float
    share: float
    share_error: float


def values_of_watching(
    stand: Standpoint, onset: int, months: int, by: date, signs: Sequence[Sign]
) -> list[Value]:
    """The value of each sign, seen by ``by``, for the onset after it and within ``months``."""
    present, waiting, arrives = _futures(stand, onset, months, by, signs)
    return [_value(stand, sign, present[:, :, k], waiting, arrives) for k, sign in enumerate(signs)]


def _futures(
    stand: Standpoint, onset: int, months: int, by: date, signs: Sequence[Sign]
) -> tuple[Floats, Floats, Floats]:
    """On the day: whether each sign is there, (C, P, S); whether no onset came yet, (C, P); and how
    probable a later onset is, (C, P).
    """
    way = course(stand.model, stand.day, [months], dates=[by])
    split = way.number(by)
    rate = stand.onset_rate
    present, waiting, compensated, counted = [], [], [], []
    for copy in range(COPIES):
        record = travel(
            stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, copy,
            after=[split - 1],
        )  # fmt: skip
        by_clock, by_count = later(way, record, rate, split)
        compensated.append(by_clock[:, onset, 0])
        counted.append(by_count[:, onset, 0])
        waiting.append(record.arrival[:, onset] > way.plan.times[split])
        levels = record.levels[:, 0]
        present.append(np.stack([levels[:, s.node] >= s.level for s in signs], axis=1))
    clock, count = np.array(compensated), np.array(counted, dtype=np.float64)
    arrives = clock + counted_share(count.mean(axis=(0, 1))) * (count - clock)
    return np.array(present, dtype=np.float64), np.array(waiting, dtype=np.float64), arrives


def _value(
    stand: Standpoint, sign: Sign, present: Floats, waiting: Floats, arrives: Floats
) -> Value:
    """From the four joint probabilities that decide it, with the error that follows from theirs."""
    none = waiting - arrives
    by_future = (present * arrives, present * none, (1 - present) * arrives, (1 - present) * none)
    cells = np.stack([each.mean(axis=0) for each in by_future], axis=1)
    means = stand.mean(cells)
    p = np.maximum(means, 0.0)
    slope, curvature = _derivatives(p, sign.detection)
    # a cell's deviation as a share of it; of an empty cell nothing is known
    relative = np.divide(cells - means, p, where=p > 0, out=np.zeros_like(cells))
    bend, along = np.linalg.eigh(curvature)
    excess = float(bend @ stand.error(relative @ along) ** 2) / 2
    error = float(np.hypot(stand.error(relative @ slope), np.sqrt(2) * excess))
    table = _table(p, sign.detection)
    seen, if_seen, if_not = _conditionals(table)
    share = max(_information(p, sign.detection) - max(excess, 0.0), 0.0)
    expected = float(stand.mean(arrives.mean(axis=0)) / stand.mean(waiting.mean(axis=0)))
    return Value(sign, seen, if_seen, if_not, expected, share, error)


def _table(cells: Floats, detection: float) -> Floats:
    """The probability of seen or not, by that of onset or not, (2, 2)."""
    there, not_there = cells[:2] / cells.sum(), cells[2:] / cells.sum()
    return np.array([detection * there, not_there + (1 - detection) * there])


def _conditionals(table: Floats) -> tuple[float, float, float]:
    """Probability of seeing, and of the onset if seen and if not; 0 after what cannot be."""
    rows = table.sum(axis=1)
    after = np.divide(table[:, 0], rows, where=rows > 0, out=np.zeros(2))
    return float(rows[0]), float(after[0]), float(after[1])


def _information(cells: Floats, detection: float) -> float:
    """Mutual information of seen or not with the onset, as a share of the onset's entropy."""
    table = _table(cells, detection)
    onset = _entropy(table.sum(axis=0))
    if onset == 0.0:
        return 0.0
    return (_entropy(table.sum(axis=1)) + onset - _entropy(table.ravel())) / onset


def _derivatives(cells: Floats, detection: float) -> tuple[Floats, Floats]:
    """Slope (4,) and curvature (4, 4) of the information in relative changes of the cells."""
    steps = STEP * np.eye(4)

    def at(change: Floats) -> float:
        return _information(cells * (1 + change), detection)

    slope = np.array([at(s) - at(-s) for s in steps]) / (2 * STEP)
    curvature = np.array(
        [[at(s + t) - at(s - t) - at(t - s) + at(-s - t) for t in steps] for s in steps]
    ) / (4 * STEP**2)
    return slope, curvature


def _entropy(p: Floats) -> float:
    """The entropy of a distribution in natural units."""
    return float(-sum(x * np.log(x) for x in p if x > 0.0))
