"""Exact answers for small networks: every joint state, one sparse generator, uniformisation.

The static nodes (hypotheses, assumptions) stand where the caller puts them, the rates and
multipliers are fixed numbers; averages over either are the caller's sums. What simulation and the
filter estimate from samples is here computed to about 1e-12, which makes it both their test and a
way to solve a small model without sampling error.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, diags_array

from tocsin.engine.network import Floats, Ints, Levels, Network, settle_rows, truth, unpinned
from tocsin.engine.plan import FREE, Plan
from tocsin.errors import SizeError

MAX_STATES = 100_000
"""Joint states of the moving nodes that the exact solver takes on."""

TRUNCATION = 1e-13
"""Poisson probability that ``transient`` may leave out, relative to what it keeps."""


class StateSpace(NamedTuple):
    """All joint states of the moving nodes, the last node's level varying fastest.

    Attributes:
        levels: levels of every node in every state, derived ones included, (S, M).
        stride: how far apart two states are that differ by one level of a moving node, (N,).
    """

    levels: Levels
    stride: Ints

    def number(self, levels: npt.ArrayLike) -> int:
        """The number of the state in which the moving nodes stand at the first N ``levels``."""
        return int(np.asarray(levels)[: self.stride.size] @ self.stride)


class Span(NamedTuple):
    """``years`` in which no known node moves and no declared watch hears anything.

    Attributes:
        years: length of the span.
        scale: anchor scale of each onset throughout, (O,).
        known: which moving nodes are known, and therefore held, (N,).
        watches: (function, rate a year): while the condition holds we would hear at that rate.
    """

    years: float
    scale: Floats
    known: npt.NDArray[np.bool_]
    watches: tuple[tuple[int, float], ...] = ()


class Jump(NamedTuple):
    """A known jump of ``node`` by one level ``to`` a level, weighed by its rate (a year)."""

    node: int
    to: int
    scale: Floats


class Likelihood(NamedTuple):
    """What a report weighs: one factor where the condition holds, another where it does not."""

    function: int
    if_true: float
    if_false: float


Evidence: TypeAlias = Span | Jump | Likelihood


def state_space(net: Network, levels: npt.ArrayLike, pinned: Levels | None = None) -> StateSpace:
    """Every joint state of the moving nodes, with the static nodes as in ``levels`` (M,).

    ``pinned`` (D,) are the levels at which derived nodes are held, or -1 where they are not.
    Raises ``SizeError`` beyond ``MAX_STATES`` states.
    """
    sizes = [int(size) for size in net.sizes[: net.moving]]
    states = refuse_states(sizes)
    every = np.tile(np.asarray(levels, dtype=np.int8), (states, 1))
    every[:, : net.moving] = np.indices(sizes, dtype=np.int8).reshape(net.moving, states).T
    free = unpinned(net) if pinned is None else pinned
    settle_rows(net, every, np.empty(net.table_start.size, dtype=np.uint32), free)
    stride = np.array([math.prod(sizes[k + 1 :]) for k in range(net.moving)], dtype=np.int64)
    return StateSpace(every, stride)


def refuse_states(sizes: Iterable[int]) -> int:
    """The number of joint states of nodes of such sizes; ``SizeError`` where there are too many."""
    known = list(sizes)
    states = math.prod(known)
    if states > MAX_STATES:
        raise SizeError(
            f"{len(known)} moving nodes have {states:,} joint states; the exact solver takes at "
            f"most {MAX_STATES:,}; simulate instead, or leave out nodes or merge levels"
        )
    return states


def initial(net: Network, space: StateSpace, start: Iterable[Floats]) -> Floats:
    """The joint distribution (S,) of independent moving nodes with the laws ``start``.

    ``start`` gives each moving node's probability by level; laws beyond the moving nodes (those
    of the static ones) are not looked at.
    """
    p = np.ones(len(space.levels))
    for node, law in zip(range(net.moving), start, strict=False):
        p *= law[space.levels[:, node]]
    return p


def leaving(
    net: Network,
    space: StateSpace,
    rates: Floats,
    multipliers: Floats,
    scale: Floats,
    channel: int,
) -> Floats:
    """The rate (a year) of one channel's step in every state, (S,); 0 where it cannot happen.

    ``rates`` (R,) and ``multipliers`` (K,) are fixed; ``scale`` (O,) are the anchors' scales.
    """
    level = space.levels[:, channel // 2]
    parameter = net.parameter[channel, level]
    rate: Floats = np.where(parameter >= 0, rates[parameter], 0.0)
    # onset -1, no onset, takes the last
    rate *= np.append(scale, 1.0)[net.onset_of[channel, level]]
    for k in range(net.influence_start[channel], net.influence_start[channel + 1]):
        counts = (net.influence_levels[k] >> level.astype(np.int64)) & 1 == 1
        holds = truth(net, net.influence_function[k], space.levels)
        if net.influence_multiplier[k] < 0:
            rate[counts & ~holds] = 0.0
        else:
            rate[counts & holds] *= multipliers[net.influence_multiplier[k]]
    return rate


def generator(
    net: Network,
    space: StateSpace,
    rates: Floats,
    multipliers: Floats,
    scale: Floats,
    speed: Floats | None = None,
) -> csr_array:
    """The generator Q (S, S): Q[a, b] is the rate a year from a to b, each row sums to zero.

    ``speed`` (2 N,) multiplies the rate of each channel, as a plan may ask.
    """
    channels = range(2 * net.moving)
    moves, exit_rate = _moves(net, space, rates, multipliers, scale, channels, speed)
    return csr_array(moves - diags_array(exit_rate))


def _moves(
    net: Network,
    space: StateSpace,
    rates: Floats,
    multipliers: Floats,
    scale: Floats,
    channels: Iterable[int],
    speed: Floats | None = None,
) -> tuple[csr_array, Floats]:
    """Rates between states through some channels, (S, S), and their sum out of each state."""
    states = len(space.levels)
    origins, targets, values = [], [], []
    for channel in channels:
        rate = leaving(net, space, rates, multipliers, scale, channel)
        if speed is not None:
            rate = rate * speed[channel]
        origin = np.flatnonzero(rate)
        step = space.stride[channel // 2] * (-1 if channel % 2 else 1)
        origins.append(origin)
        targets.append(origin + step)
        values.append(rate[origin])
    place = (np.concatenate([*origins, []]).astype(int), np.concatenate([*targets, []]).astype(int))
    moves = csr_array(coo_array((np.concatenate([*values, []]), place), shape=(states, states)))
    return moves, np.asarray(moves.sum(axis=1), dtype=np.float64)


def transient(Q: csr_array, p0: Floats, years: float) -> Floats:
    """The distribution after ``years``: p0 exp(Q years), by uniformisation.

    ``Q`` may lose mass (row sums below zero): what is left is then the joint probability of
    state and survival. Every entry errs by at most ``TRUNCATION`` times the sum of ``p0``, plus
    rounding of the order of 1e-16 for each of about L years + 8 sqrt(L years) products, where L
    is the largest rate out of a state. All terms are positive, so nothing cancels.
    """
    fastest = float(-Q.diagonal().min(initial=0.0))
    if fastest * years == 0.0:
        return np.array(p0, dtype=np.float64)
    # acting on columns: p' = p P is P^T p
    step = csr_array((Q.T / fastest) + diags_array(np.ones(p0.size)))
    step.data = np.maximum(step.data, 0.0)  # the fastest state's 1 - 1 may round below zero
    fewest, weights = _poisson(fastest * years)
    term = np.array(p0, dtype=np.float64)
    for _ in range(fewest):
        term = step @ term
    total: Floats = weights[0] * term
    for weight in weights[1:]:
        term = step @ term
        total += weight * term
    return total


def _poisson(mean: float) -> tuple[int, Floats]:
    """The first count kept and the Poisson probabilities from it on, summing to one.

    The recursion runs outwards from the mode, so it neither under- nor overflows (the idea of Fox
    & Glynn 1988). On each side it stops when a geometric series bounds the rest by half of
    ``TRUNCATION`` relative to what is kept.
    """
    mode = int(mean)
    above, total = [1.0], 1.0
    while True:
        ratio = mean / (mode + len(above))
        if ratio < 1.0 and above[-1] * ratio / (1.0 - ratio) < 0.5 * TRUNCATION * total:
            break
        above.append(above[-1] * ratio)
        total += above[-1]
    below: list[float] = []
    last = 1.0
    for count in range(mode, 0, -1):
        ratio = count / mean
        if ratio < 1.0 and last * ratio / (1.0 - ratio) < 0.5 * TRUNCATION * total:
            break
        last *= ratio
        below.append(last)
        total += last
    return mode - len(below), np.array([*reversed(below), *above]) / total


def marginals(net: Network, space: StateSpace, p: Floats) -> list[Floats]:
    """The probability of each level of every node, derived and static ones included."""
    return [
        np.array([p[space.levels[:, node] == level].sum() for level in range(net.sizes[node])])
        for node in range(net.sizes.size)
    ]


def first_arrival(
    net: Network,
    space: StateSpace,
    p0: Floats,
    rates: Floats,
    multipliers: Floats,
    plan: Plan,
    onset: int,
) -> Floats:
    """The probability (J,) that an onset has happened by the end of each of the plan's J segments.

    The onset is the arrival of its node at its level from the level below; a node that starts at
    the level or above, or is put there, must leave and come back. The onset's step leads to one
    further state that is never left, so small probabilities keep their relative precision.
    """
    channel = 2 * int(net.onset_node[onset])
    p = np.append(p0, 0.0)
    reached = []
    for j in range(plan.times.size - 1):
        space, p[:-1] = _turned(net, space, p[:-1], plan, j)
        Q = generator(net, space, rates, multipliers, plan.scale[j], plan.speed[j]).tocoo()
        below = space.levels[:, net.onset_node[onset]] == net.onset_level[onset] - 1
        arriving = below[Q.row] & (Q.col == Q.row + space.stride[channel // 2])
        column = np.where(arriving, p0.size, Q.col)
        size = p0.size + 1
        absorbing = csr_array(coo_array((Q.data, (Q.row, column)), shape=(size, size)))
        p = transient(absorbing, p, float(plan.times[j + 1] - plan.times[j]))
        reached.append(p[-1])
    return np.array(reached)


def follow(
    net: Network, space: StateSpace, p0: Floats, rates: Floats, multipliers: Floats, plan: Plan
) -> tuple[StateSpace, Floats]:
    """The joint distribution (S,) at the end of ``plan``, and its states as they then stand."""
    p = np.array(p0, dtype=np.float64)
    for j in range(plan.times.size - 1):
        space, p = _turned(net, space, p, plan, j)
        Q = generator(net, space, rates, multipliers, plan.scale[j], plan.speed[j])
        p = transient(Q, p, float(plan.times[j + 1] - plan.times[j]))
    return space, p


def _turned(
    net: Network, space: StateSpace, p: Floats, plan: Plan, j: int
) -> tuple[StateSpace, Floats]:
    """Let segment ``j`` of a plan begin: nodes are put, static ones too, derived ones pinned."""
    static = space.levels[0].copy()
    put = plan.put[j]
    static[net.moving : put.size] = np.where(put == FREE, static[: put.size], put)[net.moving :]
    moved = p
    for node in np.flatnonzero(put[: net.moving] != FREE):
        moved, before = np.zeros_like(moved), moved
        target = (put[node] - space.levels[:, node].astype(np.int64)) * space.stride[node]
        np.add.at(moved, np.arange(p.size) + target, before)
    return state_space(net, static, plan.pinned[j]), moved


def filter_exact(
    net: Network,
    space: StateSpace,
    p0: Floats,
    rates: Floats,
    multipliers: Floats,
    evidence: Iterable[Evidence],
) -> tuple[float, Floats]:
    """The log evidence and the posterior (S,) over joint states after a sequence of evidence.

    A span holds the known nodes: none of their steps is taken, and the rate at which they would
    have been taken, like that of a declared watch, is lost from the state's probability. A jump
    weighs each state by its rate (a density a year) and moves it. Impossible evidence gives minus
    infinity and a posterior of zeros. Evidence about static nodes weighs a whole state space:
    add the logarithm of its likelihood, and of the prior, to the log evidence.
    """
    log_evidence, p = 0.0, np.array(p0, dtype=np.float64)
    for item in evidence:
        p = _weighed(net, space, p, rates, multipliers, item)
        mass = float(p.sum())
        if mass <= 0.0:
            return -math.inf, np.zeros_like(p)
        log_evidence += math.log(mass)
        p /= mass
    return log_evidence, p


def _weighed(
    net: Network,
    space: StateSpace,
    p: Floats,
    rates: Floats,
    multipliers: Floats,
    item: Evidence,
) -> Floats:
    """The joint probability of each state and one item of evidence."""
    match item:
        case Span():
            return transient(_held(net, space, rates, multipliers, item), p, item.years)
        case Jump():
            return _forced(net, space, p, rates, multipliers, item)
        case Likelihood(function, if_true, if_false):
            return p * np.where(truth(net, function, space.levels), if_true, if_false)


def _held(
    net: Network, space: StateSpace, rates: Floats, multipliers: Floats, span: Span
) -> csr_array:
    """The generator of the latent nodes, less the rates of known nodes and of watches."""
    every = range(2 * net.moving)
    latent = [c for c in every if not span.known[c // 2]]
    moves, lost = _moves(net, space, rates, multipliers, span.scale, latent)
    for channel in set(every) - set(latent):
        lost = lost + leaving(net, space, rates, multipliers, span.scale, channel)
    for function, rate in span.watches:
        lost = lost + rate * truth(net, function, space.levels)
    return csr_array(moves - diags_array(lost))


def _forced(
    net: Network, space: StateSpace, p: Floats, rates: Floats, multipliers: Floats, jump: Jump
) -> Floats:
    """Move the mass one step to the jump's level, weighed by the step's rate."""
    result = np.zeros_like(p)
    for down in (0, 1):
        rate = leaving(net, space, rates, multipliers, jump.scale, 2 * jump.node + down)
        left = jump.to + 1 if down else jump.to - 1
        origin = np.flatnonzero(space.levels[:, jump.node] == left)
        step = space.stride[jump.node] * (-1 if down else 1)
        result[origin + step] += p[origin] * rate[origin]
    return result
