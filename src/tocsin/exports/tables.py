"""All tables of a case’s results, by name, in the order in which a reader meets them."""

from __future__ import annotations

from tocsin.errors import NotFoundError
from tocsin.exports import (
    assessment_tables,
    prospects_tables,
    reasons_tables,
    record_tables,
    situation_tables,
)
from tocsin.exports.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for room in (
        assessment_tables,
        reasons_tables,
        prospects_tables,
        situation_tables,
        record_tables,
    )
    for table in room.TABLES
}


def table_named(name: str) -> Table:
    """The table of that name.

    Raises:
        NotFoundError: there is none; the message lists those there are.
    """
    if name not in TABLES:
        raise NotFoundError(f"no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]
