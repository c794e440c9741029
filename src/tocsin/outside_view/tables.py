"""The tables of the extract as arrays, the states they speak of, and the sources they come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tocsin.errors import DataError, NotFoundError
from tocsin.language import Text, pair

NAMES = ("states", "state_years", "spells", "disputes", "conflicts")

Columns = Mapping[str, NDArray[Any]]


@dataclass(frozen=True)
class State:
    """A state by its COW number, with the code that people type and its names."""

    number: int
    code: str
    name: Text


@dataclass(frozen=True)
class Source:
    """A data set that the extract was made from: release, years, terms and how to cite it."""

    id: str
    short: str
    title: str
    release: str
    first: int
    last: int
    licence: Text
    citation: str
    shipped: Text
    """What of it the extract holds."""


@dataclass(frozen=True)
class Tables:
    """The extract, each table as arrays by column."""

    states: Columns
    state_years: Columns
    spells: Columns
    disputes: Columns
    conflicts: Columns

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table]) -> Tables:
        """Arrow tables, such as ``extract.build`` makes, as arrays."""
        return cls(**{name: _columns(tables[name]) for name in NAMES})

    def state(self, code: str) -> State:
        """The state with an ISO or COW code, or a COW number; ``NotFoundError`` names near ones."""
        asked = code.strip().upper()
        for column in ("code", "cow", "state"):
            here = np.flatnonzero(self.states[column].astype(str) == asked)
            if here.size:
                return self.numbered(int(self.states["state"][here[0]]))
        near = [
            f"{known} ({name})"
            for known, name in zip(self.states["code"], self.states["en"], strict=True)
            if name.upper().startswith(asked) or known.startswith(asked[:2])
        ]
        told = ", ".join(sorted(set(near))[:8]) or "such as RUS or KAZ"
        raise NotFoundError(
            f"no state {code!r} in COW's list; three letters of ISO 3166 are allowed, or a COW "
            f"number; perhaps {told}"
        )

    def numbered(self, number: int) -> State:
        """The state with a COW number that is in the list."""
        row = int(np.flatnonzero(self.states["state"] == number)[0])
        name = pair(str(self.states["en"][row]), str(self.states["fr"][row]))
        return State(number, str(self.states["code"][row]), name)


def _columns(table: pa.Table) -> Columns:
    return {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}


def folder() -> Path:
    """Where the shipped extract lies."""
    return Path(str(files("tocsin"))) / "outside_view" / "data"


@cache
def shipped() -> Tables:
    """The extract that ships with Tocsin."""
    try:
        return Tables.of({name: pq.read_table(folder() / f"{name}.parquet") for name in NAMES})
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(
            f"the extract that ships with Tocsin cannot be read: {error}; a whole installation is "
            "needed; install the package again"
        ) from error


@cache
def sources() -> dict[str, Source]:
    """The sources of the extract, by id, from ``SOURCES.json``."""
    listed = json.loads((folder() / "SOURCES.json").read_text(encoding="utf-8"))
    return {
        each["id"]: Source(**{**each, **{key: Text(**each[key]) for key in ("licence", "shipped")}})
        for each in listed["sources"]
    }
