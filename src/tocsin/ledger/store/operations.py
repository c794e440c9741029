"""The operational tables: who may come in, and who did what at the door.

They stand beside the journal and are no part of it. A journal entry can never be changed, so a
password hash or a session in it could never be forgotten; and what is copied, exported or handed to
a colleague is the journal. So these tables have metadata of their own, which no copy looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

OPERATIONS = MetaData()

Table(
    "accounts",
    OPERATIONS,
    Column("name", String(40), primary_key=True),
    Column("display", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("password", Text),
    Column("issuer", Text),
    Column("subject", Text),
    Column("created", String(32), nullable=False),
    Column("removed", String(32)),
    UniqueConstraint("issuer", "subject", name="uq_accounts_issuer_subject"),
)
Table(
    "sessions",
    OPERATIONS,
    Column("sha256", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.name"), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Index("ix_sessions_account", "account"),
)
Table(
    "tokens",
    OPERATIONS,
    Column("sha256", String(64), primary_key=True),
    Column("account", ForeignKey("accounts.name"), nullable=False),
    Column("created", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Index("ix_tokens_account", "account"),
)
Table(
    "recipients",
    OPERATIONS,
    Column("case_id", String(40), primary_key=True),
    Column("account", ForeignKey("accounts.name"), primary_key=True),
)
Table(
    "audit",
    OPERATIONS,
    Column(
        "number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("at", String(32), nullable=False),
    Column("what", String(20), nullable=False),
    Column("who", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_audit_at", "at"),
)


@dataclass(frozen=True)
class Operations:
    """The operational tables in one transaction."""

    connection: Connection

    def rows(self, table: str, **equal: object) -> list[dict[str, Any]]:
        """The rows of a table whose columns are ``equal``, by its primary key."""
        found = OPERATIONS.tables[table]
        query = select(found).order_by(*found.primary_key.columns)
        for name, value in equal.items():
            query = query.where(found.c[name] == value)
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def latest(self, table: str, count: int) -> list[dict[str, Any]]:
        """The last ``count`` rows of a table by its primary key, oldest first."""
        found = OPERATIONS.tables[table]
        keys = [column.desc() for column in found.primary_key.columns]
        query = select(found).order_by(*keys).limit(count)
        return [dict(row) for row in self.connection.execute(query).mappings()][::-1]

    def add(self, table: str, **values: object) -> None:
        """A new row."""
        self.connection.execute(insert(OPERATIONS.tables[table]).values(values))

    def change(self, table: str, key: Mapping[str, object], **values: object) -> None:
        """Other values in the rows whose columns are those of ``key``."""
        found = OPERATIONS.tables[table]
        query = update(found).values(values)
        for name, value in key.items():
            query = query.where(found.c[name] == value)
        self.connection.execute(query)

    def remove(self, table: str, **equal: object) -> None:
        """Without the rows whose columns are ``equal``."""
        found = OPERATIONS.tables[table]
        query = delete(found)
        for name, value in equal.items():
            query = query.where(found.c[name] == value)
        self.connection.execute(query)

    def expire(self, table: str, moment: str) -> None:
        """Without the rows that expired before ``moment``."""
        found = OPERATIONS.tables[table]
        self.connection.execute(delete(found).where(found.c.expires < moment))
