"""One step of the filter: latent nodes move, known nodes are held and weighed.

Base rates are integrated out. With a Gamma(shape, years) rate of which ``n`` jumps in weighted
exposure ``E`` have been seen, the next jump comes at rate (shape + n) / (years + E) times the
product of the multipliers, and quiet from E0 to E1 has probability
((years + E0) / (years + E1)) ** (shape + n).

That law speaks of exposure alone. A latent channel's clock is therefore set once, as the exposure
at which it fires, and however its multipliers change it only runs towards that goal faster or
slower. A goal is worked out only where it may be reached within the step. When a node moves, its
channels' clocks are set anew, which changes no law: they have no memory.
"""

from __future__ import annotations

import math
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
    factor,
    move,
    no_dirty,
    read,
    settle,
    take,
    unpinned,
)
from tocsin.rng import family, member, uniform


class Sample(NamedTuple):
    """What a step changes of P particles.

    Attributes:
        levels: level of every node, (P, M).
        counts, exposures: jumps and weighted exposure by rate parameter, (P, R).
        multipliers: values of the multipliers, (P, K); never changed.
        influences: product of the influences on each channel, (P, 2 N), as it stands; NaN where it
            has to be worked out anew. Most of it stays from one step to the next.
        log_weight: (P,).
    """

    levels: Levels
    counts: Floats
    exposures: Floats
    multipliers: Floats
    influences: Floats
    log_weight: Floats


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
    """Carry each particle over ``span`` years in which no known node jumps.

    Args:
        net: the network.
        sample: changed in place; weights by the logarithm of the probability of quiet in the known
            nodes and of silence under the declared watches.
        span: years.
        scale: anchor scales in force throughout, (O,).
        known: which moving nodes are known and therefore held, (N,).
        watch_function, watch_rate: while the condition holds we would hear at that rate a year.
        seed, purpose, step, first: key of the random streams; ``first`` numbers particle 0.
    """
    channels = 2 * net.moving
    work = _Work(
        place=np.empty(net.table_start.size, dtype=np.uint32),
        multipliers=np.empty(net.multiplier_mean.size),
        dirty=no_dirty(net),
        pinned=unpinned(net),
        product=np.empty(channels),
        since=np.empty(channels),
        clock=np.empty(channels),
        begun=np.empty(channels),
        goal=np.empty(channels),
        moves=np.empty(net.moving, dtype=np.int64),
        calendar=calendar(channels),
        touched=np.zeros(channels, dtype=np.bool_),
    )
    _advance(
        net, sample, span, scale, known, watch_function, watch_rate, seed, purpose, step, first,
        work,
    )  # fmt: skip


class _Work(NamedTuple):
    """Work arrays for one particle: functions' places, and the state of every channel's clock.

    ``product`` is what multiplies the channel's rate parameter and ``since`` when its exposure was
    last banked. ``clock`` is the uniform number by which its clock was set, ``begun`` the exposure
    at which it was (for a known channel, that at the beginning of the step) and ``goal`` that at
    which it fires, NaN where it is not worked out. ``moves`` tells how often each node has moved,
    which is the number of its channels' draws, and ``touched`` whose influences changed.
    """

    place: Indices
    multipliers: Floats
    dirty: Dirty
    pinned: Levels
    product: Floats
    since: Floats
    clock: Floats
    begun: Floats
    goal: Floats
    moves: Ints
    calendar: Calendar
    touched: npt.NDArray[np.bool_]


@kernel()
def _advance(
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
    work: _Work,
) -> None:
    for p in range(sample.levels.shape[0]):
        row, counts, exposures = sample.levels[p], sample.counts[p], sample.exposures[p]
        settle(net, row, work.place, work.pinned)
        read(sample.multipliers[p], work.multipliers)
        state = State(
            row, work.place, sample.influences[p], work.multipliers, work.pinned, work.dirty
        )
        key = family(seed, purpose, step, first + p)
        now, moved = 0.0, False
        due = _begin(net, state, counts, exposures, scale, known, work, key, span)
        if due <= span:
            play(work.calendar)
        while True:
            while work.dirty.waiting[0] > 0:
                c = take(work.dirty)
                due = _refresh(net, state, counts, exposures, scale, known, work, key, c, now, span)
                enter(work.calendar, c, due)
                due = work.calendar.due[next_due(work.calendar)]
            until = min(due, span)
            for w in range(watch_function.size):
                if net.table[work.place[watch_function[w]]] != 0:
                    sample.log_weight[p] -= watch_rate[w] * (until - now)
            now = until
            if due > span:
                break
            _fire(net, state, counts, exposures, work, next_due(work.calendar), now)
            moved = True
        sample.log_weight[p] += _end(net, row, counts, exposures, known, work, span)
        if moved:
            _forget(state, work)


NEW = -1.0
"""In place of the product of a channel whose rate has to be found anew, whatever it was."""


@kernel()
def _begin(
    net: Network, state: State, counts: Floats, exposures: Floats, scale: Floats,
    known: npt.NDArray[np.bool_], work: _Work, key: np.uint64, span: float,
) -> float:  # fmt: skip
    """Set every channel going, and tell the moment at which the first latent one fires."""
    row = state.levels
    soonest = np.inf
    for c in range(2 * net.moving):
        work.clock[c] = uniform(member(key, c), 0)
    work.product[:] = 0.0
    work.since[:] = 0.0
    work.goal[:] = np.nan
    work.calendar.due[:] = np.inf
    work.moves[:] = 0
    for c in range(2 * net.moving):
        node = c >> 1
        r = net.parameter[c, at(row, node)]
        if r >= 0:
            work.begun[c] = exposures[r]
            work.product[c] = factor(net, state, scale, c)
            if work.product[c] > 0.0 and not known[node]:
                due = _due(net, row, counts, exposures, work, c, 0.0, span)
                work.calendar.due[c] = due
                soonest = min(soonest, due)
    return soonest


@kernel()
def _due(
    net: Network, row: Levels, counts: Floats, exposures: Floats, work: _Work, channel: int,
    now: float, span: float,
) -> float:  # fmt: skip
    """When a latent channel fires if nothing changes; infinite where that is after the step."""
    r = index(net.parameter[channel, at(row, channel >> 1)])
    if np.isnan(work.goal[channel]):
        jumps, years = net.shape[r] + counts[r], net.years[r] + work.begun[channel]
        u = work.clock[channel]
        most = exposures[r] + work.product[channel] * (span - now) - work.begun[channel]
        # log(1 + x) <= x and 1 - u <= -log(u) tell most of those that cannot fire
        if jumps * most <= (1.0 - u) * years:
            return np.inf
        work.goal[channel] = work.begun[channel] + years * math.expm1(-logarithm(u) / jumps)
    return float(now + max(work.goal[channel] - exposures[r], 0.0) / work.product[channel])


@kernel()
def _refresh(
    net: Network, state: State, counts: Floats, exposures: Floats, scale: Floats,
    known: npt.NDArray[np.bool_], work: _Work, key: np.uint64, channel: int, now: float,
    span: float,
) -> float:  # fmt: skip
    """Find one channel's product anew; if its node is latent, tell the moment it fires."""
    work.touched[channel] = True
    node, row = channel >> 1, state.levels
    product = factor(net, state, scale, channel)
    if product == work.product[channel]:
        return float(work.calendar.due[channel])
    if work.product[channel] == NEW:
        r = net.parameter[channel, at(row, node)]
        if r >= 0:
            work.begun[channel], work.goal[channel] = exposures[r], np.nan
            work.clock[channel] = uniform(member(key, channel), work.moves[node])
    else:
        _bank(net, at(row, node), exposures, work, channel, now)
    work.product[channel] = product
    if known[node] or product == 0.0:
        return np.inf
    return _due(net, row, counts, exposures, work, channel, now, span)


@kernel()
def _fire(
    net: Network, state: State, counts: Floats, exposures: Floats, work: _Work, channel: int,
    now: float,
) -> None:  # fmt: skip
    """Let one latent channel fire: count the jump and move its node."""
    node = channel >> 1
    level = at(state.levels, node)
    # both channels of the node bank their exposure under the level that it leaves
    for c in (2 * node, 2 * node + 1):
        _bank(net, level, exposures, work, c, now)
        work.product[c] = NEW
    counts[index(net.parameter[channel, level])] += 1.0
    work.moves[node] += 1
    move(net, state, node, level + 1 - 2 * (channel & 1))


@kernel()
def _bank(
    net: Network, level: int, exposures: Floats, work: _Work, channel: int, now: float
) -> None:
    """Add to a channel's exposure what has passed since it was last looked at."""
    if work.product[channel] > 0.0:
        r = index(net.parameter[channel, level])
        exposures[r] += work.product[channel] * (now - work.since[channel])
    work.since[channel] = now


@kernel()
def _forget(state: State, work: _Work) -> None:
    """Let the influences that were carried along be worked out again when they are next needed.

    What a step starts from then depends on the levels alone, to the last bit, and not on the way
    by which they were reached: a walk that goes back and comes again finds what it left.
    """
    for c in range(work.touched.size):
        if work.touched[c]:
            state.influences[c] = np.nan
            work.touched[c] = False


@kernel()
def _end(
    net: Network,
    row: Levels,
    counts: Floats,
    exposures: Floats,
    known: npt.NDArray[np.bool_],
    work: _Work,
    span: float,
) -> float:
    """Bank all exposure to the end of the step; the log probability that known nodes kept quiet."""
    quiet = 0.0
    for c in range(2 * net.moving):
        node = c >> 1
        r = net.parameter[c, at(row, node)]
        if r >= 0:
            exposures[r] += work.product[c] * (span - work.since[c])
            if known[node]:
                gained = (exposures[r] - work.begun[c]) / (net.years[r] + work.begun[c])
                quiet -= (net.shape[r] + counts[r]) * _log1p(gained)
    return quiet


@kernel()
def _log1p(x: float) -> float:
    """log(1 + x), x >= 0: for the small x of most steps a series exact to the last digit."""
    if x < 4e-3:
        tail = 1 / 4 - x * (1 / 5 - x * (1 / 6 - x / 7))
        return x * (1.0 - x * (1 / 2 - x * (1 / 3 - x * tail)))
    return float(np.log1p(x))


def jump(net: Network, sample: Sample, scale: Floats, node: int, to: int) -> None:
    """Force a known jump of one level and weigh each particle by its rate (a density a year).

    A particle in which the jump is impossible gets a weight of zero (minus infinity).
    """
    place = np.empty(net.table_start.size, dtype=np.uint32)
    _jump(net, sample, scale, node, to, place, no_dirty(net), unpinned(net))


@kernel()
def _jump(
    net: Network, sample: Sample, scale: Floats, node: int, to: int, place: Indices, dirty: Dirty,
    pinned: Levels,
) -> None:  # fmt: skip
    for p in range(sample.levels.shape[0]):
        row = sample.levels[p]
        settle(net, row, place, pinned)
        state = State(row, place, sample.influences[p], sample.multipliers[p], pinned, dirty)
        down = 1 if to < row[node] else 0
        product = factor(net, state, scale, 2 * node + down)
        if product > 0.0:
            r = net.parameter[2 * node + down, at(row, node)]
            years = net.years[r] + sample.exposures[p, r]
            sample.log_weight[p] += np.log((net.shape[r] + sample.counts[p, r]) / years * product)
            sample.counts[p, r] += 1.0
        else:
            sample.log_weight[p] = -np.inf
        move(net, state, node, to)
        while dirty.waiting[0] > 0:
            state.influences[take(dirty)] = np.nan
