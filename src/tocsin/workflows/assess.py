"""Assess: how likely each outcome is, back through time, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from tocsin.briefing.words import words
from tocsin.case.schema import Case
from tocsin.engine.network import Floats
from tocsin.engine.rates import class_curve
from tocsin.inference.filter import Filter
from tocsin.inference.forecast import forecast, parameter_range
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, begin, enough
from tocsin.inference.standing import confidence, hypothesis_states, node_states
from tocsin.inference.standpoint import Standpoint, look_ahead
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
from tocsin.workflows.crew import Crew, crew
from tocsin.workflows.standpoints import keep

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
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Assessment:
    """The probability of each asked onset, as of a date, with reasons to hand.

    Args:
        case: a case that ``check`` finds no error in.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        horizons: months ahead, 1 to 120; by default the case's own.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        cluster: address of a Dask cluster that shares the curve; by default this machine alone.
        progress: told what is being done and how far.

    Raises:
        CaseError: a date before the case's start, or a horizon outside 1 to 120 months.
        CollapseError: the evidence leaves fewer than 20 effective histories.
    """
    day = as_of or case.header.evidence_until
    months = sorted(set(horizons or case.header.horizons))
    size = enough(case, DEFAULT_SAMPLES) if samples is None else samples
    last = max([*months, HEADLINE_MONTHS, *case.header.horizons])
    walk = begin(case, day, [*months, last], seed, size, progress)
    with crew(cluster) as hands:
        curve = _curve(case, walk, hands, last, size, day, progress)
    stand = keep(look_ahead(case, walk.model, walk.particles, day, last), seed, size)
    model, particles = stand.model, stand.particles
    curve[-1] = _today(stand)
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
        outcomes=_outcomes(stand, months, low, high),
        curve=curve,
        hypotheses=hypothesis_states(case, model, particles, day),
        triggers=[node for node in nodes if node.kind == "trigger"],
        nodes=nodes,
        anchors=_anchor_states(case, model),
        health=stand.health,
        confidence=confidence(case, day),
        run=run_record(case, as_of=day, seed=seed, samples=len(particles)),
    )


def _curve(
    case: Case, walk: Walk, hands: Crew, last: int, samples: int, as_of: date,
    progress: Progress | None,
) -> list[CurvePoint]:  # fmt: skip
    """One point a week, each with what was known then; leaves the walk at ``as_of``."""
    days = list(weekly(case.header.start, as_of))
    told = (lambda share: progress("curve", share)) if progress else None
    if hands.size == 1:
        points = _points(walk, days, told)
        walk.arrive(as_of)
        return points
    cut = np.array_split(np.arange(len(days)), min(2 * hands.size, len(days)))
    seed = walk.model.seed
    tasks = [(case, last, seed, samples, as_of, [days[k] for k in part]) for part in cut]
    blocks = hands.run(_block, tasks, told)
    walk.arrive(as_of)
    return [point for block in blocks for point in block]


def _block(
    case: Case, last: int, seed: int, samples: int, as_of: date, days: list[date]
) -> list[CurvePoint]:
    """A stretch of the curve, by a walk of its own: what is known on a day depends on no other."""
    return _points(begin(case, as_of, [last], seed, samples), days)


def _points(
    walk: Walk, days: Sequence[date], told: Callable[[float], None] | None = None
) -> list[CurvePoint]:
    points = []
    for k, day in enumerate(days):
        walk.approach(day)
        points.append(_point(walk, day))
        if told is not None:
            told((k + 1) / len(days))
    return points


def _point(walk: Walk, day: date) -> CurvePoint:
    model, particles = walk.model, walk.particles
    size = min(CURVE_PARTICLES, len(particles))
    chosen = particles.take(systematic(normalise(particles.log_weight), size, 0.5))
    chosen.log_weight[:] = 0.0
    if day > walk.day:
        model.carry(chosen, walk.day, day)
    found = forecast(model, chosen, day, [HEADLINE_MONTHS], 1)
    return _curve_point(model, day, found.probability[:, 0], found.error[:, 0])


def _today(stand: Standpoint) -> CurvePoint:
    """The curve's last point: the figure that is shown, not a second estimate of it."""
    h = stand.months.index(HEADLINE_MONTHS)
    values = stand.values[:, :, h]
    return _curve_point(stand.model, stand.day, stand.mean(values), stand.error(values))


def _curve_point(model: Filter, day: date, probability: Floats, error: Floats) -> CurvePoint:
    names = model.compiled.onsets
    return CurvePoint(
        date=day,
        probability={name: min(float(probability[o]), 1.0) for o, name in enumerate(names)},
        mc_error={name: float(error[o]) for o, name in enumerate(names)},
        base_rate={name: base_rate(model, o, HEADLINE_MONTHS) for o, name in enumerate(names)},
    )


def base_rate(model: Filter, onset: int, months: int) -> float | None:
    """What the reference class alone gives for a period of that many months, if there is one."""
    law = model.compiled.classes[onset]
    return None if law is None else class_curve(law, months / 12)


def _outcomes(
    stand: Standpoint, months: Sequence[int], low: Floats, high: Floats
) -> list[OutcomeForecast]:
    net = stand.model.compiled.network
    probability = np.minimum(stand.mean(stand.values), 1.0)
    error = stand.error(stand.values)
    places = [stand.months.index(m) for m in months]
    outcomes = []
    for o, asked in enumerate(stand.case.header.asked):
        on = stand.particles.levels[:, net.onset_node[o]] >= net.onset_level[o]
        outcomes.append(
            OutcomeForecast(
                id=asked.id,
                label=asked.label,
                node=asked.node,
                level=asked.level,
                going_on=share(stand.weight, on),
                horizons=[
                    HorizonForecast(
                        months=m,
                        until=add_months(stand.day, m),
                        probability=float(probability[o, at]),
                        mc_error=float(error[o, at]),
                        low=float(low[o, h]),
                        high=float(high[o, h]),
                        base_rate=base_rate(stand.model, o, m),
                        words=words(float(probability[o, at])),
                    )
                    for h, (m, at) in enumerate(zip(months, places, strict=True))
                ],
            )
        )
    return outcomes


def _anchor_states(case: Case, model: Filter) -> list[AnchorState]:
    labels = {anchor.asked: anchor.label for anchor in case.model.anchors}
    chosen = {anchor.asked: anchor.reference_class for anchor in case.model.anchors}
    named = {one.id for one in case.precedents.counted_classes}
    told = {one.id: one.note for one in case.precedents.reference_classes if one.id in named}
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
                    counted=told.get(chosen[name]),
                    quarter_ends=model.anchors.ends,
                    scale=model.anchors.scale[o].tolist(),
                    scale_error=model.anchors.error[o].tolist(),
                    drift=model.anchors.drift[o].tolist(),
                )
            )
    return states
