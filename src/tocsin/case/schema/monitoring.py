"""``monitoring.yaml`` and ``wording.yaml``: how triggers are watched, which words are loaded."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from tocsin.case.schema.base import Entry, Key, Name
from tocsin.language import Text


class PastInstance(Entry):
    """A dated past instance of a trigger and whether a militarised crisis followed in a year."""

    date: str
    label: Text
    level: Annotated[int, Field(ge=0, le=9)]
    source: str
    followed: str


class Monitoring(Entry):
    """How a trigger is watched: observables, opposite signals, codes, words, past instances."""

    node: Name
    claim: Key | None = None
    observables: list[Text] = []
    opposite_signals: list[Text] = []
    false_positives: Text
    base_rate: Text
    sources: list[str] = []
    cameo: list[str] = []
    plover: list[str] = []
    dyads: list[str] = []
    keywords: dict[str, list[str]] = {}
    past: list[PastInstance] = []
    note: Text | None = None


class Wording(Entry):
    """A loaded word of the text under test, its neutral replacement and the reason."""

    loaded: str
    neutral: Text
    why: Text
