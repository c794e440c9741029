"""``python -m benchmarks.scaling``: how the cost of simulation and filter grows.

Each ladder changes one size and leaves the rest as they are; the exponent is the slope of log time
on log size by least squares, with its standard error. Seconds are processor seconds over all
threads, so that a figure is for one core.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from time import perf_counter
from typing import NamedTuple

import numpy as np
from tests.networks_for_tests import large_case

from benchmarks import page, transitions
from benchmarks.clock import best_of
from benchmarks.transitions import Setting, random_setting
from tocsin.case.load import load_case
from tocsin.engine.compile import compile_case
from tocsin.engine.network import Floats
from tocsin.engine.simulate import simulate
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Schedule
from tocsin.inference.filter import Filter
from tocsin.inference.particles import first_particles
from tocsin.inference.prepare import begin
from tocsin.periods import quarters

REPEATS = 3
NUMBER, YEARS = 4_000, 2.0
START, WEEKS = date(2024, 1, 1), 26
PARTICLES, PER_NODE = 4_000, 2.5
SHIPPED = "kazakhstan"


@dataclass(frozen=True)
class Ladder:
    """Seconds by size, and how they grow."""

    what: str
    sizes: list[int]
    seconds: list[float]

    @property
    def exponent(self) -> tuple[float, float]:
        """The slope of log seconds on log size, and its standard error."""
        return slope(np.log(self.sizes), np.log(self.seconds))


class Rate(NamedTuple):
    """Particles carried over one week each, in a second of one core."""

    what: str
    particle_weeks: float


def slope(x: Floats, y: Floats) -> tuple[float, float]:
    """The slope of ``y`` on ``x`` (both (n,), n > 2) by least squares and its standard error."""
    centred = x - x.mean()
    square = float(centred @ centred)
    b = float(centred @ y) / square
    rest = y - y.mean() - b * centred
    return b, float(np.sqrt(rest @ rest / (y.size - 2) / square))


def _climb(what: str, sizes: Sequence[int], work: Callable[[int], Callable[[], object]]) -> Ladder:
    """Time what ``work`` prepares at each size."""
    return Ladder(what, list(sizes), [best_of(REPEATS, work(size)).processor for size in sizes])


def _futures(setting: Setting, number: int, years: float) -> Callable[[], object]:
    return partial(transitions.futures, setting, number, years, simulate)


def measure() -> tuple[list[Ladder], list[Rate]]:
    """All ladders, and the speed of the filter on two networks."""
    middle = random_setting()
    _futures(middle, 10, 1.0)()
    _quiet_filter(10, 100)()

    def sized(nodes: int) -> Callable[[], object]:
        setting = random_setting(nodes=nodes, influences=int(PER_NODE * nodes))
        return _futures(setting, NUMBER, YEARS)

    def tied(influences: int) -> Callable[[], object]:
        return _futures(random_setting(influences=influences), NUMBER, YEARS)

    ladders = [
        _climb("simulate: nodes, 2.5 influences each", [10, 20, 40, 80, 160], sized),
        _climb("simulate: influences on 40 nodes", [25, 50, 100, 200, 400], tied),
        _climb(
            "simulate: years ahead", [1, 2, 4, 8, 16], lambda y: _futures(middle, NUMBER // 2, y)
        ),
        _climb(
            "simulate: futures", [500, 1_000, 2_000, 4_000, 8_000],
            lambda n: _futures(middle, n, YEARS),
        ),
        _climb(
            "filter: particles, 40 nodes", [1_000, 2_000, 4_000, 8_000, 16_000],
            lambda n: _quiet_filter(transitions.NODES, n),
        ),
        _climb(
            "filter: nodes, 2.5 influences each", [10, 20, 40, 80],
            lambda nodes: _quiet_filter(nodes, PARTICLES),
        ),
    ]  # fmt: skip
    most = ladders[4]
    weekly = most.sizes[-1] * WEEKS / most.seconds[-1]
    rates = [Rate("random network, 40 nodes, a quarter known and quiet", weekly), _shipped()]
    return ladders, rates


def _quiet_filter(nodes: int, particles: int) -> Callable[[], object]:
    """Half a year of a random network in which every fourth node is known and does not move."""
    case = large_case(np.random.default_rng(1), nodes, transitions.LEVELS, int(PER_NODE * nodes))
    compiled = compile_case(case, {})
    until = START + timedelta(weeks=WEEKS)
    ends = quarters(START, until)
    ones = np.ones((len(compiled.onsets), len(ends)))
    known = Schedule([], [], dict.fromkeys(range(0, nodes, 4), until))
    model = Filter(compiled, known, Anchors(START, ends, ones, ones, ones), START, 1)
    first = first_particles(compiled, particles, 1)
    samples = iter([first.copy() for _ in range(REPEATS)])
    return lambda: model.advance(next(samples), START, until, [])


def _shipped() -> Rate:
    """The shipped case from its start to the end of its evidence, at the default sample size."""
    case = load_case(SHIPPED)
    until = case.header.evidence_until
    walk = begin(case, until, [3], 1, 8_192)
    model, first = walk.model, walk.particles
    items = model.schedule.items
    seconds = best_of(REPEATS, lambda: model.advance(first.copy(), model.start, until, items))
    weeks = (until - model.start).days / 7
    speed = len(first) * weeks / seconds.processor
    return Rate(f"shipped case {SHIPPED}, with its evidence", speed)


def report(ladders: Sequence[Ladder], rates: Sequence[Rate]) -> str:
    """Seconds on each ladder with the fitted exponent, then the filter's speed."""
    rows = []
    for ladder in ladders:
        b, error = ladder.exponent
        steps = " · ".join(
            f"{size:,}: {seconds:.3g}"
            for size, seconds in zip(ladder.sizes, ladder.seconds, strict=True)
        )
        rows.append([ladder.what, steps, f"{b:.2f} ± {error:.2f}"])
    speeds = [[rate.what, f"{rate.particle_weeks:,.0f}"] for rate in rates]
    return "\n\n".join(
        [
            page.table(["What grows", "size: processor seconds", "exponent ± s.e."], rows),
            page.table(["Filter", "particle-weeks a second a core"], speeds),
        ]
    )


if __name__ == "__main__":
    begun = perf_counter()
    print(f"{page.machine()}.\n")
    print(report(*measure()))
    print(f"\n{perf_counter() - begun:.0f} seconds in all.")
