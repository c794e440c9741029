"""The first schema: journal, proposals, origins, decisions, sources, evidence, cursors, runs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tocsin.ledger.store.migrations.guard import append_only

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _seq() -> sa.Column[int]:
    return sa.Column(
        "seq", NUMBER, sa.ForeignKey("journal.seq"), primary_key=True, autoincrement=False
    )


def upgrade() -> None:
    """Create every table of the first schema and guard them against change."""
    op.create_table(
        "journal",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("recorded", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    _proposals()
    _decided()
    op.create_table(
        "cursors",
        _seq(),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_cursors_name", "cursors", ["name"])
    op.create_table(
        "runs",
        _seq(),
        sa.Column("case_id", sa.String(40), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_runs_case_id", "runs", ["case_id"])
    append_only(
        "journal", "proposals", "origins", "decisions", "sources", "evidence", "cursors", "runs"
    )


def _proposals() -> None:
    op.create_table(
        "proposals",
        _seq(),
        sa.Column("case_id", sa.String(40)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("happened", sa.String(10)),
        sa.Column("published", sa.Date, nullable=False),
        sa.Column("retrieved", sa.String(32), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False, unique=True),
        sa.Column("canonical_url", sa.Text),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_proposals_published", "proposals", ["published"])
    op.create_index("ix_proposals_canonical_url", "proposals", ["canonical_url"])
    op.create_table(
        "origins",
        _seq(),
        sa.Column("proposal", NUMBER, sa.ForeignKey("proposals.seq"), nullable=False),
        sa.Column("origin", NUMBER, sa.ForeignKey("proposals.seq"), nullable=False),
        sa.Column("because", sa.String(20), nullable=False),
        sa.Column("similarity", sa.Integer, nullable=False),
    )
    op.create_index("ix_origins_proposal", "origins", ["proposal"])


def _decided() -> None:
    op.create_table(
        "decisions",
        _seq(),
        sa.Column("case_id", sa.String(40)),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"])
    for name in ("sources", "evidence"):
        op.create_table(
            name,
            _seq(),
            sa.Column("case_id", sa.String(40), nullable=False),
            sa.Column("kind", sa.String(20), nullable=False),
            sa.Column("key", sa.Text, nullable=False),
            sa.Column("happened", sa.String(10)),
            sa.Column("published", sa.Date, nullable=False),
            sa.Column("retrieved", sa.String(32), nullable=False),
            sa.Column("corrects", NUMBER, sa.ForeignKey("journal.seq")),
            sa.Column("withdrawn", sa.Boolean, nullable=False),
            sa.Column("decision", NUMBER, sa.ForeignKey("decisions.seq"), nullable=False),
            sa.Column("content", sa.Text, nullable=False),
        )
        op.create_index(f"ix_{name}_case_id_published", name, ["case_id", "published"])
