"""Exact simulation of futures with known rates: the modified next reaction method.

Every transition channel has a clock of its own that runs at the channel's rate and fires after a
unit-exponential amount of its own time (Anderson 2007). The draws of a channel come from a stream
keyed by (seed, purpose, step, particle, channel), so two runs that differ in one rate share all
other randomness (the common reaction path of Rathinam, Sheppard & Khammash 2010).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.engine.calendar import Calendar, calendar, enter, next_due, play
from tocsin.engine.kernel import index, kernel
from tocsin.engine.logarithm import logarithm
from tocsin.engine.network import (
    Dirty,
    Floats,
    Indices,
    Ints,
    Levels,
    Network,
    State,
    at,
    derive,
    factor,
    mark,
    move,
    no_dirty,
    read,
    settle,
    take,
)
from tocsin.engine.plan import Plan, Record
from tocsin.rng import family, member, uniform


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
    """Run each row of ``levels`` through ``plan``; returns the number of transitions made.

    Args:
        net: the network.
        levels: levels of every node, (P, M); overwritten with those at the end.
        rates: rate parameters a year, (P, R).
        multipliers: values of the multipliers, (P, K).
        influences: product of the influences on each channel, (P, 2 N), as it stands; NaN where it
            has to be worked out. Left as it stands at the end.
        plan: the segments of time, and what is done to the network in each.
        seed, purpose, step: key of the random streams.
        first: number of the first particle, so that chunks of one run share no stream.
        record: filled for the P futures.
    """
    return int(
        _simulate(
            net, levels, rates, multipliers, influences, plan, seed, purpose, step, first, record,
            _workspace(net),
        )
    )  # fmt: skip


FIRED = -1.0
"""In place of the rate of a channel that has just fired: whatever its rate is now, it is new."""


class _Work(NamedTuple):
    """Work arrays for one particle: functions' places, and the state of every channel's clock.

    ``remaining`` is the channel's own time until it fires, as of ``since``; the calendar has the
    moment at which it fires if its ``rate`` stays; ``product`` is the rate without its parameter.
    """

    place: Indices
    multipliers: Floats
    dirty: Dirty
    product: Floats
    rate: Floats
    remaining: Floats
    calendar: Calendar
    since: Floats
    keys: npt.NDArray[np.uint64]
    draws: Ints


def _workspace(net: Network) -> _Work:
    channels = 2 * net.moving
    return _Work(
        place=np.empty(net.table_start.size, dtype=np.uint32),
        multipliers=np.empty(net.multiplier_mean.size),
        dirty=no_dirty(net),
        product=np.empty(channels),
        rate=np.empty(channels),
        remaining=np.empty(channels),
        calendar=calendar(channels),
        since=np.empty(channels),
        keys=np.empty(channels, dtype=np.uint64),
        draws=np.empty(channels, dtype=np.int64),
    )


@kernel()
def _simulate(
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
    work: _Work,
) -> int:
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        _begin(
            net, row, influences[p], plan, record, work, p, family(seed, purpose, step, first + p)
        )
        read(multipliers[p], work.multipliers)
        now = plan.times[0]
        kept = 0
        for j in range(plan.times.size - 1):
            state = State(
                row, work.place, influences[p], work.multipliers, plan.pinned[j], work.dirty
            )
            if j == 0:
                for c in range(2 * net.moving):
                    work.calendar.due[c] = _refresh(net, state, rates[p], plan, work, c, j, now)
                play(work.calendar)
            else:
                _turn(net, state, plan, j)
            while True:
                while work.dirty.waiting[0] > 0:
                    c = take(work.dirty)
                    due = _refresh(net, state, rates[p], plan, work, c, j, now)
                    enter(work.calendar, c, due)
                following = next_due(work.calendar)
                due = work.calendar.due[following]
                until = min(due, plan.times[j + 1])
                _expose(net, row, record, work, p, j, until - now)
                now = until
                if due > plan.times[j + 1] or due == np.inf:
                    break
                _fire(net, state, record, work, p, following, now)
            if kept < record.after.size and record.after[kept] == j:
                for node in range(row.size):
                    record.levels[p, kept, node] = row[node]
                kept += 1
        made += record.length[p]
    return made


@kernel()
def _begin(
    net: Network, row: Levels, influences: Floats, plan: Plan, record: Record, work: _Work,
    p: int, key: np.uint64,
) -> None:  # fmt: skip
    """Put the nodes where the plan begins, draw every clock, reset what is recorded of p."""
    for node in range(plan.put.shape[1]):
        if plan.put[0, node] >= 0:
            row[node] = plan.put[0, node]
    settle(net, row, work.place, plan.pinned[0])
    for c in range(work.draws.size):
        work.keys[c] = member(key, c)
        work.remaining[c] = -logarithm(uniform(work.keys[c], 0))
    work.draws[:] = 1
    work.rate[:] = 0.0
    work.calendar.due[:] = np.inf
    if plan.disturbed[0]:
        influences[:] = np.nan
    for o in range(record.arrival.shape[1]):
        record.arrival[p, o] = np.inf
        for j in range(record.exposure.shape[2]):
            record.exposure[p, o, j] = 0.0
    record.length[p] = 0
    record.between[p, 0] = 0.0


@kernel()
def _turn(net: Network, state: State, plan: Plan, j: int) -> None:
    """Let segment j begin: scales and speeds change, nodes are put, derived nodes are pinned."""
    for o in range(net.onset_node.size):
        if plan.scale[j, o] != plan.scale[j - 1, o]:
            mark(state.dirty, 2 * net.onset_node[o])
    if plan.disturbed[j]:
        for c in range(plan.speed.shape[1]):
            if plan.speed[j, c] != plan.speed[j - 1, c]:
                mark(state.dirty, c)
        derive(net, state)
        for node in range(plan.put.shape[1]):
            if plan.put[j, node] >= 0 and plan.put[j, node] != state.levels[node]:
                move(net, state, node, plan.put[j, node])


@kernel()
def _expose(
    net: Network, row: Levels, record: Record, work: _Work, p: int, j: int, span: float
) -> None:
    """Add ``span`` years to the exposure of each onset that can still happen for the first time."""
    for o in range(net.onset_node.size):
        node = net.onset_node[o]
        if row[node] == net.onset_level[o] - 1 and record.arrival[p, o] == np.inf:
            gained = work.product[2 * node] * span
            record.exposure[p, o, j] += gained
            if o == record.traced:
                record.between[p, min(record.length[p], record.channel.shape[1])] += gained


@kernel()
def _fire(
    net: Network, state: State, record: Record, work: _Work, p: int, channel: int, now: float
) -> None:
    """Let one channel fire: note it, draw its next clock, move its node."""
    node = channel >> 1
    level = at(state.levels, node)
    onset = net.onset_of[channel, level]
    if onset >= 0 and record.arrival[p, onset] == np.inf:
        record.arrival[p, onset] = now
    made = record.length[p]
    if made < record.channel.shape[1]:
        record.channel[p, made] = channel
        record.moment[p, made] = now
        record.between[p, made + 1] = 0.0
    record.length[p] = made + 1
    work.remaining[channel] = -logarithm(uniform(work.keys[channel], work.draws[channel]))
    work.draws[channel] += 1
    work.rate[channel] = FIRED
    move(net, state, node, level + 1 - 2 * (channel & 1))


@kernel()
def _refresh(
    net: Network, state: State, rates: Floats, plan: Plan, work: _Work,
    channel: int, j: int, now: float,
) -> float:  # fmt: skip
    """Set one channel's rate as of ``now`` and tell when it fires."""
    product = plan.speed[j, channel]
    if product > 0.0:
        product *= factor(net, state, plan.scale[j], channel)
    work.product[channel] = product
    rate = 0.0
    if product > 0.0:
        level = at(state.levels, channel >> 1)
        if plan.suppressed < 0 or net.onset_of[channel, level] != plan.suppressed:
            rate = product * rates[index(net.parameter[channel, level])]
    before = work.rate[channel]
    if rate == before:
        return float(work.calendar.due[channel])
    if before > 0.0:
        used = before * (now - work.since[channel])
        work.remaining[channel] = max(work.remaining[channel] - used, 0.0)
    work.since[channel] = now
    work.rate[channel] = rate
    if rate == 0.0:
        return np.inf
    return float(now + work.remaining[channel] / rate)
