"""What the verbs that write data and sites return: the folder, and each file with its hash."""

from __future__ import annotations

from datetime import date

from tocsin.language import Text
from tocsin.results.base import Result


class WrittenFile(Result):
    """One file: its path within the folder, its size and its SHA-256."""

    path: str
    bytes: int
    sha256: str


class WrittenFolder(Result):
    """A folder that was written whole, for one case as of one date.

    ``tlp`` is the handling mark of the case, ``handling`` what it asks of whoever has the folder.
    """

    folder: str
    case: str
    title: Text
    as_of: date
    tlp: str
    handling: Text
    files: list[WrittenFile]
