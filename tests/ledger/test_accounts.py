"""Accounts, sessions and tokens in each kind of database; secrets are never kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tocsin.errors import AccountError, NotFoundError
from tocsin.ledger import accounts
from tocsin.ledger.store import Ledger, copy
from tocsin.results import Role

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
AT = accounts.moment(NOW)


@pytest.fixture
def peopled(ledger: Ledger) -> Ledger:
    with ledger.operations(writes=True) as book:
        accounts.add(book, "ana", "Ana Lopez", Role.ANALYST, "HASH", AT)
        accounts.add(book, "ben", "ben", Role.READER, None, AT)
    return ledger


def test_a_role_is_enough_for_itself_and_those_before() -> None:
    assert [Role.ANALYST.may(each) for each in Role] == [True, True, False]


def test_an_account_is_found_until_it_is_removed_and_its_name_stays_taken(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        ana = accounts.existing(book, "ana")
        assert (ana.person.signature, ana.person.role, ana.password) == (
            "Ana Lopez (ana)", Role.ANALYST, "HASH",
        )  # fmt: skip
        assert "HASH" not in repr(ana)
        assert accounts.existing(book, "ben").person.signature == "ben"
        accounts.begin_session(book, "ana", NOW)
        accounts.remove(book, "ana", AT)
        with pytest.raises(NotFoundError, match="no account ana; there are: ben"):
            accounts.existing(book, "ana")
        with pytest.raises(AccountError, match="there is or was an account ana"):
            accounts.add(book, "ana", "Another", Role.EDITOR, None, AT)
        assert [one.name for one in accounts.shown(book, AT)] == ["ben"]
        assert book.rows("sessions") == []


@pytest.mark.parametrize("name", ["", "Ana", "1st", "a b", "a" * 41, "ana\n", "../x"])
def test_a_name_is_one_that_can_stand_anywhere(ledger: Ledger, name: str) -> None:
    with pytest.raises(AccountError, match="is no name"), ledger.operations(writes=True) as book:
        accounts.add(book, name, "x", Role.READER, None, AT)


@pytest.mark.parametrize("display", [" ", "x" * 101, "two\nlines"])
def test_a_name_to_show_is_printable(ledger: Ledger, display: str) -> None:
    with pytest.raises(AccountError, match="--display"), ledger.operations(writes=True) as book:
        accounts.add(book, "ana", display, Role.READER, None, AT)


def test_a_session_ends_when_idle_and_in_any_case(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        secret = accounts.begin_session(book, "ana", NOW)
        almost = NOW + accounts.IDLE - timedelta(seconds=1)
        found = accounts.in_session(book, secret, almost)
        assert found is not None
        assert found[0].person.name == "ana"
        assert accounts.in_session(book, secret, NOW + accounts.IDLE) is None
        moment = NOW
        while moment < NOW + accounts.LONGEST_SESSION - accounts.IDLE:
            moment += accounts.IDLE / 2
            assert accounts.in_session(book, secret, moment)
            accounts.seen(book, secret, moment)
        accounts.seen(book, secret, NOW + accounts.LONGEST_SESSION)
        assert accounts.in_session(book, secret, NOW + accounts.LONGEST_SESSION) is None


def test_signing_out_ends_one_session_only(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        one, other = (accounts.begin_session(book, "ana", NOW) for _ in range(2))
        assert one != other
        accounts.end_session(book, one)
        assert accounts.in_session(book, one, NOW) is None
        assert accounts.in_session(book, other, NOW) is not None
        assert accounts.in_session(book, "anything", NOW) is None


def test_a_token_lasts_its_days(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        secret, expires = accounts.new_token(book, "ben", NOW, 2)
        assert secret.startswith("tocsin_")
        assert expires == "2026-05-03T12:00:00Z"
        found = accounts.of_token(book, secret, NOW)
        assert found is not None
        assert found.person.name == "ben"
        assert accounts.of_token(book, secret, NOW + timedelta(days=2)) is None
        assert accounts.of_token(book, secret[:-1], NOW) is None


def test_no_secret_is_in_the_database(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        secrets = [
            accounts.begin_session(book, "ana", NOW),
            accounts.new_token(book, "ana", NOW, 1)[0],
        ]
    with peopled.operations(writes=False) as book:
        everything = str([book.rows(table) for table in ("accounts", "sessions", "tokens")])
    assert all(secret not in everything for secret in secrets)


def test_a_subject_is_linked_to_one_account(peopled: Ledger) -> None:
    with peopled.operations(writes=True) as book:
        assert accounts.linked(book, "https://id.example", "42") is None
        book.change("accounts", {"name": "ben"}, issuer="https://id.example", subject="42")
        found = accounts.linked(book, "https://id.example", "42")
        assert found is not None
        assert found.person.name == "ben"
        assert accounts.linked(book, "https://other.example", "42") is None


def test_a_copy_of_the_ledger_holds_no_account(peopled: Ledger, tmp_path: Path) -> None:
    made = copy(peopled, f"sqlite:///{tmp_path}/copy.sqlite")
    with made.operations(writes=False) as book:
        assert not accounts.any_account(book)
    assert b"HASH" not in (tmp_path / "copy.sqlite").read_bytes()


def test_the_journal_has_no_line_of_it(peopled: Ledger) -> None:
    with peopled.snapshot() as page:
        assert page.last() == 0
        assert list(page.faults()) == []
    with peopled.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 2
