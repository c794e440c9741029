"""A case becomes a network of arrays: the one place where both are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.case.formula import Formula, names, parse
from tocsin.case.schema import (
    Anchor,
    Case,
    Count,
    Derived,
    Fitted,
    Influence,
    Interval,
    LearnedRate,
    Node,
    Rate,
)
from tocsin.engine.functions import Function, Scope, tabulate
from tocsin.engine.network import Floats, Indices, Ints, Levels, Network
from tocsin.engine.rates import (
    JEFFREYS,
    Gamma,
    gamma_from_count,
    gamma_from_interval,
)
from tocsin.errors import CaseError
from tocsin.lognormal import lognormal_from_interval

DIRECTIONS = ("up", "down")

_Array = npt.NDArray[Any]

Stated = Rate | dict[str, Rate] | None
"""What a case says of the steps of one direction."""


class JointNormal(NamedTuple):
    """A joint normal over named quantities: mean (F,), covariance (F, F)."""

    names: tuple[str, ...]
    mean: Floats
    covariance: Floats


@dataclass(frozen=True)
class Compiled:
    """The network with the names that lead back to the case.

    Attributes:
        network: the arrays.
        nodes: number of every node by id; a hypothesis group goes by its id.
        levels: index of every level by node id and level id.
        truths: static node and level at which a hypothesis or assumption is true.
        start: probability of each level of every moving and static node at the start.
        conditions: function number of each extra condition asked for, in the order given.
        parameters: (node id, direction, level id left) of each rate parameter, the first it serves.
        multipliers: influence id, or ``fit.factor``, of each multiplier.
        onsets: id of each asked onset.
        classes: the reference Gamma of each onset, or None where it has no anchor.
    """

    network: Network
    nodes: dict[str, int]
    levels: dict[str, dict[str, int]]
    truths: dict[str, tuple[int, int]]
    start: list[Floats]
    conditions: list[int]
    parameters: list[tuple[str, str, str]]
    multipliers: list[str]
    onsets: list[str]
    classes: list[Gamma | None]


def anchor_class(case: Case, anchor: Anchor) -> Gamma:
    """The Gamma of an anchor: Jeffreys, own counts, wider classes at their weight."""
    classes = {entry.id: entry for entry in case.precedents.reference_classes}
    own = classes[anchor.reference_class]
    events, years = own.events, own.exposure
    for key, weight in anchor.pool.items():
        events += weight * classes[key].events
        years += weight * classes[key].exposure
    return Gamma(events + JEFFREYS, years)


def compile_case(
    case: Case, fits: Mapping[str, JointNormal], conditions: Sequence[str] = ()
) -> Compiled:
    """Turn a checked case into arrays.

    Args:
        case: a case without errors in ``check``.
        fits: the joint distribution of log-multipliers of each of the case's fits.
        conditions: further formulas (reports, watches) to be tabulated over the same nodes.
    """
    scope, derived = _scope(case)
    tables = _Tables(scope, derived)
    names_, uses, mean, spread = _multipliers(case, fits)
    channels = _channels(case, scope, tables, uses)
    rates = _Rates(case, scope)
    asked = case.header.asked
    onset_node = [scope.nodes[a.node] for a in asked]
    onset_level = [scope.levels[a.node][a.level] for a in asked]
    onset_of = np.full_like(rates.parameter, -1)
    for o, (node_, level) in enumerate(zip(onset_node, onset_level, strict=True)):
        onset_of[2 * node_, level - 1] = o
    extra = [tables.condition(text) for text in conditions]
    network = Network(
        moving=len(case.model.nodes),
        sizes=_ints(scope.sizes),
        table=np.array([v for f in tables.functions for v in f.table], dtype=np.int8),
        **_links(tables.functions, len(scope.sizes)),
        function_node=_ints(tables.defines),
        derived_function=_indices(range(len(derived))),
        parameter=rates.parameter,
        shape=np.array([g.shape for g in rates.gammas]),
        years=np.array([g.years for g in rates.gammas]),
        level_free=_level_free(channels, scope.sizes),
        **_influence_arrays(channels, len(tables.functions)),
        multiplier_mean=mean,
        multiplier_factor=spread,
        onset_node=_indices(onset_node),
        onset_level=_indices(onset_level),
        onset_of=onset_of,
    )
    return Compiled(
        network,
        dict(scope.nodes),
        {name: dict(levels) for name, levels in scope.levels.items()},
        dict(scope.truths),
        _start(case, scope),
        extra,
        rates.names,
        names_,
        [a.id for a in asked],
        rates.classes,
    )


@dataclass(frozen=True)
class Condition:
    """A formula over a case's names, to be asked of many states at once.

    ``nodes`` are the numbers of the nodes that it names.
    """

    nodes: tuple[int, ...]
    offsets: tuple[Ints, ...]
    table: npt.NDArray[np.bool_]

    def __call__(self, levels: Levels) -> npt.NDArray[np.bool_]:
        """Whether it holds in each row of ``levels`` (P, M)."""
        place = np.zeros(len(levels), dtype=np.int64)
        for node, offsets in zip(self.nodes, self.offsets, strict=True):
            place += offsets[levels[:, node]]
        return np.asarray(self.table[place])


def condition(case: Case, formula: str) -> Condition:
    """Tabulate one formula over the case's nodes, hypotheses and assumptions."""
    function = tabulate([parse(formula)], _scope(case)[0])
    return Condition(
        nodes=tuple(function.offsets),
        offsets=tuple(_ints(offsets) for offsets in function.offsets.values()),
        table=np.array(function.table, dtype=np.bool_),
    )


def _scope(case: Case) -> tuple[Scope, list[Derived]]:
    """Number all nodes: moving, static (groups, then assumptions), derived by dependence."""
    derived = _in_order(case.model.derived)
    groups, assumptions = case.header.groups, case.header.assumptions
    order = [*(n.id for n in case.model.nodes), *(g.id for g in groups)]
    order += [*(a.id for a in assumptions), *(d.id for d in derived)]
    nodes = {name: k for k, name in enumerate(order)}
    levels = {n.id: {lv.id: k for k, lv in enumerate(n.levels)} for n in case.model.nodes}
    levels |= {d.id: {lv.id: k for k, lv in enumerate(d.levels)} for d in derived}
    levels |= {g.id: {h.id: k for k, h in enumerate(g.hypotheses)} for g in groups}
    levels |= {a.id: {"false": 0, "true": 1} for a in assumptions}
    truths = {h.id: (nodes[g.id], k) for g in groups for k, h in enumerate(g.hypotheses)}
    truths |= {a.id: (nodes[a.id], 1) for a in assumptions}
    return Scope(nodes, levels, truths, [len(levels[name]) for name in order]), derived


def _in_order(derived: Sequence[Derived]) -> list[Derived]:
    by_id = {d.id: d for d in derived}
    named = {
        d.id: {n for lv in d.levels if lv.when for n in names(parse(lv.when))} for d in derived
    }
    # sorted, because the order of a set of strings differs from one run of Python to the next
    needs = {name: sorted(others & set(by_id)) for name, others in named.items()}
    return [by_id[name] for name in TopologicalSorter(needs).static_order()]


class _Tables:
    """The functions in their order: derived nodes first, then each condition once."""

    def __init__(self, scope: Scope, derived: Sequence[Derived]) -> None:
        self._scope = scope
        self._known: dict[Formula, int] = {}
        self.functions: list[Function] = []
        self.defines: list[int] = []
        for node in derived:
            above = [parse(level.when or "false") for level in node.levels[1:]]
            self.functions.append(tabulate(above, scope))
            self.defines.append(scope.nodes[node.id])

    def condition(self, text: str) -> int:
        """The number of the function that tells whether the formula holds."""
        formula = parse(text)
        if formula not in self._known:
            self._known[formula] = len(self.functions)
            self.functions.append(tabulate([formula], self._scope))
            self.defines.append(-1)
        return self._known[formula]


class _Rates:
    """Rate parameters of all steps: (N, 2, max levels) numbers, and the Gamma of each."""

    def __init__(self, case: Case, scope: Scope) -> None:
        width = max(scope.sizes)
        self.parameter: Ints = np.full((2 * len(case.model.nodes), width), -1, dtype=np.int64)
        self.gammas: list[Gamma] = []
        self.names: list[tuple[str, str, str]] = []
        self.classes: list[Gamma | None] = [None] * len(case.header.asked)
        self._learned = {} if case.learned is None else {r.id: r for r in case.learned.rates}
        for k, node in enumerate(case.model.nodes):
            self._steps(k, node, 0, node.up)
            self._steps(k, node, 1, node.down)
        by_asked = {anchor.asked: anchor for anchor in case.model.anchors}
        for o, asked in enumerate(case.header.asked):
            if asked.id in by_asked:
                # the onset's own rate is the class's: the anchor's scale does the rest
                self.classes[o] = reference = anchor_class(case, by_asked[asked.id])
                k, level = scope.nodes[asked.node], scope.levels[asked.node][asked.level]
                left = case.model.nodes[k].levels[level - 1].id
                self.parameter[2 * k, level - 1] = self._new(reference, asked.node, 0, left)

    def _new(self, law: Gamma, node: str, direction: int, left: str) -> int:
        self.gammas.append(law)
        self.names.append((node, DIRECTIONS[direction], left))
        return len(self.gammas) - 1

    def _steps(self, k: int, node: Node, direction: int, stated: Stated) -> None:
        """One parameter for all steps of a direction, or one for each level that has its own."""
        lefts = [level.id for level in node.levels]
        lefts = lefts[1:] if direction else lefts[:-1]
        if isinstance(stated, dict):
            for name, rate in stated.items():
                level = lefts.index(name) + direction
                self.parameter[2 * k + direction, level] = self._new(
                    gamma_of(rate, self._learned), node.id, direction, name
                )
        elif stated is not None:
            number = self._new(gamma_of(stated, self._learned), node.id, direction, lefts[0])
            self.parameter[2 * k + direction, direction : direction + len(lefts)] = number


def gamma_of(rate: Rate, learned: Mapping[str, LearnedRate]) -> Gamma:
    """The law of a stated rate; ``CaseError`` for one that nothing was learned for."""
    if isinstance(rate, Interval):
        return gamma_from_interval(rate.low, rate.high)
    if isinstance(rate, Count):
        return gamma_from_count(rate.events, rate.years)
    if rate.learned not in learned:
        raise CaseError(
            f"a rate asks for {rate.learned!r}, which was not learned; learned are "
            f"{', '.join(learned) or 'none'}; run tocsin learn with --write"
        )
    counted = learned[rate.learned]
    return gamma_from_count(counted.events, counted.years)


class _Bearing(NamedTuple):
    """One influence on one channel: its condition, multiplier (-1 for a gate) and levels left."""

    function: int
    multiplier: int
    levels: int


def multiplier_name(influence: Influence) -> str:
    """What an influence's multiplier is called: its own id, or ``fit.factor``."""
    if isinstance(influence.factor, Fitted):
        return f"{influence.factor.fit}.{influence.factor.factor}"
    return influence.id


def _multipliers(
    case: Case, fits: Mapping[str, JointNormal]
) -> tuple[list[str], list[tuple[Influence, int]], Floats, Floats]:
    """Names of the multipliers, which each influence uses, their log-mean and Cholesky factor."""
    labels = [f"{fit}.{name}" for fit, joint in fits.items() for name in joint.names]
    size = len(labels) + sum(isinstance(i.factor, Interval) for i in case.model.influences)
    mean, spread = np.zeros(size), np.zeros((size, size))
    at = 0
    for joint in fits.values():
        n = len(joint.names)
        mean[at : at + n] = joint.mean
        spread[at : at + n, at : at + n] = np.linalg.cholesky(joint.covariance)
        at += n
    uses = []
    for influence in case.model.influences:
        if isinstance(influence.factor, Fitted):
            number = labels.index(multiplier_name(influence))
        else:
            number = len(labels)
            labels.append(influence.id)
            law = lognormal_from_interval(influence.factor.low, influence.factor.high)
            mean[number], spread[number, number] = law.mean, law.sd
        uses.append((influence, number))
    return labels, uses, mean, spread


def _channels(
    case: Case, scope: Scope, tables: _Tables, uses: Sequence[tuple[Influence, int]]
) -> list[list[_Bearing]]:
    """The gates and influences on each channel."""
    channels: list[list[_Bearing]] = [[] for _ in range(2 * len(case.model.nodes))]
    for k, node in enumerate(case.model.nodes):
        every = (1 << len(node.levels)) - 1
        for direction, gate in enumerate((node.up_while, node.down_while)):
            if gate is not None:
                channels[2 * k + direction].append(_Bearing(tables.condition(gate), -1, every))
    for influence, number in uses:
        levels = scope.levels[influence.node]
        left = influence.leaving or list(levels)
        mask = sum(1 << levels[name] for name in left)
        channel = 2 * scope.nodes[influence.node] + DIRECTIONS.index(influence.direction)
        channels[channel].append(_Bearing(tables.condition(influence.when), number, mask))
    return channels


def _level_free(channels: list[list[_Bearing]], sizes: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Which channels have no influence that counts at some of the levels they leave only.

    Their influences are made to count at every level, so that they can be carried along while the
    node stands where no step leaves.
    """
    free = np.zeros(len(channels), dtype=np.bool_)
    for c, channel in enumerate(channels):
        every = (1 << sizes[c // 2]) - 1
        left = every & ~1 if c % 2 else every >> 1
        free[c] = all(b.levels & left == left for b in channel)
        if free[c]:
            channels[c] = [b._replace(levels=every) for b in channel]
    return free


def _influence_arrays(channels: list[list[_Bearing]], functions: int) -> dict[str, _Array]:
    bearings = [b for channel in channels for b in channel]
    listeners: list[list[int]] = [[] for _ in range(functions)]
    for k, bearing in enumerate(bearings):
        listeners[bearing.function].append(k)
    return {
        "influence_start": _starts([len(channel) for channel in channels]),
        "influence_function": _indices([b.function for b in bearings]),
        "influence_multiplier": _ints([b.multiplier for b in bearings]),
        "influence_levels": _indices([b.levels for b in bearings]),
        "listener_start": _starts([len(heard) for heard in listeners]),
        "listener": _indices([k for heard in listeners for k in heard]),
        "influence_channel": _indices([c for c, channel in enumerate(channels) for _ in channel]),
    }


def _links(functions: list[Function], nodes: int) -> dict[str, _Array]:
    """Links by node with their offsets, and where each table begins."""
    by_node: list[list[int]] = [[] for _ in range(nodes)]
    for f, function in enumerate(functions):
        for node in function.offsets:
            by_node[node].append(f)
    link_offset: list[int] = []
    offsets: list[int] = []
    for node, linked in enumerate(by_node):
        for f in linked:
            link_offset.append(len(offsets))
            offsets.extend(functions[f].offsets[node])
    return {
        "link_start": _starts([len(linked) for linked in by_node]),
        "link_node": _indices([node for node, linked in enumerate(by_node) for _ in linked]),
        "link_function": _indices([f for linked in by_node for f in linked]),
        "link_offset": _indices(link_offset),
        "offsets": _indices(offsets),
        "table_start": _starts([len(function.table) for function in functions])[:-1],
    }


def _start(case: Case, scope: Scope) -> list[Floats]:
    """Probability of each level at the start, for moving nodes, groups and assumptions."""
    laws = []
    for node in case.model.nodes:
        index = scope.levels[node.id]
        law = np.zeros(len(index))
        stated = {node.start: 1.0} if isinstance(node.start, str) else node.start
        for name, probability in stated.items():
            law[index[name]] = probability
        laws.append(law)
    laws += [np.array([h.prior for h in group.hypotheses]) for group in case.header.groups]
    laws += [np.array([1 - a.prior, a.prior]) for a in case.header.assumptions]
    return laws


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def _indices(values: Iterable[int]) -> Indices:
    return np.array(list(values), dtype=np.uint32)


def _starts(sizes: Sequence[int]) -> Indices:
    return np.concatenate(([0], np.cumsum(_ints(sizes)))).astype(np.uint32)
