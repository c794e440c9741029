"""The evidence of a case as the filter meets it: dated items and what is known of which node."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from tocsin import formats
from tocsin.case.schema import Block, Case, CountSeries, Report
from tocsin.engine.compile import Compiled
from tocsin.inference.counts import Series, laid_out
from tocsin.inference.ratings import increments
from tocsin.language import Language, Text


@dataclass(frozen=True)
class Item:
    """One piece of evidence.

    ``effective`` is the day on which it bears on the state; ``published`` the day from which it
    counts. A jump puts ``node`` at ``level``; a report multiplies the weight of particles in which
    condition ``function`` holds by exp(log_ratio); a rating adds ``by_hypothesis``; a count
    weighs by its ``table`` of log probabilities, a row for each level, in that of the ``series``.
    """

    id: str
    kind: Literal["jump", "report", "rating", "count"]
    effective: date
    published: date
    label: Text
    sources: tuple[str, ...]
    node: int = -1
    level: int = -1
    function: int = -1
    log_ratio: float = 0.0
    by_hypothesis: tuple[tuple[str, float], ...] = ()
    series: int = -1
    table: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Watched:
    """A declared watch: silence while ``function`` holds weighs ``rate`` a year."""

    function: int
    rate: float
    since: date
    until: date


@dataclass(frozen=True)
class Schedule:
    """All evidence of a case: items by publication, watches, how long each node is known,
    and the series that counts belong to.
    """

    items: list[Item]
    watches: list[Watched]
    known_until: dict[int, date]
    series: list[Series] = field(default_factory=list)


def conditions(case: Case) -> list[str]:
    """The formulas of reports, watches and counted series: what else the compiler must tabulate."""
    formulas = [r.says for r in case.evidence.reports] + [w.says for w in case.evidence.watches]
    return formulas + [c.raised_by for c in case.counted if c.raised_by is not None]


def report_log_ratio(case: Case, report: Report) -> float:
    """The log-likelihood ratio of a report from its Admiralty code, by the case's table."""
    tables = case.header.tables
    weight = tables.reliability[report.code[0]] * tables.credibility[report.code[1]]
    return math.log(tables.report_ratio) * weight


def schedule(case: Case, compiled: Compiled) -> Schedule:
    """Collect the evidence. Of reports that share an origin only the first published counts."""
    items = _jumps(case, compiled)
    reports = case.evidence.reports
    seen: set[str] = set()
    for report, function in sorted(
        zip(reports, compiled.conditions, strict=False), key=lambda pair: pair[0].published
    ):
        if report.origin in seen:
            continue
        seen.add(report.origin)
        items.append(
            Item(
                id=report.id,
                kind="report",
                effective=report.date,
                published=report.published,
                label=report.label,
                sources=(*report.sources, *report.claims),
                function=function,
                log_ratio=report_log_ratio(case, report),
            )
        )
    items += [
        Item(
            id=rating.id,
            kind="rating",
            effective=rating.published,
            published=rating.published,
            label=rating.label,
            sources=(*rating.sources, *rating.claims),
            by_hypothesis=tuple(added.items()),
        )
        for rating, added in increments(case)
    ]
    watched = len(reports) + len(case.evidence.watches)
    series = laid_out(case.counted, compiled, compiled.conditions[watched:])
    items += _blocks(case, series)
    start = case.header.start
    # what happened or was published before the start belongs to the first day
    items = [
        replace(i, published=max(i.published, start), effective=max(i.effective, start))
        for i in items
    ]
    # ties keep the order of the case: a timeline's steps of one day stay in sequence
    items.sort(key=lambda item: (item.published, item.effective))
    watches = [
        Watched(function, watch.rate, watch.since, watch.until)
        for watch, function in zip(
            case.evidence.watches, compiled.conditions[len(reports) : watched], strict=True
        )
    ]
    until = {compiled.nodes[t.node]: t.until for t in case.evidence.timelines}
    return Schedule(items, watches, until, series)


def _jumps(case: Case, compiled: Compiled) -> list[Item]:
    return [
        Item(
            id=entry.id,
            kind="jump",
            effective=entry.date,
            published=entry.published,
            label=entry.label,
            sources=(*entry.sources, *entry.claims),
            node=compiled.nodes[timeline.node],
            level=compiled.levels[timeline.node][entry.level],
        )
        for timeline in case.evidence.timelines
        for entry in timeline.entries
    ]


def _blocks(case: Case, series: list[Series]) -> list[Item]:
    """One item for each block; it bears on the day after its last, when it was complete."""
    return [
        Item(
            id=f"{stated.indicator}.{block.until}",
            kind="count",
            effective=block.until + timedelta(days=1),
            published=block.published,
            label=_counted(stated, block),
            sources=(),
            node=one.node,
            series=number,
            table=tuple(map(tuple, one.table(block.count, block.exposure).tolist())),
        )
        for number, (stated, one) in enumerate(zip(case.counted, series, strict=True))
        for block in stated.blocks
    ]


def _counted(series: CountSeries, block: Block) -> Text:
    """What a block counted, beside the baseline's expectation for the same exposure."""
    usual = round(math.exp(series.baseline.log_mean) * block.exposure, 1)
    label, n = series.label, block.count
    en, fr = Language.EN, Language.FR
    return Text(
        en=f"{label.en}: {n} in the four weeks to {formats.day(block.until, en)} "
        f"(ordinary: {formats.decimal(usual, en, 1)})",
        fr=f"{label.fr} : {n} sur les quatre semaines au {formats.day(block.until, fr)} "
        f"(ordinaire : {formats.decimal(usual, fr, 1)})",
    )
