"""How each kind of evidence counts, with the very numbers that the filter and the matrix use."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np

from tocsin.case.formula import names, parse
from tocsin.case.schema import (
    Block,
    Case,
    CountSeries,
    Influence,
    Interval,
    Node,
    Rating,
    Report,
    Timeline,
    TimelineEntry,
)
from tocsin.case.spoken import Speaker
from tocsin.engine.compile import gamma_of
from tocsin.engine.rates import Gamma
from tocsin.indicators.law import DISCOUNT, block_law
from tocsin.inference import ratings
from tocsin.inference.evidence import report_log_ratio
from tocsin.language import Text
from tocsin.results import (
    CountMean,
    CountWeight,
    Multiplier,
    QuietWeight,
    RatingShare,
    RatingWeight,
    ReportWeight,
    StepWeight,
    Watcher,
)


class Scales:
    """Weighs the evidence of one case as of one day."""

    def __init__(self, case: Case, as_of: date) -> None:
        self.case = case
        self.as_of = as_of
        self._speaker = Speaker(case)
        self._nodes = {node.id: node for node in case.model.nodes}
        self._learned = {} if case.learned is None else {one.id: one for one in case.learned.rates}
        known = [one for one in case.evidence.ratings if one.published <= as_of]
        self._rows = {row.id: row for row in ratings.matrix(case, known)}

    def step(self, timeline: Timeline, entry: TimelineEntry) -> StepWeight:
        """How one step of a timeline counts."""
        node = self._nodes[timeline.node]
        levels = [level.id for level in node.levels]
        labels = {level.id: level.label for level in node.levels}
        before = self._before(timeline, entry)
        change = levels.index(entry.level) - levels.index(before)
        direction = "up" if change > 0 else "down" if change < 0 else "none"
        law = self._law(node, direction, before)
        own = [
            one
            for one in self.case.model.influences
            if one.node == node.id
            and one.direction == direction
            and (not one.leaving or before in one.leaving)
        ]
        return StepWeight(
            node=node.id,
            node_label=node.label,
            before=labels[before],
            after=labels[entry.level],
            direction=direction,
            rate_mean=None if law is None else law.shape / law.years,
            shape=None if law is None else law.shape,
            years=None if law is None else law.years,
            multipliers=[self._multiplier(one) for one in own],
            moves=[self._multiplier(one) for one in self._naming(node.id)],
        )

    def _before(self, timeline: Timeline, entry: TimelineEntry) -> str:
        """The level that the step leaves; a start in doubt counts as its likeliest level."""
        place = timeline.entries.index(entry)
        if place:
            return timeline.entries[place - 1].level
        start = self._nodes[timeline.node].start
        return start if isinstance(start, str) else max(start, key=start.__getitem__)

    def _law(self, node: Node, direction: str, before: str) -> Gamma | None:
        stated = {"up": node.up, "down": node.down}.get(direction)
        if isinstance(stated, dict):
            stated = stated.get(before)
        return None if stated is None else gamma_of(stated, self._learned)

    def _naming(self, node: str) -> Iterator[Influence]:
        """The influences whose condition names the node, itself or through a derived one."""
        derived = {each.id: each for each in self.case.model.derived}
        reach = {node}
        for _ in derived:
            reach |= {
                name
                for name, each in derived.items()
                if any(level.when and reach & names(parse(level.when)) for level in each.levels)
            }
        return (one for one in self.case.model.influences if reach & names(parse(one.when)))

    def _multiplier(self, one: Influence) -> Multiplier:
        factor = one.factor if isinstance(one.factor, Interval) else None
        return Multiplier(
            influence=one.id,
            node=one.node,
            node_label=self._nodes[one.node].label,
            direction=one.direction,
            when=self._speaker.say(parse(one.when)),
            low=None if factor is None else factor.low,
            high=None if factor is None else factor.high,
            typical=None if factor is None else math.sqrt(factor.low * factor.high),
            source=one.source,
        )

    def report(self, one: Report) -> ReportWeight:
        """How a report counts: once for its origin, by the table of the case."""
        tables = self.case.header.tables
        ordered = sorted(self.case.evidence.reports, key=lambda each: each.published)
        first = next(each for each in ordered if each.origin == one.origin)
        return ReportWeight(
            says=self._speaker.say(parse(one.says)),
            code=one.code,
            reliability=tables.reliability[one.code[0]],
            credibility=tables.credibility[one.code[1]],
            report_ratio=tables.report_ratio,
            likelihood_ratio=math.exp(report_log_ratio(self.case, one)),
            origin=one.origin,
            counted_already=None if first.id == one.id else first.id,
        )

    def rating(self, one: Rating) -> RatingWeight:
        """How a rated item counts, together with what of its cluster is known by the day."""
        tables, row = self.case.header.tables, self._rows[one.id]
        labels = {h.id: h.label for group in self.case.header.groups for h in group.hypotheses}
        members = sum(each.cluster == one.cluster and each.counts for each in self._rows.values())
        repeats = None if one.repeats is None else self._nodes[one.repeats].label
        return RatingWeight(
            cluster=one.cluster,
            members=members,
            correlation=tables.cluster_correlation,
            discount=row.discount,
            exponent=tables.rating_exponent,
            repeats=repeats,
            shares=[
                RatingShare(
                    hypothesis=cell.hypothesis,
                    label=labels[cell.hypothesis],
                    code=cell.code,
                    ratio=tables.consistency[cell.code],
                    log_ratio=ratings.log_ratio(self.case, cell.code),
                    weight=cell.log_ratio,
                )
                for cell in row.cells
            ],
        )

    def count(self, series: CountSeries, block: Block) -> CountWeight:
        """How one block weighs at each level of its node, at the middle of the level's mean."""
        node = self._nodes[series.node]
        means = []
        for level in node.levels:
            mean = math.exp(series.regimes[level.id].log_mean) * block.exposure
            law = block_law(np.asarray(float(block.count)), np.asarray(mean), series.size)
            means.append(
                CountMean(label=level.label, mean=mean, log_probability=DISCOUNT * float(law))
            )
        return CountWeight(
            node_label=node.label,
            count=block.count,
            exposure=block.exposure,
            size=series.size,
            means=means,
        )

    def quiet(self, year: int) -> QuietWeight:
        """Who would have told of a step in a year: timelines and declared watches."""
        first, last = date(year, 1, 1), min(date(year, 12, 31), self.as_of)
        watchers = [
            Watcher(label=self._nodes[line.node].label, by=line.watched_by, rate=None)
            for line in self.case.evidence.timelines
            if self.case.header.start <= last and line.until >= first
        ]
        watchers += [
            Watcher(label=watch.label, by=self._silent(watch.says), rate=watch.rate)
            for watch in self.case.evidence.watches
            if watch.since <= last and watch.until >= first
        ]
        return QuietWeight(year=year, watchers=watchers)

    def _silent(self, says: str) -> Text:
        return self._speaker.say(parse(says))
