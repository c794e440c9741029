"""What a run of futures is told beforehand, and what it leaves behind.

A *plan* cuts time into segments. In each the anchors' scales and the speed of every channel are
fixed; at its start nodes may be put at a level. An intervention is nothing else: a node that is
held is put at its level and its channels get speed 0; a derived node is pinned, so that it no
longer follows from the others; a rate that is scaled is a speed.

A *record* is filled by the run: exposures and first arrivals of the onsets, and, where asked, the
levels at the end of some segments and the transitions that each future made.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.engine.network import Floats, Ints, Levels, Network

FREE = -1
"""In ``put`` and ``pinned``: the node is left alone."""


class Plan(NamedTuple):
    """J segments of time: M nodes, S of them static, D derived, N moving, O onsets.

    Attributes:
        times: bounds of the segments in years, ascending, (J + 1,).
        scale: anchor scale of each onset in each segment, (J, O).
        speed: what multiplies the rate of each channel in each segment, (J, 2 N).
        put: level to which a moving or static node is put at the start of a segment, or ``FREE``,
            (J, N + S). A node that is put somewhere has not arrived there: no onset is recorded.
        pinned: level at which a derived node is held throughout a segment, or ``FREE``, (J, D).
        disturbed: whether anything but the scale changes at the start of a segment, (J,); at that
            of the first, whether levels are other than the run is given.
        suppressed: an onset that is kept from happening while its exposure is recorded, or -1.
    """

    times: Floats
    scale: Floats
    speed: Floats
    put: Levels
    pinned: Levels
    disturbed: npt.NDArray[np.bool_]
    suppressed: int


def undisturbed(net: Network, times: Floats, scale: Floats, suppressed: int = -1) -> Plan:
    """A plan in which nothing is done to the network; ``scale`` is (O, J), as anchors give it."""
    segments = times.size - 1
    derived = net.derived_function.size
    return Plan(
        times=np.ascontiguousarray(times, dtype=np.float64),
        scale=np.ascontiguousarray(scale.T, dtype=np.float64),
        speed=np.ones((segments, 2 * net.moving)),
        put=np.full((segments, net.sizes.size - derived), FREE, dtype=np.int8),
        pinned=np.full((segments, derived), FREE, dtype=np.int8),
        disturbed=np.zeros(segments, dtype=np.bool_),
        suppressed=suppressed,
    )


def noticed(plan: Plan) -> Plan:
    """The plan with ``disturbed`` worked out from what it says."""
    before = np.roll(np.arange(plan.times.size - 1), 1)
    changed = (plan.speed != plan.speed[before]).any(axis=1)
    changed |= (plan.pinned != plan.pinned[before]).any(axis=1)
    changed |= (plan.put != FREE).any(axis=1)
    # speeds of the first are there from its start; what is put or pinned is not where it stood
    changed[0] = (plan.put[0] != FREE).any() or (plan.pinned[0] != FREE).any()
    return plan._replace(disturbed=changed)


class Record(NamedTuple):
    """What a run of P futures leaves behind; every array is filled by the run.

    Attributes:
        exposure: exposure of each onset in each segment, in years times scale, speed and
            multipliers, up to its first arrival (all along for the suppressed one), (P, O, J).
            Rate times exposure, summed, is the compensator of the onset's first arrival.
        arrival: time of each onset's first arrival, or infinity, (P, O).
        after: the segments at whose ends levels are kept, ascending, (S,).
        levels: levels of every node at those ends, (P, S, M).
        traced: the onset whose exposure is recorded by transition, or -1.
        channel, moment: channel and time of each transition, (P, E); E may be 0.
        between: exposure of the traced onset between two transitions, (P, E + 1): the entry of a
            transition is what was gathered since the one before, the entry after the last that was
            kept all the rest. Entries beyond it mean nothing.
        length: number of transitions of each future, (P,); more than E means that the rest was
            not kept.
    """

    exposure: Floats
    arrival: Floats
    after: Ints
    levels: Levels
    traced: int
    channel: npt.NDArray[np.int16]
    moment: Floats
    between: Floats
    length: Ints

    def part(self, low: int, high: int) -> Record:
        """The same for futures ``low`` to ``high`` only, as views."""
        futures = slice(low, high)
        return Record(
            self.exposure[futures], self.arrival[futures], self.after, self.levels[futures],
            self.traced, self.channel[futures], self.moment[futures], self.between[futures],
            self.length[futures],
        )  # fmt: skip


def blank(
    net: Network,
    futures: int,
    segments: int,
    *,
    after: Sequence[int] = (),
    traced: int = -1,
    events: int = 0,
) -> Record:
    """An empty record for ``futures`` futures of ``segments`` segments."""
    onsets = net.onset_node.size
    return Record(
        exposure=np.empty((futures, onsets, segments)),
        arrival=np.empty((futures, onsets)),
        after=np.array(after, dtype=np.int64),
        levels=np.empty((futures, len(after), net.sizes.size), dtype=np.int8),
        traced=traced,
        channel=np.empty((futures, events), dtype=np.int16),
        moment=np.empty((futures, events)),
        between=np.empty((futures, events + 1)),
        length=np.zeros(futures, dtype=np.int64),
    )
