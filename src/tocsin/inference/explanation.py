"""Why a probability is what it is: the change in log-odds, item by item and for time passing.

The walk through the history is measured before and after each item and before and after each
stretch of quiet time, so the terms add up to the whole change by construction. Items published on
one day are taken in both orders and each gets the mean of its two effects.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.engine.network import Floats
from tocsin.errors import CollapseError
from tocsin.inference.evidence import Item
from tocsin.inference.forecast import HEADLINE_FUTURES, forecast
from tocsin.inference.walk import Walk
from tocsin.inference.weights import normalise

FUTURES = 1
"""Futures a particle for each measurement: they share randomness, so differences are precise.

The last one takes as many as a figure that is shown, so that it is that figure."""


@dataclass(frozen=True)
class Measure:
    """The log-odds of the outcome, and each first particle's pull on it, (A,).

    ``values`` are the particles' own probabilities, (P,): as long as nothing moves, a change of
    weights can be measured on the same futures.
    """

    log_odds: float
    pull: Floats
    values: Floats

    @property
    def error(self) -> float:
        """The Monte Carlo error of the log-odds themselves."""
        return float(np.sqrt(np.square(self.pull).sum()))

    def __sub__(self, other: Measure) -> Step:
        error = float(np.sqrt(np.square(self.pull - other.pull).sum()))
        return Step(self.log_odds - other.log_odds, error)


@dataclass(frozen=True)
class Step:
    """A change in log-odds and its Monte Carlo error."""

    change: float
    error: float

    def __add__(self, other: Step) -> Step:
        return Step(self.change + other.change, math.hypot(self.error, other.error))

    def mean(self, other: Step) -> Step:
        """The mean of one change measured twice on the same futures: errors go together."""
        return Step((self.change + other.change) / 2, (self.error + other.error) / 2)

    def half(self) -> Step:
        """Half of the change."""
        return Step(self.change / 2, self.error / 2)


NOTHING = Step(0.0, 0.0)


@dataclass(frozen=True)
class Account:
    """The whole change: ``first`` and ``last`` log-odds, and the terms between them.

    ``items`` are in order of publication; ``time`` is by calendar year; ``resampling`` is what the
    redrawing of particles changed, and what the last measurement's futures, ``HEADLINE_FUTURES``
    of each particle instead of ``FUTURES``, did; ``interaction`` is what the two orders of one
    day's items leave between them.
    """

    first: Measure
    last: Measure
    items: list[tuple[Item, Step]]
    time: dict[int, Step]
    resampling: Step
    interaction: Step


class Explainer:
    """Measures one onset (its number) within ``months`` along a walk."""

    def __init__(self, walk: Walk, onset: int, months: int) -> None:
        self.walk = walk
        self._onset = onset
        self._months = months

    def measure(self, walk: Walk, values: Floats | None = None, futures: int = FUTURES) -> Measure:
        """The log-odds at the walk's day, knowing what the walk knows.

        ``values`` are given when only weights have changed since they were found.
        """
        weight = normalise(walk.particles.log_weight)
        if values is None:
            found = forecast(walk.model, walk.particles, walk.day, [self._months], futures)
            values = found.by_particle[:, self._onset, 0]
        probability = float(weight @ values)
        if not 0 < probability < 1:
            raise CollapseError(
                f"the probability on {walk.day} is {probability:g}, whose log-odds are not finite; "
                "raise --samples or choose another outcome"
            )
        pulls = weight * (values - probability) / (probability * (1 - probability))
        size = len(walk.particles)
        pull = np.zeros(size)
        np.add.at(pull, walk.particles.ancestor, pulls)
        # the strata's sizes are fixed, so only what varies within them is error
        stratum = walk.particles.stratum
        pull -= (np.bincount(stratum, pull) / np.bincount(stratum))[stratum]
        return Measure(math.log(probability / (1 - probability)), pull, values)

    def run(self, until: date, progress: Callable[[float], None] | None = None) -> Account:
        """Walk to ``until`` and account for the change."""
        walk = self.walk
        first = now = self.measure(walk)
        items: list[tuple[Item, Step]] = []
        time: dict[int, Step] = {}
        resampling = interaction = NOTHING
        total = max((until - walk.day).days, 1)
        while True:
            news = walk.next_items(until)
            day = news[0].published if news else until
            # time is accounted for by calendar year; New Year is a stop anyway
            while (turn := date(walk.day.year + 1, 1, 1)) < day:
                now = self._wait(walk, turn, now, time)
            now = self._wait(walk, day, now, time)
            if not news:
                break
            steps, left, now = self._both_orders(news, now)
            items += steps
            interaction += left
            if walk.settle():
                settled = self.measure(walk)
                resampling += settled - now
                now = settled
            if progress is not None:
                progress(1 - (until - day).days / total)
        last = self.measure(walk, futures=HEADLINE_FUTURES)
        resampling += last - now
        return Account(first, last, items, time, resampling, interaction)

    def _wait(self, walk: Walk, day: date, now: Measure, time: dict[int, Step]) -> Measure:
        if day == walk.day:
            return now
        year = walk.day.year
        walk.go(day)
        later = self.measure(walk)
        time[year] = time.get(year, NOTHING) + (later - now)
        return later

    def _both_orders(
        self, news: list[Item], now: Measure
    ) -> tuple[list[tuple[Item, Step]], Step, Measure]:
        """The effect of each item of one day, what is left over, and the measure after all."""
        if len(news) == 1:
            steps, after = self._in_order(self.walk, news, now)
            return list(zip(news, steps, strict=True)), NOTHING, after
        turned = _turned(news)
        steps, other = self._in_order(self.walk.fork(), turned, now)
        backward = dict(zip([item.id for item in turned], steps, strict=True))
        forward, after = self._in_order(self.walk, news, now)
        means = [f.mean(backward[i.id]) for i, f in zip(news, forward, strict=True)]
        return list(zip(news, means, strict=True)), (after - other).half(), after

    def _in_order(self, walk: Walk, news: list[Item], now: Measure) -> tuple[list[Step], Measure]:
        steps = []
        for item in news:
            moved = walk.learn(item)
            after = self.measure(walk, None if moved else now.values)
            steps.append(after - now)
            now = after
        return steps, now


def _turned(news: list[Item]) -> list[Item]:
    """The items in the other order, but the steps of one node as they happened: a step cannot be
    taken before the one that leads to it.
    """
    turned = news[::-1]
    for node in {item.node for item in news if item.kind == "jump"}:
        places = [k for k, item in enumerate(turned) if item.node == node]
        for k, item in zip(places, [item for item in news if item.node == node], strict=True):
            turned[k] = item
    return turned
