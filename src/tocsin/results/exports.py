"""What the verbs that write data and sites return, and what a table of data is made of."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class DataFormat(StrEnum):
    """What data are written as."""

    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    STIX = "stix"
    JSON = "json"


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


class DataColumn(Result):
    """One column of a table: what it holds, what it means, in which unit if in any."""

    name: str
    kind: Literal["text", "date", "whole number", "number", "true or false", "list"]
    meaning: Text
    unit: Text | None


class DataTable(Result):
    """A table of a case's results, and the page of the desk that shows the same."""

    name: str
    page: str
    meaning: Text
    columns: list[DataColumn]
