"""What collecting brought, and what the lake holds."""

from __future__ import annotations

from datetime import datetime

from tocsin.results.base import Result


class RefusedFile(Result):
    """A file that was not taken: its name at the source, and why, with what to do."""

    file: str
    reason: str


class Collection(Result):
    """What one run of a connector brought into the lake.

    ``added`` counts new rows by table, ``repeated`` rows that were there already, ``revised`` rows
    that a newer release superseded, ``withdrawn`` rows that a complete newer release no longer
    holds. ``files`` were taken, ``skipped`` had been taken before. ``remarks`` tell of entries in
    the source's own lists that could not be understood.
    """

    connector: str
    files: int
    skipped: int
    added: dict[str, int]
    repeated: int
    revised: int
    withdrawn: int
    refused: list[RefusedFile]
    remarks: list[str]


class LakePart(Result):
    """What the lake holds of one table and source; times are UTC."""

    table: str
    source: str
    rows: int
    files: int
    bytes: int
    months: int
    first_known: datetime
    last_known: datetime


class LakeStatus(Result):
    """What the lake holds, and where.

    ``version`` counts commits. ``crowded`` months have many small files; compacting helps.
    ``leftover`` files belong to no version: writes that were interrupted, or parts that compacting
    replaced and that a reader may still be at.
    """

    place: str
    version: int
    parts: list[LakePart]
    crowded: int
    leftover: int


class Compaction(Result):
    """What compacting did: parts before and after, leftover files that were removed."""

    before: int
    after: int
    removed: int
