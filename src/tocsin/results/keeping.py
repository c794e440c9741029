"""What backup, restore and doctor return: what was kept, and what was found in order or not."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class Backup(Result):
    """An archive of a workspace: how many files and bytes, and the ledger's last entry.

    ``lake`` tells whether the lake is in it: one in object storage is not.
    """

    file: str
    files: int
    bytes: int
    entries: int
    lake: bool
    sha256: str


class Restored(Result):
    """A workspace as it came out of an archive; every hash was checked.

    ``settings`` names what was set beside the places of ledger and lake, such as ``collect``.
    """

    folder: str
    made: str
    files: int
    entries: int
    lake: bool
    settings: list[str]


class Exchanged(Result):
    """Evidence that went out to files or came in from them: how many items and sources."""

    case: str
    files: list[str]
    items: int
    sources: int


class Finding(Result):
    """One thing that was looked at: in order, mended, worth a look, or broken."""

    severity: Literal["ok", "mended", "warning", "error"]
    subject: Literal["settings", "ledger", "evidence", "documents", "cursors", "lake", "folder"]
    text: Text


class Diagnosis(Result):
    """All that was looked at; ``sound`` if nothing is broken."""

    workspace: str
    sound: bool
    findings: list[Finding]
