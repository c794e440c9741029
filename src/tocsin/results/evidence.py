"""What a case rests on, item by item: its evidence, its sources, its claims."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class EvidenceItem(Result):
    """One dated item of the evidence, as a person decided it or as a source says it.

    A ``level`` is a step of a node's timeline (what happened, known), a ``sighting`` confirms a
    level, a ``report`` says a formula with an Admiralty ``code`` that nobody has decided on, a
    ``rating`` scores competing hypotheses, a ``watch`` declares that what it says would be heard
    of at ``rate`` a year until ``until``. What a kind does not have is None or empty. ``id`` is
    that of the row in ``explain``; ``origin`` and ``cluster`` say with what it counts together.
    """

    id: str
    kind: Literal["level", "sighting", "report", "rating", "watch"]
    label: Text
    published: date
    happened: date | None
    until: date | None
    node: str | None
    node_label: Text | None
    level: str | None
    level_label: Text | None
    says: str | None
    code: str | None
    origin: str | None
    cluster: str | None
    rate: float | None
    scores: dict[str, str]
    sources: list[str]
    claims: list[str]


class CitedSource(Result):
    """A dated document that the case rests on; ``evidence`` and ``claims`` are ids that cite it.

    ``date`` is as precise as it is known: ``2025``, ``2025-12`` or ``2025-12-16``.
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    date_note: str | None
    url: str | None
    type: str
    stance: Text | None
    note: str | None
    evidence: list[str]
    claims: list[str]


class CitedClaim(Result):
    """One statement of the text under test, paraphrased; ``sources`` bear on whether it holds."""

    id: str
    paraphrase: Text
    section: str
    kind: str
    date: str | None
    speaker: str
    status: str
    status_detail: Text | None
    confidence: str
    sources: list[str]
    bears_on: list[str]


class Evidence(Result):
    """The evidence known on a day, newest first; ``total`` counts what is not on this page too."""

    case: str
    as_of: date
    total: int
    items: list[EvidenceItem]


class Sources(Result):
    """The sources of a case in the order of its file, less those dated after the day."""

    case: str
    as_of: date
    total: int
    items: list[CitedSource]


class EvidenceDetail(Result):
    """One item of the evidence with the sources and the claims that it names."""

    item: EvidenceItem
    sources: list[CitedSource]
    claims: list[CitedClaim]


class SourceDetail(Result):
    """One source with the evidence and the claims that cite it."""

    source: CitedSource
    evidence: list[EvidenceItem]
    claims: list[CitedClaim]
