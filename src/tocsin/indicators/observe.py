"""From a weekly series to observations: what is live, the baseline, and blocks as they were known.

A week counts as live when the source had at least ``LIVE`` of its usual volume: a feed that is dead
is not monitored, and its zeros are never silence. Blocks of four weeks enter when they are complete
and the allowance for late rows has passed, and never change after that. The baseline lies before
the case's start, so that nothing of it is learned with hindsight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

import ibis.expr.types as ir
import numpy as np

from tocsin.case.schema import Block, Case, CountSeries, Indicator, Regime
from tocsin.indicators.documents import documents, mentions
from tocsin.indicators.law import Baseline, fit_baseline
from tocsin.indicators.ratios import ratio_law
from tocsin.indicators.series import WEEK, Week, counted, monday_of, placed_cells, weeks
from tocsin.lake import cube, store
from tocsin.lognormal import LogNormal
from tocsin.settings import Workspace

BLOCK = 4
"""Weeks in a block."""
LIVE = 0.25
"""The share of a source's usual weekly volume below which it is held to be dead."""
FEWEST = 6
"""Blocks that a baseline needs."""


@dataclass(frozen=True)
class Reading:
    """What an indicator says as of a day.

    ``missing`` tells why it is not monitored (a key of the labels); then there is no series.
    """

    indicator: Indicator
    missing: str | None = None
    weeks: Sequence[Week] = ()
    live: Sequence[bool] = ()
    usual: float = 1.0
    baseline: Baseline | None = None
    series: CountSeries | None = None
    ratios: dict[str, LogNormal] = field(default_factory=dict)

    def exposure(self, number: int) -> float:
        """The exposure of a week, in ordinary weeks; 0 where nobody collected."""
        if not self.live[number]:
            return 0.0
        if self.indicator.volume == "none":
            return 1.0
        return self.weeks[number].volume / self.usual


def read(case: Case, workspace: Workspace, as_of: date) -> list[Reading]:
    """Every indicator of a case, as the lake and the inbox of a workspace had it on a day."""
    of_documents = {one.id for one in case.indicators if one.source == "documents"}
    told = documents(workspace, case.header.id, as_of) if of_documents else []
    every = cube.weekly(workspace) if len(of_documents) < len(case.indicators) else None
    found = []
    for one in case.indicators:
        if every is None or one.id in of_documents:
            series = mentions(told, one, one.baseline.since, as_of)
        else:
            series = weeks(_query(workspace, every, one), one.baseline.since, as_of)
        found.append(reading(case, one, series, as_of))
    return found


def _query(workspace: Workspace, every: ir.Table, indicator: Indicator) -> ir.Table:
    if not indicator.places:
        return counted(every, indicator)
    return counted(every, indicator, placed_cells(store.versions(workspace), indicator))


def reading(case: Case, indicator: Indicator, series: list[Week], as_of: date) -> Reading:
    """One indicator from its weekly series, of which only what was known is looked at."""
    seen = [week for week in series if published(week.monday, indicator) <= as_of]
    ratios = {name: ratio_law(ratio) for name, ratio in indicator.levels.items()}
    if not any(week.collected for week in seen):
        return Reading(indicator, "no data", ratios=ratios)
    window = [k for k, week in enumerate(seen) if _in_baseline(week, indicator)]
    typical = [seen[k].collected for k in window if seen[k].collected]
    if not typical:
        return Reading(indicator, "no baseline", seen, [False] * len(seen), ratios=ratios)
    floor = LIVE * median(typical)
    live = [
        week.collected >= floor and week.collected > 0 and _collecting(week, indicator)
        for week in seen
    ]
    volumes = [seen[k].volume for k in window if live[k]]
    usual = sum(volumes) / len(volumes) if sum(volumes) else 1.0
    bare = Reading(indicator, None, seen, live, usual, ratios=ratios)
    return _with_series(case, bare, window)


def _with_series(case: Case, bare: Reading, window: list[int]) -> Reading:
    """A reading with its baseline and its blocks, or the reason why it has none."""
    indicator = bare.indicator
    parts = [window[k : k + BLOCK] for k in range(0, len(window) - BLOCK + 1, BLOCK)]
    usable = [part for part in parts if _enough(bare, part)]
    if len(usable) < FEWEST:
        return Reading(indicator, "short baseline", bare.weeks, bare.live, bare.usual,
                       ratios=bare.ratios)  # fmt: skip
    counts = np.array([float(_count(bare, part)) for part in usable])
    exposure = np.array([_exposure(bare, part) for part in usable])
    baseline = fit_baseline(counts, exposure)
    return Reading(
        indicator, None, bare.weeks, bare.live, bare.usual, baseline,
        _series(case, bare, baseline), bare.ratios,
    )  # fmt: skip


def _series(case: Case, bare: Reading, baseline: Baseline) -> CountSeries:
    indicator = bare.indicator
    regimes = {indicator.baseline_level: _regime(baseline, LogNormal(0.0, 0.0))}
    regimes |= {name: _regime(baseline, law) for name, law in bare.ratios.items()}
    raised = indicator.raised_by
    return CountSeries(
        indicator=indicator.id,
        node=indicator.node,
        label=indicator.label,
        baseline=regimes[indicator.baseline_level],
        regimes=regimes,
        raised_by=None if raised is None else raised.when,
        raised=None if raised is None else _regime(baseline, ratio_law(raised.ratio)),
        size=baseline.size,
        blocks=_blocks(case, bare),
    )


def _regime(baseline: Baseline, ratio: LogNormal) -> Regime:
    return Regime(
        log_mean=baseline.log_mean + ratio.mean, log_sd=math.hypot(baseline.log_sd, ratio.sd)
    )


def _blocks(case: Case, bare: Reading) -> list[Block]:
    """Blocks of whole weeks counted from the first Monday of the case; one that is half dead or
    more is left out.
    """
    start = case.header.start
    first = monday_of(start + WEEK - timedelta(days=1))
    numbers = [k for k, week in enumerate(bare.weeks) if week.monday >= first]
    found = []
    for k in range(0, len(numbers) - BLOCK + 1, BLOCK):
        part = numbers[k : k + BLOCK]
        if _enough(bare, part):
            last = bare.weeks[part[-1]].monday
            found.append(
                Block(
                    since=bare.weeks[part[0]].monday,
                    until=last + WEEK - timedelta(days=1),
                    published=published(last, bare.indicator),
                    count=_count(bare, part),
                    exposure=_exposure(bare, part),
                )
            )
    return found


def published(monday: date, indicator: Indicator) -> date:
    """The day on which a week counts: it is over, and its allowance for late rows has passed."""
    return monday + (1 + indicator.lag_weeks) * WEEK


def _in_baseline(week: Week, indicator: Indicator) -> bool:
    window = indicator.baseline
    return window.since <= week.monday and week.monday + WEEK - timedelta(days=1) <= window.until


def _collecting(week: Week, indicator: Indicator) -> bool:
    """Whether the case says that somebody collected throughout a week."""
    since, until = indicator.since or date.min, indicator.until or date.max
    return since <= week.monday and week.monday + timedelta(days=6) <= until


def _enough(bare: Reading, part: list[int]) -> bool:
    """At least half of the weeks are live, with some volume."""
    return 2 * sum(bare.live[k] for k in part) >= len(part) and _exposure(bare, part) > 0


def _count(bare: Reading, part: list[int]) -> int:
    return sum(bare.weeks[k].count for k in part if bare.live[k])


def _exposure(bare: Reading, part: list[int]) -> float:
    return sum(bare.exposure(k) for k in part)
