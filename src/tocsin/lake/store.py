"""Asking the lake: its tables as Ibis expressions, on the engine that the workspace names.

This is the only module that names a query engine. What it returns is lazy and engine-neutral: the
same expression runs on each of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from tocsin.errors import LakeError
from tocsin.lake import log
from tocsin.lake.frames import scan
from tocsin.lake.schema import EVENTS, FILES, MENTIONS, Table
from tocsin.lake.storage import ObjectStorage, Storage, storage
from tocsin.settings import Engine, Workspace


def events(workspace: Workspace, as_of: date | datetime | None = None) -> ir.Table:
    """The events of a workspace's lake, each once; columns as in ``schema.EVENTS``.

    With ``as_of``, what was known by the end of that day (UTC) or by that moment, each event in
    the version that then stood. Without it, what stands today. An empty lake gives no rows.
    """
    return _standing(workspace, EVENTS, as_of)


def mentions(workspace: Workspace, as_of: date | datetime | None = None) -> ir.Table:
    """The mentions of events in articles; columns as in ``schema.MENTIONS``."""
    return _standing(workspace, MENTIONS, as_of)


def files(workspace: Workspace) -> ir.Table:
    """The files that were collected, each in its last edition; columns as in ``schema.FILES``."""
    return _standing(workspace, FILES, None)


def _standing(workspace: Workspace, table: Table, as_of: date | datetime | None) -> ir.Table:
    rows = _rows(workspace, table)
    if as_of is None:
        return rows.filter(rows.superseded.isnull())
    moment = ibis.literal(_moment(as_of), type="timestamp('UTC')")
    return rows.filter(rows.known <= moment, rows.superseded.isnull() | (rows.superseded > moment))


def _moment(as_of: date | datetime) -> datetime:
    """The last moment that counts: of a day its last microsecond, UTC."""
    if isinstance(as_of, datetime):
        return as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)
    following = datetime.combine(as_of + timedelta(days=1), time(), UTC)
    return following - timedelta(microseconds=1)


def versions(workspace: Workspace) -> ir.Table:
    """Every version of every event, whether it stands or not; columns as in ``schema.EVENTS``."""
    return _rows(workspace, EVENTS)


def held(workspace: Workspace, table: Table, parts: list[log.Part]) -> ir.Table:
    """The rows of some files of a table, in every version."""
    place = storage(workspace.lake)
    described = "\n".join([workspace.lake, *(part.path for part in parts)])
    name = f"{table.name}_{hashlib.sha256(described.encode()).hexdigest()[:16]}"
    return _ENGINES[workspace.settings.engine](place, table, parts, name)


def _rows(workspace: Workspace, table: Table) -> ir.Table:
    """Every version of every row."""
    return held(workspace, table, log.snapshot(storage(workspace.lake)).of(table.name))


def _on_polars(place: Storage, table: Table, parts: list[log.Part], name: str) -> ir.Table:
    connection = _polars()
    # Ibis reads several files through a PyArrow dataset, which is slower than Polars' own scan
    return connection.create_table(name, scan(table, place, parts), overwrite=True)


def _on_duckdb(place: Storage, table: Table, parts: list[log.Part], name: str) -> ir.Table:
    connection = _duckdb()
    if not parts:
        if connection.list_tables(like=f"^{name}$"):
            return connection.table(name)
        return connection.create_table(name, schema=ibis.schema(table.types), temp=True)
    if isinstance(place, ObjectStorage):
        _tell(connection, place)
    paths = [place.address(part.path) for part in parts]
    return connection.read_parquet(paths, table_name=name, hive_partitioning=False)


def _tell(connection: Any, place: ObjectStorage) -> None:
    """Let DuckDB read what fsspec reads, once for each kind of storage."""
    protocol = place.filesystem.protocol
    names = {protocol} if isinstance(protocol, str) else set(protocol)
    if not names & set(connection.con.list_filesystems()):
        connection.register_filesystem(place.filesystem)


def _on_spark(place: Storage, table: Table, parts: list[log.Part], name: str) -> ir.Table:
    session = _session()
    if parts:
        frame = session.read.parquet(*(place.address(part.path) for part in parts))
    else:
        frame = session.createDataFrame(scan(table, place, []).collect().to_arrow())
    frame.createOrReplaceTempView(name)
    return ibis.pyspark.connect(session).table(name).cast(table.types)


@cache
def _session() -> Any:
    """The Spark session of this process, as its own configuration makes it."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LakeError(
            "this workspace asks its lake on Spark, which is not installed; "
            "install tocsin with its extra spark, or set engine: polars in workspace.yaml"
        ) from error
    try:
        return (
            SparkSession.builder.appName("tocsin")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
    except PySparkException as error:
        raise LakeError(
            f"Spark cannot be started: {error}; it needs Java 17 or later on this machine, or the "
            "address of a cluster in spark-defaults.conf"
        ) from error


@cache
def _polars() -> Any:
    return ibis.polars.connect()


@cache
def _duckdb() -> Any:
    connection = ibis.duckdb.connect()
    connection.raw_sql("SET TimeZone = 'UTC'")
    return connection


_ENGINES: dict[Engine, Callable[[Storage, Table, list[log.Part], str], ir.Table]] = {
    Engine.POLARS: _on_polars,
    Engine.DUCKDB: _on_duckdb,
    Engine.SPARK: _on_spark,
}
