"""Yearly counts of machine-coded events between states (ICEWS, 2002 to 2014)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tocsin.errors import BenchmarkError
from tocsin.outside_view.grid import Grid
from tocsin.outside_view.tables import Tables

KINDS = ("verbCoop", "matlCoop", "verbConf", "matlConf")
"""Verbal and material cooperation, verbal and material conflict."""


@dataclass(frozen=True)
class Events:
    """Directed counts: ``count[i]`` (4,) from state ``source[i]`` to ``target[i]`` in ``year[i]``.

    States are COW numbers; counts are in the order of ``KINDS``.
    """

    source: NDArray[np.int64]
    target: NDArray[np.int64]
    year: NDArray[np.int64]
    count: NDArray[np.float64]

    def both_ways(self, grid: Grid, years: range) -> NDArray[np.float64]:
        """Counts of each pair in each year, both directions added, (P, years, 4); else NaN."""
        place = {
            pair: row
            for row, pair in enumerate(zip(grid.one.tolist(), grid.other.tolist(), strict=True))
        }
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        kept = np.flatnonzero((self.year >= years.start) & (self.year < years.stop))
        rows = np.array(
            [
                place[one, other]
                for one, other in zip(low[kept].tolist(), high[kept].tolist(), strict=True)
            ]
        )
        columns = self.year[kept] - years.start
        total = np.zeros((len(grid.one), len(years), len(KINDS)))
        np.add.at(total, (rows, columns), self.count[kept])
        seen = np.zeros(total.shape[:2], dtype=np.bool_)
        seen[rows, columns] = True
        total[~seen] = np.nan
        return total

    def sent(self, source: int, target: int, kind: str) -> dict[int, float]:
        """Counts of one kind from one state to another, by year."""
        here = (self.source == source) & (self.target == target)
        column = self.count[here, KINDS.index(kind)]
        return dict(sorted(zip(self.year[here].tolist(), column.tolist(), strict=True)))


def read(path: Path, tables: Tables) -> Events:
    """Read the file of directed dyad-years; states go by ISO code."""
    columns = ["i_iso3c", "j_iso3c", "year", *KINDS]
    try:
        table = pq.read_table(path, columns=columns)
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise BenchmarkError(
            f"cannot read {path.name}: {error}; a Parquet file with {', '.join(columns)} is "
            f"needed; put it into {path.parent.name}"
        ) from error
    codes = dict(zip(tables.states["code"], tables.states["state"].tolist(), strict=True))
    sides = [table[name].to_pylist() for name in ("i_iso3c", "j_iso3c")]
    unknown = sorted({code for side in sides for code in side} - set(codes))
    if unknown:
        raise BenchmarkError(
            f"{path.name} holds the states {', '.join(unknown)}, which COW does not list; ISO 3166 "
            "codes of its members are allowed; correct the codes"
        )
    source, target = (np.array([codes[code] for code in side], dtype=np.int64) for side in sides)
    counts = np.column_stack([table[kind].to_numpy() for kind in KINDS]).astype(np.float64)
    return Events(source, target, table["year"].to_numpy().astype(np.int64), counts)
