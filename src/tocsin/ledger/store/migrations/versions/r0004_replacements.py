"""No entry takes the place of another one: on SQLite a replacement fired no trigger."""

from __future__ import annotations

from tocsin.ledger.store.migrations.guard import no_replacement

revision = "0004"
down_revision = "0003"

NUMBERED = (
    "journal", "origins", "decisions", "sources", "evidence", "cursors", "runs", "forecasts",
    "resolutions",
)  # fmt: skip
"""Tables whose number is their only key."""


def upgrade() -> None:
    """Guard every append-only table, by each of its unique keys."""
    for table in NUMBERED:
        no_replacement(table, ("seq",))
    no_replacement("proposals", ("seq",), ("identity",))
    no_replacement("questions", ("seq",), ("case_id", "key"))
    no_replacement("audit", ("number",))
