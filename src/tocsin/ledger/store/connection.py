"""Opening a database so that nothing is lost: SQLite in WAL mode, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from tocsin.errors import LedgerError

WAIT_SECONDS = 60
"""How long a writer waits for another one to finish."""
LOCK = 0x70C51
"""The key of PostgreSQL's advisory lock that makes writers take turns."""
WRITES = "tocsin_writes"
"""Execution option of a connection that is going to write."""


def read_url(text: str) -> URL:
    """The address of a ledger.

    Raises:
        LedgerError: no address, or one of another kind of database.
    """
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise LedgerError(
            "the ledger's address is no URL of a database; sqlite:///FILE and "
            "postgresql://USER@HOST/NAME are allowed; correct it in workspace.yaml"
        ) from error
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    raise LedgerError(
        f"a ledger in {url.render_as_string()}; a file of SQLite (sqlite:///FILE) or a database of "
        "PostgreSQL (postgresql://USER@HOST/NAME) is allowed; correct it in workspace.yaml"
    )


def connect(url: URL) -> Engine:
    """An engine whose transactions are real ones, and durable once committed."""
    try:
        if url.get_backend_name() == "postgresql":
            engine = create_engine(url, poolclass=NullPool)
            event.listen(engine, "begin", _begin_postgresql)
        else:
            engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
    except (ImportError, NoSuchModuleError) as error:
        raise LedgerError(
            f"no driver for {url.render_as_string()}; install it with: pip install tocsin[postgres]"
        ) from error
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # SQLAlchemy begins transactions itself (below); the driver must not begin any on its own
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITES):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


@contextmanager
def transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    """One transaction: committed as a whole, or not at all.

    A reading transaction sees one state of the database throughout. Writers take turns.

    Raises:
        LedgerError: the database does not take it; nothing of it was recorded.
    """
    options: dict[str, Any] = {WRITES: writes}
    if engine.dialect.name == "postgresql":
        # a reader keeps its first look; a writer must look again once it has its turn
        options["isolation_level"] = "READ COMMITTED" if writes else "REPEATABLE READ"
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise LedgerError(_refusal(engine, error)) from error


def _refusal(engine: Engine, error: SQLAlchemyError) -> str:
    """What the database said, and what can be done about it."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip().splitlines()[0]
    where = engine.url.render_as_string()
    low = said.lower()
    if "full" in low or "no space" in low:
        advice = "the disk is full; nothing of this was recorded; make room and run it again"
    elif "locked" in low or "lock timeout" in low:
        advice = f"another process has been writing for {WAIT_SECONDS} seconds; run it again later"
    elif "append-only" in low:
        advice = "entries are never changed; record a correction"
    elif "malformed" in low or "not a database" in low or "no such table" in low:
        advice = "run tocsin doctor, or restore a backup with tocsin restore"
    elif "readonly" in low or "unable to open" in low or "permission" in low:
        advice = "the folder must exist and be writable"
    else:
        advice = "nothing of this was recorded"
    return f"the ledger {where}: {said}; {advice}"
