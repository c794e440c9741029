"""A continuous-time Bayesian network as arrays, and the two things every kernel does with it.

Nodes are numbered: first those that move, then the static ones (hypothesis groups, assumptions),
then the derived ones in an order in which each depends on earlier ones only. A *function* is a
condition or the definition of a derived node: each node it names contributes an offset that depends
on the node's level, and the sum of the offsets is a place in a table that holds the value. When a
node moves, only the offsets of the functions that name it change.

Moving node ``i`` has channels ``2 i`` (up) and ``2 i + 1`` (down).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.engine.kernel import index, kernel

Ints = npt.NDArray[np.int64]
Indices = npt.NDArray[np.uint32]
"""Where things stand in another array: unsigned for the reason that ``kernel.index`` gives."""
Levels = npt.NDArray[np.int8]
Floats = npt.NDArray[np.float64]


class Network(NamedTuple):
    """The arrays: M nodes (N moving), F functions, R rate parameters, K multipliers, O onsets.

    Attributes:
        moving: N.
        sizes: number of levels of each node, (M,).
        link_start, link_node, link_function, link_offset: the functions that name node ``i`` are
            links ``link_start[i]`` to ``link_start[i + 1]``; a link's offsets by level begin at
            ``link_offset`` in ``offsets``.
        offsets: table offsets by link and level; 0 at a node's lowest level.
        table_start, table: values of function ``f`` begin at ``table_start[f]``.
        function_node: the derived node that function ``f`` defines, or -1 for a condition, (F,).
        derived_function: the function of derived node ``j``, counted from the first derived, (D,).
        parameter: the rate parameter of a channel's step by level left, or -1, (2 N, max levels).
        shape, years: Gamma of each rate parameter: mean ``shape / years`` a year, (R,).
        influence_start, influence_function, influence_multiplier, influence_levels: the influences
            on channel ``c``; multiplier -1 is a gate (no step unless it holds); levels is a bit
            mask of the levels left for which the influence counts.
        listener_start, listener: the influences that hang on function ``f``.
        influence_channel: the channel of each influence.
        level_free: whether all influences on a channel count at every level that it leaves, (2 N,).
        multiplier_mean, multiplier_factor: logarithms of the multipliers are
            ``mean + factor @ z`` with z standard normal, (K,) and (K, K).
        onset_node, onset_level: an onset is the arrival of a node at a level from below, (O,).
        onset_of: the onset that a channel's step is by level left, or -1, (2 N, max levels).
    """

    moving: int
    sizes: Ints
    link_start: Indices
    link_node: Indices
    link_function: Indices
    link_offset: Indices
    offsets: Indices
    table_start: Indices
    table: Levels
    function_node: Ints
    derived_function: Indices
    parameter: Ints
    shape: Floats
    years: Floats
    influence_start: Indices
    influence_function: Indices
    influence_multiplier: Ints
    influence_levels: Indices
    listener_start: Indices
    listener: Indices
    influence_channel: Indices
    level_free: npt.NDArray[np.bool_]
    multiplier_mean: Floats
    multiplier_factor: Floats
    onset_node: Indices
    onset_level: Indices
    onset_of: Ints


@kernel()
def at(levels: Levels, node: int) -> int:
    """A node's level as an index."""
    return int(np.uint8(levels[node]))


@kernel()
def settle(net: Network, levels: Levels, place: Indices, pinned: Levels) -> None:
    """Fill ``place`` (F,) with each function's place in its table, and set the derived levels.

    ``levels`` (M,) holds the levels of moving and static nodes; the derived ones are overwritten:
    with their ``pinned`` level (D,) where that is not negative, else with what follows.
    """
    first_derived = net.sizes.size - net.derived_function.size
    for function in range(place.size):
        place[function] = net.table_start[function]
    # all nodes but the derived ones at once: their levels are there already
    for link in range(net.link_start[first_derived]):
        offset = net.offsets[net.link_offset[link] + at(levels, net.link_node[link])]
        place[net.link_function[link]] += offset
    for node in range(first_derived, net.sizes.size):
        levels[node] = _derived_level(net, place, pinned, node - first_derived)
        for link in range(net.link_start[node], net.link_start[node + 1]):
            offset = net.offsets[net.link_offset[link] + at(levels, node)]
            place[net.link_function[link]] += offset


@kernel()
def settle_rows(net: Network, levels: Levels, place: Indices, pinned: Levels) -> None:
    """Set the derived levels in every row of ``levels`` (S, M); ``place`` (F,) is work space."""
    for row in range(levels.shape[0]):
        settle(net, levels[row], place, pinned)


@kernel()
def _derived_level(net: Network, place: Indices, pinned: Levels, derived: int) -> int:
    if pinned[derived] >= 0:
        return int(pinned[derived])
    return int(net.table[place[net.derived_function[derived]]])


class Dirty(NamedTuple):
    """The channels whose rate may have changed: ``queue[:waiting[0]]``, each marked once."""

    marked: npt.NDArray[np.bool_]
    queue: Indices
    waiting: Indices


def no_dirty(net: Network) -> Dirty:
    """No channel is marked yet."""
    channels = 2 * net.moving
    return Dirty(
        marked=np.zeros(channels, dtype=np.bool_),
        queue=np.empty(channels, dtype=np.uint32),
        waiting=np.zeros(1, dtype=np.uint32),
    )


def unpinned(net: Network) -> Levels:
    """No derived node is held: each follows from the others, (D,)."""
    return np.full(net.derived_function.size, -1, dtype=np.int8)


@kernel()
def mark(dirty: Dirty, channel: int) -> None:
    """Put one channel in the queue, unless it waits there already."""
    if not dirty.marked[channel]:
        dirty.marked[channel] = True
        dirty.queue[dirty.waiting[0]] = channel
        dirty.waiting[0] += 1


@kernel()
def take(dirty: Dirty) -> int:
    """Take one channel from the queue."""
    dirty.waiting[0] -= 1
    channel = dirty.queue[dirty.waiting[0]]
    dirty.marked[channel] = False
    return int(channel)


@kernel()
def read(row: Floats, into: Floats) -> None:
    """Copy a particle's values in one sweep.

    Where they are looked up here and there, memory would be waited for each time.
    """
    for k in range(into.size):
        into[k] = row[k]


class State(NamedTuple):
    """One particle while it moves.

    Attributes:
        levels: level of every node, (M,).
        place: each function's place in its table, (F,).
        influences: product of the influences on each channel, (2 N,), 0 where a gate is shut; NaN
            where it has to be worked out from the start.
        multipliers: the particle's own, (K,).
        pinned: levels at which derived nodes are held, negative where they are not, (D,).
        dirty: the channels whose influences may have changed.
    """

    levels: Levels
    place: Indices
    influences: Floats
    multipliers: Floats
    pinned: Levels
    dirty: Dirty


def state_at(net: Network, levels: Levels, multipliers: Floats) -> State:
    """One particle at ``levels`` (M,), with its derived nodes set and nothing worked out yet."""
    place = np.empty(net.table_start.size, dtype=np.uint32)
    settle(net, levels, place, unpinned(net))
    influences = np.full(2 * net.moving, np.nan)
    return State(levels, place, influences, multipliers, unpinned(net), no_dirty(net))


@kernel()
def _shift(net: Network, state: State, node: int, to: int) -> None:
    """Put one node at level ``to`` and pass on the conditions whose value changed by that.

    An influence that begins multiplies its channel's product, one that ends divides it: most
    channels hang on many conditions, of which one has changed.
    """
    for link in range(net.link_start[node], net.link_start[node + 1]):
        function = net.link_function[link]
        start = net.link_offset[link]
        before = net.table[state.place[function]]
        come, gone = net.offsets[start + index(to)], net.offsets[start + at(state.levels, node)]
        state.place[function] = state.place[function] + come - gone
        after = net.table[state.place[function]]
        if after != before:
            for k in range(net.listener_start[function], net.listener_start[function + 1]):
                _heed(net, state, net.listener[k], after != 0)
    state.levels[node] = to


@kernel()
def _heed(net: Network, state: State, influence: int, holds: bool) -> None:
    """Let a channel follow one of its influences that has begun or ended to hold."""
    channel = net.influence_channel[influence]
    if (net.influence_levels[influence] >> at(state.levels, channel >> 1)) & 1:
        if net.influence_multiplier[influence] < 0:
            state.influences[channel] = np.nan
        elif holds:
            state.influences[channel] *= state.multipliers[net.influence_multiplier[influence]]
        else:
            state.influences[channel] /= state.multipliers[net.influence_multiplier[influence]]
        mark(state.dirty, channel)


@kernel()
def derive(net: Network, state: State) -> None:
    """Move the derived nodes to where the others, or their pins, put them."""
    first_derived = net.sizes.size - net.derived_function.size
    for j in range(net.derived_function.size):
        value = _derived_level(net, state.place, state.pinned, j)
        if value != state.levels[first_derived + j]:
            _shift(net, state, first_derived + j, value)


@kernel()
def move(net: Network, state: State, node: int, to: int) -> None:
    """Move a node to level ``to``, then the derived nodes that follow from it.

    Marks every channel whose rate may have changed. A condition that flips twice while the derived
    nodes settle is passed on for nothing, which costs time but no truth.
    """
    _shift(net, state, node, to)
    if node < net.moving:
        for channel in (2 * node, 2 * node + 1):
            if not net.level_free[channel]:
                state.influences[channel] = np.nan
            mark(state.dirty, channel)
    derive(net, state)


@kernel()
def influenced(net: Network, state: State, channel: int) -> float:
    """The product of the influences on a channel, worked out from the start where it is not known.

    It is 0 where a gate is shut.
    """
    if np.isnan(state.influences[channel]):
        state.influences[channel] = _influences(net, state, channel)
    return float(state.influences[channel])


@kernel()
def _influences(net: Network, state: State, channel: int) -> float:
    level = at(state.levels, channel >> 1)
    product = 1.0
    for k in range(net.influence_start[channel], net.influence_start[channel + 1]):
        if (net.influence_levels[k] >> level) & 1:
            holds = net.table[state.place[net.influence_function[k]]] != 0
            if net.influence_multiplier[k] < 0:
                if not holds:
                    return 0.0
            elif holds:
                product *= state.multipliers[net.influence_multiplier[k]]
    return product


@kernel()
def scaled(net: Network, levels: Levels, scale: Floats, channel: int) -> float:
    """The anchor's scale of the onset that a channel's next step is, or 1; ``scale`` is (O,)."""
    onset = net.onset_of[channel, at(levels, channel >> 1)]
    return float(scale[onset]) if onset >= 0 else 1.0


@kernel()
def factor(net: Network, state: State, scale: Floats, channel: int) -> float:
    """What multiplies a channel's rate parameter: scale and influences; 0 without a step."""
    if net.parameter[channel, at(state.levels, channel >> 1)] < 0:
        return 0.0
    return influenced(net, state, channel) * scaled(net, state.levels, scale, channel)


def truth(net: Network, function: int, levels: Levels) -> npt.NDArray[np.bool_]:
    """Whether condition ``function`` holds in each row of ``levels`` (P, M)."""
    place = np.full(len(levels), net.table_start[function], dtype=np.int64)
    for node in range(net.sizes.size):
        for link in range(net.link_start[node], net.link_start[node + 1]):
            if net.link_function[link] == function:
                place += net.offsets[net.link_offset[link] + levels[:, node].astype(np.int64)]
    return np.asarray(net.table[place] != 0)
