"""Assess: how likely each outcome is, back through time, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from tocsin.briefing.words import words
from tocsin.case.schema import Case
from tocsin.engine.rates import class_curve
from tocsin.inference.filter import Filter
from tocsin.inference.forecast import (
    HEADLINE_FUTURES,
    Forecast,
    forecast,
    parameter_range,
)
from tocsin.inference.particles import Particles
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, begin
from tocsin.inference.standing import confidence, health, hypothesis_states, node_states
from tocsin.inference.walk import Walk
from tocsin.inference.weights import normalise, share, systematic
from tocsin.periods import add_months, weekly
from tocsin.results import (
    AnchorState,
    Assessment,
    CurvePoint,
    HorizonForecast,
    OutcomeForecast,
)
from tocsin.workflows.cases import run_record

HEADLINE_MONTHS = 12
CURVE_PARTICLES = 2_048
"""Particles, taken by weight, for each point of the curve."""


def assess(
    case: Case,
    *,
    as_of: date | None = None,
    horizons: Sequence[int] | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """The probability of each asked onset, as of a date, with reasons to hand.

    Args:
        case: a case that ``check`` finds no error in.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        horizons: months ahead, 1 to 120; by default the case's own.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        CaseError: a date before the case's start, or a horizon outside 1 to 120 months.
        CollapseError: the evidence leaves fewer than 20 effective histories.
    """
    day = as_of or case.header.evidence_until
    months = sorted(set(horizons or case.header.horizons))
    size = DEFAULT_SAMPLES if samples is None else samples
    walk = begin(case, day, [*months, HEADLINE_MONTHS], seed, size, progress)
    curve = _curve(case, walk, day, progress)
    model, particles = walk.model, walk.particles
    condition = health(case, model, particles)
    found = forecast(model, particles, day, months, HEADLINE_FUTURES)
    low, high = parameter_range(model, particles, day, months)
    nodes = node_states(case, model, particles, day)
    return Assessment(
        case=case.header.id,
        title=case.header.title,
        summary=case.header.summary,
        tlp=case.header.tlp.value,
        start=case.header.start,
        as_of=day,
        evidence_until=case.header.evidence_until,
        headline_months=HEADLINE_MONTHS,
        outcomes=_outcomes(case, model, particles, day, months, found, low, high),
        curve=curve,
        hypotheses=hypothesis_states(case, model, particles, day),
        triggers=[node for node in nodes if node.kind == "trigger"],
        nodes=nodes,
        anchors=_anchor_states(case, model),
        health=condition,
        confidence=confidence(case, day),
        run=run_record(case, as_of=day, seed=seed, samples=len(particles)),
    )


def _curve(case: Case, walk: Walk, as_of: date, progress: Progress | None) -> list[CurvePoint]:
    """One point a week, each with what was known then; leaves the walk at ``as_of``."""
    points = []
    total = max((as_of - case.header.start).days, 1)
    for day in weekly(case.header.start, as_of):
        walk.arrive(day)
        points.append(_point(walk, day))
        if progress is not None:
            progress("curve", (day - case.header.start).days / total)
    return points


def _point(walk: Walk, day: date) -> CurvePoint:
    model, particles = walk.model, walk.particles
    size = min(CURVE_PARTICLES, len(particles))
    chosen = particles.take(systematic(normalise(particles.log_weight), size, 0.5))
    chosen.log_weight[:] = 0.0
    found = forecast(model, chosen, day, [HEADLINE_MONTHS], 1)
    names = model.compiled.onsets
    return CurvePoint(
        date=day,
        probability={name: float(found.probability[o, 0]) for o, name in enumerate(names)},
        mc_error={name: float(found.error[o, 0]) for o, name in enumerate(names)},
        base_rate={name: base_rate(model, o, HEADLINE_MONTHS) for o, name in enumerate(names)},
    )


def base_rate(model: Filter, onset: int, months: int) -> float | None:
    """What the reference class alone gives for a period of that many months, if there is one."""
    law = model.compiled.classes[onset]
    return None if law is None else class_curve(law, months / 12)


def _outcomes(
    case: Case,
    model: Filter,
    particles: Particles,
    day: date,
    months: Sequence[int],
    found: Forecast,
    low: np.ndarray,
    high: np.ndarray,
) -> list[OutcomeForecast]:
    net = model.compiled.network
    weight = normalise(particles.log_weight)
    outcomes = []
    for o, asked in enumerate(case.header.asked):
        on = particles.levels[:, net.onset_node[o]] >= net.onset_level[o]
        outcomes.append(
            OutcomeForecast(
                id=asked.id,
                label=asked.label,
                node=asked.node,
                level=asked.level,
                going_on=share(weight, on),
                horizons=[
                    HorizonForecast(
                        months=m,
                        until=add_months(day, m),
                        probability=float(found.probability[o, h]),
                        mc_error=float(found.error[o, h]),
                        low=float(low[o, h]),
                        high=float(high[o, h]),
                        base_rate=base_rate(model, o, m),
                        words=words(float(found.probability[o, h])),
                    )
                    for h, m in enumerate(months)
                ],
            )
        )
    return outcomes


def _anchor_states(case: Case, model: Filter) -> list[AnchorState]:
    labels = {anchor.asked: anchor.label for anchor in case.model.anchors}
    states = []
    for o, name in enumerate(model.compiled.onsets):
        law = model.compiled.classes[o]
        if law is not None:
            states.append(
                AnchorState(
                    asked=name,
                    label=labels[name],
                    shape=law.shape,
                    years=law.years,
                    class_rate=law.shape / law.years,
                    quarter_ends=model.anchors.ends,
                    scale=model.anchors.scale[o].tolist(),
                    scale_error=model.anchors.error[o].tolist(),
                    drift=model.anchors.drift[o].tolist(),
                )
            )
    return states
