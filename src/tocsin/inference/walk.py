"""Going through a case's history with only what was known on each day.

The walk moves forward in time. An item that was published later than it happened makes the walk go
back to the day on which it happened, take it in, and run the stretch again with it: at each day the
sample is the one that a filter would give that knew just what had been published by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from tocsin.inference.counts import untold
from tocsin.inference.evidence import Item
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles


@dataclass
class Walk:
    """Where the walk stands: the day, the sample, what is known, and what is still to come."""

    model: Filter
    day: date
    particles: Particles
    known: list[Item] = field(default_factory=list)
    pending: list[Item] = field(default_factory=list)
    snapshots: dict[date, Particles] = field(default_factory=dict)

    @classmethod
    def begin(cls, model: Filter, particles: Particles) -> Walk:
        """Stand at the case's start, before any evidence."""
        particles.tallies = untold(model.schedule.series, len(particles))
        walk = cls(model, model.start, particles, pending=list(model.schedule.items))
        if model.start in walk._wanted():
            walk.snapshots[model.start] = particles.copy()
        return walk

    def next_items(self, until: date) -> list[Item]:
        """The items published on the next day that has any, up to ``until``.

        As of the start nothing is known: that day is the reference class alone.
        """
        if until == self.model.start or not self.pending or self.pending[0].published > until:
            return []
        first = self.pending[0].published
        return [item for item in self.pending if item.published == first]

    def go(self, day: date) -> None:
        """Let time pass to ``day`` with what is known; nothing may be published before it."""
        if day == self.day:
            return
        model, wanted = self.model, self._wanted()
        self.particles = model.advance(self.particles, self.day, day, [], self.snapshots, wanted)
        self.day = day

    def arrive(self, day: date, progress: Callable[[float], None] | None = None) -> None:
        """Go to ``day`` and take in everything that is published on the way."""
        self._follow(day, progress)
        self.go(day)

    def approach(self, day: date) -> None:
        """Take in everything that is published up to ``day``, and go to the last stop before it.

        Who looks at the sample of a day in this way leaves the walk as it would have gone.
        """
        self._follow(day)
        self.go(max(self.day, self.model.stop_before(day)))

    def _follow(self, day: date, progress: Callable[[float], None] | None = None) -> None:
        total = max((day - self.model.start).days, 1)
        while news := self.next_items(day):
            self.go(news[0].published)
            for item in news:
                self.learn(item)
            self.settle()
            if progress is not None:
                progress((self.day - self.model.start).days / total)

    def learn(self, item: Item) -> bool:
        """Take in an item published today; resampling is left to ``settle``.

        An item that happened earlier makes the walk go back and come again. Tells whether any
        particle has moved: if not, only weights have changed.
        """
        self.pending.remove(item)
        self.known.append(item)
        if item.effective == self.day:
            self.model.weigh(self.particles, self.day, item)
        else:
            self._again_from(self.model.stop_before(item.effective))
        wanted = self._wanted()
        self.snapshots = {day: s for day, s in self.snapshots.items() if day in wanted}
        return item.kind == "jump" or item.effective < self.day

    def settle(self) -> bool:
        """Resample where the items of today have made it necessary; tells whether it was."""
        before = self.particles
        self.particles = self.model.take_in(before, self.day, [])
        return self.particles is not before

    def fork(self) -> Walk:
        """A copy that can take another order of the same items."""
        return replace(
            self,
            particles=self.particles.copy(),
            known=list(self.known),
            pending=list(self.pending),
            snapshots=dict(self.snapshots),
        )

    def _again_from(self, day: date) -> None:
        model = self.model
        # in the schedule's order, whatever the order in which they were learned
        known = [item for item in model.schedule.items if item in self.known]
        particles = self.snapshots[day].copy()
        particles = model.take_in(particles, day, [i for i in known if i.effective == day])
        self.particles = model.advance(
            particles, day, self.day, known, self.snapshots, self._wanted()
        )

    def _wanted(self) -> set[date]:
        """The stops to which an item still to come will make the walk go back.

        A step that ended on the very day of an item to come would let the future be felt.
        """
        late = [item for item in self.pending if item.effective < item.published]
        return {self.model.stop_before(item.effective) for item in late}
