"""Evidence in the ledger: versions that supersede each other, and what was known on a day.

Each item has four dates. It *happened*, it was *published*, we *retrieved* it, and a newer version
may have *superseded* it. As of a day counts what was published by then, whenever it was retrieved
or decided, so that older documents can be caught up on. There are two ways to be superseded:

* a **revision**: the source changed what it says. The newer version counts from the day on which it
  was published, and before that day the older one still does;
* a **correction**: we had read the source wrongly. The newer version takes the older one's place
  on every day.

What the ledger itself held at some point is another question: it is answered by ``up_to``, the
number of the last entry that is looked at.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tocsin.case.schema import Case, EvidenceFile, Source, Timeline
from tocsin.labels import LABELS
from tocsin.ledger.items import Item, put_together, read_item
from tocsin.ledger.proposals import number_of, origin_name, origins_of
from tocsin.ledger.store import Row, Snapshot, Transaction, canonical

DECLARED = ("timeline", "watch")
"""Kinds that nobody published: watching counts as far as it had come on the day that is asked."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an item or source, with its dates; ``superseded`` is None while it stands.

    ``withdrawn`` marks a version that says no more than that the item no longer stands.
    """

    number: int
    kind: str
    key: str
    happened: str | None
    published: date
    retrieved: str
    superseded: date | None
    corrected: bool
    withdrawn: bool
    decision: int
    content: str


def versions(book: Snapshot, table: str, case: str, *, up_to: int | None = None) -> list[Version]:
    """Every version of the ``evidence`` or ``sources`` of a case, in the order of recording."""
    rows = book.rows(table, case_id=case, up_to=up_to)
    corrected = {row["corrects"]: row for row in rows if row["corrects"] is not None}
    standing: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row["seq"] not in corrected:
            standing.setdefault((row["kind"], row["key"]), []).append(row)
    superseded: dict[int, date] = {number: row["published"] for number, row in corrected.items()}
    for chain in standing.values():
        chain.sort(key=lambda row: (row["published"], row["seq"]))
        for row, following in itertools.pairwise(chain):
            superseded[row["seq"]] = following["published"]
    return [
        Version(
            number=row["seq"],
            superseded=superseded.get(row["seq"]),
            corrected=row["seq"] in corrected,
            **{
                name: row[name]
                for name in (
                    "kind", "key", "happened", "published", "retrieved", "withdrawn", "decision",
                    "content",
                )
            },
        )
        for row in rows
    ]  # fmt: skip


def standing(found: Iterable[Version], as_of: date | None = None) -> list[Version]:
    """The versions that count as of a day (by default of today and all days to come)."""
    return [
        one
        for one in found
        if not one.corrected
        and not one.withdrawn
        and (one.superseded is None or (as_of is not None and one.superseded > as_of))
        and (as_of is None or one.published <= as_of)
    ]


def known(
    book: Snapshot, case: Case, as_of: date | None = None, *, up_to: int | None = None
) -> tuple[list[Source], EvidenceFile]:
    """What has been accepted for a case, as known on a day, in the shape of a case's own files.

    Args:
        book: the ledger.
        case: the case; its timelines lend their heads to steps that continue them.
        as_of: the date of knowledge; without it all that has been accepted.
        up_to: the last entry of the ledger that is looked at; by default the newest.
    """
    name = case.header.id
    sources = standing(versions(book, "sources", name, up_to=up_to), as_of)
    found = standing(versions(book, "evidence", name, up_to=up_to), as_of)
    origins = _origins(book, up_to)
    items = [
        _as_known(read_item(one.kind, one.content), as_of, origins.get(one.decision))
        for one in found
    ]
    own = {timeline.node: timeline for timeline in case.evidence.timelines}
    heads = {item.node: _head(item.node, own.get(item.node), case) for item in items if item.node}
    return (
        [Source.model_validate_json(one.content) for one in sources],
        put_together(_in_order(items), heads),
    )


@dataclass
class Recorder:
    """Records what one decision brought to a case.

    An item or source of a name that stands already is corrected, or revised where ``revises`` is
    set; one that says the same is left as it is.
    """

    book: Transaction
    case: str
    decision: int
    retrieved: str
    revises: bool = False
    _newest: dict[tuple[str, str, str], Version] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for table in ("sources", "evidence"):
            for one in versions(self.book, table, self.case):
                if not one.corrected:
                    self._newest[table, one.kind, one.key] = one

    def item(self, item: Item, published: date) -> None:
        """Record an item; one with a date of publication of its own keeps that."""
        day = None if item.happened is None else item.happened.isoformat()
        known_from = published_of(item, published)
        self._append("evidence", item.kind, item.key, day, known_from, item.content)

    def source(self, source: Source, published: date) -> None:
        """Record a source."""
        content = canonical(source.model_dump(mode="json"))
        self._append("sources", "source", source.id, source.date, published, content)

    def withdraw(self, version: Version) -> None:
        """Record that an item no longer stands, and never should have."""
        self._write(
            "evidence", version.kind, version.key, version.happened, version.published,
            version.content, corrects=version.number, withdrawn=True,
        )  # fmt: skip

    def _append(
        self, table: str, kind: str, key: str, happened: str | None, published: date, content: str
    ) -> None:
        before = self._newest.get((table, kind, key))
        if before is not None and (before.content, before.withdrawn) == (content, False):
            return
        corrects = None if before is None or self.revises else before.number
        self._write(
            table, kind, key, happened, published, content, corrects=corrects, withdrawn=False
        )

    def _write(
        self, table: str, kind: str, key: str, happened: str | None, published: date, content: str,
        *, corrects: int | None, withdrawn: bool,
    ) -> None:  # fmt: skip
        number = self.book.append(
            table, case_id=self.case, kind=kind, key=key, happened=happened, published=published,
            retrieved=self.retrieved, corrects=corrects, withdrawn=withdrawn,
            decision=self.decision, content=content,
        )  # fmt: skip
        self._newest[table, kind, key] = Version(
            number, kind, key, happened, published, self.retrieved, None, False, withdrawn,
            self.decision, content,
        )  # fmt: skip


def published_of(item: Item, otherwise: date) -> date:
    """The day from which an item was public; a watch from its beginning, a head from the first."""
    if item.kind == "timeline":
        return date.min
    if item.kind == "watch":
        day: date = item.entry.since
        return day
    return getattr(item.entry, "published", None) or otherwise


def _as_known(item: Item, day: date | None, origin: str | None) -> Item:
    """What was declared, as far as it had come on the day; a report with its origin by now."""
    change: dict[str, object] = {}
    if day is not None and item.kind in DECLARED and item.entry.until > day:
        change["until"] = day
    if item.kind == "report" and origin is not None:
        change["origin"] = origin
    return Item(item.kind, item.entry.model_copy(update=change), item.node) if change else item


def _origins(book: Snapshot, up_to: int | None) -> dict[int, str]:
    """The origin of what each acceptance brought: it follows what is decided about copies later."""
    origins = origins_of(book, up_to=up_to)
    return {
        row["seq"]: origin_name(origins, number)
        for row in book.rows("decisions", verdict="accept", up_to=up_to)
        for number in [number_of(row["subject"])]
    }


def _head(node: str, own: Timeline | None, case: Case) -> Timeline:
    """The head of a timeline: the case's own, or one that says who watches: whoever accepts."""
    if own is not None:
        return own.model_copy(update={"entries": [], "sightings": [], "sources": []})
    return Timeline(node=node, until=case.header.start, watched_by=LABELS["watched in the ledger"])


def _in_order(items: list[Item]) -> list[Item]:
    """Steps and sightings by their dates; all else as it was recorded."""
    return sorted(items, key=lambda item: item.happened or date.min if item.node else date.min)
