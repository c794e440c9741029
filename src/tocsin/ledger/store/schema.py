"""The schema's revision: a new ledger is made, an older one migrates, a newer one is refused."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from tocsin.errors import LedgerError

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision of the schema, oldest first; ``migrations/versions`` holds a file for each."""
HEAD = REVISIONS[-1]


def revision(connection: Connection) -> str | None:
    """The revision that the database stands at; ``None`` where it holds no ledger."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def refuse_newer(found: str | None) -> None:
    """Raise ``LedgerError`` for a ledger that this version of Tocsin does not know."""
    if found is not None and found not in REVISIONS:
        raise LedgerError(
            f"the ledger has schema {found}, this Tocsin knows {REVISIONS[0]} to {HEAD}; "
            "install the newer Tocsin that wrote it, or restore an older backup"
        )


def migrate(connection: Connection, to: str = HEAD) -> None:
    """Bring the database to a revision, in the transaction of ``connection``."""
    # a third of a second to import, and needed once in a ledger's life for each revision
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("tocsin.ledger.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
