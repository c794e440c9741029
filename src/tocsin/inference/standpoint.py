"""A case as it stands on a day: the sample that carries its evidence, and futures from there.

Every question about the future starts here: what if, what matters, what to watch, by which path.
They use the same sample and the same futures as the assessment, so their figures agree with its.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.case.schema import Case
from tocsin.engine.network import Floats
from tocsin.engine.plan import Record
from tocsin.inference.filter import Filter
from tocsin.inference.forecast import HEADLINE_FUTURES, draw
from tocsin.inference.futures import Course, arrived, course, onset_rates, travel
from tocsin.inference.particles import Particles
from tocsin.inference.prepare import Progress, begin
from tocsin.inference.standing import health
from tocsin.inference.weights import clustered_error, normalise
from tocsin.periods import add_months
from tocsin.results import Health
from tocsin.rng import Purpose


@dataclass(frozen=True)
class Standpoint:
    """Where a case stands.

    Attributes:
        case, model, day: what is asked about, and as of when.
        particles: the sample, P histories with their weights.
        weight: normalised weights, (P,).
        rates: rates drawn for the futures of each history, (P, R), a year.
        months: horizons of the futures in months, every one from 1 to the last.
        way, records: the course without interventions, and what its futures left behind.
        values: how probable each history's onsets are within each of ``months``, (P, O, H).
        health: how well the sample carries the evidence.
    """

    case: Case
    model: Filter
    day: date
    particles: Particles
    weight: Floats
    rates: Floats
    months: list[int]
    way: Course
    records: list[Record]
    values: Floats
    health: Health

    @property
    def until(self) -> date:
        """The last day that the futures reach."""
        return add_months(self.day, self.months[-1])

    @property
    def onset_rate(self) -> Floats:
        """The rate parameter of each onset, (P, O)."""
        return onset_rates(self.model.compiled.network, self.rates)

    def mean(self, values: Floats) -> Floats:
        """The weighted mean of values by particle, (P, ...)."""
        return np.asarray(np.tensordot(self.weight, values, axes=1))

    def error(self, values: Floats) -> Floats:
        """The Monte Carlo standard error of such a mean."""
        p = self.particles
        return clustered_error(self.weight, values, p.ancestor, p.stratum)


def stand(
    case: Case,
    as_of: date,
    months: Sequence[int],
    seed: int,
    samples: int,
    progress: Progress | None = None,
) -> Standpoint:
    """Walk to ``as_of`` with what was public by then, and look ahead month by month.

    Raises:
        CaseError: a date before the case's start, or a horizon outside 1 to 120 months.
        CollapseError: the evidence leaves fewer than 20 effective histories.
    """
    walk = begin(case, as_of, months, seed, samples, progress)
    walk.arrive(as_of, (lambda share: progress("filter", share)) if progress else None)
    return look_ahead(case, walk.model, walk.particles, as_of, max(months))


def look_ahead(case: Case, model: Filter, particles: Particles, day: date, last: int) -> Standpoint:
    """A standpoint from a sample that has arrived at ``day``, looking ``last`` months ahead."""
    condition = health(case, model, particles)
    months = list(range(1, last + 1))
    rates = draw(model, particles, Purpose.FUTURE)
    way = course(model, day, months)
    records = [
        travel(model, particles, rates, way, Purpose.FUTURE, copy)
        for copy in range(HEADLINE_FUTURES)
    ]
    values = arrived(way, records, onset_rates(model.compiled.network, rates))
    weight = normalise(particles.log_weight)
    return Standpoint(
        case, model, day, particles, weight, rates, months, way, records, values, condition
    )
