"""Transitions a second of the simulation, side by side with two other ways to do the same.

One random network of 40 nodes with 5 levels and 100 influences, two-year futures. Three programs
run on the same arrays in the same process: ``simulate`` (a stream for each channel), its plain
Python twin, and a bare trial of Gillespie's direct method, which has one stream of numbers, no
onsets and no segments, and is the least that any exact simulation does. Only the ratios mean
something on another machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from tests.networks_for_tests import large_case

from benchmarks.clock import Seconds, best_of
from benchmarks.page import table
from tocsin.engine import reference
from tocsin.engine.compile import compile_case
from tocsin.engine.draws import draw_rates
from tocsin.engine.kernel import kernel
from tocsin.engine.network import (
    Dirty,
    Floats,
    Indices,
    Levels,
    Network,
    State,
    at,
    factor,
    mark,
    move,
    no_dirty,
    settle,
    take,
    unpinned,
)
from tocsin.engine.plan import blank, undisturbed
from tocsin.engine.simulate import simulate
from tocsin.inference.forecast import HEADLINE_FUTURES
from tocsin.rng import Purpose

NODES, LEVELS, INFLUENCES, YEARS = 40, 5, 100, 2.0
FUTURES = 100_000
CHUNKS = 40
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
    """Transitions made and the seconds they took, the best of several runs; futures or one path."""

    name: str
    transitions: float
    seconds: Seconds
    path: bool = False

    @property
    def per_second(self) -> float:
        return self.transitions / self.seconds.wall

    @property
    def nanoseconds(self) -> float:
        """Processor time of one transition."""
        return 1e9 * self.seconds.processor / self.transitions


def random_setting(seed: int = 1, nodes: int = NODES, influences: int = INFLUENCES) -> Setting:
    """A random network at the middle of its rates and multipliers, from a random state."""
    rng = np.random.default_rng(seed)
    case = large_case(rng, nodes, LEVELS, influences)
    net = compile_case(case, {}).network
    start = rng.integers(0, LEVELS, net.sizes.size).astype(np.int8)
    return Setting(net, net.shape / net.years, np.exp(net.multiplier_mean), start)


class Values(NamedTuple):
    """Rates (P, R) and multipliers (P, K) of a number of futures."""

    rates: Floats
    multipliers: Floats


def same(setting: Setting, number: int) -> Values:
    """The setting's own values for every future."""
    return Values(np.tile(setting.rates, (number, 1)), np.tile(setting.multipliers, (number, 1)))


def drawn(setting: Setting, number: int) -> Values:
    """Rates drawn for each future, multipliers for every few, as an assessment draws them."""
    net = setting.net
    rates = np.empty((number, net.shape.size))
    zeros, never = np.zeros_like(rates), np.full_like(rates, np.nan)
    draw_rates(net, zeros, zeros, 1, int(Purpose.RATE), 0, 0, never, np.empty_like(rates), rates)
    histories = -(-number // HEADLINE_FUTURES)
    z = np.random.default_rng(1).standard_normal((histories, net.multiplier_mean.size))
    # they are independent: no threads of a matrix product come between those that are timed
    multipliers = np.exp(net.multiplier_mean + z * net.multiplier_factor.diagonal())
    return Values(rates, np.repeat(multipliers, HEADLINE_FUTURES, axis=0)[:number])


def futures(
    setting: Setting,
    number: int,
    years: float,
    run: Callable[..., int],
    values: Callable[[Setting, int], Values] = same,
    levels: Levels | None = None,
) -> int:
    """Run ``number`` futures in one call and return the transitions made.

    ``levels`` (number, M) is filled, where given, with the levels at the end. No other benchmark
    calls the simulation.
    """
    net = setting.net
    if levels is None:
        levels = np.empty((number, net.sizes.size), dtype=np.int8)
    levels[:] = setting.start
    return run(
        net,
        levels,
        *values(setting, number),
        np.full((number, 2 * net.moving), np.nan),
        undisturbed(net, np.array([0.0, years]), np.ones((net.onset_node.size, 1))),
        1,
        int(Purpose.CHECK),
        0,
        0,
        blank(net, number, 1),
    )


def in_threads(
    setting: Setting, threads: int, values: Callable[[Setting, int], Values] = same
) -> int:
    """The same futures in chunks handed to threads; the kernel releases Python's lock."""

    def chunk(number: int) -> int:
        return futures(setting, number, YEARS, simulate, values)

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(chunk, [FUTURES // CHUNKS] * CHUNKS))


@kernel()
def _direct(
    net: Network,
    levels: Levels,
    rates: Floats,
    multipliers: Floats,
    years: float,
    scale: Floats,
    place: Indices,
    influences: Floats,
    dirty: Dirty,
    pinned: Levels,
    rate: Floats,
) -> int:
    """Gillespie's direct method with the same incremental update of rates."""
    made = 0
    for p in range(levels.shape[0]):
        row = levels[p]
        settle(net, row, place, pinned)
        state = State(row, place, influences, multipliers[p], pinned, dirty)
        for c in range(rate.size):
            influences[c] = np.nan
            mark(dirty, c)
        now = 0.0
        while True:
            while dirty.waiting[0] > 0:
                c = take(dirty)
                rate[c] = factor(net, state, scale, c)
                if rate[c] > 0.0:
                    rate[c] *= rates[p, net.parameter[c, at(row, c >> 1)]]
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
            node = chosen >> 1
            move(net, state, node, row[node] + 1 - 2 * (chosen & 1))
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
        np.empty(net.table_start.size, dtype=np.uint32),
        np.empty(channels),
        no_dirty(net),
        unpinned(net),
        np.empty(channels),
    )
    return int(made)


def timed(
    name: str,
    run: Callable[..., int],
    *arguments: Any,
    repeats: int = REPEATS,
    path: bool = False,
) -> Speed:
    """The best of ``repeats`` runs."""
    made = 0

    def work() -> None:
        nonlocal made
        made = run(*arguments)

    seconds = best_of(repeats, work)
    return Speed(name, made, seconds, path)


def measure(setting: Setting) -> list[Speed]:
    """Compile everything on a small run, then time each way."""
    futures(setting, 10, YEARS, simulate, drawn)
    direct(setting, 10, YEARS)
    long = {"path": True}
    return [
        timed("simulate, one thread", futures, setting, FUTURES, YEARS, simulate),
        timed("simulate, two threads", in_threads, setting, 2),
        timed("simulate, two threads, rates drawn for each future", in_threads, setting, 2, drawn),
        timed("direct method, one thread", direct, setting, FUTURES, YEARS),
        timed(
            "plain Python twin", futures, setting, TWIN_FUTURES, YEARS, reference.simulate,
            repeats=1,
        ),
        timed("simulate", futures, setting, 1, LONG_YEARS, simulate, **long),
        timed("direct method", direct, setting, 1, LONG_YEARS, **long),
    ]  # fmt: skip


def report(speeds: Sequence[Speed], base: str = "simulate") -> str:
    """Two tables, of futures and of one long path: speed, time of a transition, ratio.

    Seconds are the wall's but for the last two columns. Speeds are given as multiples of the first
    row of each table whose name begins with ``base``.
    """
    parts = []
    for path, what in ((False, f"Futures of {YEARS:g} years"), (True, "One very long path")):
        rows = [s for s in speeds if s.path == path]
        first = next(s for s in rows if s.name.startswith(base))
        cells = [
            [
                s.name,
                f"{s.per_second:,.0f}",
                f"{s.per_second / first.per_second:.3g}",
                f"{s.nanoseconds:,.0f}",
                f"{first.nanoseconds / s.nanoseconds:.3g}",
            ]
            for s in rows
        ]
        times = f"times {first.name}"
        head = [what, "transitions/s", times, "processor ns each", "times, by processor"]
        parts.append(table(head, cells))
    return "\n\n".join(parts)


def described(setting: Setting) -> str:
    """One sentence about the network."""
    made = futures(setting, 1_000, YEARS, simulate) / 1_000
    return (
        f"A random network of {NODES} nodes with {LEVELS} levels and {INFLUENCES} influences; "
        f"a future of {YEARS:g} years makes {made:.1f} transitions."
    )
