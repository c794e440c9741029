"""Triggers that keep a table append-only, in each kind of database."""

from __future__ import annotations

from alembic import op

MESSAGE = "the ledger is append-only"


def append_only(*tables: str) -> None:
    """Refuse every change and removal of the rows of ``tables``."""
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION tocsin_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    for table in tables:
        if dialect == "postgresql":
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION tocsin_append_only()"
            )
        else:
            for change in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )


def no_replacement(table: str, *keys: tuple[str, ...]) -> None:
    """Refuse an entry that would take the place of another one, on SQLite.

    ``INSERT OR REPLACE`` removes the rows that share a key with the new one, and fires no trigger
    for it unless the connection asks for that (``recursive_triggers``). PostgreSQL needs nothing
    more: ``ON CONFLICT DO UPDATE`` and ``MERGE`` fire the triggers of a change of the statement.

    Args:
        table: guarded by ``append_only`` already.
        keys: the columns of each unique key, the primary key among them.
    """
    if op.get_bind().dialect.name == "postgresql":
        return
    held = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in key)
        + ")"
        for key in keys
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {held} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
