"""The tables as the present code knows them; the migrations are what makes them.

``seq`` numbers the entries of all tables together. Dates are days: ``happened`` is as precise as it
is known, ``published`` is known to the day. Moments are UTC in ISO 8601. ``content`` is canonical
JSON, so that the same entry has the same bytes in every database.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

METADATA = MetaData()
NUMBER = BigInteger().with_variant(Integer, "sqlite")

JOURNAL = Table(
    "journal",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("recorded", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),
)


def _table(name: str, *columns: SchemaItem, indices: tuple[tuple[str, ...], ...] = ()) -> Table:
    """A table whose entries stand in the journal."""
    return Table(
        name,
        METADATA,
        Column("seq", ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
        *columns,
        *(Index("_".join(["ix", name, *fields]), *fields) for fields in indices),
    )


def _dated() -> list[SchemaItem]:
    """The dates of an item, and how it stands to earlier versions of itself."""
    return [
        Column("happened", String(10)),
        Column("published", Date, nullable=False),
        Column("retrieved", String(32), nullable=False),
        Column("corrects", ForeignKey("journal.seq")),
        Column("withdrawn", Boolean, nullable=False),
    ]


_table(
    "proposals",
    Column("case_id", String(40)),
    Column("kind", String(20), nullable=False),
    Column("happened", String(10)),
    Column("published", Date, nullable=False),
    Column("retrieved", String(32), nullable=False),
    Column("identity", String(64), nullable=False, unique=True),
    Column("canonical_url", Text),
    Column("content", Text, nullable=False),
    indices=(("published",), ("canonical_url",)),
)
_table(
    "origins",
    Column("proposal", ForeignKey("proposals.seq"), nullable=False),
    Column("origin", ForeignKey("proposals.seq"), nullable=False),
    Column("because", String(20), nullable=False),
    Column("similarity", Integer, nullable=False),
    indices=(("proposal",),),
)
_table(
    "decisions",
    Column("case_id", String(40)),
    Column("subject", Text, nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("why", Text, nullable=False),
    Column("content", Text, nullable=False),
    indices=(("subject",),),
)
for _name in ("sources", "evidence"):
    _table(
        _name,
        Column("case_id", String(40), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("key", Text, nullable=False),
        *_dated(),
        Column("decision", ForeignKey("decisions.seq"), nullable=False),
        Column("content", Text, nullable=False),
        indices=(("case_id", "published"),),
    )
_table(
    "cursors",
    Column("name", String(200), nullable=False),
    Column("content", Text, nullable=False),
    indices=(("name",),),
)
_table(
    "runs",
    Column("case_id", String(40), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("content", Text, nullable=False),
    indices=(("case_id",),),
)
_table(
    "questions",
    Column("case_id", String(40), nullable=False),
    Column("key", String(40), nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("case_id", "key", name="uq_questions_case_id_key"),
)
_table(
    "forecasts",
    Column("question", ForeignKey("questions.seq"), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("probability", Double, nullable=False),
    Column("base_rate", Double),
    Column("sha256", String(64), nullable=False),
    Column("content", Text, nullable=False),
    indices=(("question",),),
)
_table(
    "resolutions",
    Column("question", ForeignKey("questions.seq"), nullable=False),
    Column("outcome", String(4), nullable=False),
    Column("settled", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("why", Text, nullable=False),
    indices=(("question",),),
)

TABLES = frozenset(METADATA.tables) - {JOURNAL.name}
"""The names of the tables that entries go into."""
