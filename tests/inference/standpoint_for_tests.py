"""A standpoint whose rates are fixed, and its exact answers whatever is done or learned.

``cause`` bears on ``echo`` and on both outcomes: learning of an echo tells of the cause, making one
does nothing. ``lone`` moves by itself and bears on ``force``. ``alarm`` follows from three nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import block_array, csr_array
from scipy.stats import chi2

from tests.engine.harness import with_fixed_rates
from tests.networks_for_tests import assumption, derived, interval
from tests.small_case import QUIET, START, hypotheses, influence, node, small_case
from tocsin.case.formula import evaluate, parse
from tocsin.case.scenario import NOTHING, Scenario
from tocsin.case.schema import Case
from tocsin.engine import exact
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.exact import StateSpace
from tocsin.engine.network import Floats, Ints
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Schedule
from tocsin.inference.filter import Filter
from tocsin.inference.particles import first_particles
from tocsin.inference.standpoint import Standpoint, look_ahead
from tocsin.periods import add_months, years_between

DAY = date(2024, 2, 14)
QUARTERS = [date(2024, 4, 1), date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]
SCALE = np.array([[1.0, 0.5, 1.6, 0.8], [0.3, 1.0, 3.0, 1.5]])
REPORTED, IF_TRUE, IF_FALSE = "sign >= some", 0.9, 0.3
"""A report as of ``DAY``, with its likelihood where it is true and where it is false."""
FACTOR = 4.0
RATES = {
    ("cause", "up"): 0.7,
    ("cause", "down"): 0.9,
    ("sign", "up"): 0.9,
    ("sign", "down"): 0.8,
    ("echo", "up"): 0.4,
    ("echo", "down"): 1.2,
    ("lone", "up"): 0.8,
    ("lone", "down"): 0.8,
    ("dispute", "up"): 0.5,
    ("dispute", "down"): 2.0,
    ("force", "up"): 0.001,
    ("force", "down"): 2.0,
}
BEARINGS = [
    ("echo", "cause >= on"),
    ("dispute", "cause >= on and h0"),
    ("dispute", "sign >= some"),
    ("sign", "dispute >= on"),
    ("cause", "dispute >= on"),
    ("force", "cause >= on"),
    ("force", "lone >= on"),
    ("force", "alarm >= l1"),
    ("force", "holds and sign >= wide"),
]


@cache
def fixed_case() -> Case:
    """The case; every influence multiplies by four."""
    wide = interval(0.1, 1.0)
    levels = {"sign": ["none", "some", "wide"]}
    start = {"cause": 0.4, "lone": 0.3, "dispute": 0.3}
    nodes = []
    for name in ("cause", "sign", "echo", "lone", "dispute", "force"):
        stated: dict[str, Any] = {"up": wide, "down": wide}
        if name in start:
            stated["start"] = {"off": 1 - start[name], "on": start[name]}
        nodes.append(node(name, *levels.get(name, ["off", "on"]), **stated))
    influences = [
        influence(f"i{k}", on, when, 1, 2).model_copy(
            update={"factor": interval(FACTOR - 1e-4, FACTOR + 1e-4)}
        )
        for k, (on, when) in enumerate(BEARINGS)
    ]
    alarm = derived("alarm", "count(sign >= some, dispute >= on, lone >= on) >= 2")
    return small_case(
        nodes=nodes,
        derived=[alarm],
        influences=influences,
        anchors=[],
        groups=[hypotheses("thesis", h0=0.3, h1=0.7)],
        assumptions=[assumption("holds", 0.6)],
        **QUIET,
    )


@cache
def fixed_compiled() -> Compiled:
    """The case compiled, its rates all but numbers."""
    compiled = compile_case(fixed_case(), {})
    rates = np.array([RATES[name, direction] for name, direction, _ in compiled.parameters])
    return replace(compiled, network=with_fixed_rates(compiled.network, rates))


def fixed_stand(seed: int, samples: int, months: int = 12, day: date = DAY) -> Standpoint:
    """Where the case stands on ``day``, after a report if that is not the start."""
    case, compiled = fixed_case(), fixed_compiled()
    anchors = Anchors(START, QUARTERS, SCALE, np.zeros_like(SCALE), np.ones_like(SCALE))
    model = Filter(compiled, Schedule([], [], {}), anchors, START, seed)
    particles = first_particles(compiled, samples, seed)
    if day > START:
        particles = model.advance(particles, START, day, [])
        true = particles.levels[:, compiled.nodes["sign"]] >= 1
        particles.log_weight += np.log(np.where(true, IF_TRUE, IF_FALSE))
    return look_ahead(case, model, particles, day, months)


class Joint(NamedTuple):
    """What one combination of static nodes stands for: all states and their mass (S,) on the day.

    ``prior`` is that of the combination; the masses of all combinations need not sum to one.
    """

    static: Ints
    space: StateSpace
    mass: Floats


@cache
def joints(day: date = DAY) -> list[Joint]:
    """The exact distribution on the day, the report taken in, for each (thesis, assumption)."""
    compiled = fixed_compiled()
    net = compiled.network
    found = []
    for h, prior in enumerate([0.3, 0.7]):
        for a, share in enumerate([0.4, 0.6]):
            static = np.zeros(net.sizes.size, dtype=np.int64)
            static[net.moving : net.moving + 2] = h, a
            space = exact.state_space(net, static)
            p = exact.initial(net, space, compiled.start) * prior * share
            if day > START:
                Q = exact.generator(net, space, rates(), multipliers(), SCALE[:, 0])
                p = exact.transient(Q, p, years_between(START, day))
                p = p * np.where(true_in(REPORTED, space), IF_TRUE, IF_FALSE)
            found.append(Joint(static, space, p))
    return found


def rates() -> Floats:
    """The fixed rates (R,)."""
    net = fixed_compiled().network
    return np.asarray(net.shape / net.years)


def multipliers() -> Floats:
    """The fixed multipliers (K,)."""
    return np.full(len(BEARINGS), FACTOR)


def true_in(formula: str, space: StateSpace) -> np.ndarray:
    """Whether a formula holds in each state, by the meaning of the language itself."""
    compiled, parsed = fixed_compiled(), parse(formula)
    holds = []
    for row in space.levels.tolist():
        state = {name: row[k] for name, k in compiled.nodes.items()}
        state |= {name: int(row[k] == level) for name, (k, level) in compiled.truths.items()}
        holds.append(evaluate(parsed, state, compiled.levels))
    return np.array(holds)


class Segment(NamedTuple):
    """A stretch of time of the oracle: the states at its beginning, and how mass moves in it."""

    begin: date
    end: date
    space: StateSpace
    Q: csr_array
    arriving: csr_array


def _segment(
    joint: Joint, scenario: Scenario, begin: date, end: date, onset: int, scale: Floats
) -> Segment:
    """What the scenario makes of the network between two days, said over from its definition."""
    compiled = fixed_compiled()
    net = compiled.network
    speed, static = np.ones(2 * net.moving), joint.static.copy()
    pinned = np.full(net.derived_function.size, -1, dtype=np.int8)
    past = sorted((s for s in scenario.settings if s.since <= begin), key=lambda s: s.since)
    for setting in past:
        k, level = compiled.nodes[setting.node], compiled.levels[setting.node][setting.level]
        if k < net.moving:
            speed[[2 * k, 2 * k + 1]] = 0.0 if setting.hold else 1.0
        elif k < net.moving + 2:
            static[k] = level
        else:
            pinned[k - net.moving - 2] = level
    for faster in scenario.speeds:
        if faster.since <= begin:
            speed[2 * compiled.nodes[faster.node] + (faster.direction == "down")] *= faster.factor
    space = exact.state_space(net, static, pinned)
    Q = exact.generator(net, space, rates(), multipliers(), scale, speed).tocoo()
    k = net.onset_node[onset]
    below = space.levels[Q.row, k] == net.onset_level[onset] - 1
    arrives = below & (space.levels[Q.col, k] == net.onset_level[onset])
    arriving = csr_array((Q.data * arrives, (Q.row, Q.col)), shape=Q.shape)
    return Segment(begin, end, space, csr_array(Q), arriving)


def _puts(space: StateSpace, scenario: Scenario, day: date, p: Floats) -> Floats:
    compiled = fixed_compiled()
    for setting in scenario.settings:
        k = compiled.nodes[setting.node]
        if setting.since == day and k < compiled.network.moving:
            target = space.levels.copy()
            target[:, k] = compiled.levels[setting.node][setting.level]
            moved = np.zeros_like(p)
            for origin, row in enumerate(target):
                moved[space.number(row)] += p[origin]
            p = moved
    return p


def run(
    joint: Joint,
    scenario: Scenario,
    onset: int,
    day: date,
    until: date,
    last: date,
    stops: Sequence[date] = (),
) -> Iterator[tuple[date, StateSpace, Floats, Floats]]:
    """Mass by state on each bound up to ``last``, (S,) each: no onset by ``until`` yet, or one.

    Bounds are the days on which something changes, and ``stops``.

    What is learned cuts the mass down; on the bound it is already cut.
    """
    days = {day, until, last, *stops, *QUARTERS, *(s.since for s in scenario.settings)}
    days |= {s.since for s in scenario.speeds} | {k.on for k in scenario.known}
    bounds = sorted(d for d in days if day <= d <= last)
    waiting, come = joint.mass.copy(), np.zeros_like(joint.mass)
    space = joint.space
    for j, begin in enumerate(bounds):
        for known in scenario.known:
            if known.on == begin:
                holds = true_in(known.formula, space)
                waiting, come = waiting * holds, come * holds
        yield begin, space, waiting, come
        if begin == last:
            return
        waiting = _puts(space, scenario, begin, waiting)
        come = _puts(space, scenario, begin, come)
        quarter = min(sum(q <= begin for q in QUARTERS), 3)
        segment = _segment(joint, scenario, begin, bounds[j + 1], onset, SCALE[:, quarter])
        space, size = segment.space, waiting.size
        counted = segment.arriving if begin < until else segment.arriving * 0.0
        both = csr_array(block_array([[segment.Q - counted, counted], [None, segment.Q]]))
        p = np.append(waiting, come)
        p = exact.transient(both, p, years_between(begin, bounds[j + 1]))
        waiting, come = p[:size], p[size:]


@cache
def exactly(
    scenario: Scenario = NOTHING, months: tuple[int, ...] = (3, 12), day: date = DAY
) -> Floats:
    """The exact probability of each onset within each month, (O, H), under a scenario."""
    ends = [add_months(day, m) for m in months]
    if all(known.on == day for known in scenario.known):
        return np.array([_by_each(scenario, onset, day, ends) for onset in range(2)])
    found = np.zeros((2, len(months)))
    for onset in range(2):
        for h, until in enumerate(ends):
            last = max([until, *(k.on for k in scenario.known)])
            masses = []
            for joint in joints(day):
                *_, (_, _, waiting, come) = run(joint, scenario, onset, day, until, last)
                masses.append((waiting.sum(), come.sum()))
            none, some = np.sum(masses, axis=0)
            found[onset, h] = some / (none + some)
    return found


def _by_each(scenario: Scenario, onset: int, day: date, ends: list[date]) -> Floats:
    """The same for one onset in one run, where nothing is learned on the way."""
    some, whole = np.zeros(len(ends)), 0.0
    for joint in joints(day):
        for bound, _, waiting, come in run(joint, scenario, onset, day, ends[-1], ends[-1], ends):
            if bound in ends:
                some[ends.index(bound)] += come.sum()
            if bound == ends[-1]:
                whole += waiting.sum() + come.sum()
    return some / whole


def assert_honest(deviations: Sequence[Floats] | Floats) -> None:
    """z-scores (seeds, ...): none beyond four, no common bias, and a mean square near one.

    Scores of one seed go together, so the bounds are those of as many degrees as there are seeds.
    Quantities on which nothing bears have no error and are zero throughout; they are left out.
    """
    z = np.asarray(deviations, dtype=np.float64)
    seeds = len(z)
    z = z.reshape(seeds, -1)
    z = z[:, z.any(axis=0)]
    if z.size == 0:
        return
    assert np.abs(z).max() < 4.5, z
    assert np.abs(z.mean(axis=0)).max() < 4 / np.sqrt(seeds), z.mean(axis=0)
    low, high = chi2.ppf([0.001, 0.999], seeds) / seeds
    square = float(np.square(z).mean())
    assert low < square < high, f"mean square of z-scores {square:.2f}, not in {low:.2f}-{high:.2f}"
