"""Weighed: every item that a probability rests on, how it counts, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.case.schema import Case
from tocsin.results import (
    CitedSource,
    Explanation,
    ExplanationRow,
    Quote,
    WeighedEvidence,
    WeighedItem,
)
from tocsin.workflows.evidence import cited_claim, sources
from tocsin.workflows.weighing import Scales


def weighed(
    case: Case, explanation: Explanation, *, workspace: str | Path | None = None
) -> WeighedEvidence:
    """Every item of evidence known on the day of an explanation, then its terms that are none.

    Args:
        case: the case that was explained.
        explanation: what each item did.
        workspace: folder of the workspace whose ledger brought items to the case, if any: its
            passages are shown with them.
    """
    held: dict[str, tuple[date, list[Quote]]] = {}
    if workspace is not None:
        # the database's library takes half a second to import
        from tocsin.workflows.quotes import quotes

        held = quotes(workspace, case.header.id)
    known = _Known(case, explanation, held)
    items = sorted(known.items(), key=lambda item: (item.published or date.min, item.id))
    shown = {item.id for item in items}
    items += [known.term(row) for row in explanation.rows if row.id not in shown]
    return WeighedEvidence(
        case=case.header.id,
        title=case.header.title,
        outcome=explanation.outcome,
        outcome_label=explanation.outcome_label,
        months=explanation.months,
        as_of=explanation.as_of,
        items=items,
    )


@dataclass
class _Known:
    """The evidence of a case as of the day of an explanation."""

    case: Case
    explanation: Explanation
    held: dict[str, tuple[date, list[Quote]]]

    def __post_init__(self) -> None:
        self.day = self.explanation.as_of
        self.scales = Scales(self.case, self.day)
        self.rows = {row.id: row for row in self.explanation.rows}
        known = sources(self.case, as_of=self.day).items
        self.sources = {source.id: source for source in known}
        self.claims = {claim.id: claim for claim in self.case.claims}

    def items(self) -> Iterator[WeighedItem]:
        """Steps, reports, ratings and blocks of counts that were public by the day."""
        evidence = self.case.evidence
        for line in evidence.timelines:
            for entry in line.entries:
                if entry.published <= self.day:
                    cited = [*entry.sources, *entry.claims] or line.sources
                    step = self.scales.step(line, entry)
                    yield self._item("evidence", entry, entry.date, step, cited)
        for report in evidence.reports:
            if report.published <= self.day:
                cited = [*report.sources, *report.claims]
                yield self._item("report", report, report.date, self.scales.report(report), cited)
        for rating in evidence.ratings:
            if rating.published <= self.day:
                cited = [*rating.sources, *rating.claims]
                yield self._item("rating", rating, None, self.scales.rating(rating), cited)
        for series in self.case.counted:
            for block in series.blocks:
                row = self.rows.get(f"{series.indicator}.{block.until}")
                if row is not None:
                    told = {"weight": self.scales.count(series, block), "happened": block.until}
                    yield self.term(row).model_copy(update=told)

    def term(self, row: ExplanationRow) -> WeighedItem:
        """A term of the explanation that no entry of the case stands for."""
        year = row.id.removeprefix("time_")
        quiet = row.kind == "time" and year.isdigit()
        return WeighedItem(
            id=row.id, kind=row.kind, label=row.label, happened=None, published=row.date,
            retrieved=None, change=row.change, mc_error=row.mc_error,
            weight=self.scales.quiet(int(year)) if quiet else None,
            claims=[], sources=self._sources(row.sources), passages=[],
        )  # fmt: skip

    def _item(
        self, kind: Any, entry: Any, happened: date | None, weight: Any, cited: Iterable[str]
    ) -> WeighedItem:
        row = self.rows.get(entry.id)
        retrieved, passages = self.held.get(entry.id, (None, []))
        cited = list(cited)
        claims = [cited_claim(self.claims[name]) for name in cited if name in self.claims]
        below = [source for claim in claims for source in claim.sources]
        return WeighedItem(
            id=entry.id, kind=kind, label=entry.label if row is None else row.label,
            happened=happened, published=entry.published, retrieved=retrieved,
            change=None if row is None else row.change,
            mc_error=None if row is None else row.mc_error,
            weight=weight, claims=claims, sources=self._sources([*cited, *below]),
            passages=passages,
        )  # fmt: skip

    def _sources(self, cited: Iterable[str]) -> list[CitedSource]:
        named = dict.fromkeys(cited)
        return [self.sources[name] for name in named if name in self.sources]
