"""``evidence.yaml``: timelines, reports, ratings, watches, discriminators."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from tocsin.case.schema.base import Day, Entry, Key, Name, Positive
from tocsin.language import Text


class TimelineEntry(Entry):
    """From ``date`` on the node stands at ``level``; this was public from ``published`` on."""

    id: Key
    date: Day
    published: Day
    level: Name
    label: Text
    sources: list[Key] = []
    claims: list[Key] = []


class Sighting(Entry):
    """A dated confirmation that the level had not changed; shown, never counted by itself."""

    date: Day
    label: Text
    sources: list[Key] = []


class Timeline(Entry):
    """What a person has decided is known of a node, from the case's start to ``until``."""

    node: Name
    until: Day
    watched_by: Text
    entries: list[TimelineEntry] = []
    sightings: list[Sighting] = []
    sources: list[Key] = []


class Report(Entry):
    """A dated statement nobody has decided on yet: ``says`` is a formula over the nodes."""

    id: Key
    label: Text
    date: Day
    published: Day
    says: str
    code: Annotated[str, StringConstraints(pattern=r"^[A-F][1-6]$")]
    origin: Key
    sources: list[Key] = []
    claims: list[Key] = []


Consistency = Literal["CC", "C", "N", "I", "II", "NA"]


class Rating(Entry):
    """How consistent an item is with each hypothesis. ``repeats`` names a timeline that already
    says it: the item is shown in the matrix and kept out of the count.
    """

    id: Key
    label: Text
    published: Day
    cluster: Name
    scores: dict[Name, Consistency]
    sources: list[Key] = []
    claims: list[Key] = []
    diagnosticity: Text | None = None
    repeats: Name | None = None


class Watch(Entry):
    """A declared watch: while ``says`` holds we would hear of it at ``rate`` a year."""

    id: Key
    label: Text
    says: str
    rate: Positive
    since: Day
    until: Day
    source: str


class Discriminator(Entry):
    """A future observation that would tell hypotheses apart."""

    id: Key
    observation: Text
    scores: dict[Name, Consistency]
    moves: Text
    strength: str
    where: str


class EvidenceFile(Entry):
    """``evidence.yaml``."""

    timelines: list[Timeline] = []
    reports: list[Report] = []
    ratings: list[Rating] = []
    watches: list[Watch] = []
    discriminators: list[Discriminator] = []
