"""From a sample of histories to the probability of each new onset.

A rare onset is not counted. With rates drawn once for each future, the compensator of the first
arrival, the integral of its rate up to that arrival, has the same mean as the indicator that it
happened and, while the onset is rare, a small fraction of its variance. Unlike the usual device of
keeping the onset from happening, it needs one run for all onsets together. Its variance grows
towards one as the onset becomes certain, while that of counting vanishes; their difference has mean
zero, so a blend of the two is unbiased and good from one end to the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.engine.draws import draw_rates
from tocsin.engine.network import Floats, Network
from tocsin.engine.plan import blank, undisturbed
from tocsin.engine.simulate import simulate
from tocsin.inference.filter import Filter
from tocsin.inference.particles import Particles, in_chunks
from tocsin.inference.weights import clustered_error, normalise, systematic
from tocsin.periods import add_months, years_between
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


def onset_rates(net: Network, rates: Floats) -> Floats:
    """The rate parameter of each onset, (P, O)."""
    parameters = net.parameter[net.onset_node, 0, net.onset_level - 1]
    return rates[:, parameters]


def arrivals(
    model: Filter,
    particles: Particles,
    rates: Floats,
    day: date,
    months: Sequence[int],
    purpose: Purpose,
    copies: int,
) -> Floats:
    """How probable each particle's onsets are by each horizon, from ``copies`` futures.

    Returns (P, O, H): compensators and counted arrivals, blended. The streams of a future are keyed
    by particle and copy, not by the day's evidence, so a forecast before and one after an item
    share their randomness.
    """
    net = model.compiled.network
    ends = [add_months(day, m) for m in months]
    bounds = sorted({day, *ends, *(q for q in model.anchors.ends if day < q < ends[-1])})
    times = np.array([years_between(model.start, b) for b in bounds])
    scale = np.array([model.anchors.at(b) for b in bounds[:-1]]).T
    plan = undisturbed(net, times, scale)
    last = [bounds.index(end) for end in ends]
    onset_rate = onset_rates(net, rates)
    size, onsets = len(particles), net.onset_node.size
    compensated = np.zeros((size, onsets, len(months)))
    counted = np.zeros_like(compensated)

    def work(low: int, high: int) -> None:
        record = blank(net, high - low, len(times) - 1)
        for copy in range(copies):
            levels = particles.levels[low:high].copy()
            simulate(
                net, levels, rates[low:high], particles.multipliers[low:high], plan,
                model.seed, purpose, copy, low, record,
            )  # fmt: skip
            summed = np.cumsum(record.exposure, axis=2) * onset_rate[low:high, :, None]
            for h, j in enumerate(last):
                compensated[low:high, :, h] += summed[:, :, j - 1]
                counted[low:high, :, h] += record.arrival <= times[j]

    in_chunks(size, work)
    # from the futures alone: weights may change without them, and the blend must not
    share = _counted_share(counted.mean(axis=0) / copies)
    return (compensated + share * (counted - compensated)) / copies


def _counted_share(p: Floats) -> Floats:
    """How much of the blend to count at probability ``p``: 1 + (1 - p) ln(1 - p) / p.

    The regression of the compensator on its difference from the count (a control variate), exact
    for a constant hazard: about p / 2 for a rare onset, 1 for a certain one.
    """
    inside = np.clip(p, 1e-12, 1 - 1e-12)
    return np.asarray(np.where(p > 0, 1 + (1 - inside) * np.log1p(-inside) / inside, 0.0))


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
    by_particle = arrivals(model, particles, rates, day, months, Purpose.FUTURE, futures)
    weight = normalise(particles.log_weight)
    # the blend of an almost certain onset may pass 1 by its sampling error
    probability = np.minimum(np.tensordot(weight, by_particle, axes=1), 1.0)
    error = clustered_error(weight, by_particle, particles.ancestor, particles.stratum)
    return Forecast(probability, error, by_particle)


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
    one = arrivals(model, chosen, rates, day, months, Purpose.RANGE, half)
    two = arrivals(model, chosen, rates, day, months, Purpose.CHECK, half)
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
