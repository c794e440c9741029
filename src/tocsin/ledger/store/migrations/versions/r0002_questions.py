"""Questions, forecasts and resolutions: a ledger that keeps score needs them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.store.migrations.guard import append_only

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _seq() -> sa.Column[int]:
    return sa.Column(
        "seq", NUMBER, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False
    )


def upgrade() -> None:
    """Create the three tables and guard them against change."""
    op.create_table(
        "questions",
        _seq(),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.UniqueConstraint("case_id", "key", name="uq_questions_case_id_key"),
    )
    op.create_table(
        "forecasts",
        _seq(),
        sa.Column("question", NUMBER, sa.ForeignKey("questions.seq"), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("probability", sa.Double, nullable=False),
        sa.Column("base_rate", sa.Double),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_forecasts_question", "forecasts", ["question"])
    op.create_table(
        "resolutions",
        _seq(),
        sa.Column("question", NUMBER, sa.ForeignKey("questions.seq"), nullable=False),
        sa.Column("outcome", sa.String(4), nullable=False),
        sa.Column("settled", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("ix_resolutions_question", "resolutions", ["question"])
    append_only("questions", "forecasts", "resolutions")
