"""What a user waits for, and what the estimators save: ``python -m benchmarks.waits``.

Waits are seconds of this machine; what carries over are their ratios to one bare start of Python
with numba, measured in the same run. What an estimator saves is a ratio of variances: how many
times as many futures the plain way would need for the same error.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import numpy as np
from scipy.sparse.linalg import expm_multiply
from tests.networks_for_tests import case_of, interval, node

import tocsin
from benchmarks import page
from benchmarks.clock import best_of
from tocsin.case.scenario import Scenario, Speed
from tocsin.case.schema import ModelFile
from tocsin.engine import exact
from tocsin.engine.compile import compile_case
from tocsin.inference.futures import arrived, course, travel
from tocsin.inference.intervention import compare
from tocsin.inference.prepare import DEFAULT_SAMPLES
from tocsin.inference.standpoint import Standpoint, stand
from tocsin.rng import Purpose

CASE = "kazakhstan"
BARE = "import numba, numpy, scipy.special"
SMALL = Scenario(speeds=(Speed("trade_ties", "down", 0.5, date(2026, 3, 16)),))
"""A small intervention of the shipped case."""


class Wait(NamedTuple):
    """Seconds, the least of several runs."""

    name: str
    seconds: float


def command(*words: str) -> Callable[[], object]:
    """A whole process, its output thrown away."""
    return lambda: subprocess.run([sys.executable, *words], check=True, capture_output=True)


def waits() -> list[Wait]:
    """Whole commands, each compiled and cached before it is timed."""
    tool = ("-c", "from tocsin.cli import app; app()")
    rows = [
        ("Python with numba, bare", command("-c", BARE)),
        ("tocsin --help", command(*tool, "--help")),
        ("tocsin assess ballot", command(*tool, "assess", "ballot")),
        (f"tocsin assess {CASE}", command(*tool, "assess", CASE)),
        (f"tocsin explain {CASE}", command(*tool, "explain", CASE)),
    ]
    found = []
    for name, run in rows:
        run()
        found.append(Wait(name, best_of(3, run).wall))
    return found


def questions(here: Standpoint) -> list[Wait]:
    """In one process: the case assessed again, and one scenario on 100,000 futures of a year."""
    rounds = 100_000 / (len(here.particles) * len(here.records))

    def ask() -> object:
        return compare(here, SMALL, months=[12])

    ask()
    again = best_of(3, lambda: tocsin.assess(here.case)).wall
    futures = len(here.particles) * len(here.records)
    seconds = best_of(3, ask).wall * rounds
    return [
        Wait(f"assess {CASE} in a process that has done so", again),
        Wait(f"what if, 100,000 futures of a year (from {futures:,})", seconds),
    ]


def solvers() -> list[Wait]:
    """The exact solver beside SciPy's, on 16 nodes of two levels: 65,536 states, one year."""
    rate = interval(0.4, 0.9)
    nodes = [node(f"n{k}", 2, up=rate, down=rate) for k in range(16)]
    net = compile_case(case_of(ModelFile(nodes=nodes), [("n0", "l1")]), {}).network
    space = exact.state_space(net, np.zeros(net.sizes.size, dtype=np.int8))
    rates = net.shape / net.years
    Q = exact.generator(net, space, rates, np.array([]), np.ones(1))
    p0 = np.zeros(len(space.levels))
    p0[0] = 1.0
    assert np.allclose(exact.transient(Q, p0, 1.0), expm_multiply(Q.T, p0), atol=1e-9)
    return [
        Wait("uniformisation, 65,536 states", best_of(3, lambda: exact.transient(Q, p0, 1.0)).wall),
        Wait("expm_multiply, 65,536 states", best_of(3, lambda: expm_multiply(Q.T, p0)).wall),
    ]


class Saving(NamedTuple):
    """How many times as many futures the plain way needs for the same error."""

    name: str
    ratio: float


def savings(here: Standpoint) -> list[Saving]:
    """Counting against the blend for a rare onset; independent runs against shared streams."""
    onset, h = len(here.case.header.asked) - 1, here.months.index(12)
    weight = here.weight
    p = float(here.mean(here.values)[onset, h])
    end = here.way.plan.times[here.way.ends[h]]
    record = here.records[0]
    blend = arrived(here.way, [record], here.onset_rate)[:, onset, h]
    counted = (record.arrival[:, onset] <= end).astype(float)
    way = course(here.model, here.day, [12], SMALL)

    def told(purpose: Purpose) -> np.ndarray:
        other = travel(here.model, here.particles, here.rates, way, purpose, 0)
        return arrived(way, [other], here.onset_rate)[:, 0, 0]

    base = arrived(here.way, [record], here.onset_rate)[:, 0, h]
    together, apart = told(Purpose.FUTURE) - base, told(Purpose.CHECK) - base

    def variance(values: np.ndarray) -> float:
        return float(weight @ (values - weight @ values) ** 2)

    return [
        Saving(
            f"an onset of {p:.2%}: the blend instead of counting",
            variance(counted) / variance(blend),
        ),
        Saving(
            "a small intervention: shared streams instead of independent ones",
            variance(apart) / variance(together),
        ),
    ]


def report() -> str:
    """The tables."""
    case = tocsin.load_case(CASE)
    here = stand(case, case.header.evidence_until, [12], 1, DEFAULT_SAMPLES)
    rows = waits()
    bare = rows[0].seconds
    waited = [
        [w.name, f"{w.seconds:.2f}", f"{w.seconds / bare:.1f}"] for w in [*rows, *questions(here)]
    ]
    ours, theirs = solvers()
    solved = [
        [w.name, f"{w.seconds:.3f}", f"{w.seconds / ours.seconds:.1f}"] for w in (ours, theirs)
    ]
    saved = [[s.name, f"{s.ratio:,.1f}"] for s in savings(here)]
    return "\n\n".join(
        [
            page.table(["what", "seconds", "times a bare start"], waited),
            page.table(["exact solver", "seconds", "ratio"], solved),
            page.table(["estimator", "times as many futures"], saved),
        ]
    )


if __name__ == "__main__":
    print(f"{page.machine()}.\n\n{report()}")
