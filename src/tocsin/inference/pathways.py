"""By which path an outcome comes: the sequences of changes that lead to it in simulated futures.

The steps of a path are the conditions that bear on the outcome's own rate, each counted when it
comes to hold (or, for a brake, when it no longer does) and as long as that lasts; what held already
is where the path begins. An outcome need not happen to be seen: every future adds, at each moment,
its rate of the outcome to the path that it is on just then. Over all futures that is the expected
number of first arrivals by path, with a fraction of the noise of counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.case.formula import names, parse
from tocsin.case.schema import Asked, Case
from tocsin.engine.compile import Condition, condition, multiplier_name
from tocsin.engine.network import Floats, Ints, Levels, settle_rows, unpinned
from tocsin.engine.plan import Record
from tocsin.errors import CollapseError
from tocsin.inference.futures import Course, course, travel
from tocsin.inference.standpoint import Standpoint
from tocsin.rng import Purpose

COPIES = 2
EVENTS = 128
"""Transitions of a future that are kept at first; more are asked for where one needs them."""
MOST = 12
"""Paths that are told apart."""
LONGEST = 5
"""Steps of a path that count; what comes after them does not."""


@dataclass(frozen=True)
class Step:
    """One condition on the outcome's rate; ``raises`` tells whether holding it raises the rate."""

    formula: str
    raises: bool
    condition: Condition


@dataclass(frozen=True)
class Path:
    """A sequence of steps, by number, and what comes by it.

    ``share`` of the outcome's probability, with its Monte Carlo error; ``months`` the median time
    to the outcome.
    """

    steps: tuple[int, ...]
    share: float
    share_error: float
    months: float


@dataclass(frozen=True)
class Paths:
    """The likeliest paths of an outcome.

    ``levels`` are every node's levels on the day ``by``, (C, P, M), and ``masses`` the mass of each
    path, with that of all others last, in each of the C futures of a particle, (C, P, paths + 1).
    """

    steps: list[Step]
    paths: list[Path]
    levels: Levels
    masses: Floats


def steps_to(case: Case, asked: Asked, stand: Standpoint) -> list[Step]:
    """The conditions on the rate of an asked onset that can change, each once."""
    node = next(n for n in case.model.nodes if n.id == asked.node)
    below = node.levels[[level.id for level in node.levels].index(asked.level) - 1].id
    compiled = stand.model.compiled
    signs: dict[str, float] = {}
    if node.up_while is not None:
        signs[node.up_while] = np.inf
    log_mean = np.log(stand.particles.multipliers).T @ stand.weight
    for influence in case.model.influences:
        if influence.node != asked.node or influence.direction != "up":
            continue
        if influence.leaving and below not in influence.leaving:
            continue
        number = compiled.multipliers.index(multiplier_name(influence))
        effect = float(log_mean[number])
        signs[influence.when] = signs.get(influence.when, 0.0) + effect
    static = {*compiled.truths}
    return [
        Step(formula, effect > 0, condition(case, formula))
        for formula, effect in signs.items()
        if names(parse(formula)) - static
    ]


def paths_to(stand: Standpoint, onset: int, months: int, by: date) -> Paths:
    """The paths to an onset within ``months``, the likeliest first.

    Where nothing that can change bears on the onset's rate there is one path, without steps.
    ``by`` is the day on which the levels of all nodes are kept, for what tells the paths apart.
    """
    asked = stand.case.header.asked[onset]
    steps = steps_to(stand.case, asked, stand)
    way = course(stand.model, stand.day, [months], dates=[by])
    gathered: list[_Gathered] = []
    levels = []
    for copy in range(COPIES):
        record = _recorded(stand, way, onset, way.number(by) - 1, copy)
        gathered.append(_gathered(stand, record, way, steps, onset))
        levels.append(record.levels[:, 0])
    return _ranked(stand, steps, gathered, np.array(levels))


def _recorded(stand: Standpoint, way: Course, onset: int, kept: int, copy: int) -> Record:
    """One future of each particle with all its transitions."""
    events = EVENTS
    while True:
        record = travel(
            stand.model, stand.particles, stand.rates, way, Purpose.FUTURE, copy,
            after=[kept], traced=onset, events=events,
        )  # fmt: skip
        longest = int(record.length.max())
        if longest <= events:
            return record
        events = longest


@dataclass(frozen=True)
class _Gathered:
    """Pieces of mass of one copy: path code, particle, mass, and from when to when in years."""

    code: npt.NDArray[np.int64]
    particle: Ints
    mass: Floats
    begin: Floats
    end: Floats


def _gathered(
    stand: Standpoint, record: Record, way: Course, steps: list[Step], onset: int
) -> _Gathered:
    """Go through the transitions that matter, all particles side by side."""
    turns = _Turns(record, _relevant(stand, steps))
    codes = np.empty((len(stand.particles), turns.stretches), dtype=np.int64)
    since = np.full((len(codes), len(steps)), -1, dtype=np.int64)
    at_first = None
    for g, levels in enumerate(_states(stand, turns)):
        on = np.empty(since.shape, dtype=np.bool_)
        for k, step in enumerate(steps):
            on[:, k] = step.condition(levels) == step.raises
        at_first = on if at_first is None else at_first
        since = np.where(on & ~at_first, np.where(since >= 0, since, g), -1)
        codes[:, g] = _codes(since)
    mass = np.where(turns.kept, record.between, 0.0) * stand.onset_rate[:, onset, None]
    particle, piece = np.nonzero(mass > 0)
    begin, end = (t[particle, piece] for t in _bounds(record, way.plan.times))
    code = codes[particle, turns.stretch[particle, piece]]
    return _Gathered(code, particle, mass[particle, piece], begin, end)


def _bounds(record: Record, times: Floats) -> tuple[Floats, Floats]:
    """From when to when each piece of time between two transitions lasts, (P, E + 1) each.

    In years after the first of ``times``, those of the course.
    """
    inside = np.arange(record.channel.shape[1]) < record.length[:, None]
    moment = np.where(inside, record.moment, times[-1]) - times[0]
    size = len(moment)
    first, last = np.zeros(size), np.full(size, times[-1] - times[0])
    return np.column_stack([first, moment]), np.column_stack([moment, last])


def _relevant(stand: Standpoint, steps: list[Step]) -> npt.NDArray[np.bool_]:
    """Which moving nodes the steps' conditions depend on, through derived nodes too, (N,)."""
    case, compiled = stand.case, stand.model.compiled
    defined = {d.id: d for d in case.model.derived}
    wanted = {name for step in steps for name in names(parse(step.formula))}
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        seen.add(name)
        if name in defined:
            formulas = [level.when for level in defined[name].levels if level.when]
            wanted |= {n for text in formulas for n in names(parse(text))} - seen
    net = compiled.network
    return np.array(
        [any(compiled.nodes.get(n) == k for n in seen) for k in range(net.moving)], dtype=np.bool_
    )


class _Turns:
    """The transitions of relevant nodes: of each particle the first, the second and so on.

    ``channel`` (P, G - 1) holds them, -1 where a particle has no more; they cut a particle's time
    into G stretches. ``stretch`` (P, E + 1) is that of each piece of time between any two
    transitions, and ``kept`` whether there is such a piece.
    """

    def __init__(self, record: Record, relevant: npt.NDArray[np.bool_]) -> None:
        size, events = record.channel.shape
        made = np.arange(events) < record.length[:, None]
        counts = made & relevant[np.where(made, record.channel, 0) >> 1]
        self.kept = np.arange(events + 1) <= record.length[:, None]
        self.stretch = np.zeros((size, events + 1), dtype=np.int64)
        self.stretch[:, 1:] = np.cumsum(counts, axis=1)
        self.stretches = int(self.stretch.max()) + 1
        self.channel = np.full((size, self.stretches - 1), -1, dtype=np.int64)
        p, e = np.nonzero(counts)
        self.channel[p, self.stretch[p, e]] = record.channel[p, e]


def _states(stand: Standpoint, turns: _Turns) -> Iterator[Levels]:
    """The levels of every node, (P, M), in each stretch in turn."""
    net = stand.model.compiled.network
    levels = stand.particles.levels.copy()
    place, free = np.empty(net.table_start.size, dtype=np.uint32), unpinned(net)
    yield levels
    for g in range(turns.stretches - 1):
        channel = turns.channel[:, g]
        moved = np.flatnonzero(channel >= 0)
        node = channel[moved] >> 1
        levels[moved, node] += (1 - 2 * (channel[moved] & 1)).astype(np.int8)
        settle_rows(net, levels, place, free)
        yield levels


def _codes(since: Ints) -> npt.NDArray[np.int64]:
    """One number for each particle's steps in the order in which they were taken."""
    steps = since.shape[1]
    taken = np.where(since >= 0, since, np.iinfo(np.int64).max)
    order = np.argsort(taken, axis=1, kind="stable")[:, :LONGEST]
    code = np.zeros(len(since), dtype=np.int64)
    for k in range(min(LONGEST, steps)):
        chosen = order[:, k]
        there = since[np.arange(len(since)), chosen] >= 0
        code = np.where(there, code * (steps + 1) + chosen + 1, code)
    return code


def _decoded(code: int, steps: int) -> tuple[int, ...]:
    """The steps of a code, first to last."""
    taken: list[int] = []
    while code:
        code, digit = divmod(code, steps + 1)
        taken.insert(0, digit - 1)
    return tuple(taken)


def _ranked(
    stand: Standpoint, steps: list[Step], gathered: list[_Gathered], levels: Levels
) -> Paths:
    """The likeliest paths by their mass; what comes by any other is not told apart."""
    size, copies = len(stand.particles), len(gathered)
    codes, place = np.unique(np.concatenate([g.code for g in gathered]), return_inverse=True)
    particle = np.concatenate([g.particle for g in gathered])
    mass = np.concatenate([g.mass for g in gathered])
    begin = np.concatenate([g.begin for g in gathered])
    end = np.concatenate([g.end for g in gathered])
    copy = np.repeat(np.arange(copies), [g.code.size for g in gathered])
    weighted = stand.weight[particle] * mass
    if not weighted.sum() > 0:
        raise CollapseError("no simulated future comes near the outcome; raise --samples")
    likeliest = np.argsort(-np.bincount(place, weighted), kind="stable")[:MOST]
    rank = np.full(codes.size, len(likeliest))
    rank[likeliest] = np.arange(len(likeliest))
    masses = np.zeros((copies, size, len(likeliest) + 1))
    np.add.at(masses, (copy, particle, rank[place]), mass)
    by_particle = masses.mean(axis=0)
    total = by_particle.sum(axis=1)
    whole = float(stand.weight @ total)
    shares = stand.mean(by_particle) / whole
    errors = stand.error((by_particle - shares * total[:, None]) / whole)
    paths = [
        Path(
            steps=_decoded(int(codes[k]), len(steps)),
            share=float(shares[r]),
            share_error=float(errors[r]),
            months=12 * _median(begin[place == k], end[place == k], weighted[place == k]),
        )
        for r, k in enumerate(likeliest)
    ]
    return Paths(steps, paths, levels, masses)


def _median(begin: Floats, end: Floats, mass: Floats) -> float:
    """The median of masses that are each spread evenly from their begin to their end.

    Within a piece nothing moves, so the rate is even but for the steps of an anchor's scale.
    """
    density = mass / (end - begin)
    times = np.concatenate([begin, end])
    order = np.argsort(times)
    rate = np.cumsum(np.concatenate([density, -density])[order])
    gained = np.concatenate([[0.0], np.cumsum(rate[:-1] * np.diff(times[order]))])
    return float(np.interp(gained[-1] / 2, gained, times[order]))
