"""A ledger copied entry by entry, from one kind of database to another."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from tocsin.errors import LedgerError
from tocsin.ledger.store.connection import transaction
from tocsin.ledger.store.ledger import Ledger
from tocsin.ledger.store.tables import JOURNAL, METADATA

AT_ONCE = 1000


def copy(source: Ledger, url: str) -> Ledger:
    """The same ledger at another address, which must hold none or an empty one.

    One state of the source is copied, whatever is written to it meanwhile, and the copy's hashes
    are checked before it is handed out. One way for both kinds of database: a backup of a ledger in
    PostgreSQL opens as a SQLite file.

    Raises:
        LedgerError: the target holds entries, or the source is damaged.
    """
    target = Ledger.open(url, create=True, clock=source.clock)
    with (
        transaction(source.engine, writes=False) as reading,
        transaction(target.engine, writes=True) as writing,
    ):
        held = writing.execute(select(func.count()).select_from(JOURNAL)).scalar_one()
        if held:
            raise LedgerError(f"the ledger there holds {held} entries; an empty one is allowed")
        for table in METADATA.sorted_tables:
            for rows in reading.execute(select(table)).mappings().partitions(AT_ONCE):
                writing.execute(insert(table), [dict(row) for row in rows])
    with target.snapshot() as book:
        found = [f"entry {number}: {said}" for number, said in book.faults()]
    if found:
        raise LedgerError("the ledger is damaged and was not copied:\n" + "\n".join(found))
    return target
