"""The particle filter: carries a sample of histories through time and evidence.

A step is exact however long it is, so steps end only where something changes: on the days on which
something is known to have happened or was published, and on fixed days, the *stops*: the ends of
the anchors' quarters, of what is known and of watches, and each New Year. Streams are keyed by the
day, so running a stretch again with more evidence repeats all that the evidence does not touch.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from tocsin.engine.advance import advance, jump
from tocsin.engine.compile import Compiled
from tocsin.engine.network import Floats, truth
from tocsin.inference import counts
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Item, Schedule
from tocsin.inference.particles import Particles, in_chunks
from tocsin.inference.weights import effective_size, normalise, systematic
from tocsin.periods import years_between
from tocsin.rng import Purpose, generator

RESAMPLE_BELOW = 0.5
"""A stratum is resampled when its effective size falls below this share of its particles."""


@dataclass
class Filter:
    """A filter over one compiled case.

    ``smallest`` records the worst effective sample size and its day; ``drawn`` keeps the standard
    Gamma draws of forecasts, by purpose and number of particles.
    """

    compiled: Compiled
    schedule: Schedule
    anchors: Anchors
    start: date
    seed: int
    smallest: tuple[float, date] = field(default=(float("inf"), date.max))
    drawn: dict[tuple[Purpose, int], tuple[Floats, Floats]] = field(default_factory=dict)

    def advance(
        self,
        particles: Particles,
        day: date,
        until: date,
        items: Sequence[Item],
        snapshots: dict[date, Particles] | None = None,
        wanted: Collection[date] = (),
    ) -> Particles:
        """Carry ``particles`` from ``day`` to ``until``, taking in what is effective after ``day``.

        On each stop in ``wanted`` a copy is left in ``snapshots`` before that day's items.
        """
        for following in self._days(day, until, items):
            self.carry(particles, day, following)
            day = following
            if snapshots is not None and day in wanted:
                snapshots[day] = particles.copy()
            particles = self.take_in(particles, day, [i for i in items if i.effective == day])
        return particles

    def take_in(self, particles: Particles, day: date, items: Sequence[Item]) -> Particles:
        """Weigh the particles by the items of one day, then resample where that is needed."""
        for item in items:
            self.weigh(particles, day, item)
        weight = normalise(particles.log_weight)
        size = effective_size(weight)
        if size < self.smallest[0]:
            self.smallest = (size, day)
        return self._resampled(particles, day)

    def weigh(self, particles: Particles, day: date, item: Item) -> None:
        """Let one item bear on the particles: force a jump, or multiply weights."""
        net = self.compiled.network
        if item.kind == "jump":
            scale = np.ascontiguousarray(self.anchors.at(day))
            in_chunks(
                len(particles),
                lambda low, high: jump(
                    net, particles.sample(low, high), scale, item.node, item.level
                ),
            )
        elif item.kind == "report":
            particles.log_weight += item.log_ratio * truth(net, item.function, particles.levels)
        elif item.kind == "count":
            particles.log_weight += counts.weigh(
                self.compiled, self.schedule.series[item.series], np.array(item.table),
                particles.levels, particles.tallies,
            )  # fmt: skip
        else:
            for name, added in item.by_hypothesis:
                node, level = self.compiled.truths[name]
                particles.log_weight += added * (particles.levels[:, node] == level)

    @cached_property
    def stops(self) -> list[date]:
        """The days on which a step ends whatever the evidence, ascending; the first is the start.

        New Years are among them because time is accounted for by calendar year.
        """
        days = {*self.anchors.ends, *self.schedule.known_until.values()}
        days |= {day for watch in self.schedule.watches for day in (watch.since, watch.until)}
        days |= {
            date(year, 1, 1) for year in range(self.start.year + 1, self.anchors.ends[-1].year + 1)
        }
        return [self.start, *sorted(day for day in days if day > self.start)]

    def stop_before(self, day: date) -> date:
        """The last stop at or before ``day``."""
        return self.stops[bisect_right(self.stops, day) - 1]

    def _days(self, day: date, until: date, items: Sequence[Item]) -> list[date]:
        """The days after ``day``, up to ``until``, on which a step ends.

        A walk stops where something is published, so a second run does so, too.
        """
        days = {until, *self.stops}
        days |= {d for item in items for d in (item.effective, item.published)}
        return sorted(d for d in days if day < d <= until)

    def carry(self, particles: Particles, day: date, until: date) -> None:
        """Carry the particles over a stretch in which there is no stop and no evidence falls."""
        net = self.compiled.network
        known = np.zeros(net.moving, dtype=np.bool_)
        for node, last in self.schedule.known_until.items():
            known[node] = until <= last
        heard = [w for w in self.schedule.watches if w.since <= day and until <= w.until]
        functions = np.array([w.function for w in heard], dtype=np.int64)
        rates = np.array([w.rate for w in heard], dtype=np.float64)
        scale = np.ascontiguousarray(self.anchors.at(day))
        span = years_between(day, until)
        step = (day - self.start).days

        def work(low: int, high: int) -> None:
            advance(
                net, particles.sample(low, high), span, scale, known, functions, rates,
                self.seed, Purpose.FILTER, step, low,
            )  # fmt: skip

        in_chunks(len(particles), work)

    def _resampled(self, particles: Particles, day: date) -> Particles:
        """Resample the strata that have become uneven; each keeps its size and its weight."""
        index = np.arange(len(particles))
        changed = False
        log_weight = particles.log_weight.copy()
        for s in np.unique(particles.stratum):
            members = np.flatnonzero(particles.stratum == s)
            within = particles.log_weight[members]
            if not np.isfinite(within.max()):
                continue
            weight = normalise(within)
            if effective_size(weight) >= RESAMPLE_BELOW * len(members):
                continue
            draw = generator(self.seed, Purpose.RESAMPLE, (day - self.start).days, int(s))
            chosen = systematic(weight, len(members), float(draw.random()))
            index[members] = members[chosen]
            top = within.max()
            log_weight[members] = top + np.log(np.exp(within - top).mean())
            changed = True
        if not changed:
            return particles
        particles = particles.take(index)
        particles.log_weight = log_weight
        return particles
