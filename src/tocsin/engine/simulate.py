"""Exact simulation of futures with known rates: the modified next reaction method.

Every transition channel has a clock of its own that runs at the channel's rate and fires after a
unit-exponential amount of its own time (Anderson 2007). The draws of a channel come from a stream
keyed by (seed, purpose, step, particle, channel), so two runs that differ in one rate share all
other randomness (the common reaction path of Rathinam, Sheppard & Khammash 2010).
"""

from __future__ import annotations

import numba as nb
import numpy as np

from tocsin.engine.network import Floats, Levels, Network, factor, move, settle
from tocsin.rng import exponential, stream


@nb.njit(cache=True, nogil=True)
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
    channels = 2 * net.moving
    onsets = net.onset_node.size
    place = np.empty(net.table_start.size, dtype=np.int64)
    dirty = np.empty(channels, dtype=np.bool_)
    product = np.empty(channels)
    rate = np.empty(channels)
    remaining = np.empty(channels)
    due = np.empty(channels)
    since = np.empty(channels)
    keys = np.empty(channels, dtype=np.uint64)
    draws = np.empty(channels, dtype=np.int64)
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        settle(net, row, place)
        arrival[p, :] = np.inf
        exposure[p, :, :] = 0.0
        now = times[0]
        for c in range(channels):
            keys[c] = stream(seed, purpose, step, first + p, c)
            remaining[c] = exponential(keys[c], 0)
            draws[c] = 1
            rate[c] = 0.0
            product[c] = 0.0
            since[c] = now
        for j in range(times.size - 1):
            dirty[:] = j == 0
            for o in range(onsets):
                dirty[2 * net.onset_node[o]] = True
            while True:
                # bring every channel that something happened to up to date
                for c in range(channels):
                    if not dirty[c]:
                        continue
                    dirty[c] = False
                    node = c >> 1
                    remaining[c] = max(remaining[c] - rate[c] * (now - since[c]), 0.0)
                    since[c] = now
                    product[c] = factor(net, row, place, multipliers[p], scale[:, j], c)
                    rate[c] = 0.0
                    if product[c] > 0.0:
                        rate[c] = product[c] * rates[p, net.parameter[node, c & 1, row[node]]]
                        if c & 1 == 0:
                            o = net.onset_of[node, row[node]]
                            if o >= 0 and o == suppressed:
                                rate[c] = 0.0
                    due[c] = now + remaining[c] / rate[c] if rate[c] > 0.0 else np.inf
                following = int(np.argmin(due))
                until = min(due[following], times[j + 1])
                for o in range(onsets):
                    node = net.onset_node[o]
                    if row[node] == net.onset_level[o] - 1 and arrival[p, o] == np.inf:
                        exposure[p, o, j] += product[2 * node] * (until - now)
                now = until
                if due[following] > times[j + 1] or due[following] == np.inf:
                    break
                c = following
                node = c >> 1
                level = row[node]
                if c & 1 == 0:
                    o = net.onset_of[node, level]
                    if o >= 0 and arrival[p, o] == np.inf:
                        arrival[p, o] = now
                remaining[c] = exponential(keys[c], draws[c])
                draws[c] += 1
                since[c] = now
                rate[c] = 0.0
                move(net, row, place, dirty, node, level + 1 - 2 * (c & 1))
                made += 1
    return made
