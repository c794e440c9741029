"""Rolling origins over a case's own history: at each, a forecast from what was known by then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.backtest.baselines import last_twelve, onsets, persistence, watched_until
from tocsin.backtest.panel import Floats
from tocsin.case.additions import known_on
from tocsin.case.schema import Case
from tocsin.engine.rates import class_curve
from tocsin.errors import BenchmarkError, LeakError
from tocsin.inference.filter import Filter
from tocsin.inference.forecast import forecast
from tocsin.inference.prepare import begin
from tocsin.inference.walk import Walk
from tocsin.inference.weights import normalise, systematic
from tocsin.periods import add_months

PARTICLES = 2_048
"""Particles, taken by weight, that carry the forecast of an origin."""

FUTURES = 2
FIRST_MONTHS = 3
"""Months after a case's start before the first origin."""

AsKnown = Callable[[date], Case]
"""The case with what its ledger knew on a day."""


@dataclass(frozen=True)
class Point:
    """One forecast of one outcome: what was said, what the baselines say, what happened.

    ``happened`` is None where the period is not over, or not watched to its end.
    """

    day: date
    outcome: str
    months: int
    model: float
    error: float
    climatology: float | None
    persistence: float
    last_twelve: float
    happened: bool | None


def origins(start: date, until: date, every: int) -> list[date]:
    """Days from the first months of a case to the end of its evidence, ``every`` months apart."""
    days: list[date] = []
    while (day := add_months(start, FIRST_MONTHS + every * len(days))) <= until:
        days.append(day)
    return days


def roll(
    final: Case, as_known: AsKnown, days: Sequence[date], months: Sequence[int], seed: int,
    samples: int, told: Callable[[float], None] | None = None,
) -> list[Point]:  # fmt: skip
    """Forecasts at each of ``days`` (rising), settled by what ``final`` knows today.

    One walk through the history serves every origin at which the ledger knew what the final case
    shows for that day; where it knew something else, that origin has a walk of its own.
    """
    last = days[-1]
    shared = begin(final, last, months, seed, samples)
    points: list[Point] = []
    for k, day in enumerate(days):
        then = as_known(day)
        shared.arrive(day)
        if known_on(then.evidence, day) == known_on(final.evidence, day):
            walk, model = shared, shared.model
        else:
            walk = begin(then, last, months, seed, samples)
            walk.arrive(day)
            model = walk.model
        said, error = _said(walk, day, months)
        points += list(_points(final, then, model, day, months, said, error))
        if told is not None:
            told((k + 1) / len(days))
    return points


def _said(walk: Walk, day: date, months: Sequence[int]) -> tuple[Floats, Floats]:
    """Probabilities of each onset within each horizon, (O, H), and their Monte Carlo errors."""
    particles = walk.particles
    size = min(PARTICLES, len(particles))
    chosen = particles.take(systematic(normalise(particles.log_weight), size, 0.5))
    chosen.log_weight[:] = 0.0
    found = forecast(walk.model, chosen, day, months, FUTURES)
    return found.probability, found.error


def _points(
    final: Case, then: Case, model: Filter, day: date, months: Sequence[int], said: Floats,
    error: Floats,
) -> Iterator[Point]:  # fmt: skip
    for o, asked in enumerate(final.header.asked):
        known = onsets(then, asked.node, asked.level, day)
        law = model.compiled.classes[o]
        for h, m in enumerate(months):
            yield Point(
                day=day,
                outcome=asked.id,
                months=m,
                model=float(said[o, h]),
                error=float(error[o, h]),
                climatology=None if law is None else class_curve(law, m / 12),
                persistence=persistence(known, day, m),
                last_twelve=last_twelve(known, final.header.start, day, m),
                happened=happened(final, asked.node, asked.level, day, m),
            )


def happened(final: Case, node: str, level: str, day: date, months: int) -> bool | None:
    """Whether there was a new onset in the months after a day, as the final case has it.

    None until the period is over and was watched to its end: an onset that came early must not be
    counted before the quiet of the same period could be, or the past would look worse than it was.
    """
    end = add_months(day, months)
    watched = watched_until(final, node)
    if watched is None or end > watched:
        return None
    return any(day < each <= end for each in onsets(final, node, level, date.max))


def refuse_hindsight(says: Callable[[Case, date], Floats], case: Case, day: date) -> None:
    """Ask for a forecast with and without what was published later; the answers must agree.

    Raises:
        LeakError: the forecast as of ``day`` depends on evidence that was not public by then.
    """
    blind = case.model_copy(update={"evidence": known_on(case.evidence, day)})
    if not np.array_equal(says(case, day), says(blind, day)):
        raise LeakError(
            f"the forecast of {case.header.id} as of {day} changes when what was published later "
            "is taken away; only what was known may enter; report this with the case"
        )


def filtered(
    last: date, months: Sequence[int], seed: int, samples: int
) -> Callable[[Case, date], Floats]:
    """How ``roll`` forecasts one day, by itself: what ``refuse_hindsight`` is asked with."""

    def says(case: Case, day: date) -> Floats:
        walk = begin(case, last, months, seed, samples)
        walk.arrive(day)
        return _said(walk, day, months)[0]

    return says


def need_origins(days: Sequence[date], case: Case) -> None:
    """Raise ``BenchmarkError`` where a case is too short to be tested on its past."""
    if not days:
        raise BenchmarkError(
            f"the case {case.header.id} runs from {case.header.start} to "
            f"{case.header.evidence_until}; more than {FIRST_MONTHS} months are needed for a first "
            "origin; test a case with a longer history"
        )
