"""Workspaces that collect, and what is in their lakes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tocsin.lake import log
from tocsin.lake.frames import scan
from tocsin.lake.schema import TABLES
from tocsin.lake.storage import storage


def workspace(root: Path) -> Path:
    """The folder of a workspace with nothing in it."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "workspace.yaml").write_text("format: 1\n", encoding="utf-8")
    return root


def folder(root: Path, files: Mapping[str, bytes]) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (root / name).write_bytes(content)
    return root


def ids(space: Path, table: str = "events") -> list[str]:
    """The ids of every version of every row in the lake, sorted; what is doubled stands twice."""
    place = storage(str(space / "lake"))
    schema = TABLES[table]
    rows = scan(schema, place, log.snapshot(place).of(table)).select(schema.key[0]).collect()
    return sorted(rows[schema.key[0]].to_list())
