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

from tocsin.engine.kernel import kernel
from tocsin.engine.network import Floats, Ints, Levels, Network, earliest, factor, move, settle
from tocsin.rng import exponential, family, member


def simulate(
    net: Network,
    levels: Levels,
    rates: Floats,
    multipliers: Floats,
    times: Floats,
    scale: Floats,
    suppressed: int,
    seed: int,
    purpose: int,
    step: int,
    first: int,
    exposure: Floats,
    arrival: Floats,
) -> int:
    """Run each row of ``levels`` from ``times[0]`` to ``times[-1]``; returns the transitions made.

    Args:
        net: the network.
        levels: levels of every node, (P, M); overwritten with those at the end.
        rates: rate parameters a year, (P, R).
        multipliers: values of the multipliers, (P, K).
        times: bounds of J segments in years, ascending, (J + 1,).
        scale: anchor scale of each onset in each segment, (O, J).
        suppressed: an onset that is kept from happening while its exposure is recorded, or -1.
        seed, purpose, step: key of the random streams.
        first: number of the first particle, so that chunks of one run share no stream.
        exposure: filled with the exposure of each onset in each segment, in years times scale
            and multipliers, up to its first arrival (all along for the suppressed one), (P, O, J).
            Rate times exposure, summed, is the compensator of the onset's first arrival.
        arrival: filled with the time of each onset's first arrival, or infinity, (P, O).
    """
    return int(
        _simulate(
            net, levels, rates, multipliers, times, scale, suppressed, seed, purpose, step, first,
            exposure, arrival, _workspace(net),
        )
    )  # fmt: skip


class _Work(NamedTuple):
    """Work arrays for one particle: functions' places, and the state of every channel's clock.

    ``remaining`` is the channel's own time until it fires, as of ``since``; ``due`` the moment at
    which it fires if its ``rate`` stays; ``product`` the rate without its parameter.
    """

    place: Ints
    dirty: npt.NDArray[np.bool_]
    product: Floats
    rate: Floats
    remaining: Floats
    due: Floats
    since: Floats
    keys: npt.NDArray[np.uint64]
    draws: Ints


def _workspace(net: Network) -> _Work:
    channels = 2 * net.moving
    return _Work(
        place=np.empty(net.table_start.size, dtype=np.int64),
        dirty=np.empty(channels, dtype=np.bool_),
        product=np.empty(channels),
        rate=np.empty(channels),
        remaining=np.empty(channels),
        due=np.empty(channels),
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
    times: Floats,
    scale: Floats,
    suppressed: int,
    seed: int,
    purpose: int,
    step: int,
    first: int,
    exposure: Floats,
    arrival: Floats,
    work: _Work,
) -> int:
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        settle(net, row, work.place)
        key = family(seed, purpose, step, first + p)
        _begin(exposure[p], arrival[p], work, times[0])
        now = times[0]
        for j in range(times.size - 1):
            for o in range(net.onset_node.size):
                work.dirty[2 * net.onset_node[o]] = True
            while True:
                for c in range(2 * net.moving):
                    if work.dirty[c]:
                        _refresh(
                            net, row, rates[p], multipliers[p], scale[:, j], suppressed, key, work,
                            c, now,
                        )  # fmt: skip
                following = earliest(work.due)
                until = min(work.due[following], times[j + 1])
                for o in range(net.onset_node.size):
                    node = net.onset_node[o]
                    if row[node] == net.onset_level[o] - 1 and arrival[p, o] == np.inf:
                        exposure[p, o, j] += work.product[2 * node] * (until - now)
                now = until
                if work.due[following] > times[j + 1] or work.due[following] == np.inf:
                    break
                _fire(net, row, arrival[p], work, following, now)
                made += 1
    return made


@kernel()
def _begin(exposure: Floats, arrival: Floats, work: _Work, start: float) -> None:
    """Reset every channel's clock and what is recorded of one particle, (O, J) and (O,)."""
    for c in range(work.due.size):
        work.dirty[c] = True
        work.draws[c] = 0
        work.remaining[c] = 0.0
        work.rate[c] = 0.0
        work.product[c] = 0.0
        work.since[c] = start
    for o in range(arrival.size):
        arrival[o] = np.inf
        for j in range(exposure.shape[1]):
            exposure[o, j] = 0.0


@kernel()
def _fire(
    net: Network, row: Levels, arrival: Floats, work: _Work, channel: int, now: float
) -> None:
    """Let one channel fire: note a first arrival, draw its next clock, move its node."""
    node = channel >> 1
    level = row[node]
    if channel & 1 == 0:
        onset = net.onset_of[node, level]
        if onset >= 0 and arrival[onset] == np.inf:
            arrival[onset] = now
    work.remaining[channel] = exponential(work.keys[channel], work.draws[channel])
    work.draws[channel] += 1
    work.since[channel] = now
    work.rate[channel] = 0.0
    move(net, row, work.place, work.dirty, node, level + 1 - 2 * (channel & 1))


@kernel()
def _refresh(
    net: Network,
    row: Levels,
    rates: Floats,
    multipliers: Floats,
    scale: Floats,
    suppressed: int,
    key: np.uint64,
    work: _Work,
    channel: int,
    now: float,
) -> None:
    """Bring one channel's clock up to ``now``, then set its rate and the moment it fires."""
    node = channel >> 1
    work.dirty[channel] = False
    used = work.rate[channel] * (now - work.since[channel])
    work.remaining[channel] = max(work.remaining[channel] - used, 0.0)
    work.since[channel] = now
    work.product[channel] = factor(net, row, work.place, multipliers, scale, channel)
    work.rate[channel] = 0.0
    work.due[channel] = np.inf
    onset = net.onset_of[node, row[node]] if channel & 1 == 0 else -1
    if work.product[channel] > 0.0 and (onset < 0 or onset != suppressed):
        if work.draws[channel] == 0:
            # a channel that never opens needs no draw
            work.keys[channel] = member(key, channel)
            work.remaining[channel] = exponential(work.keys[channel], 0)
            work.draws[channel] = 1
        parameter = net.parameter[node, channel & 1, row[node]]
        work.rate[channel] = work.product[channel] * rates[parameter]
        work.due[channel] = now + work.remaining[channel] / work.rate[channel]
