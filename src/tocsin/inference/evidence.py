"""The evidence of a case as the filter meets it: dated items and what is known of which node."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tocsin.case.schema import Case, Report
from tocsin.engine.compile import Compiled
from tocsin.inference.ratings import increments
from tocsin.language import Text


@dataclass(frozen=True)
class Item:
    """One piece of evidence.

    ``effective`` is the day on which it bears on the state; ``published`` the day from which it
    counts. A jump puts ``node`` at ``level``; a report multiplies the weight of particles in which
    condition ``function`` holds by exp(log_ratio); a rating adds ``by_hypothesis``.
    """

    id: str
    kind: Literal["jump", "report", "rating"]
    effective: date
    published: date
    label: Text
    sources: tuple[str, ...]
    node: int = -1
    level: int = -1
    function: int = -1
    log_ratio: float = 0.0
    by_hypothesis: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Watched:
    """A declared watch: silence while ``function`` holds weighs ``rate`` a year."""

    function: int
    rate: float
    since: date
    until: date


@dataclass(frozen=True)
class Schedule:
    """All evidence of a case: items by publication, watches, and how long each node is known."""

    items: list[Item]
    watches: list[Watched]
    known_until: dict[int, date]


def conditions(case: Case) -> list[str]:
    """The formulas of reports, then of watches: what the compiler must tabulate besides."""
    return [r.says for r in case.evidence.reports] + [w.says for w in case.evidence.watches]


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
            case.evidence.watches, compiled.conditions[len(reports) :], strict=True
        )
    ]
    until = {compiled.nodes[t.node]: t.until for t in case.evidence.timelines}
    return Schedule(items, watches, until)


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
