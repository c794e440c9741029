"""Simulated futures of a sample: the course of time they follow, and what they say of the onsets.

A rare onset is not counted. With rates drawn once for each future, the compensator of the first
arrival, the integral of its rate up to that arrival, has the same mean as the indicator that it
happened and, while the onset is rare, a small fraction of its variance. Unlike the usual device of
keeping the onset from happening, it needs one run for all onsets together. Its variance grows
towards one as the onset becomes certain, while that of counting vanishes; their difference has mean
zero, so a blend of the two is unbiased and good from one end to the other.

Futures that are conditioned on what is so at a later date count the onsets up to it, since the
compensator does not know what is still to come, and use the compensator after it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.case.scenario import NOTHING, Scenario
from tocsin.engine.compile import Compiled
from tocsin.engine.network import Floats, Network
from tocsin.engine.plan import Plan, Record, blank, noticed, undisturbed
from tocsin.engine.simulate import simulate
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles, in_chunks
from tocsin.periods import add_months, years_between
from tocsin.rng import Purpose

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Course:
    """The time that futures go through: bounds of the segments, and the plan over them.

    ``ends`` are the numbers of the bounds at which the horizons end, ascending.
    """

    bounds: list[date]
    plan: Plan
    ends: list[int]

    def number(self, day: date) -> int:
        """Which bound a day is."""
        return self.bounds.index(day)


def course(
    model: Filter,
    day: date,
    months: Sequence[int],
    scenario: Scenario = NOTHING,
    dates: Collection[date] = (),
) -> Course:
    """The course from ``day`` to the last of ``months``, with what ``scenario`` does on the way.

    A bound falls on each horizon's end, each end of an anchor's quarter, each day on which
    something is done and each of ``dates``; the course goes on to what is learned after the last
    horizon, and leaves out what would be done after its end.
    """
    net = model.compiled.network
    ends = [add_months(day, m) for m in months]
    last = max([ends[-1], *(k.on for k in scenario.known)])
    done = [*(s.since for s in scenario.settings), *(s.since for s in scenario.speeds)]
    asked = [*done, *(k.on for k in scenario.known), *dates, *model.anchors.ends]
    bounds = sorted({day, last, *ends, *(d for d in asked if day < d < last)})
    times = np.array([years_between(model.start, b) for b in bounds])
    scale = np.array([model.anchors.at(b) for b in bounds[:-1]]).T
    plan = undisturbed(net, times, scale)
    _disturb(model.compiled, plan, bounds, scenario)
    return Course(bounds, noticed(plan), [bounds.index(end) for end in ends])


def _disturb(compiled: Compiled, plan: Plan, bounds: list[date], scenario: Scenario) -> None:
    """Write into the plan what the scenario does; later settings of a node replace earlier ones."""
    net = compiled.network
    first_derived = net.sizes.size - net.derived_function.size
    for setting in sorted(scenario.settings, key=lambda s: s.since):
        if setting.since >= bounds[-1]:
            continue
        node, j = compiled.nodes[setting.node], bounds.index(setting.since)
        level = compiled.levels[setting.node][setting.level]
        if node >= first_derived:
            plan.pinned[j:, node - first_derived] = level
            continue
        plan.put[j, node] = level
        if node < net.moving:
            plan.speed[j:, [2 * node, 2 * node + 1]] = 0.0 if setting.hold else 1.0
    # after the settings: a node that is put somewhere moves on at the speed that is asked for
    for speed in scenario.speeds:
        if speed.since < bounds[-1]:
            channel = 2 * compiled.nodes[speed.node] + (speed.direction == "down")
            plan.speed[bounds.index(speed.since) :, channel] *= speed.factor


def travel(
    model: Filter,
    particles: Particles,
    rates: Floats,
    way: Course,
    purpose: Purpose,
    copy: int,
    *,
    after: Sequence[int] = (),
    traced: int = -1,
    events: int = 0,
) -> Record:
    """One future of each particle along ``way``; ``after``, ``traced``, ``events`` as in ``blank``.

    The streams of a future are keyed by particle and copy, by no evidence and by nothing that is
    done, so that two runs share their randomness wherever they can.
    """
    net = model.compiled.network
    record = blank(
        net, len(particles), len(way.bounds) - 1, after=after, traced=traced, events=events
    )
    levels, influences = np.empty_like(particles.levels), np.empty_like(particles.influences)

    def work(low: int, high: int) -> None:
        part = slice(low, high)
        levels[part], influences[part] = particles.levels[part], particles.influences[part]
        simulate(
            net, levels[part], rates[part], particles.multipliers[part], influences[part],
            way.plan, model.seed, purpose, copy, low, record.part(low, high),
        )  # fmt: skip

    in_chunks(len(particles), work)
    return record


def onset_rates(net: Network, rates: Floats) -> Floats:
    """The rate parameter of each onset, (P, O)."""
    parameters = net.parameter[2 * net.onset_node, net.onset_level - 1]
    return rates[:, parameters]


def arrived(
    way: Course,
    records: Sequence[Record],
    onset_rate: Floats,
    known_until: int = 0,
    holds: Sequence[Truths] | None = None,
) -> Floats:
    """How probable each particle's onsets are by each horizon, (P, O, H), its futures averaged.

    Args:
        way: the course that the futures followed.
        records: one for each future of a particle.
        onset_rate: rate parameter of each onset, (P, O).
        known_until: number of the last bound whose state the futures are selected by.
        holds: which futures are selected, (P,) for each record; the others count as zero, so that
            the result divided by the share of the selected is a conditional probability.
    """
    shape = (len(onset_rate), onset_rate.shape[1], len(way.ends))
    compensated, counted, before = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    known = way.plan.times[np.minimum(way.ends, known_until)]
    for k, record in enumerate(records):
        by_clock, by_count = later(way, record, onset_rate, known_until)
        keep = 1.0 if holds is None else holds[k][:, None, None]
        compensated += keep * by_clock
        counted += keep * by_count
        if known_until:
            before += keep * (record.arrival[:, :, None] <= known)
    # from the futures alone: weights may change without them, and the blend must not
    share = counted_share(counted.mean(axis=0) / len(records))
    return (before + compensated + share * (counted - compensated)) / len(records)


def later(way: Course, record: Record, onset_rate: Floats, start: int) -> tuple[Floats, Truths]:
    """First arrivals after bound ``start`` and by each horizon, (P, O, H): by compensator, counted.

    None where the horizon ends before ``start``.
    """
    ends = np.maximum(way.ends, start)
    gathered = np.cumsum(record.exposure, axis=2)
    clock = gathered[:, :, ends - 1]
    arrival = record.arrival[:, :, None]
    count = arrival <= way.plan.times[ends]
    if start:
        clock -= gathered[:, :, start - 1 : start]
        # nothing arrives on the very day from which the futures run
        count &= arrival > way.plan.times[start]
    clock *= onset_rate[:, :, None]
    return clock, count


def counted_share(p: Floats) -> Floats:
    """How much of the blend to count at probability ``p``: 1 + (1 - p) ln(1 - p) / p.

    The regression of the compensator on its difference from the count (a control variate), exact
    for a constant hazard: about p / 2 for a rare onset, 1 for a certain one.
    """
    inside = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.where(p > 0, 1 + (1 - inside) * np.log1p(-inside) / inside, 0.0))
