"""``precedents.yaml``: reference classes, coded past cases and histories, past disputes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tocsin.case.schema.base import Day, Entry, Key, Name, PartialDate, Positive, Presence
from tocsin.language import Text


class ReferenceClass(Entry):
    """``events`` onsets in ``exposure`` units (years unless said otherwise) of a class."""

    id: Key
    label: Text
    events: Annotated[float, Field(ge=0, lt=1e9)]
    exposure: Positive
    unit: Text
    source: str
    note: Text | None = None


class DatedEvent(Entry):
    """An event of a past case."""

    date: PartialDate
    event: Text


class Precedent(Entry):
    """A past case coded by hand: 1 present, 0.5 partial or disputed, 0 absent, null unknown."""

    id: Key
    label: Text
    window: str
    outcome: Text
    outcome_class: Literal["force", "no force", "incident", "invited deployment", "open"]
    factors: dict[Name, Presence | None]
    timeline: list[DatedEvent] = []
    note: Text | None = None
    source: str


class HistoryEntry(Entry):
    """A dated step of a coded history: from ``date`` on it stood at ``level``."""

    date: Day
    level: Name
    label: Text


class History(Entry):
    """Past time coded on the scale of ``node``: where it stood, from ``since`` to ``until``.

    It tells every step in that time and vouches for the quiet between them, for this case or for
    another of its kind. All of it lies before the case's start: what happened later is evidence.
    """

    id: Key
    node: Name
    label: Text
    since: Day
    until: Day
    start: Name
    entries: list[HistoryEntry] = []
    source: str
    note: Text | None = None


class PastDispute(Entry):
    """A public dispute of the two states and how it ended."""

    date: PartialDate
    label: Text
    end: Text
    source: str


class PrecedentsFile(Entry):
    """``precedents.yaml``: the outside view of the case."""

    reference_classes: list[ReferenceClass] = []
    precedents: list[Precedent] = []
    histories: list[History] = []
    disputes: list[PastDispute] = []
