"""What to watch next: how much the coming months of an indicator would tell about an outcome.

An indicator is a node that could come to stand at a level or above by some day. If it is watched,
we shall see that with certainty; under a watch that is still to be declared, with the probability
that something is heard. Either way we learn one of two things, seen or not seen, and the expected
information is the mutual information of that with the onset between that day and the horizon, as a
share of all that is uncertain about it (its entropy). All of it is as of that day with no onset
yet: a sign that comes with the outcome is no warning.
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
        by_clock, by_count = later(way, record, rate, split, way.ends[0])
        compensated.append(by_clock[:, onset])
        counted.append(by_count[:, onset])
        waiting.append(record.arrival[:, onset] > way.plan.times[split])
        levels = record.levels[:, 0]
        present.append(np.stack([levels[:, s.node] >= s.level for s in signs], axis=1))
    clock, count = np.array(compensated), np.array(counted, dtype=np.float64)
    arrives = clock + counted_share(count.mean(axis=(0, 1))) * (count - clock)
    return np.array(present, dtype=np.float64), np.array(waiting, dtype=np.float64), arrives


def _value(
    stand: Standpoint, sign: Sign, present: Floats, waiting: Floats, arrives: Floats
) -> Value:
    """From the four means that decide it, with the error that follows from theirs."""
    by_future = (present * waiting, present * arrives, arrives, waiting)
    terms = np.stack([each.mean(axis=0) for each in by_future], axis=1)
    means = stand.mean(terms)
    share = _information(means, sign.detection)
    slope = np.zeros(4)
    for i in range(4):
        step = np.zeros(4)
        step[i] = max(1e-6 * means[i], 1e-15)
        above, below = (_information(means + s * step, sign.detection) for s in (1, -1))
        slope[i] = (above - below) / (2 * step[i])
    error = float(stand.error((terms - means) @ slope))
    seen, if_seen, if_not = _conditionals(means, sign.detection)
    expected = float(means[2] / means[3])
    return Value(sign, seen, if_seen, if_not, expected, max(share, 0.0), error)


def _conditionals(means: Floats, detection: float) -> tuple[float, float, float]:
    """Probability of seeing, and of the onset if seen and if not."""
    there, joint, onset = means[:3] / means[3]
    seen = detection * there
    if_seen = joint / there if there > 0 else 0.0
    unseen = 1.0 - seen
    if_not = (onset - detection * joint) / unseen if unseen > 0 else 0.0
    return float(seen), float(np.clip(if_seen, 0, 1)), float(np.clip(if_not, 0, 1))


def _information(means: Floats, detection: float) -> float:
    """Mutual information of seen or not with the onset, as a share of the onset's entropy."""
    seen, if_seen, if_not = _conditionals(means, detection)
    onset = float(np.clip(means[2] / means[3], 0, 1))
    entropy = _entropy(onset)
    if entropy == 0.0:
        return 0.0
    left = seen * _entropy(if_seen) + (1 - seen) * _entropy(if_not)
    return 1.0 - left / entropy


def _entropy(p: float) -> float:
    """The entropy of a yes or no in natural units."""
    return -sum(x * float(np.log(x)) for x in (p, 1.0 - p) if x > 0.0)
