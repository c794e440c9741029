"""``precedents.yaml``: reference classes, coded past cases and histories, past disputes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tocsin.case.schema.base import Day, Entry, Key, Name, PartialDate, Positive, Presence
from tocsin.language import Text

DyadEvent = Literal["dispute", "force", "fatal", "conflict"]
"""What begins between two states: a militarised dispute, one with use of force, one with a death
(these three as COW codes them), or an armed conflict (UCDP: 25 deaths in a year)."""

DyadRelease = Literal["mid5", "gml"]
"""Which count of disputes: MID 5.0 (to 2014), or the corrections of Gibler, Miller and Little (to
2010)."""

DyadTrait = Literal[
    "land", "not_land", "major", "not_major", "allied", "not_allied", "rivals", "not_rivals"
]
"""What two states share or do not: a border on land, a major power, a defence pact, a strategic
rivalry."""


class DyadClass(Entry):
    """Pairs of states in years, and what is counted of them in the data that ship.

    ``dyads`` is ``all``, ``relevant`` (neighbours, or with a major power), a state such as ``RUS``
    or a pair such as ``RUS-KAZ``; ``like`` narrows it down.
    """

    dyads: Annotated[str, StringConstraints(pattern=r"^(all|relevant|[A-Z]{3}(-[A-Z]{3})?)$")] = (
        "relevant"
    )
    like: list[DyadTrait] = []
    event: DyadEvent
    since: Annotated[int, Field(ge=1816, le=2100)] = 1946
    until: Annotated[int, Field(ge=1816, le=2100)] | None = None
    release: DyadRelease = "mid5"


class ReferenceClass(Entry):
    """``events`` onsets in ``exposure`` units (years unless said otherwise) of a class."""

    id: Key
    label: Text
    events: Annotated[float, Field(ge=0, lt=1e9)]
    exposure: Positive
    unit: Text
    source: str
    note: Text | None = None


class CountedClass(DyadClass):
    """A reference class that is named instead of numbered: counted in the data that ship.

    An anchor refers to it as to any other class. Only years before the case's start are counted.
    """

    id: Key
    label: Text


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
    counted_classes: list[CountedClass] = []
    precedents: list[Precedent] = []
    histories: list[History] = []
    disputes: list[PastDispute] = []
