"""``sources.yaml`` and ``claims.yaml``: dated documents, and what they state."""

from __future__ import annotations

from typing import Literal

from tocsin.case.schema.base import Entry, Key, Name, PartialDate
from tocsin.language import Text


class Source(Entry):
    """A dated document or, where the dossier rests on memory, the statement that it does."""

    id: Key
    title: str
    publisher: str | None = None
    date: PartialDate | None = None
    date_note: str | None = None
    url: str | None = None
    type: str
    stance: Text | None = None
    note: str | None = None


class Citation(Entry):
    """Where a statement rests: a source and what it says on the point."""

    source: Key
    note: Text | None = None


class Claim(Entry):
    """One statement of the text under test, paraphrased, with speaker, kind and status."""

    id: Key
    paraphrase: Text
    section: str
    kind: Literal["event", "causal", "relation", "forecast", "conditional", "value judgement"]
    date: PartialDate | None = None
    date_note: str | None = None
    speaker: str
    status: Literal["confirmed", "contested", "unverified", "false"]
    status_detail: Text | None = None
    confidence: Literal["low", "medium", "high"]
    truth_apt: bool = True
    evidence: list[Citation] = []
    bears_on: list[Name] = []
    note: str | None = None
