"""A case together with evidence from elsewhere, and the evidence that was known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tocsin.case.schema import Case, EvidenceFile, Source, Timeline


def with_evidence(case: Case, sources: list[Source], evidence: EvidenceFile) -> Case:
    """The case with more evidence, as if its own files held it.

    A timeline of a node that has one already continues it: steps stand in order of their dates, and
    the node is known for as long as either of the two says, or its last step. The case's evidence
    reaches as far as the last of what is added. Nothing is judged here; ``check`` is for that.
    """
    if not sources and evidence == EvidenceFile():
        return case
    own = case.evidence
    added = {timeline.node: timeline for timeline in evidence.timelines}
    timelines = [_continued(timeline, added.pop(timeline.node, None)) for timeline in own.timelines]
    merged = EvidenceFile(
        timelines=[*timelines, *(_continued(timeline, None) for timeline in added.values())],
        reports=[*own.reports, *evidence.reports],
        ratings=[*own.ratings, *evidence.ratings],
        watches=[*own.watches, *evidence.watches],
        discriminators=[*own.discriminators, *evidence.discriminators],
    )
    reach = max([case.header.evidence_until, *_days(merged)])
    return case.model_copy(
        update={
            "header": case.header.model_copy(update={"evidence_until": reach}),
            "sources": [*case.sources, *(one for one in sources if one not in case.sources)],
            "evidence": merged,
        }
    )


def known_on(evidence: EvidenceFile, day: date) -> EvidenceFile:
    """What of the evidence was public on a day; watching counts as far as it had come."""
    return EvidenceFile(
        timelines=[
            one.model_copy(
                update={
                    "until": min(one.until, day),
                    "entries": [entry for entry in one.entries if entry.published <= day],
                    "sightings": [seen for seen in one.sightings if seen.date <= day],
                }
            )
            for one in evidence.timelines
        ],
        reports=[one for one in evidence.reports if one.published <= day],
        ratings=[one for one in evidence.ratings if one.published <= day],
        watches=[
            one.model_copy(update={"until": min(one.until, day)})
            for one in evidence.watches
            if one.since <= day
        ],
    )


def _continued(timeline: Timeline, more: Timeline | None) -> Timeline:
    """One timeline from what two say of a node."""
    entries, sightings, sources, until = (
        timeline.entries, timeline.sightings, timeline.sources, timeline.until,
    )  # fmt: skip
    if more is not None:
        entries = sorted([*entries, *more.entries], key=lambda one: one.date)
        sightings = sorted([*sightings, *more.sightings], key=lambda one: one.date)
        sources = [*sources, *(one for one in more.sources if one not in sources)]
        until = max(until, more.until)
    last = [*(one.date for one in entries), *(one.date for one in sightings)]
    return timeline.model_copy(
        update={
            "until": max([until, *last]),
            "entries": entries,
            "sightings": sightings,
            "sources": sources,
        }
    )


def _days(evidence: EvidenceFile) -> Iterator[date]:
    """The days up to which evidence reaches."""
    for timeline in evidence.timelines:
        yield timeline.until
        yield from (entry.published for entry in timeline.entries)
    yield from (report.published for report in evidence.reports)
    yield from (rating.published for rating in evidence.ratings)
