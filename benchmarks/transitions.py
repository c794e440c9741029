"""Transitions a second of the simulation, side by side with two other ways to do the same.

One random network of 40 nodes with 5 levels and 100 influences, two-year futures. Three programs
run on the same arrays in the same process: ``simulate`` (a stream for each channel), its plain
Python twin, and a bare trial of Gillespie's direct method, which has one stream of numbers, no
onsets and no segments, and is the least that any exact simulation does. Only the ratios mean
something on another machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter
from typing import Any, NamedTuple

import numba as nb
import numpy as np
from tests.networks_for_tests import large_case

from tocsin.engine import reference
from tocsin.engine.compile import compile_case
from tocsin.engine.kernel import kernel
from tocsin.engine.network import (
    Dirty,
    Floats,
    Ints,
    Levels,
    Network,
    factor,
    mark_all,
    move,
    no_dirty,
    settle,
    unpinned,
)
from tocsin.engine.plan import blank, undisturbed
from tocsin.engine.simulate import simulate
from tocsin.rng import Purpose

NODES, LEVELS, INFLUENCES, YEARS = 40, 5, 100, 2.0
FUTURES = 100_000
CHUNKS = 8
TWIN_FUTURES = 40
LONG_YEARS = 60_000.0
REPEATS = 3


class Setting(NamedTuple):
    """A network with fixed values, and where every future starts."""

    net: Network
    rates: Floats
    multipliers: Floats
    start: Levels


class Speed(NamedTuple):
    """Transitions made and the seconds they took, the best of several runs."""

    name: str
    transitions: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.transitions / self.seconds


def random_setting(seed: int = 1) -> Setting:
    """A random network at the middle of its rates and multipliers, from a random state."""
    rng = np.random.default_rng(seed)
    case = large_case(rng, NODES, LEVELS, INFLUENCES)
    net = compile_case(case, {}).network
    start = rng.integers(0, LEVELS, net.sizes.size).astype(np.int8)
    return Setting(net, net.shape / net.years, np.exp(net.multiplier_mean), start)


def futures(setting: Setting, number: int, years: float, run: Callable[..., int]) -> int:
    """Run ``number`` futures in one call and return the transitions made."""
    net, rates, multipliers, start = setting
    return run(
        net,
        np.tile(start, (number, 1)),
        np.tile(rates, (number, 1)),
        np.tile(multipliers, (number, 1)),
        undisturbed(net, np.array([0.0, years]), np.ones((1, 1))),
        1,
        int(Purpose.CHECK),
        0,
        0,
        blank(net, number, 1),
    )


def in_threads(setting: Setting, threads: int) -> int:
    """The same futures in chunks handed to threads; the kernel releases Python's lock."""
    with ThreadPoolExecutor(threads) as pool:
        chunks = [FUTURES // CHUNKS] * CHUNKS
        return sum(pool.map(lambda number: futures(setting, number, YEARS, simulate), chunks))


@kernel()
def _direct(
    net: Network,
    levels: Levels,
    rates: Floats,
    multipliers: Floats,
    years: float,
    scale: Floats,
    place: Ints,
    dirty: Dirty,
    pinned: Levels,
    rate: Floats,
) -> int:
    """Gillespie's direct method with the same incremental update of rates."""
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        settle(net, row, place, pinned)
        mark_all(dirty)
        now = 0.0
        while True:
            while dirty.waiting[0] > 0:
                dirty.waiting[0] -= 1
                c = dirty.queue[dirty.waiting[0]]
                dirty.marked[c] = False
                rate[c] = factor(net, row, place, multipliers[p], scale, c)
                if rate[c] > 0.0:
                    rate[c] *= rates[p, net.parameter[c >> 1, c & 1, row[c >> 1]]]
            total = 0.0
            for c in range(rate.size):
                total += rate[c]
            now += np.random.exponential() / total  # noqa: NPY002 (numba's own)
            if now > years:
                break
            left = np.random.random() * total  # noqa: NPY002
            chosen = 0
            for c in range(rate.size):
                if rate[c] > 0.0:
                    chosen = c
                    left -= rate[c]
                    if left < 0.0:
                        break
            move(
                net, row, place, dirty, pinned, chosen >> 1, row[chosen >> 1] + 1 - 2 * (chosen & 1)
            )
            made += 1
    return made


def direct(setting: Setting, number: int, years: float) -> int:
    """``number`` futures by the direct method."""
    net, rates, multipliers, start = setting
    channels = 2 * net.moving
    made = _direct(
        net,
        np.tile(start, (number, 1)),
        np.tile(rates, (number, 1)),
        np.tile(multipliers, (number, 1)),
        years,
        np.ones(1),
        np.empty(net.table_start.size, dtype=np.int64),
        no_dirty(net),
        unpinned(net),
        np.empty(channels),
    )
    return int(made)


def timed(name: str, run: Callable[..., int], *arguments: Any, repeats: int = REPEATS) -> Speed:
    """The best of ``repeats`` runs."""
    best, made = float("inf"), 0
    for _ in range(repeats):
        begun = perf_counter()
        made = run(*arguments)
        best = min(best, perf_counter() - begun)
    return Speed(name, made, best)


def measure() -> list[Speed]:
    """Compile everything on a small run, then time each way."""
    setting = random_setting()
    futures(setting, 10, YEARS, simulate)
    direct(setting, 10, YEARS)
    twin = timed("twin", futures, setting, TWIN_FUTURES, YEARS, reference.simulate, repeats=1)
    return [
        timed("simulate, one thread", futures, setting, FUTURES, YEARS, simulate),
        timed("simulate, two threads", in_threads, setting, 2),
        timed("direct method, one thread", direct, setting, FUTURES, YEARS),
        twin._replace(name="plain Python twin"),
        timed("simulate, one long path", futures, setting, 1, LONG_YEARS, simulate),
        timed("direct method, one long path", direct, setting, 1, LONG_YEARS),
    ]


def report(speeds: list[Speed]) -> str:
    """The table: speed, time of one transition, and the speed as a multiple of the first row."""
    per_future = speeds[0].transitions / FUTURES
    lines = [
        f"{NODES} nodes, {LEVELS} levels, {INFLUENCES} influences; {YEARS:g}-year futures of "
        f"{per_future:.1f} transitions; {os.cpu_count()} processors; numba {nb.__version__}",
        "",
        f"{'':30} {'transitions/s':>14} {'ns each':>10} {'ratio':>8}",
    ]
    for speed in speeds:
        ratio = speed.per_second / speeds[0].per_second
        nanoseconds = 1e9 / speed.per_second
        lines.append(f"{speed.name:30} {speed.per_second:14,.0f} {nanoseconds:10,.0f} {ratio:8.4f}")
    return "\n".join(lines)
