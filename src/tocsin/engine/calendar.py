"""Which channel fires first: a tournament among the channels' due moments.

The channels are the leaves of a binary tree and each inner node holds the channel of the two below
that is due earlier, so the first to fire stands at the root. When one moment changes only the way
from its leaf to the root is played again, and no farther than the winner changes: most channels
are not due before the end and change nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tocsin.engine.kernel import kernel
from tocsin.engine.network import Floats, Ints


class Calendar(NamedTuple):
    """``due`` (W,) moments, infinite where nothing is due, and ``winner`` (2 W,) the tree.

    W is the least power of two that is at least the number of channels; the winner of all is
    ``winner[1]``.
    """

    due: Floats
    winner: Ints


def calendar(channels: int) -> Calendar:
    """An empty calendar for so many channels."""
    width = 1 << max(channels - 1, 0).bit_length()
    leaves = np.arange(2 * width, dtype=np.int64) - width
    return Calendar(np.full(width, np.inf), np.maximum(leaves, 0))


@kernel()
def play(cal: Calendar) -> None:
    """Play every match, from the leaves to the root: after many moments were set at once."""
    width = cal.due.size
    for place in range(width - 1, 0, -1):
        if 2 * place >= width:
            left, right = 2 * place - width, 2 * place + 1 - width
        else:
            left, right = cal.winner[2 * place], cal.winner[2 * place + 1]
        cal.winner[place] = left if cal.due[left] <= cal.due[right] else right


@kernel()
def enter(cal: Calendar, channel: int, moment: float) -> None:
    """Let a channel be due at ``moment``, and play its matches again."""
    if cal.due[channel] == moment:
        return
    cal.due[channel] = moment
    place = (cal.due.size + channel) >> 1
    while place > 0:
        left, right = cal.winner[2 * place], cal.winner[2 * place + 1]
        # without a branch: which of the two wins cannot be foreseen
        best = left + (right - left) * int(cal.due[right] < cal.due[left])
        if best == cal.winner[place] and best != channel:
            return
        cal.winner[place] = best
        place >>= 1
