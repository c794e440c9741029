"""Indicators: what the events of a workspace say, and what they did to a probability."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np

from tocsin.briefing.drawing import WIDE, picture, png
from tocsin.briefing.indicator_charts import series
from tocsin.case.schema import Case, CountSeries, Indicator, Regime
from tocsin.errors import TocsinError
from tocsin.files import write_whole
from tocsin.indicators.observe import Reading
from tocsin.inference.evidence import Item
from tocsin.inference.explanation import NOTHING, Explainer, Step
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, begin, enough
from tocsin.inference.standing import health
from tocsin.inference.walk import Walk
from tocsin.inference.weights import normalise, share
from tocsin.labels import LABELS
from tocsin.language import Language, Text
from tocsin.lognormal import LogNormal
from tocsin.results import (
    IndicatorBlock,
    IndicatorMean,
    Indicators,
    IndicatorState,
    IndicatorWeek,
)
from tocsin.settings import open_workspace
from tocsin.workflows.cases import asked_number, run_record
from tocsin.workflows.counting import readings_of, with_readings

PICTURES = (".svg", ".png")
"""Kinds of file that the series can be drawn to."""


def indicator_series(
    case: Case,
    *,
    workspace: str | Path | None = None,
    outcome: str | None = None,
    months: int = 12,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Indicators:
    """Every indicator of a case: its series, its baseline, its level, what it did to an outcome.

    Args:
        case: a case that ``check`` finds no error in.
        workspace: folder of the workspace whose lake is asked; without it nothing is monitored.
        outcome: id of an asked outcome; by default the last, most severe one.
        months: the horizon of its probability.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        WorkspaceError: no workspace in the folder.
        CollapseError: the evidence leaves fewer than 20 effective histories.
    """
    day = as_of or case.header.evidence_until
    onset = asked_number(case, outcome)
    asked = case.header.asked[onset]
    if workspace is None:
        readings = [Reading(one, "no workspace") for one in case.indicators]
    else:
        readings = readings_of(case, open_workspace(workspace), day)
    case = with_readings(case, readings)
    size = enough(case, DEFAULT_SAMPLES) if samples is None else samples
    walk = begin(case, day, [months], seed, size, progress)
    explainer = Explainer(walk, onset, months)
    account = explainer.run(day, (lambda part: progress("explanation", part)) if progress else None)
    condition = health(case, walk.model, walk.particles)
    did = _by_indicator(case, account.items)
    return Indicators(
        case=case.header.id,
        title=case.header.title,
        outcome=asked.id,
        outcome_label=asked.label,
        months=months,
        as_of=day,
        probability=1 / (1 + math.exp(-account.last.log_odds)),
        effective_ancestors=condition.effective_ancestors,
        indicators=[_state(case, one, walk, did.get(one.indicator.id)) for one in readings],
        run=run_record(case, as_of=day, seed=seed, samples=len(walk.particles)),
    )


def _by_indicator(case: Case, items: list[tuple[Item, Step]]) -> dict[str, Step]:
    """What the blocks of each series did together."""
    found: dict[str, Step] = {}
    for item, step in items:
        if item.kind == "count":
            name = case.counted[item.series].indicator
            found[name] = found.get(name, NOTHING) + step
    return found


def _state(case: Case, found: Reading, walk: Walk, did: Step | None) -> IndicatorState:
    one = found.indicator
    node = next(n for n in case.model.nodes if n.id == one.node)
    missing = found.missing or (None if did is not None else "no block")
    return IndicatorState(
        id=one.id,
        label=one.label,
        node=one.node,
        node_label=node.label,
        source=one.source,
        unit=one.unit,
        monitored=missing is None,
        missing=None if missing is None else LABELS[f"missing {missing}"],
        baseline_since=one.baseline.since,
        baseline_until=one.baseline.until,
        size=None if found.baseline is None else found.baseline.size,
        autocorrelation=None if found.baseline is None else found.baseline.autocorrelation,
        means=[] if found.series is None else _means(case, one, found.series, walk),
        weeks=[
            IndicatorWeek(week=week.monday, count=week.count, exposure=found.exposure(k))
            for k, week in enumerate(found.weeks)
        ],
        blocks=[] if found.series is None else _blocks(found.series),
        change=0.0 if did is None else did.change,
        mc_error=0.0 if did is None else did.error,
    )


def _blocks(series: CountSeries) -> list[IndicatorBlock]:
    usual = math.exp(series.baseline.log_mean)
    return [
        IndicatorBlock(**block.model_dump(), expected=usual * block.exposure)
        for block in series.blocks
    ]


def _means(case: Case, one: Indicator, series: CountSeries, walk: Walk) -> list[IndicatorMean]:
    """The means by level, lowest level first, then the one while the count is raised."""
    node = next(n for n in case.model.nodes if n.id == one.node)
    compiled, particles = walk.model.compiled, walk.particles
    weight = normalise(particles.log_weight)
    stands = particles.levels[:, compiled.nodes[node.id]]
    found = [
        _mean(level.id, level.label, series.regimes[level.id], share(weight, stands == k))
        for k, level in enumerate(node.levels)
    ]
    if series.raised is not None:
        found.append(_mean("", LABELS["while raised"], series.raised, None))
    return found


def _mean(level: str, label: Text, regime: Regime, probability: float | None) -> IndicatorMean:
    low, high = LogNormal(regime.log_mean, regime.log_sd).interval
    return IndicatorMean(
        level=level,
        label=label,
        mean=float(np.exp(regime.log_mean)),
        low=low,
        high=high,
        probability=probability,
        raised=probability is None,
    )


def draw_indicators(result: Indicators, output: str | Path, language: Language) -> Path:
    """Draw every series to an .svg or .png file; the path that was written.

    Raises:
        TocsinError: another kind of file, a folder that is not there, or nothing to draw.
    """
    path = Path(output)
    if path.suffix.lower() not in PICTURES:
        raise TocsinError(
            f"cannot draw to {path.name!r}: the name must end in {' or '.join(PICTURES)}"
        )
    if not any(one.means for one in result.indicators):
        raise TocsinError(
            "no indicator has a series to draw; give --workspace a workspace that has collected "
            "the sources and baselines that the case names"
        )
    svg = picture(series(result, language, WIDE), "indicators", language)
    try:
        write_whole(path, png(svg) if path.suffix.lower() == ".png" else svg)
    except OSError as error:
        raise TocsinError(f"cannot write {str(path)!r}: {error}; choose another file") from error
    return path
