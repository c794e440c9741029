"""Do the peers simulate the same network, and how fast: one run, side by side."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import page, transitions
from benchmarks.clock import Seconds
from benchmarks.peers import translate
from benchmarks.peers.environment import ask
from benchmarks.peers.worker import Answer, Task, tally
from benchmarks.transitions import FUTURES, LEVELS, LONG_YEARS, YEARS, Setting, Speed
from tocsin.engine.network import Floats, factor, state_at
from tocsin.engine.simulate import simulate

MODULES = ("with_gillespy2", "with_roadrunner", "with_copasi")
STATES = 200
BASE = "GillesPy2, -O3"
MOST_ERRORS = 4.0


@dataclass(frozen=True)
class Agreement:
    """How far a peer's levels at the horizon are from those of ``simulate``, in standard errors.

    Attributes:
        futures: the peer's.
        propensity: largest relative difference of a propensity, over random states.
        level: largest difference of a level's probability, ``largest`` without the division.
        spread: root mean square over all nodes and levels; near one if all is well.
        mean: largest difference of a node's mean level.
    """

    program: str
    version: str
    futures: int
    propensity: float
    level: float
    largest: float
    spread: float
    mean: float

    @property
    def holds(self) -> bool:
        """Whether everything is within four Monte Carlo standard errors."""
        return max(self.level, self.mean) < MOST_ERRORS and self.propensity < 1e-9


@dataclass(frozen=True)
class Comparison:
    """All that one run has found; ``means`` is the mean level by program, then by node."""

    network: str
    machine: str
    speeds: list[Speed]
    agreements: list[Agreement]
    means: dict[str, list[float]]

    def as_json(self) -> dict[str, Any]:
        """The same as plain numbers; speeds in transitions a second."""
        speeds = [s._asdict() | {"per_second": s.per_second} for s in self.speeds]
        return asdict(self) | {"speeds": speeds}


def compare(programs: Path) -> Comparison:
    """Simulate here and there; raises ``RuntimeError`` where a peer cannot be run."""
    setting = transitions.random_setting()
    speeds = transitions.measure(setting)
    levels = np.empty((FUTURES, setting.net.sizes.size), dtype=np.int8)
    made = transitions.futures(setting, FUTURES, YEARS, simulate, levels=levels)
    path = next(s for s in speeds if s.path)
    # the peers do not count; transitions a future, and a year of the long path, are the same in law
    each, yearly = made / FUTURES, path.transitions / LONG_YEARS
    ours = np.array(tally(levels, LEVELS))
    task = _task(setting)
    agreements, means = [], {"simulate": list(_means(ours))}
    for module in MODULES:
        answer = ask(programs, module, task)
        for run in answer.runs:
            count = run.futures * each if run.futures > 1 else run.years * yearly
            name = f"{answer.program}, {run.name}"
            speeds.append(Speed(name, count, Seconds(*run.seconds), run.futures == 1))
        agreements.append(_agreement(setting, task, ours, answer))
        means[answer.program] = list(_means(np.array(answer.counts)))
    described = transitions.described(setting)
    return Comparison(described, page.machine(), speeds, agreements, means)


def _task(setting: Setting) -> Task:
    rng = np.random.default_rng(7)
    made = translate.reactions(setting)
    nodes = setting.net.moving
    return Task(
        species=[translate.name(k) for k in range(nodes)],
        start=setting.start.tolist(),
        levels=LEVELS,
        formulas=[translate.arithmetic(r) for r in made],
        changes=[(r.species, r.change) for r in made],
        sbml=translate.sbml(setting, translate.piecewise),
        sbml_of_signs=translate.sbml(setting, translate.sign),
        states=rng.integers(0, LEVELS, (STATES, nodes)).tolist(),
        futures=FUTURES,
        years=YEARS,
        long_years=LONG_YEARS,
        seed=1,
        repeats=transitions.REPEATS,
    )


def propensities(setting: Setting, states: list[list[int]]) -> Floats:
    """The rate of every channel's step in every state, as the kernels have it, (S, 2 N)."""
    net = setting.net
    rates = np.zeros((len(states), 2 * net.moving))
    scale = np.ones(net.onset_node.size)
    for s, state in enumerate(states):
        row = np.array(state, dtype=np.int8)
        at = state_at(net, row, setting.multipliers)
        for c in range(2 * net.moving):
            product = factor(net, at, scale, c)
            if product > 0:
                rates[s, c] = product * setting.rates[net.parameter[c, row[c // 2]]]
    return rates


def _means(counts: Any) -> Any:
    """The mean level of each node from counts (N, L)."""
    return counts @ np.arange(counts.shape[1]) / counts.sum(axis=1)


def _agreement(setting: Setting, task: Task, ours: Any, answer: Answer) -> Agreement:
    theirs = np.array(answer.counts)
    n, m = int(ours[0].sum()), int(theirs[0].sum())
    pooled = (ours + theirs) / (n + m)
    # a level that neither program has met has no error to compare with
    error = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    difference = theirs / m - ours / n
    z = np.divide(difference, error, out=np.zeros_like(difference), where=error > 0)
    mean = pooled @ np.arange(LEVELS)
    variance = pooled @ np.arange(LEVELS) ** 2 - mean**2
    z_mean = (_means(theirs) - _means(ours)) / np.sqrt(variance * (1 / n + 1 / m))
    expected = propensities(setting, task.states)
    off = np.abs(np.array(answer.propensities) - expected) / np.maximum(expected, 1e-3)
    return Agreement(
        program=answer.program,
        version=answer.version,
        futures=m,
        propensity=float(off.max()),
        level=float(np.abs(z).max()),
        largest=float(np.abs(difference).max()),
        spread=float(np.sqrt(np.mean(z**2))),
        mean=float(np.abs(z_mean).max()),
    )


def report(found: Comparison) -> str:
    """Speeds as multiples of GillesPy2 at -O3, and the table of agreement."""
    rows = [
        [
            f"{a.program} {a.version}",
            f"{a.futures:,}",
            f"{a.propensity:.0e}",
            f"{a.level:.1f}",
            f"{a.largest:.4f}",
            f"{a.spread:.2f}",
            f"{a.mean:.1f}",
            "yes" if a.holds else "NO",
        ]
        for a in found.agreements
    ]
    head = [
        "Program",
        "futures",
        "propensities",
        "level, errors",
        "level, at most",
        "level, r.m.s.",
        "mean, errors",
        f"within {MOST_ERRORS:g}",
    ]
    return f"{transitions.report(found.speeds, BASE)}\n\n{page.table(head, rows)}"


def report_nodes(found: Comparison) -> str:
    """The mean level of every node at the horizon, program by program."""
    programs = list(found.means)
    nodes = range(len(found.means["simulate"]))
    rows = [[f"n{k}", *(f"{found.means[p][k]:.3f}" for p in programs)] for k in nodes]
    return page.table(["Mean level", *programs], rows)
