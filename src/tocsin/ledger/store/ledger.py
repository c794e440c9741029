"""A ledger: snapshots to read, transactions to append, and nothing that could change an entry."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Select, Table, func, insert, select

from tocsin.errors import LedgerError
from tocsin.ledger.store.connection import connect, read_url, transaction
from tocsin.ledger.store.operations import Operations
from tocsin.ledger.store.schema import HEAD, migrate, refuse_newer, revision
from tocsin.ledger.store.tables import JOURNAL, METADATA

Row: TypeAlias = dict[str, Any]
"""One entry: the columns of its table, with ``recorded`` and ``who`` of its journal line."""

FIRST = "0" * 64
"""What the first line of the journal follows."""


def utc_now() -> datetime:
    """The clock. It is noted with every entry and never decides about order."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Snapshot:
    """One state of the ledger: what is read through it cannot change in between."""

    connection: Connection

    def rows(
        self,
        table: str,
        *,
        published_by: date | None = None,
        up_to: int | None = None,
        **equal: object,
    ) -> list[Row]:
        """The entries of a table in the order in which they were recorded.

        ``published_by`` keeps what was public by that day, ``up_to`` the entries up to that number;
        ``equal`` compares columns, with ``None`` as absent and a list as any of its values.
        """
        found = METADATA.tables[table]
        query = _with_journal(found).order_by(found.c.seq)
        if published_by is not None:
            query = query.where(found.c.published <= published_by)
        if up_to is not None:
            query = query.where(found.c.seq <= up_to)
        for name, value in equal.items():
            column = found.c[name]
            query = query.where(column.in_(value) if isinstance(value, list) else column == value)
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def newest(self, table: str, **equal: object) -> Row | None:
        """The entry of a table that was recorded last, of those whose columns are ``equal``."""
        found = METADATA.tables[table]
        query = _with_journal(found).order_by(found.c.seq.desc()).limit(1)
        for name, value in equal.items():
            query = query.where(found.c[name] == value)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else dict(row)

    def last(self) -> int:
        """The number of the newest entry; 0 in an empty ledger."""
        return int(self.connection.execute(select(func.max(JOURNAL.c.seq))).scalar() or 0)

    def recorded_by(self, day: date) -> int:
        """The number of the last entry before the first that was recorded after ``day``.

        Where a clock was set back, entries after a later one do not count as earlier.
        """
        limit = f"{day.isoformat()}T99"
        after = select(func.min(JOURNAL.c.seq)).where(JOURNAL.c.recorded > limit)
        first = self.connection.execute(after).scalar()
        return self.last() if first is None else int(first) - 1

    def clock_set_back(self) -> int:
        """How often an entry is dated before the one recorded ahead of it."""
        moments = self.connection.execute(select(JOURNAL.c.recorded).order_by(JOURNAL.c.seq))
        return sum(later < earlier for earlier, later in pairwise(moments.scalars()))

    def faults(self) -> Iterator[tuple[int, str]]:
        """Every entry whose number or hash is not what its content and the one before ask for."""
        kinds = {name: table for name, table in METADATA.tables.items() if table is not JOURNAL}
        entries: dict[int, tuple[str, Row]] = {}
        for name, table in kinds.items():
            for entry in self.connection.execute(select(table)).mappings():
                entries[entry["seq"]] = (name, dict(entry))
        before, number = FIRST, 0
        for found in self.connection.execute(select(JOURNAL).order_by(JOURNAL.c.seq)).mappings():
            line, number = dict(found), number + 1
            if line["seq"] != number:
                yield number, f"entries {number} to {line['seq'] - 1} are missing"
                number = line["seq"]
            kind, row = entries.pop(number, ("", {}))
            if kind != line["kind"]:
                yield number, f"the {line['kind']} entry is missing"
            elif line["sha256"] != _seal(before, line, row):
                yield number, f"the {kind} entry does not have the hash that it was recorded with"
            before = line["sha256"]
        for seq, (kind, _) in sorted(entries.items()):
            yield seq, f"the {kind} entry stands in no line of the journal"


@dataclass(frozen=True)
class Transaction(Snapshot):
    """A snapshot that appends: everything in it is recorded, or nothing."""

    who: str
    clock: Callable[[], datetime]

    def append(self, table: str, **values: object) -> int:
        """Record an entry and return its number."""
        newest = select(JOURNAL.c.seq, JOURNAL.c.sha256).order_by(JOURNAL.c.seq.desc()).limit(1)
        last = self.connection.execute(newest).first()
        before, number = (FIRST, 1) if last is None else (last.sha256, last.seq + 1)
        found = METADATA.tables[table]
        row = {c.name: values.get(c.name) for c in found.columns} | {"seq": number}
        if set(values) - set(row):
            raise TypeError(f"{table} has no column {', '.join(sorted(set(values) - set(row)))}")
        line: Row = {
            "seq": number,
            "recorded": self.clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "who": self.who,
            "kind": table,
        }
        line["sha256"] = _seal(before, line, row)
        self.connection.execute(insert(JOURNAL).values(line))
        self.connection.execute(insert(found).values(row))
        return number


@dataclass(frozen=True)
class Ledger:
    """A ledger that is open for reading and appending, from several processes at once."""

    engine: Engine
    clock: Callable[[], datetime]

    @classmethod
    def open(
        cls, url: str, *, create: bool = False, clock: Callable[[], datetime] | None = None
    ) -> Ledger:
        """The ledger at an address; one of an older schema is brought up to date first.

        Args:
            url: of a SQLite file or a PostgreSQL database.
            create: make it where there is none; by default that is an error.
            clock: what the time is taken from; by default the machine's clock.

        Raises:
            LedgerError: no ledger there, one of a newer schema, or no such database.
        """
        address = read_url(url)
        in_file = address.get_backend_name() == "sqlite"
        if in_file and not create and not Path(str(address.database)).is_file():
            raise LedgerError(
                f"there is no ledger {address.database}; "
                "restore a backup with tocsin restore, or make a workspace with tocsin init"
            )
        engine = connect(address)
        with transaction(engine, writes=False) as connection:
            found = revision(connection)
        refuse_newer(found)
        if found is None and not create:
            raise LedgerError(
                f"{address.render_as_string()} holds no ledger; make one with tocsin init"
            )
        if found != HEAD:
            with transaction(engine, writes=True) as connection:
                migrate(connection)
        return cls(engine, clock or utc_now)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Read one state of the ledger, whatever is written meanwhile."""
        with transaction(self.engine, writes=False) as connection:
            yield Snapshot(connection)

    @contextmanager
    def transaction(self, who: str) -> Iterator[Transaction]:
        """Append as ``who`` (a person, or the name of a program); whole or not at all.

        Writers take turns: what is read in a transaction is still so when it commits.
        """
        if not who.strip():
            raise LedgerError("nobody is named; say who decides, with --by NAME")
        with transaction(self.engine, writes=True) as connection:
            yield Transaction(connection, who.strip(), self.clock)

    @contextmanager
    def operations(self, *, writes: bool) -> Iterator[Operations]:
        """The operational tables, to read or to write: whole or not at all."""
        with transaction(self.engine, writes=writes) as connection:
            yield Operations(connection)


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, ISO dates, text as it is."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the ledger")


def _seal(before: str, line: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """The hash of a journal line: over the line before it, itself, and its entry."""
    said = {key: line[key] for key in ("seq", "recorded", "who", "kind")}
    # a column that a later schema added is absent from what an earlier one recorded
    entry = {key: value for key, value in row.items() if value is not None}
    return hashlib.sha256(canonical([before, said, entry]).encode()).hexdigest()


def _with_journal(table: Table) -> Select[Any]:
    return select(table, JOURNAL.c.recorded, JOURNAL.c.who).join(
        JOURNAL, JOURNAL.c.seq == table.c.seq
    )
