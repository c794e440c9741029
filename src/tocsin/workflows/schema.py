"""The verb ``export_schemas``: JSON Schemas of a case's files, for editors."""

from __future__ import annotations

from pathlib import Path

from tocsin.case.json_schema import export
from tocsin.errors import TocsinError


def export_schemas(folder: Path) -> list[Path]:
    """Write one JSON Schema for each kind of case file and return the paths.

    Raises ``TocsinError`` where the folder cannot be written.
    """
    try:
        return export(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TocsinError(
            f"cannot write schemas to {str(folder)!r}: {reason}; choose another folder"
        ) from error
