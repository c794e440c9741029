"""The kernels once more, in plain Python that a reader can follow.

``simulate``, ``advance`` and ``jump`` have the signatures of the compiled kernels and use the same
random streams, so they give the same results draw for draw. Nothing is carried from one event to
the next but levels, clocks, counts and exposures: after each event every derived node, condition
and rate is worked out again from the levels. They are thousands of times slower.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from tocsin.engine.advance import Sample
from tocsin.engine.network import Floats, Ints, Levels, Network, unpinned
from tocsin.engine.plan import FREE, Plan, Record
from tocsin.rng import exponential, stream


class _Reader:
    """What the arrays of a network say, function by function and channel by channel."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.pinned = unpinned(net)
        self.channels = range(2 * net.moving)
        self.terms: list[list[tuple[int, int]]] = [[] for _ in net.table_start]
        for node in range(net.sizes.size):
            for link in range(net.link_start[node], net.link_start[node + 1]):
                offsets_begin = int(net.link_offset[link])
                self.terms[net.link_function[link]].append((node, offsets_begin))

    def value(self, function: int, row: Levels) -> int:
        """The value of a condition or derived node: its table at the sum of the offsets."""
        offsets = sum(
            int(self.net.offsets[at + int(row[node])]) for node, at in self.terms[function]
        )
        return int(self.net.table[self.net.table_start[function] + offsets])

    def derive(self, row: Levels) -> None:
        """Set every derived level from the others, or to where it is pinned."""
        net = self.net
        first_derived = net.sizes.size - net.derived_function.size
        for j, function in enumerate(net.derived_function):
            held = int(self.pinned[j])
            row[first_derived + j] = held if held >= 0 else self.value(function, row)

    def onset(self, channel: int, row: Levels) -> int:
        """The onset that a step of the channel would be, or -1."""
        return int(self.net.onset_of[channel, row[channel // 2]])

    def parameter(self, channel: int, row: Levels) -> int:
        """The rate parameter of the channel's next step, or -1."""
        return int(self.net.parameter[channel, row[channel // 2]])

    def product(self, channel: int, row: Levels, multipliers: Floats, scale: Floats) -> float:
        """What multiplies the rate parameter: anchor scale, influences that hold; 0 at a gate."""
        net = self.net
        if self.parameter(channel, row) < 0:
            return 0.0
        onset = self.onset(channel, row)
        product = 1.0 if onset < 0 else float(scale[onset])
        for k in range(net.influence_start[channel], net.influence_start[channel + 1]):
            counts_here = net.influence_levels[k] & (1 << int(row[channel // 2]))
            if not counts_here:
                continue
            holds = self.value(net.influence_function[k], row) != 0
            if net.influence_multiplier[k] < 0:
                product *= 1.0 if holds else 0.0
            elif holds:
                product *= float(multipliers[net.influence_multiplier[k]])
        return product

    def products(self, row: Levels, multipliers: Floats, scale: Floats) -> list[float]:
        """``product`` of every channel."""
        return [self.product(c, row, multipliers, scale) for c in self.channels]

    def step(self, channel: int, row: Levels) -> None:
        """Move the channel's node one level, and the derived nodes after it."""
        row[channel // 2] += -1 if channel % 2 else 1
        self.derive(row)


class _Clocks:
    """A unit-exponential clock for each channel of one particle, each from its own stream."""

    def __init__(self, seed: int, purpose: int, step: int, particle: int, channels: int) -> None:
        self.keys = [np.uint64(stream(seed, purpose, step, particle, c)) for c in range(channels)]
        self.drawn = [0] * channels
        self.remaining = [0.0] * channels
        for c in range(channels):
            self.wind(c)

    def wind(self, channel: int) -> None:
        """Take the channel's next draw."""
        self.remaining[channel] = float(exponential(self.keys[channel], self.drawn[channel]))
        self.drawn[channel] += 1


def simulate(
    net: Network,
    levels: Levels,
    rates: Floats,
    multipliers: Floats,
    influences: Floats,
    plan: Plan,
    seed: int,
    purpose: int,
    step: int,
    first: int,
    record: Record,
) -> int:
    """As ``tocsin.engine.simulate.simulate``, in plain Python; no influence is carried along."""
    read = _Reader(net)
    influences[:] = math.nan
    record.arrival[:] = math.inf
    record.exposure[:] = 0.0
    record.length[:] = 0
    record.between[:] = 0.0
    for p, row in enumerate(levels):
        clocks = _Clocks(seed, purpose, step, first + p, 2 * net.moving)
        for j in range(len(plan.times) - 1):
            read.pinned = plan.pinned[j]
            row[: plan.put.shape[1]] = np.where(
                plan.put[j] == FREE, row[: plan.put.shape[1]], plan.put[j]
            )
            read.derive(row)
            _segment(read, clocks, row, rates[p], multipliers[p], plan, j, record.part(p, p + 1))
            for k in np.flatnonzero(record.after == j):
                record.levels[p, k] = row
    return int(record.length.sum())


def _segment(
    read: _Reader,
    clocks: _Clocks,
    row: Levels,
    rates: Floats,
    multipliers: Floats,
    plan: Plan,
    j: int,
    record: Record,
) -> None:
    """Run one particle through segment ``j``; ``record`` is its own."""
    net, now = read.net, float(plan.times[j])
    while True:
        products = read.products(row, multipliers, plan.scale[j])
        products = [float(plan.speed[j, c]) * x for c, x in enumerate(products)]
        speeds = []
        for c in read.channels:
            stopped = plan.suppressed >= 0 and read.onset(c, row) == plan.suppressed
            rate = float(rates[read.parameter(c, row)])
            speeds.append(0.0 if stopped or products[c] == 0.0 else products[c] * rate)
        waits = [
            left / speed if speed > 0.0 else math.inf
            for left, speed in zip(clocks.remaining, speeds, strict=True)
        ]
        wait = min(min(waits), float(plan.times[j + 1]) - now)
        _expose(net, row, products, wait, j, record)
        for c in read.channels:
            clocks.remaining[c] = max(clocks.remaining[c] - speeds[c] * wait, 0.0)
        if min(waits) > wait:
            return
        now += wait
        c = waits.index(wait)
        onset = read.onset(c, row)
        if onset >= 0 and record.arrival[0, onset] == math.inf:
            record.arrival[0, onset] = now
        if (made := int(record.length[0])) < record.channel.shape[1]:
            record.channel[0, made], record.moment[0, made] = c, now
        record.length[0] += 1
        clocks.wind(c)
        read.step(c, row)


def _expose(
    net: Network, row: Levels, products: list[float], wait: float, j: int, record: Record
) -> None:
    """Add ``wait`` years to the exposure of each onset that can still happen for the first time."""
    for o, node in enumerate(net.onset_node):
        if row[node] == net.onset_level[o] - 1 and record.arrival[0, o] == math.inf:
            record.exposure[0, o, j] += products[2 * node] * wait
            if o == record.traced:
                last = min(int(record.length[0]), record.channel.shape[1])
                record.between[0, last] += products[2 * node] * wait


def advance(
    net: Network,
    sample: Sample,
    span: float,
    scale: Floats,
    known: npt.NDArray[np.bool_],
    watch_function: Ints,
    watch_rate: Floats,
    seed: int,
    purpose: int,
    step: int,
    first: int,
) -> None:
    """As ``tocsin.engine.advance.advance``, in plain Python; no influence is carried along."""
    read = _Reader(net)
    sample.influences[:] = math.nan
    for p, row in enumerate(sample.levels):
        counts, exposures = sample.counts[p], sample.exposures[p]
        read.derive(row)
        moves = [0] * net.moving
        goals: dict[int, float] = {}
        left = span
        while True:
            products = read.products(row, sample.multipliers[p], scale)
            active = [c for c in read.channels if products[c] > 0.0]
            parameter = {c: read.parameter(c, row) for c in active}
            jumps = {c: float(net.shape[r] + counts[r]) for c, r in parameter.items()}
            years = {c: float(net.years[r] + exposures[r]) for c, r in parameter.items()}
            waits = {}
            for c in active:
                if known[c // 2]:
                    continue
                reached = exposures[parameter[c]]
                if c not in goals:
                    # quiet from E0 to E1 uses up jumps x log(E1 / E0) of a clock: solve for E1
                    key = np.uint64(stream(seed, purpose, step, first + p, c))
                    clock = float(exponential(key, moves[c // 2]))
                    goals[c] = reached + years[c] * math.expm1(clock / jumps[c])
                waits[c] = max(goals[c] - reached, 0.0) / products[c]
            wait = min([left, *waits.values()])
            for w, function in enumerate(watch_function):
                if read.value(function, row):
                    sample.log_weight[p] -= watch_rate[w] * wait
            for c in active:
                more = products[c] * wait
                exposures[parameter[c]] += more
                if known[c // 2]:
                    sample.log_weight[p] -= jumps[c] * math.log1p(more / years[c])
            left -= wait
            due = [c for c in waits if waits[c] <= wait]
            if not due:
                break
            node = due[0] // 2
            counts[parameter[due[0]]] += 1.0
            moves[node] += 1
            goals.pop(2 * node, None)
            goals.pop(2 * node + 1, None)
            read.step(due[0], row)


def jump(net: Network, sample: Sample, scale: Floats, node: int, to: int) -> None:
    """As ``tocsin.engine.advance.jump``, in plain Python."""
    read = _Reader(net)
    sample.influences[:] = math.nan
    for p, row in enumerate(sample.levels):
        read.derive(row)
        channel = 2 * node + int(to < row[node])
        product = read.product(channel, row, sample.multipliers[p], scale)
        if product > 0.0:
            r = read.parameter(channel, row)
            mean = (net.shape[r] + sample.counts[p, r]) / (net.years[r] + sample.exposures[p, r])
            sample.log_weight[p] += math.log(mean * product)
            sample.counts[p, r] += 1.0
        else:
            sample.log_weight[p] = -math.inf
        row[node] = to
        read.derive(row)
