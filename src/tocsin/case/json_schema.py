"""JSON Schemas of the files of a case, so that editors complete and check while one types.

A file that begins with ``# yaml-language-server: $schema=case.schema.json`` is checked against it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from tocsin.case.load import KINDS, Kind


def schema_of(kind: Kind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one file; descriptions are those of the definitions."""
    schema = TypeAdapter(kind.schema).json_schema()
    schema.setdefault("description", f"``{kind.file}``: a list of entries.")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": f"Tocsin {kind.file}",
    }


def export(folder: Path) -> list[Path]:
    """Write one schema for each kind of file (``case.schema.json``, ...) and return the paths.

    The folder is made if need be. The same version writes the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in KINDS:
        path = folder / f"{Path(kind.file).stem}.schema.json"
        text = json.dumps(schema_of(kind), ensure_ascii=False, indent=2, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
        paths.append(path)
    return paths
