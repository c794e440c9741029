"""How the judgement could be wrong: assumptions broken, other explanations, things not seen.

Suppose that the less expected happens: the onset of what is held to be unlikely, or none of what is
held to be likely. What would then turn out to have been so? The answer is in the futures that are
simulated anyway: how often each assumption, explanation and hidden state goes with that ending.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from tocsin.engine.network import Floats
from tocsin.inference import ratings
from tocsin.inference.futures import Truths
from tocsin.inference.standpoint import Standpoint

WayKind = Literal["failed assumption", "other explanation", "misread", "missed evidence"]


@dataclass(frozen=True)
class Known:
    """The probability of each onset within each of the standpoint's months if something is so.

    ``now`` is how probable that is; ``error`` that of the difference from today's figure, (O, H).
    """

    name: str
    now: float
    after: Floats
    error: Floats


@dataclass(frozen=True)
class Way:
    """Something that would turn out to have been so, how probable it is now and in that event.

    ``node`` and ``level`` name a hidden state (at ``level``, and not where it is held to stand).
    """

    kind: WayKind
    name: str
    level: int
    now: float
    if_wrong: float
    error: float

    @property
    def lift(self) -> float:
        """How many times as probable it is in that event."""
        return self.if_wrong / self.now


def if_known(stand: Standpoint, truths: dict[str, Truths]) -> list[Known]:
    """What the probabilities become if each of ``truths`` (P,), by name, is learned to be so."""
    base = stand.mean(stand.values)
    found = []
    for name, true in truths.items():
        share = float(stand.weight @ true)
        if share == 0.0:
            continue
        held = true[:, None, None]
        after = stand.mean(stand.values * held) / share
        pull = (stand.values - after) * held / share - (stand.values - base)
        found.append(Known(name, share, np.minimum(after, 1.0), stand.error(pull)))
    return found


def broken(stand: Standpoint) -> dict[str, Truths]:
    """Every assumption broken, by id."""
    return {a.id: ~_true(stand, a.id) for a in stand.case.header.assumptions}


def believed(stand: Standpoint) -> dict[str, Truths]:
    """Every hypothesis taken as true, by id."""
    return {
        h.id: _true(stand, h.id) for group in stand.case.header.groups for h in group.hypotheses
    }


def _true(stand: Standpoint, name: str) -> Truths:
    node, level = stand.model.compiled.truths[name]
    return np.asarray(stand.particles.levels[:, node] == level)


def ways(stand: Standpoint, onset: int, months: int, unmonitored: set[str]) -> list[Way]:
    """The ways to be wrong about an onset, those that the event makes likelier by most first.

    What is now held to be likeliest, of a node's levels or a group's hypotheses, is none of them.
    """
    values = np.clip(stand.values[:, onset, stand.months.index(months)], 0.0, None)
    wrong = values if float(stand.weight @ values) < 0.5 else 1.0 - values
    found = [_way(stand, "failed assumption", n, -1, t, wrong) for n, t in broken(stand).items()]
    held = _likeliest(stand)
    found += [
        _way(stand, "other explanation", n, -1, true, wrong)
        for n, true in believed(stand).items()
        if n not in held
    ]
    for k, node in enumerate(stand.case.model.nodes):
        levels = stand.particles.levels[:, k]
        believed_at = int(np.bincount(levels, weights=stand.weight).argmax())
        for level in sorted(set(np.unique(levels).tolist()) - {believed_at}):
            kind: WayKind = "missed evidence" if node.id in unmonitored else "misread"
            found.append(_way(stand, kind, node.id, level, levels == level, wrong))
    found = [w for w in found if w.if_wrong - w.now > 2 * w.error]
    return sorted(found, key=lambda w: w.now - w.if_wrong)


def _likeliest(stand: Standpoint) -> set[str]:
    """Of every group the hypothesis that is now held to be likeliest."""
    return {
        max(group.hypotheses, key=lambda h: float(stand.weight @ _true(stand, h.id))).id
        for group in stand.case.header.groups
    }


def _way(
    stand: Standpoint, kind: WayKind, name: str, level: int, true: Truths, wrong: Floats
) -> Way:
    now = float(stand.weight @ true)
    whole = float(stand.weight @ wrong)
    if_wrong = float(stand.weight @ (true * wrong)) / whole
    error = float(stand.error((true - if_wrong) * wrong / whole - (true - now)))
    return Way(kind, name, level, now, if_wrong, error)


def without_items(stand: Standpoint) -> list[Known]:
    """The probabilities without each rated item: had it been misread, or meant to deceive.

    A rating speaks of hypotheses alone, and they never move, so dividing its likelihood out of the
    weights is exact; the discounts of the others in its cluster are worked out anew.
    """
    case = stand.case
    counted = [r for r in ratings.counted(case) if r.published <= stand.day]
    everything = ratings.totals(case, counted)
    base = stand.mean(stand.values)
    found = []
    for rating in counted:
        rest = ratings.totals(case, [r for r in counted if r.id != rating.id])
        log_ratio = np.zeros(len(stand.weight))
        for name in everything:
            log_ratio += (rest[name] - everything[name]) * _true(stand, name)
        factor = np.exp(log_ratio - log_ratio.max())
        factor = (factor / (stand.weight @ factor))[:, None, None]
        after = stand.mean(stand.values * factor)
        pull = (stand.values - after) * factor - (stand.values - base)
        found.append(Known(rating.id, 1.0, np.minimum(after, 1.0), stand.error(pull)))
    return found
