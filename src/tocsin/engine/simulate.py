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
from tocsin.engine.network import Floats, Ints, Levels, Network, factor, move, settle
from tocsin.rng import exponential, stream


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
    channels = 2 * net.moving
    onsets = net.onset_node.size
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        settle(net, row, work.place)
        for o in range(onsets):
            arrival[p, o] = np.inf
            for j in range(times.size - 1):
                exposure[p, o, j] = 0.0
        now = times[0]
        for c in range(channels):
            work.keys[c] = stream(seed, purpose, step, first + p, c)
            work.remaining[c] = exponential(work.keys[c], 0)
            work.draws[c] = 1
            work.rate[c] = 0.0
            work.product[c] = 0.0
            work.since[c] = now
        for j in range(times.size - 1):
            for c in range(channels):
                work.dirty[c] = j == 0
            for o in range(onsets):
                work.dirty[2 * net.onset_node[o]] = True
            while True:
                # bring every channel that something happened to up to date
                for c in range(channels):
                    if not work.dirty[c]:
                        continue
                    work.dirty[c] = False
                    node = c >> 1
                    work.remaining[c] = max(
                        work.remaining[c] - work.rate[c] * (now - work.since[c]), 0.0
                    )
                    work.since[c] = now
                    work.product[c] = factor(net, row, work.place, multipliers[p], scale[:, j], c)
                    work.rate[c] = 0.0
                    if work.product[c] > 0.0:
                        work.rate[c] = (
                            work.product[c] * rates[p, net.parameter[node, c & 1, row[node]]]
                        )
                        if c & 1 == 0:
                            o = net.onset_of[node, row[node]]
                            if o >= 0 and o == suppressed:
                                work.rate[c] = 0.0
                    work.due[c] = (
                        now + work.remaining[c] / work.rate[c] if work.rate[c] > 0.0 else np.inf
                    )
                following = int(np.argmin(work.due))
                until = min(work.due[following], times[j + 1])
                for o in range(onsets):
                    node = net.onset_node[o]
                    if row[node] == net.onset_level[o] - 1 and arrival[p, o] == np.inf:
                        exposure[p, o, j] += work.product[2 * node] * (until - now)
                now = until
                if work.due[following] > times[j + 1] or work.due[following] == np.inf:
                    break
                c = following
                node = c >> 1
                level = row[node]
                if c & 1 == 0:
                    o = net.onset_of[node, level]
                    if o >= 0 and arrival[p, o] == np.inf:
                        arrival[p, o] = now
                work.remaining[c] = exponential(work.keys[c], work.draws[c])
                work.draws[c] += 1
                work.since[c] = now
                work.rate[c] = 0.0
                move(net, row, work.place, work.dirty, node, level + 1 - 2 * (c & 1))
                made += 1
    return made
