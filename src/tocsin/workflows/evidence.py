"""Evidence and sources: what a case rests on as of a day, each item with what it cites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from tocsin.case.additions import known_on
from tocsin.case.schema import Case, Claim, Timeline
from tocsin.errors import NotFoundError
from tocsin.language import Text
from tocsin.periods import earliest
from tocsin.results import (
    CitedClaim,
    CitedSource,
    Evidence,
    EvidenceDetail,
    EvidenceItem,
    SourceDetail,
    Sources,
)

Cited = TypeVar("Cited", EvidenceItem, CitedSource)


def evidence(case: Case, *, as_of: date | None = None) -> Evidence:
    """Every item of the evidence that was public by the day, newest first.

    Args:
        case: the case, with what a workspace adds to it.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
    """
    day = as_of or case.header.evidence_until
    items = sorted(_items(case, day), key=lambda item: (item.published, item.id), reverse=True)
    return Evidence(case=case.header.id, as_of=day, total=len(items), items=items)


def sources(case: Case, *, as_of: date | None = None) -> Sources:
    """The sources of a case; what bears a later date than the day is left out.

    Args:
        case: the case, with what a workspace adds to it.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
    """
    day = as_of or case.header.evidence_until
    cited: defaultdict[str, list[str]] = defaultdict(list)
    for item in evidence(case, as_of=day).items:
        for key in item.sources:
            cited[key].append(item.id)
    resting: defaultdict[str, list[str]] = defaultdict(list)
    for claim in case.claims:
        for citation in claim.evidence:
            resting[citation.source].append(claim.id)
    items = [
        CitedSource(
            **source.model_dump(include=set(CitedSource.model_fields)),
            evidence=cited[source.id],
            claims=list(dict.fromkeys(resting[source.id])),
        )
        for source in case.sources
        if source.date is None or earliest(source.date) <= day
    ]
    return Sources(case=case.header.id, as_of=day, total=len(items), items=items)


def evidence_detail(case: Case, item: str, *, as_of: date | None = None) -> EvidenceDetail:
    """One item of the evidence with the sources and the claims that it names.

    Raises:
        NotFoundError: no such item was known on the day.
    """
    found = _one(evidence(case, as_of=as_of).items, item, "item of evidence")
    known = sources(case, as_of=as_of).items
    claimed = set(found.claims)
    return EvidenceDetail(
        item=found,
        sources=[each for each in known if each.id in found.sources],
        claims=[cited_claim(each) for each in case.claims if each.id in claimed],
    )


def source_detail(case: Case, source: str, *, as_of: date | None = None) -> SourceDetail:
    """One source with the evidence and the claims that cite it.

    Raises:
        NotFoundError: no such source was there on the day.
    """
    found = _one(sources(case, as_of=as_of).items, source, "source")
    return SourceDetail(
        source=found,
        evidence=[
            each for each in evidence(case, as_of=as_of).items if each.id in found.evidence
        ],
        claims=[cited_claim(each) for each in case.claims if each.id in found.claims],
    )  # fmt: skip


def _one(items: Iterable[Cited], key: str, what: str) -> Cited:
    for item in items:
        if item.id == key:
            return item
    raise NotFoundError(f"no {what} {key!r} was known on that day; the list names those there are")


def _items(case: Case, day: date) -> Iterator[EvidenceItem]:
    known = known_on(case.evidence, day)
    labels: dict[str, tuple[Text, dict[str, Text]]] = {
        node.id: (node.label, {level.id: level.label for level in node.levels})
        for node in case.model.nodes
    }
    for line in known.timelines:
        yield from _steps(line, *labels[line.node])
    for report in known.reports:
        yield _item(
            id=report.id, kind="report", label=report.label, published=report.published,
            happened=report.date, says=report.says, code=report.code, origin=report.origin,
            sources=report.sources, claims=report.claims,
        )  # fmt: skip
    for rating in known.ratings:
        yield _item(
            id=rating.id, kind="rating", label=rating.label, published=rating.published,
            cluster=rating.cluster, scores=dict(rating.scores), sources=rating.sources,
            claims=rating.claims,
        )  # fmt: skip
    for watch in known.watches:
        yield _item(
            id=watch.id, kind="watch", label=watch.label, published=watch.since,
            happened=watch.since, until=watch.until, says=watch.says, rate=watch.rate,
        )  # fmt: skip


def _steps(line: Timeline, label: Text, levels: dict[str, Text]) -> Iterator[EvidenceItem]:
    """The steps of a node's timeline, and the sightings that confirm them."""
    for entry in line.entries:
        yield _item(
            id=entry.id, kind="level", label=entry.label, published=entry.published,
            happened=entry.date, node=line.node, node_label=label, level=entry.level,
            level_label=levels[entry.level], sources=entry.sources or line.sources,
            claims=entry.claims,
        )  # fmt: skip
    for number, seen in enumerate(line.sightings, start=1):
        yield _item(
            id=f"{line.node}.seen.{number}", kind="sighting", label=seen.label,
            published=seen.date, happened=seen.date, node=line.node, node_label=label,
            sources=seen.sources or line.sources,
        )  # fmt: skip


def _item(**stated: object) -> EvidenceItem:
    nothing = dict.fromkeys(EvidenceItem.model_fields)
    empty: dict[str, object] = {"scores": {}, "sources": [], "claims": []}
    return EvidenceItem.model_validate(nothing | empty | stated)


def cited_claim(claim: Claim) -> CitedClaim:
    """A claim with the ids of the sources that bear on it."""
    return CitedClaim(
        **claim.model_dump(include=set(CitedClaim.model_fields) - {"sources"}),
        sources=list(dict.fromkeys(citation.source for citation in claim.evidence)),
    )
