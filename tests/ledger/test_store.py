"""The ledger's database: append-only, in order, whole or not at all, the same in each kind."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, UniqueConstraint, insert, inspect, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import SQLAlchemyError

from tests.conftest import NOON
from tocsin.errors import LedgerError
from tocsin.ledger import audit
from tocsin.ledger.store import TABLES, Ledger, Transaction
from tocsin.ledger.store.connection import connect, read_url, transaction
from tocsin.ledger.store.operations import OPERATIONS
from tocsin.ledger.store.schema import HEAD, REVISIONS, migrate, revision
from tocsin.ledger.store.tables import METADATA


def note(book: Ledger, name: str, content: str = "{}") -> int:
    with book.transaction("tests") as page:
        return page.append("cursors", name=name, content=content)


def names(book: Ledger) -> list[str]:
    with book.snapshot() as page:
        return [row["name"] for row in page.rows("cursors")]


def test_entries_are_numbered_in_order_and_carry_who_and_when(ledger: Ledger) -> None:
    assert [note(ledger, "a"), note(ledger, "b"), note(ledger, "a")] == [1, 2, 3]
    with ledger.snapshot() as page:
        rows = page.rows("cursors", name="a")
        assert [(row["seq"], row["who"], row["recorded"]) for row in rows] == [
            (1, "tests", "2026-05-01T12:00:00Z"), (3, "tests", "2026-05-01T12:00:00Z"),
        ]  # fmt: skip
        assert page.last() == 3
        assert page.rows("cursors", up_to=2) == page.rows("cursors")[:2]
        assert page.newest("cursors", name="a") == rows[-1]
        assert page.newest("cursors", name="c") is None
        assert list(page.faults()) == []


def test_a_transaction_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    note(ledger, "before")

    def interrupted() -> None:
        with ledger.transaction("tests") as page:
            page.append("cursors", name="lost", content="{}")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert note(ledger, "after") == 2, "what was not recorded leaves no gap"
    assert names(ledger) == ["before", "after"]


DATED = {
    "published": date(2026, 4, 1),
    "retrieved": "2026-04-02T08:00:00Z",
    "withdrawn": False,
    "case_id": "river",
    "kind": "report",
    "key": "R1",
    "content": "{}",
}
PROPOSED = {key: DATED[key] for key in ("published", "retrieved", "case_id", "kind", "content")}
# in the order in which one can name the number of another
ONE_OF_EACH: dict[str, dict[str, object]] = {
    "proposals": {**PROPOSED, "identity": "0" * 64},
    "decisions": {"subject": "P-1", "verdict": "accept", "why": "w", "content": "{}"},
    "origins": {"proposal": 1, "origin": 1, "because": "same text", "similarity": 90},
    "sources": {**DATED, "decision": 2},
    "evidence": {**DATED, "decision": 2},
    "questions": {"case_id": "river", "key": "Q1", "content": "{}"},
    "forecasts": {
        "question": 6,
        "as_of": date(2026, 4, 1),
        "probability": 0.1,
        "sha256": "0" * 64,
        "content": "{}",
    },
    "resolutions": {
        "question": 6,
        "outcome": "yes",
        "settled": date(2026, 5, 1),
        "source": "s",
        "why": "w",
    },
    "cursors": {"name": "feed", "content": "{}"},
    "runs": {"case_id": "river", "as_of": date(2026, 4, 1), "content": "{}"},
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_entry_can_be_changed_or_removed(kind: str, new_database: Callable[[str], str]) -> None:
    book = Ledger.open(new_database(kind), create=True)
    assert set(ONE_OF_EACH) == TABLES
    with book.transaction("tests") as page:
        for table, values in ONE_OF_EACH.items():
            page.append(table, **values)
    for table in ("journal", *sorted(TABLES)):
        for change in (f"UPDATE {table} SET seq = seq + 100", f"DELETE FROM {table}"):
            with (
                pytest.raises(LedgerError, match="append-only; entries are never changed"),
                transaction(book.engine, writes=True) as connection,
            ):
                connection.execute(text(change))
    with book.snapshot() as page:
        assert page.last() == len(TABLES)
        assert list(page.faults()) == []


def unique_keys(table: Table) -> list[list[str]]:
    """The columns of each unique key of a table, as the code knows it."""
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    return [list(table.primary_key.columns.keys()), *(one.columns.keys() for one in unique)]


def test_no_entry_can_be_replaced(database: str) -> None:
    book = Ledger.open(database, create=True)
    with book.transaction("tests") as page:
        for table, values in ONE_OF_EACH.items():
            page.append(table, **values)
    with book.operations(writes=True) as door:
        audit.note(door, "signed in", at="x", who="ana")
    guarded = [*METADATA.tables.values(), OPERATIONS.tables["audit"]]
    tried = 0
    for kept in guarded:
        for key in unique_keys(kept):
            tried += 1
            with (
                pytest.raises(LedgerError, match="append-only; entries are never changed"),
                transaction(book.engine, writes=True) as connection,
            ):
                replace(connection, kept, key)
    assert tried == len(guarded) + 2, "proposals and questions have a second key"
    with book.snapshot() as snapshot:
        assert snapshot.last() == len(TABLES)
        assert list(snapshot.faults()) == []
    with book.transaction("tests") as page:  # nor does the guard refuse what is new
        assert page.append("cursors", name="feed", content="{}") == len(TABLES) + 1
    with book.operations(writes=True) as door:
        audit.note(door, "signed out", at="x", who="ana")
        assert len(audit.read(door, 9)) == 2


def replace(connection: Connection, table: Table, key: list[str]) -> None:
    """Put a row in the place of the one that is there, as each kind of database lets one."""
    row = dict(connection.execute(select(table)).mappings().first() or {})
    changed = next(
        column for column in ("who", "kind", "content", "because", "why") if column in row
    )
    row[changed] = "forged"
    number = table.primary_key.columns.keys()[0]
    if number not in key:
        row[number] = 1000
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table).prefix_with("OR REPLACE"), row)
    else:
        statement = postgresql.insert(table).values(row)
        connection.execute(
            statement.on_conflict_do_update(index_elements=key, set_={changed: "forged"})
        )


def test_an_entry_needs_an_author_and_known_columns(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="nobody is named"), ledger.transaction("  "):
        pass
    with pytest.raises(TypeError, match="no column colour"), ledger.transaction("t") as page:
        page.append("cursors", name="a", content="{}", colour="red")
    assert names(ledger) == []


def test_order_is_the_number_even_when_the_clock_is_set_back(database: str) -> None:
    days = iter([NOON.replace(day=day) for day in (3, 10, 5, 12)])
    book = Ledger.open(database, create=True, clock=lambda: next(days))
    for name in "abcd":
        note(book, name)
    assert names(book) == ["a", "b", "c", "d"]
    with book.snapshot() as page:
        recorded = [page.recorded_by(date(2026, 5, day)) for day in (2, 3, 9, 10, 11, 12)]
        assert recorded == [0, 1, 1, 3, 3, 4], "c was recorded after b, whatever the clock says"
        assert list(page.faults()) == []


def test_a_change_behind_the_ledgers_back_is_found(ledger: Ledger) -> None:
    for name in "abc":
        note(ledger, name)
    kind = ledger.engine.dialect.name
    with transaction(ledger.engine, writes=True) as connection:
        if kind == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER cursors_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE cursors DISABLE TRIGGER USER")
        connection.exec_driver_sql("UPDATE cursors SET name = 'forged' WHERE seq = 2")
    with ledger.snapshot() as page:
        assert list(page.faults()) == [
            (2, "the cursors entry does not have the hash that it was recorded with")
        ]


@pytest.mark.parametrize(
    ("removed", "said"),
    [
        ("DELETE FROM cursors WHERE seq = 2", [(2, "the cursors entry is missing")]),
        (
            "DELETE FROM cursors WHERE seq = 2; DELETE FROM journal WHERE seq = 2",
            [
                (2, "entries 2 to 2 are missing"),
                (3, "the cursors entry does not have the hash that it was recorded with"),
            ],
        ),
        (
            "DELETE FROM journal WHERE seq = 3",
            [(3, "the cursors entry stands in no line of the journal")],
        ),
    ],
)
def test_what_was_removed_behind_the_ledgers_back_is_missed(
    removed: str, said: list[tuple[int, str]], tmp_path: Path
) -> None:
    book = Ledger.open(f"sqlite:///{tmp_path / 'l.sqlite'}", create=True)
    for name in "abc":
        note(book, name)
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        for table in ("cursors", "journal"):
            connection.execute(f"DROP TRIGGER {table}_no_delete")
        connection.executescript(removed)
    connection.close()
    with book.snapshot() as page:
        assert list(page.faults()) == said


# --- several at once ----------------------------------------------------------------------------


def _write(url: str, name: str, count: int) -> None:
    book = Ledger.open(url)
    for k in range(count):
        with book.transaction(name) as page:
            page.append("cursors", name=name, content=str(k))
            page.append("cursors", name=f"{name} twin", content=str(k))


def test_two_writers_and_a_reader_lose_and_mix_nothing(database: str) -> None:
    book = Ledger.open(database, create=True)
    count = 40
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(database, name, count)) for name in "ab"]
    for writer in writers:
        writer.start()
    seen = 0
    while any(writer.is_alive() for writer in writers):
        with book.snapshot() as page:
            rows = page.rows("cursors")
            assert len(rows) >= seen, "what was seen once stays"
            assert len(rows) == page.last()
            assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
            assert len(rows) % 2 == 0, "a transaction is seen whole or not at all"
            seen = len(rows)
        time.sleep(0.02)
    assert [writer.exitcode for writer in writers] == [0, 0]
    with book.snapshot() as page:
        for name in ("a", "b", "a twin", "b twin"):
            found = [row["content"] for row in page.rows("cursors", name=name)]
            assert found == [str(k) for k in range(count)]
        assert list(page.faults()) == []


def test_a_reader_sees_one_state_while_another_writes(ledger: Ledger) -> None:
    note(ledger, "a")
    with ledger.snapshot() as page:
        before = page.rows("cursors")
        writer = threading.Thread(target=note, args=(ledger, "b"))
        writer.start()
        writer.join(30)
        assert not writer.is_alive(), "a reader does not hold up a writer"
        assert page.rows("cursors") == before
    assert names(ledger) == ["a", "b"]


# --- trouble ------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    book = Ledger.open(f"sqlite:///{tmp_path / 'l.sqlite'}", create=True)
    note(book, "before")

    def fill() -> None:
        with transaction(book.engine, writes=True) as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
            page = Transaction(connection, "tests", lambda: NOON)
            for k in range(100):
                page.append("cursors", name=f"big {k}", content="x" * 4000)

    with pytest.raises(LedgerError, match=r"full.*nothing of this was recorded; make room"):
        fill()
    assert names(book) == ["before"]
    assert note(book, "after") == 2
    with book.snapshot() as snapshot:
        assert list(snapshot.faults()) == []


def test_a_writer_that_waits_too_long_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.ledger.store.connection.WAIT_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'l.sqlite'}"
    book = Ledger.open(url, create=True)
    with book.transaction("first") as page:
        page.append("cursors", name="a", content="{}")
        with pytest.raises(LedgerError, match="another process has been writing"):
            note(Ledger.open(url), "b")
    assert names(book) == ["a"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "is no URL of a database; sqlite:///FILE and postgresql"),
        ("mysql://u:secret@h/n", r"mysql://u:\*\*\*@h/n; a file of SQLite"),
        ("sqlite://", "a file of SQLite"),
        ("sqlite:////no/such/folder/l.sqlite", "there is no ledger /no/such/folder/l.sqlite"),
    ],
)
def test_an_address_that_is_no_ledger_is_refused(url: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said):
        Ledger.open(url)


def test_a_damaged_file_is_refused_with_advice(tmp_path: Path) -> None:
    file = tmp_path / "l.sqlite"
    file.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    with pytest.raises(LedgerError, match="not a database; run tocsin doctor"):
        Ledger.open(f"sqlite:///{file}")


def test_a_ledger_opens_with_a_clock_in_utc(tmp_path: Path) -> None:
    book = Ledger.open(f"sqlite:///{tmp_path / 'l.sqlite'}", create=True)
    before = datetime.now(UTC).replace(microsecond=0)
    note(book, "a")
    with book.snapshot() as page:
        (row,) = page.rows("cursors")
    assert before <= datetime.fromisoformat(row["recorded"]) <= datetime.now(UTC)


# --- the schema ---------------------------------------------------------------------------------


def test_the_migrations_make_what_the_code_knows(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    book = Ledger.open(database, create=True)
    with transaction(book.engine, writes=False) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, [METADATA, OPERATIONS]) == []  # type: ignore[arg-type]
        assert set(inspect(connection).get_table_names()) == {
            "alembic_version",
            *METADATA.tables,
            *OPERATIONS.tables,
        }


def test_the_revisions_are_those_of_the_migrations() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "tocsin.ledger.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert [one.revision for one in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_current_head() == HEAD


def test_a_ledger_of_the_previous_schema_migrates_and_loses_nothing(database: str) -> None:
    engine = connect(read_url(database))
    with transaction(engine, writes=True) as connection:
        migrate(connection, "0001")
        page = Transaction(connection, "tests", lambda: NOON)
        page.append("decisions", subject="P-1", verdict="reject", why="w", content="{}")
        page.append("runs", case_id="river", as_of=date(2026, 4, 1), content="{}")
        with pytest.raises(SQLAlchemyError), connection.begin_nested():
            page.append("questions", case_id="river", key="Q1", content="{}")
    book = Ledger.open(database)
    with transaction(book.engine, writes=False) as connection:
        assert revision(connection) == HEAD
    with book.transaction("tests") as page:
        assert page.append("questions", case_id="river", key="Q1", content="{}") == 3
    with book.snapshot() as snapshot:
        assert [row["subject"] for row in snapshot.rows("decisions")] == ["P-1"]
        assert list(snapshot.faults()) == []


def test_a_newer_ledger_is_refused(database: str) -> None:
    book = Ledger.open(database, create=True)
    with transaction(book.engine, writes=True) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match=r"schema 9999, this Tocsin knows 0001.*newer Tocsin"):
        Ledger.open(database)


def test_a_database_without_a_ledger_is_refused_unless_one_is_wanted(
    new_database: Callable[[str], str],
) -> None:
    url = new_database("postgresql")
    with pytest.raises(LedgerError, match="holds no ledger; make one with tocsin init"):
        Ledger.open(url)
    Ledger.open(url, create=True)
    note(Ledger.open(url, create=True), "a")
    assert names(Ledger.open(url)) == ["a"]
