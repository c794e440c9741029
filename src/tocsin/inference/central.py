"""The exact answer of a small model at its central inputs, without evidence and without sampling.

Every rate stands at its mean and every multiplier at its median; hypotheses and assumptions are
averaged over, by their priors. It is no assessment: uncertain inputs make rare onsets likelier than
their means do, and nothing is learned from the evidence. It shows what the structure of a model
does, and what an intervention does to it, to the last digit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from tocsin.case.scenario import NOTHING, Scenario
from tocsin.case.schema import Case
from tocsin.engine import exact
from tocsin.engine.network import Floats
from tocsin.inference.filter import Filter
from tocsin.inference.futures import course
from tocsin.inference.prepare import begin


@dataclass(frozen=True)
class Solved:
    """Probabilities of each onset within each horizon, (O, H), without and with the scenario."""

    states: int
    assignments: int
    before: Floats
    after: Floats


def solve(case: Case, months: Sequence[int], scenario: Scenario, seed: int, samples: int) -> Solved:
    """Solve the model from the case's start; anchors come from ``samples`` simulated histories.

    Raises ``SizeError`` where the model has too many joint states, before anything is simulated.
    """
    exact.refuse_states(len(node.levels) for node in case.model.nodes)
    model = begin(case, case.header.start, months, seed, samples).model
    net = model.compiled.network
    states = math.prod(int(size) for size in net.sizes[: net.moving])
    before, count = _averaged(model, months, NOTHING)
    after = before if scenario == NOTHING else _averaged(model, months, scenario)[0]
    return Solved(states, count, before, after)


def _averaged(model: Filter, months: Sequence[int], scenario: Scenario) -> tuple[Floats, int]:
    """The average over all assignments of the static nodes, and their number."""
    compiled, net = model.compiled, model.compiled.network
    way = course(model, model.start, months, scenario)
    rates, multipliers = net.shape / net.years, np.exp(net.multiplier_mean)
    static = compiled.start[net.moving :]
    found = np.zeros((net.onset_node.size, len(months)))
    count = 0
    for levels in product(*(np.flatnonzero(law) for law in static)):
        weight = float(np.prod([law[level] for law, level in zip(static, levels, strict=True)]))
        row = np.zeros(net.sizes.size, dtype=np.int8)
        row[net.moving : net.moving + len(static)] = levels
        space = exact.state_space(net, row)
        p0 = exact.initial(net, space, compiled.start)
        for onset in range(net.onset_node.size):
            reached = exact.first_arrival(net, space, p0, rates, multipliers, way.plan, onset)
            found[onset] += weight * reached[[end - 1 for end in way.ends]]
        count += 1
    return found, count
