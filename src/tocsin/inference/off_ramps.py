"""Interventions that would lower the risk: alone, in pairs, and as a plan for a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from tocsin.case.scenario import Scenario, Set
from tocsin.case.schema import OffRamp
from tocsin.engine.network import Floats
from tocsin.inference.intervention import Comparison, compare
from tocsin.inference.standpoint import Standpoint

COSTS = {"low": 1, "medium": 2, "high": 3}
"""Points of a budget that an off-ramp of each cost takes."""
COPIES = 1
"""Futures of each history: the difference needs few, since its two sides share their randomness."""


@dataclass(frozen=True)
class Tried:
    """Some off-ramps together, what they cost in points, and what they do."""

    ramps: tuple[OffRamp, ...]
    points: int
    effect: Comparison

    def summary(self) -> Tried:
        """The same without what each particle says, to be kept by the hundred or sent."""
        return replace(self, effect=replace(self.effect, by_particle=np.empty((0, 0, 0))))


class Sign(NamedTuple):
    """What an off-ramp does where a hypothesis or assumption is true, and where it is false.

    ``changes`` and ``errors`` are for (true, false), (2, O) each.
    """

    name: str
    changes: Floats
    errors: Floats


def scenario(day: date, ramps: Sequence[OffRamp]) -> Scenario:
    """Everything that the off-ramps set, held from a day on."""
    settings = {(s.node, s.level) for ramp in ramps for s in ramp.sets}
    return Scenario(settings=tuple(Set(node, level, day) for node, level in sorted(settings)))


def agree(ramps: Sequence[OffRamp]) -> bool:
    """Whether no two of them set one node to different levels."""
    settings = {(s.node, s.level) for ramp in ramps for s in ramp.sets}
    return len({node for node, _ in settings}) == len(settings)


def attempt(stand: Standpoint, ramps: Sequence[OffRamp], months: int) -> Tried:
    """What some off-ramps do together within ``months``."""
    points = sum(COSTS[ramp.cost] for ramp in ramps)
    told = scenario(stand.day, ramps)
    return Tried(tuple(ramps), points, compare(stand, told, copies=COPIES, months=[months]))


def pairs(ramps: Sequence[OffRamp]) -> list[tuple[OffRamp, ...]]:
    """Every two off-ramps that can go together."""
    return [pair for pair in combinations(ramps, 2) if agree(pair)]


def plan(
    stand: Standpoint, alone: Sequence[Tried], onset: int, months: int, budget: int
) -> list[Tried]:
    """The off-ramps to take for a budget of points, each entry with one more than the one before.

    Greedy by the fall in the onset's probability for each point, among those that lower it by
    themselves; the best single off-ramp instead, where that does more than all of them (the usual
    guard, Khuller, Moss & Naor 1999). Every combination is simulated, none is added up.
    """
    helpful = [t for t in alone if _gain(stand, t, None, onset) > 0 and t.points <= budget]
    chosen: list[Tried] = []
    while True:
        last = chosen[-1] if chosen else None
        taken, spent = (last.ramps, last.points) if last else ((), 0)
        possible = [
            attempt(stand, (*taken, t.ramps[0]), months)
            for t in helpful
            if t.ramps[0] not in taken
            and spent + t.points <= budget
            and agree((*taken, t.ramps[0]))
        ]
        gains = [_gain(stand, t, last, onset) / (t.points - spent) for t in possible]
        if not gains or max(gains) <= 0:
            break
        chosen.append(possible[gains.index(max(gains))])
    for single in helpful:
        if _gain(stand, single, chosen[-1] if chosen else None, onset) > 0:
            chosen = [single]
    return chosen


def _gain(stand: Standpoint, tried: Tried, before: Tried | None, onset: int) -> float:
    """How much lower the onset's probability is than with ``before``; 0 within two errors."""
    difference = tried.effect.by_particle[:, onset, 0]
    if before is not None:
        difference = difference - before.effect.by_particle[:, onset, 0]
    fall, error = -float(stand.weight @ difference), float(stand.error(difference))
    return fall if fall > 2 * error else 0.0


def signs(stand: Standpoint, tried: Tried) -> list[Sign]:
    """What it does under each hypothesis and assumption, and where that is false."""
    difference = tried.effect.by_particle[:, :, 0]
    found = []
    for name, (node, level) in stand.model.compiled.truths.items():
        true = stand.particles.levels[:, node] == level
        changes, errors = [], []
        for side in (true, ~true):
            share = float(stand.weight @ side)
            if share == 0.0:
                break
            mean = stand.mean(difference * side[:, None]) / share
            changes.append(mean)
            errors.append(stand.error((difference - mean) * side[:, None] / share))
        else:
            found.append(Sign(name, np.array(changes), np.array(errors)))
    return found
