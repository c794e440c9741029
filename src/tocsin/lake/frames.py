"""Rows on their way into the lake: frames of a table's columns, and the Parquet they become."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import polars as pl

from tocsin.errors import LakeError
from tocsin.lake.log import Part
from tocsin.lake.schema import TIMESTAMP, Table
from tocsin.lake.storage import LocalStorage, Storage

_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "date": pl.Date(),
    TIMESTAMP: pl.Datetime("us", "UTC"),
    "int8": pl.Int8(),
    "int32": pl.Int32(),
    "int64": pl.Int64(),
    "float32": pl.Float32(),
    "float64": pl.Float64(),
}
ROW_GROUP = 131_072
"""Rows in a row group: rows lie in order of id, so that a look-up reads few groups."""


@dataclass(frozen=True, slots=True)
class Written:
    """A part and the bytes that are to be put at its path."""

    part: Part
    content: bytes


def dtypes(table: Table) -> dict[str, pl.DataType]:
    """The Polars type of each column."""
    return {column.name: _TYPES[column.type] for column in table.columns}


def shaped(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """A frame with exactly the table's columns, in order; columns that are absent are null.

    Raises:
        LakeError: a column that the table has not, a value that does not fit its type, or a null
            where the table has none.
    """
    types = dtypes(table)
    unknown = sorted(set(frame.columns) - set(types))
    if unknown:
        raise LakeError(
            f"the table {table.name} has no columns {', '.join(unknown)}; it has {', '.join(types)}"
        )
    absent = [pl.lit(None, types[name]).alias(name) for name in types if name not in frame.columns]
    try:
        whole = frame.with_columns(absent).select(pl.col(n).cast(t) for n, t in types.items())
    except pl.exceptions.PolarsError as error:
        raise LakeError(f"rows do not fit the table {table.name}: {error}") from error
    required = [column.name for column in table.columns if column.required]
    empty = [name for name in required if whole[name].null_count()]
    if empty:
        raise LakeError(f"rows for {table.name} lack {', '.join(empty)}; every row must have them")
    return whole


def scan(table: Table, storage: Storage, parts: list[Part]) -> pl.LazyFrame:
    """The rows of some parts, read when they are asked for."""
    if not parts:
        return pl.LazyFrame(schema=dtypes(table))
    if isinstance(storage, LocalStorage):
        return pl.scan_parquet([storage.address(p.path) for p in parts], hive_partitioning=False)
    return pl.concat(
        [
            pl.read_parquet(BytesIO(storage.read(p.path)), hive_partitioning=False).lazy()
            for p in parts
        ]
    )


def written(table: Table, source: str, frame: pl.DataFrame) -> Iterator[Written]:
    """The parts that rows of one source become, one for each month, named by their content."""
    month = frame[table.month].dt.strftime("%Y-%m").alias("month")
    groups = {month[0]: frame} if month.n_unique() == 1 else _by_month(frame, month)
    for name, rows in groups.items():
        yield _part(table, source, name, rows)


def _by_month(frame: pl.DataFrame, month: pl.Series) -> dict[str, pl.DataFrame]:
    parts = frame.with_columns(month).partition_by("month", as_dict=True, include_key=False)
    return {str(key[0]): rows for key, rows in sorted(parts.items())}


def _part(table: Table, source: str, month: str, rows: pl.DataFrame) -> Written:
    id_ = table.key[0]
    if not rows[id_].is_sorted():
        rows = rows.sort(id_, maintain_order=True)
    buffer = BytesIO()
    rows.write_parquet(buffer, compression="zstd", compression_level=1, row_group_size=ROW_GROUP)
    content = buffer.getvalue()
    name = hashlib.sha256(content).hexdigest()[:32]
    known = rows[table.month]
    part = Part(
        path=f"{table.name}/source={source}/month={month}/{name}.parquet",
        table=table.name,
        source=source,
        month=month,
        rows=rows.height,
        bytes=len(content),
        first_id=rows[id_][0],
        last_id=rows[id_][-1],
        first_known=str(known.min()),
        last_known=str(known.max()),
    )
    return Written(part, content)
