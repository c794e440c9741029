"""From a sample of histories to the probability of each new onset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.engine.draws import draw_rates
from tocsin.engine.network import Floats
from tocsin.inference.filter import Filter
from tocsin.inference.futures import arrived, course, onset_rates, travel
from tocsin.inference.particles import Particles, in_chunks
from tocsin.inference.weights import clustered_error, normalise, systematic
from tocsin.rng import Purpose

HEADLINE_FUTURES = 4
"""Futures a particle for a figure that is shown."""
RANGE_SETS = 256
"""Parameter sets whose own probabilities give the range due to uncertain inputs."""
RANGE_FUTURES = 64
"""Futures for each of those sets."""


@dataclass(frozen=True)
class Forecast:
    """Probabilities of a new onset by onset and horizon, (O, H), with their standard errors.

    ``by_particle`` (P, O, H) holds each particle's own mean, for those who reweight.
    """

    probability: Floats
    error: Floats
    by_particle: Floats


def draw(model: Filter, particles: Particles, purpose: Purpose) -> Floats:
    """Rates for each particle from what it has seen, (P, R), a year."""
    rates = np.empty_like(particles.counts)
    blank = (np.full_like(rates, np.nan), np.empty_like(rates))
    drawn_for, standard = model.drawn.setdefault((purpose, len(particles)), blank)

    def work(low: int, high: int) -> None:
        part = slice(low, high)
        draw_rates(
            model.compiled.network, particles.counts[part], particles.exposures[part], model.seed,
            Purpose.RATE, purpose, low, drawn_for[part], standard[part], rates[part],
        )  # fmt: skip

    in_chunks(len(particles), work)
    return rates


def forecast(
    model: Filter, particles: Particles, day: date, months: Sequence[int], futures: int
) -> Forecast:
    """The probability of a new onset within each horizon (in months, ascending) after ``day``."""
    rates = draw(model, particles, Purpose.FUTURE)
    by_particle = _arrivals(model, particles, rates, day, months, Purpose.FUTURE, futures)
    weight = normalise(particles.log_weight)
    # the blend of an almost certain onset may pass 1 by its sampling error
    probability = np.minimum(np.tensordot(weight, by_particle, axes=1), 1.0)
    error = clustered_error(weight, by_particle, particles.ancestor, particles.stratum)
    return Forecast(probability, error, by_particle)


def _arrivals(
    model: Filter,
    particles: Particles,
    rates: Floats,
    day: date,
    months: Sequence[int],
    purpose: Purpose,
    copies: int,
) -> Floats:
    """How probable each particle's onsets are by each horizon, (P, O, H): ``copies`` futures."""
    way = course(model, day, months)
    records = [travel(model, particles, rates, way, purpose, copy) for copy in range(copies)]
    return arrived(way, records, onset_rates(model.compiled.network, rates))


def parameter_range(
    model: Filter, particles: Particles, day: date, months: Sequence[int]
) -> tuple[Floats, Floats]:
    """The 10 % and 90 % points of the probability over what is uncertain, (O, H) each.

    ``RANGE_SETS`` particles are taken by weight, each with its hypotheses, multipliers and one
    draw of its rates, and given ``RANGE_FUTURES`` futures. What sampling adds to their spread is
    estimated and taken out by shrinking towards the mean.
    """
    weight = normalise(particles.log_weight)
    chosen = particles.take(systematic(weight, RANGE_SETS, 0.5))
    rates = draw(model, chosen, Purpose.RANGE)
    half = RANGE_FUTURES // 2
    one = _arrivals(model, chosen, rates, day, months, Purpose.RANGE, half)
    two = _arrivals(model, chosen, rates, day, months, Purpose.CHECK, half)
    mean = (one + two) / 2
    centre = mean.mean(axis=0)
    total = mean.var(axis=0)
    # two independent halves covary only through what they share: the uncertain inputs
    shared = ((one - one.mean(axis=0)) * (two - two.mean(axis=0))).mean(axis=0)
    keep = np.sqrt(
        np.clip(np.divide(shared, total, where=total > 0, out=np.zeros_like(total)), 0, 1)
    )
    shrunk = np.clip(centre + (mean - centre) * keep, 0.0, 1.0)
    low, high = np.quantile(shrunk, [0.1, 0.9], axis=0)
    return low, high
