"""Two clocks: the wall's, and that of the processor, which a busy machine does not disturb."""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple


class Seconds(NamedTuple):
    """Seconds by the wall, and processor seconds of all threads and of finished child processes."""

    wall: float
    processor: float


def now() -> Seconds:
    """What both clocks show."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Seconds(perf_counter(), sum(u.ru_utime + u.ru_stime for u in used))


def best_of(repeats: int, work: Callable[[], object]) -> Seconds:
    """The least of several runs, by each clock."""
    taken = []
    for _ in range(repeats):
        begun = now()
        work()
        taken.append([end - start for end, start in zip(now(), begun, strict=True)])
    return Seconds(*map(min, zip(*taken, strict=True)))
