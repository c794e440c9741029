"""From the published data sets to the compact extract that ships: run once for each release.

``python -m tocsin.outside_view.extract DIR`` reads the Parquet conversions of peacesciencer in DIR
and writes the tables of this package anew. What ships is derived: counts of disputes for a
pair of states and a year, spells of years in which a pair shared a border, a pact or a rivalry, and
a few figures for a state and a year. No dispute, treaty or state is described.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tocsin.errors import DataError
from tocsin.outside_view.names import coded

CENSORED = "2016-12-31"
"""The last day of COW's list of states: whoever is a member then is taken to be one still."""

FORCE, FATAL = 4, 1
"""Lowest hostility level that is a use of force, lowest fatality level that means a death."""

FILES = (
    "cow_states", "cow_majors", "cow_contdir", "cow_alliance", "tss_rivalries", "cow_nmc",
    "ccode_democracy", "cow_sdp_gdp", "cow_mid_ddydisps", "gml_mid_ddydisps", "ucdp_acd",
)  # fmt: skip

Pair = tuple[int, int]


def build(folder: Path) -> dict[str, pa.Table]:
    """The tables of the extract, by name, from the files of ``FILES`` in a folder."""
    raw = {name: _read(folder / f"{name}.parquet") for name in FILES}
    return {
        "states": _states(raw["cow_states"]),
        "state_years": _state_years(raw),
        "spells": _spells(raw),
        "disputes": pa.concat_tables(
            [
                _disputes(raw["cow_mid_ddydisps"], "mid5", "cowmid"),
                _disputes(raw["gml_mid_ddydisps"], "gml", "gmlmid"),
            ]
        ),
        "conflicts": _conflicts(raw["ucdp_acd"], {row["ccode"] for row in raw["cow_states"]}),
    }


def write(tables: dict[str, pa.Table], folder: Path) -> None:
    """Write each table to ``folder`` as a compressed Parquet file of its name."""
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd", compression_level=19)


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        return list(pq.read_table(path).to_pylist())
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(
            f"cannot read {path.name} in {path.parent}: {error}; a folder with "
            f"{', '.join(f'{name}.parquet' for name in FILES)} is needed"
        ) from error


def _table(columns: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """A table of rows, sorted; ``columns`` gives each its Arrow type."""
    ordered = sorted(rows)
    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])
    values = zip(*ordered, strict=True) if ordered else ([] for _ in columns)
    return pa.table([list(column) for column in values], schema=schema)


def _states(raw: list[dict[str, Any]]) -> pa.Table:
    """A row for each spell of membership; the end is empty where it had not come."""
    rows = []
    for row in raw:
        code, english, french = coded(row["ccode"], row["statenme"])
        end = _day(row, "end")
        rows.append(
            (row["ccode"], _day(row, "st"), "" if end == CENSORED else end, code, row["stateabb"],
             english, french)
        )  # fmt: skip
    columns = {"state": "int16", "start": "string", "end": "string", "code": "string",
               "cow": "string", "en": "string", "fr": "string"}  # fmt: skip
    return _table(columns, rows)


def _day(row: dict[str, Any], edge: str) -> str:
    return f"{row[f'{edge}year']:04d}-{int(row[f'{edge}month']):02d}-{int(row[f'{edge}day']):02d}"


def _state_years(raw: dict[str, list[dict[str, Any]]]) -> pa.Table:
    """Capabilities, militarisation, democracy, wealth and rank of each state in each year."""
    found: dict[tuple[int, int], list[float]] = defaultdict(lambda: [float("nan")] * 4)
    for row in raw["cow_nmc"]:
        cell = found[row["ccode"], row["year"]]
        cell[0] = _number(row["cinc"])
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.float64(_number(row["milper"])) / np.float64(_number(row["tpop"]))
        cell[1] = float(share) if np.isfinite(share) else float("nan")
    for name, column, place in (
        ("ccode_democracy", "xm_qudsest", 2),
        ("cow_sdp_gdp", "wbgdppc2011est", 3),
    ):
        for row in raw[name]:
            found[row["ccode"], row["year"]][place] = _number(row[column])
    major = {
        (row["ccode"], year)
        for row in raw["cow_majors"]
        for year in range(row["styear"], row["endyear"] + 1)
    }
    figures = ("capability", "militarisation", "democracy", "wealth")
    columns = {"state": "int16", "year": "int16", "major": "bool_"} | dict.fromkeys(
        figures, "float32"
    )
    rows = [
        (state, year, (state, year) in major, *found[state, year])
        for state, year in sorted({*found, *major})
        if year >= 1816 and ((state, year) in major or not np.isnan(found[state, year]).all())
    ]
    return _table(columns, rows)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)


def _spells(raw: dict[str, list[dict[str, Any]]]) -> pa.Table:
    """Years in which a pair of states had something in common, from the first to the last.

    ``contiguity`` carries COW's type: 1 a border on land, 2 to 5 across up to 12, 24, 150 and 400
    miles of water, 0 none.
    """
    rows: list[tuple[int, int, str, int, int, int]] = []
    for row in raw["cow_contdir"]:
        if row["ccode1"] < row["ccode2"]:
            first, last = int(row["stdate"][:4]), int(row["enddate"][:4])
            rows.append(
                (row["ccode1"], row["ccode2"], "contiguity", int(row["conttype"]), first, last)
            )
    pacts: dict[Pair, set[int]] = defaultdict(set)
    for row in raw["cow_alliance"]:
        if row["cow_defense"] == 1:
            pacts[_pair(row["ccode1"], row["ccode2"])].add(row["year"])
    for (one, other), years in pacts.items():
        rows += [(one, other, "defence", 1, first, last) for first, last in _runs(years)]
    for row in raw["tss_rivalries"]:
        one, other = _pair(row["ccode1"], row["ccode2"])
        rows.append((one, other, "rivalry", 1, int(row["start"]), int(row["end"])))
    columns = {"one": "int16", "other": "int16", "kind": "string", "type": "int8",
               "first": "int16", "last": "int16"}  # fmt: skip
    return _table(columns, rows)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _runs(years: set[int]) -> Iterator[tuple[int, int]]:
    """Unbroken runs of years, first and last."""
    ordered = sorted(years)
    first = ordered[0]
    for before, year in zip(ordered, [*ordered[1:], ordered[-1] + 2], strict=True):
        if year != before + 1:
            yield first, before
            first = year


def _disputes(raw: list[dict[str, Any]], release: str, prefix: str) -> pa.Table:
    """Disputes of a pair in a year: how many began, with force, with a death, and any going on.

    Force and deaths are those of the pair: the higher of the two sides, as coded for the dispute.
    A death that is coded as unknown counts as none.
    """
    found: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in raw:
        if row["ccode1"] > row["ccode2"]:
            continue
        cell = found[row["ccode1"], row["ccode2"], row["year"]]
        if row[f"{prefix}onset"] == 1:
            cell[0] += 1
            cell[1] += max(row["hostlev1"], row["hostlev2"]) >= FORCE
            cell[2] += max(row["fatality1"], row["fatality2"]) >= FATAL
    columns = {"release": "string", "one": "int16", "other": "int16", "year": "int16",
               "dispute": "int8", "force": "int8", "fatal": "int8"}  # fmt: skip
    return _table(columns, [(release, *key, *counts) for key, counts in found.items()])


GW_TO_COW = {340: (345, 1816), 260: (255, 1990), 678: (679, 1990)}
"""Gleditsch and Ward's numbers that differ from COW's, and from when on."""


def _conflicts(raw: list[dict[str, Any]], states: set[int]) -> pa.Table:
    """Armed conflict between states (UCDP/PRIO): years in which it went on, and when it began.

    The two named parties count, not those that support them; a party that COW does not list
    (Hyderabad in 1948) leaves the pair out. An episode begins in the year of its
    start date (the day on which it reached 25 deaths in a year).
    """
    found: dict[tuple[int, int, int], bool] = defaultdict(bool)
    for row in raw:
        if row["type_of_conflict"] == "interstate":
            year = row["year"]
            sides = [_cow(int(row[side]), year) for side in ("gwno_a", "gwno_b")]
            if states.issuperset(sides):
                found[(*_pair(*sides), year)] |= int(row["start_date2"][:4]) == year
    columns = {"one": "int16", "other": "int16", "year": "int16", "began": "int8"}
    return _table(columns, [(*key, int(began)) for key, began in found.items()])


def _cow(number: int, year: int) -> int:
    state, since = GW_TO_COW.get(number, (number, 0))
    return state if year >= since else number


if __name__ == "__main__":
    write(build(Path(sys.argv[1])), Path(__file__).parent / "data")
