"""Small lakes for tests: rows that say what matters and leave the rest null."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tocsin.lake.append import Appended, Batch, append
from tocsin.lake.frames import dtypes
from tocsin.lake.schema import EVENTS, TABLES, Table
from tocsin.lake.storage import storage
from tocsin.settings import Engine, Settings, Workspace


def utc(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def row(event_id: str, known: datetime, **given: Any) -> dict[str, Any]:
    """One event; what is not given is null or the plainest value."""
    plain = {"source": "gdelt", "release": "2.0", "happened": date(2018, 3, 26), "count": 1}
    return {"event_id": event_id, "known": known, **plain, **given}


def frame(rows: Iterable[dict[str, Any]], table: Table = EVENTS) -> pl.DataFrame:
    types = dtypes(table)
    rows = list(rows)
    names = [name for name in types if any(name in row for row in rows)]
    return pl.DataFrame(rows, schema={name: types[name] for name in names})


def space(root: Path | str, engine: Engine = Engine.POLARS) -> Workspace:
    """A workspace whose lake is at ``root``."""
    return Workspace(Path("unused"), Settings(lake=str(root), engine=engine))


def add(root: Path | str, rows: Iterable[dict[str, Any]], **given: Any) -> Appended:
    """Append events of one source to the lake at ``root``."""
    rows = list(rows)
    batch = Batch(rows[0]["source"], {"events": frame(rows)}, **given)
    return append(storage(str(root)), batch)


def every_table() -> list[Table]:
    return list(TABLES.values())
