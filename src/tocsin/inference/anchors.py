"""The outside view comes first: scales that make each onset follow its reference class.

Without evidence, averaged over hypotheses, parameters and latent states, the probability of a
first onset by the end of every quarter is the class curve 1 - (b / (b + t))^a. One scale for each
onset and quarter is solved in order of severity: that onset alone is kept from happening, its
weighted exposure X is recorded, and E[(1 + (A + s X) / b)^-a] = (b / (b + t))^a is solved for s,
A being what earlier quarters have added. Each onset has a population of its own, and the
populations go through the quarters side by side, so that each sees the others' scales.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.engine.compile import Compiled
from tocsin.engine.draws import draw_rates
from tocsin.engine.network import Floats, Levels
from tocsin.engine.plan import blank, undisturbed
from tocsin.engine.rates import Gamma
from tocsin.engine.simulate import simulate
from tocsin.errors import AnchorError
from tocsin.inference.particles import first_particles, in_chunks
from tocsin.inference.weights import normalise
from tocsin.periods import quarters, years_between
from tocsin.rng import Purpose

LARGEST_SCALE = 1e6


@dataclass(frozen=True)
class Anchors:
    """Scales by onset and quarter, (O, Q), with their relative Monte Carlo error and the drift.

    ``drift`` is the mean multiplier that the dynamics alone would have put on the onset's rate in
    the quarter: what the scale had to undo. An onset without an anchor keeps scale 1.
    """

    start: date
    ends: list[date]
    scale: Floats
    error: Floats
    drift: Floats

    def at(self, day: date) -> Floats:
        """The scales in force on ``day``, (O,); after the last quarter, its scales go on."""
        for q, end in enumerate(self.ends):
            if day < end:
                return self.scale[:, q]
        return self.scale[:, -1]


@dataclass
class _Population:
    """One onset's futures, kept free of that onset, and the exposure they have gathered."""

    levels: Levels
    influences: Floats
    gathered: Floats

    def copy(self) -> _Population:
        return _Population(self.levels.copy(), self.influences.copy(), self.gathered.copy())


def solve_anchors(
    compiled: Compiled,
    start: date,
    until: date,
    seed: int,
    samples: int,
    progress: Callable[[float], None] | None = None,
) -> Anchors:
    """Solve all scales from ``start`` to the end of the quarter that holds ``until``.

    Earlier quarters do not depend on ``until``: a longer horizon adds scales and changes none. The
    populations begin from the filter's own first particles, ``samples`` of them, so that the
    sampling error of the multipliers drawn once is anchored away with the drift.
    """
    ends = quarters(start, until)
    anchored = [o for o, law in enumerate(compiled.classes) if law is not None]
    onsets = len(compiled.classes)
    scale = np.ones((onsets, len(ends)))
    error = np.zeros_like(scale)
    drift = np.ones_like(scale)
    if anchored:
        first = first_particles(compiled, samples, seed)
        weight = normalise(first.log_weight)
        rates = np.empty_like(first.counts)
        drawn_for, standard = np.full_like(rates, np.nan), np.empty_like(rates)

        def draw(low: int, high: int) -> None:
            part = slice(low, high)
            draw_rates(
                compiled.network, first.counts[part], first.exposures[part], seed, Purpose.RATE,
                Purpose.ANCHOR, low, drawn_for[part], standard[part], rates[part],
            )  # fmt: skip

        in_chunks(len(first), draw)
        populations = {
            o: _Population(first.levels.copy(), first.influences.copy(), np.zeros(len(first)))
            for o in anchored
        }
        day = start
        for q, end in enumerate(ends):
            if q:
                scale[:, q] = scale[:, q - 1]
            times = np.array([years_between(start, day), years_between(start, end)])
            # the first quarter has no earlier scales to begin from and is gone through twice
            for sweep in reversed(range(2 if q == 0 else 1)):
                for o in anchored:
                    law = compiled.classes[o]
                    assert law is not None
                    population = populations[o].copy() if sweep else populations[o]
                    exposure = _quarter(
                        compiled, population, rates, first.multipliers, times, scale, q, o, seed
                    )
                    scale[o, q], error[o, q] = _solve(
                        law, population.gathered, exposure, weight, times[1], compiled.onsets[o]
                    )
                    drift[o, q] = weight @ exposure / (times[1] - times[0])
                    population.gathered += scale[o, q] * exposure
            day = end
            if progress is not None:
                progress((q + 1) / len(ends))
    return Anchors(start, ends, scale, error, drift)


def _quarter(
    compiled: Compiled,
    population: _Population,
    rates: Floats,
    multipliers: Floats,
    times: Floats,
    scale: Floats,
    q: int,
    onset: int,
    seed: int,
) -> Floats:
    """Carry one population through one quarter; returns the onset's raw exposure, (P,)."""
    now = scale[:, q : q + 1].copy()
    now[onset] = 1.0
    plan = undisturbed(compiled.network, times, now, suppressed=onset)
    record = blank(compiled.network, len(rates), 1)

    def work(low: int, high: int) -> None:
        part = slice(low, high)
        simulate(
            compiled.network, population.levels[part], rates[part], multipliers[part],
            population.influences[part], plan, seed, Purpose.ANCHOR, q + 1, low,
            record.part(low, high),
        )  # fmt: skip

    in_chunks(len(rates), work)
    return record.exposure[:, onset, 0]


def _solve(
    law: Gamma, gathered: Floats, exposure: Floats, weight: Floats, until: float, onset: str
) -> tuple[float, float]:
    """The scale of one quarter and its relative standard error (delta method)."""
    target = (law.years / (law.years + until)) ** law.shape

    def quiet(s: float) -> Floats:
        return np.asarray((1 + (gathered + s * exposure) / law.years) ** -law.shape)

    def excess(s: float) -> float:
        return float(weight @ quiet(s) - target)

    if not weight @ exposure > 0:
        raise AnchorError(
            f"the onset {onset!r} cannot happen in any simulated future of one quarter, so no "
            "scale makes it follow its reference class; check its gates and the level it leaves"
        )
    if excess(0.0) <= 0:
        return 0.0, float("inf")
    if excess(LARGEST_SCALE) > 0:
        raise AnchorError(
            f"the onset {onset!r} would need its rate multiplied by more than {LARGEST_SCALE:g} to "
            "follow its reference class; give it a higher chance of standing one level below"
        )
    # the probability of quiet falls on s and is convex: Newton's steps come up to the root from 0
    s, step = 0.0, np.inf
    while step > 1e-10 * s:
        years = law.years + gathered + s * exposure
        still = weight * (law.years / years) ** law.shape
        slope = -law.shape * float(still @ (exposure / years))
        step = float(target - still.sum()) / slope
        s += step
    # earlier quarters meet their targets in this very sample: what is estimated is the difference
    lost = quiet(0.0) - quiet(s)
    spread = np.sqrt(np.square(weight * (lost - weight @ lost)).sum())
    return s, float(spread / abs(slope) / s)
