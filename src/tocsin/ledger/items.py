"""Evidence item by item: an evidence file taken apart, and put together again without loss."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.case.schema import (
    Discriminator,
    Entry,
    EvidenceFile,
    Rating,
    Report,
    Sighting,
    Timeline,
    TimelineEntry,
    Watch,
)
from tocsin.ledger.store import canonical

KINDS: dict[str, type[Entry]] = {
    "timeline": Timeline,
    "entry": TimelineEntry,
    "sighting": Sighting,
    "report": Report,
    "rating": Rating,
    "watch": Watch,
    "discriminator": Discriminator,
}
"""What an evidence file is made of. A ``timeline`` is its head: node, watch and reach alone."""

OF_A_NODE = ("timeline", "entry", "sighting")


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its kind, its content, and the node of whose timeline it is a part."""

    kind: str
    entry: Any
    node: str | None = None

    @property
    def key(self) -> str:
        """What it is called within its kind and case; a sighting is called by all that it says."""
        if self.kind == "timeline":
            return str(self.node)
        if self.kind == "sighting":
            said = canonical([self.node, self.entry.model_dump(mode="json")])
            return hashlib.sha256(said.encode()).hexdigest()[:16]
        return str(self.entry.id)

    @property
    def happened(self) -> date | None:
        """The day that it is about; a rating, a head and a discriminator are about none."""
        if self.kind == "watch":
            return date.fromisoformat(str(self.entry.since))
        day: date | None = getattr(self.entry, "date", None)
        return day

    @property
    def content(self) -> str:
        """The item as the ledger keeps it."""
        return canonical({"node": self.node, "entry": self.entry.model_dump(mode="json")})


def read_item(kind: str, content: str) -> Item:
    """The item that ``Item.content`` wrote."""
    said = json.loads(content)
    return Item(kind, KINDS[kind].model_validate(said["entry"]), said["node"])


def take_apart(evidence: EvidenceFile) -> list[Item]:
    """Every item of an evidence file, in its order."""
    items: list[Item] = []
    for timeline in evidence.timelines:
        head = timeline.model_copy(update={"entries": [], "sightings": []})
        items.append(Item("timeline", head, timeline.node))
        items += [Item("entry", one, timeline.node) for one in timeline.entries]
        items += [Item("sighting", one, timeline.node) for one in timeline.sightings]
    for kind, entries in (
        ("report", evidence.reports),
        ("rating", evidence.ratings),
        ("watch", evidence.watches),
        ("discriminator", evidence.discriminators),
    ):
        items += [Item(kind, one) for one in entries]
    return items


def put_together(items: Iterable[Item], heads: dict[str, Timeline]) -> EvidenceFile:
    """The evidence file of these items.

    ``heads`` gives the head of a timeline of which only steps or sightings are among the items.
    """
    found: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    timelines: dict[str, Timeline] = {}
    parts: dict[str, dict[str, list[Any]]] = {}
    for item in items:
        if item.node is None:
            found[item.kind].append(item.entry)
            continue
        part = parts.setdefault(item.node, {"entries": [], "sightings": []})
        if item.kind == "timeline":
            timelines[item.node] = item.entry
        else:
            part["entries" if item.kind == "entry" else "sightings"].append(item.entry)
    return EvidenceFile(
        timelines=[
            (timelines.get(node) or heads[node]).model_copy(update=part)
            for node, part in parts.items()
        ],
        reports=found["report"],
        ratings=found["rating"],
        watches=found["watch"],
        discriminators=found["discriminator"],
    )
