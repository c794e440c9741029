"""Which channel fires first: the least of the channels' due moments, kept by blocks.

The moments stand in blocks of ``BLOCK``, and of each block the least is kept. When one moment
changes its block is looked through again; the first to fire is in the block with the least least.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tocsin.engine.kernel import kernel
from tocsin.engine.network import Floats

BLOCK = 8


class Calendar(NamedTuple):
    """``due`` (8 B,): moments, infinite where nothing is due; ``least`` (B,): of each block."""

    due: Floats
    least: Floats


def calendar(channels: int) -> Calendar:
    """An empty calendar for so many channels."""
    blocks = -(-channels // BLOCK)
    return Calendar(np.full(BLOCK * blocks, np.inf), np.full(blocks, np.inf))


@kernel(fastmath={"nnan", "nsz"})
def _look_through(cal: Calendar, block: int) -> None:
    least = np.inf
    for k in range(BLOCK):
        moment = cal.due[BLOCK * block + k]
        least = moment if moment < least else least
    cal.least[block] = least


@kernel()
def play(cal: Calendar) -> None:
    """Look through all blocks: after many moments were set at once."""
    for block in range(cal.least.size):
        _look_through(cal, block)


@kernel()
def enter(cal: Calendar, channel: int, moment: float) -> None:
    """Let a channel be due at ``moment``."""
    cal.due[channel] = moment
    _look_through(cal, channel // BLOCK)


@kernel()
def next_due(cal: Calendar) -> int:
    """The channel that is due first."""
    best = 0
    least = cal.least[0]
    for block in range(1, cal.least.size):
        if cal.least[block] < least:
            least = cal.least[block]
            best = block
    place = BLOCK * best
    while cal.due[place] != least:
        place += 1
    return place
