"""Which channel fires first: the least of the channels' due moments, kept by blocks.

The moments stand in blocks of ``BLOCK``, and of each block the least is kept. When one moment
changes its block is looked through again; the first to fire is in the block with the least least.
Blocks are looked through without a branch: where the least stands cannot be foreseen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tocsin.engine.kernel import index, kernel
from tocsin.engine.network import Floats

BLOCK = 8


class Calendar(NamedTuple):
    """Moments, infinite where nothing is due: ``due`` (8 B,), and the ``least`` of each block.

    Both are filled up to whole blocks.
    """

    due: Floats
    least: Floats


def calendar(channels: int) -> Calendar:
    """An empty calendar for so many channels."""
    blocks = -(-channels // BLOCK)
    return Calendar(np.full(BLOCK * blocks, np.inf), np.full(BLOCK * -(-blocks // BLOCK), np.inf))


@kernel()
def _lesser(a: float, b: float) -> float:
    return a if a < b else b


@kernel()
def _least(moments: Floats, start: int) -> float:
    """The least of the ``BLOCK`` moments from ``start`` on, in three rounds of pairs."""
    m, k = moments, index(start)
    first = _lesser(_lesser(m[k], m[k + 1]), _lesser(m[k + 2], m[k + 3]))
    second = _lesser(_lesser(m[k + 4], m[k + 5]), _lesser(m[k + 6], m[k + 7]))
    return _lesser(first, second)


@kernel()
def play(cal: Calendar) -> None:
    """Look through all blocks: after many moments were set at once."""
    for block in range(cal.due.size // BLOCK):
        cal.least[block] = _least(cal.due, BLOCK * block)


@kernel()
def enter(cal: Calendar, channel: int, moment: float) -> None:
    """Let a channel be due at ``moment``."""
    cal.due[channel] = moment
    block = channel // BLOCK
    cal.least[block] = _least(cal.due, BLOCK * block)


@kernel()
def _place(moments: Floats, start: int, least: float) -> int:
    """Where, from ``start`` on, the first of ``BLOCK`` moments equal to ``least`` stands."""
    place = index(start) + BLOCK - 1
    for k in range(BLOCK - 2, -1, -1):
        place = start + k if moments[index(start + k)] <= least else place
    return index(place)


@kernel()
def next_due(cal: Calendar) -> int:
    """The channel that is due first."""
    best, least = 0, np.inf
    for start in range(0, cal.least.size, BLOCK):
        first = _least(cal.least, start)
        best = start if first < least else best
        least = _lesser(first, least)
    block = _place(cal.least, best, least)
    return _place(cal.due, BLOCK * block, least)
