"""The entrance: who comes in, for how long, and how often somebody may try."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tocsin
from tests.ledger.test_passwords import GOOD
from tocsin.errors import BusyError, SignInError
from tocsin.ledger.passwords import matches
from tocsin.results import Role
from tocsin.workflows import accounts
from tocsin.workflows.entrance import Entrance


@pytest.fixture(params=["sqlite", "postgresql"])
def space(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[str], str]
) -> str:
    ledger = new_database("postgresql") if request.param == "postgresql" else None
    made = str(tocsin.init(tmp_path / "desk", ledger=ledger).root)
    accounts.add(made, "ana", role=Role.ANALYST, display="Ana Lopez", password=GOOD)
    return made


class Clock:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def test_a_session_follows_the_account(space: str) -> None:
    clock = Clock()
    entrance = Entrance(space, clock=clock)
    assert entrance.guarded
    secret = entrance.sign_in("ana", GOOD, "192.0.2.1")
    person = entrance.by_session(secret)
    assert person is not None
    assert (person.signature, person.role) == ("Ana Lopez (ana)", Role.ANALYST)
    accounts.set_role(space, "ana", Role.READER)
    demoted = entrance.by_session(secret)
    assert demoted is not None
    assert demoted.role is Role.READER, "a role holds from the next request on"
    for _ in range(3):
        clock.now += timedelta(minutes=50)
        assert entrance.by_session(secret), "each use begins the hour anew"
    accounts.set_password(space, "ana", GOOD + " anew")
    assert entrance.by_session(secret) is None
    again = entrance.sign_in("ana", GOOD + " anew", "192.0.2.1")
    accounts.remove(space, "ana")
    assert entrance.by_session(again) is None
    assert not entrance.guarded
    assert Entrance(space, shared=True).guarded


def test_a_failure_opens_nothing_and_is_noted(space: str) -> None:
    entrance = Entrance(space)
    for name, password in (("ana", "wrong"), ("ben", GOOD), ("ana", "")):
        with pytest.raises(SignInError, match="no account has this name and this password"):
            entrance.sign_in(name, password, "192.0.2.1")
    log = accounts.audit(space, last=3).entries
    assert [(line.what, line.who, line.address) for line in log] == [
        ("sign-in failed", name, "192.0.2.1") for name in ("ana", "ben", "ana")
    ]


def test_attempts_are_counted_by_account_and_by_address(
    space: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entrance = Entrance(space)

    def attempt(name: str, address: str) -> int:
        """Seconds to wait before the next attempt; 0 for one that was heard, and was wrong."""
        with pytest.raises((SignInError, BusyError)) as refused:
            entrance.sign_in(name, "wrong", address)
        return getattr(refused.value, "retry_after", 0)

    with monkeypatch.context() as quick:
        quick.setattr("tocsin.workflows.entrance.matches", lambda *_: False)
        waits = [attempt("ana", "192.0.2.1") for _ in range(6)]
        assert waits[:5] == [0] * 5
        assert 0 < waits[5] <= 900
        assert attempt("ana", "192.0.2.2") == 0, "one attacker does not lock the account"
        assert [attempt(f"n{i}", "192.0.2.1") for i in range(25)] == [0] * 25
        assert attempt("another", "192.0.2.1") > 0, "one address has had its attempts"
    assert entrance.by_session(entrance.sign_in("ana", GOOD, "192.0.2.3"))


def test_strangers_of_one_address_are_noted_so_often_and_refused_nothing(space: str) -> None:
    entrance = Entrance(space)
    for count in range(40):
        entrance.note_stranger("sign-in failed", "192.0.2.1", f"token {count}")
    entrance.note_stranger("denied", "192.0.2.2", "from elsewhere")
    log = [line for line in accounts.audit(space, last=100).entries if line.address]
    assert [line.what for line in log] == ["sign-in failed"] * 30 + ["throttled", "denied"]
    assert log[-2].detail == "token 30"
    assert entrance.by_session(entrance.sign_in("ana", GOOD, "192.0.2.1"))


def test_signing_in_renews_an_old_hash(space: str) -> None:
    from argon2 import PasswordHasher

    entrance = Entrance(space)
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    with entrance._ledger.operations(writes=True) as book:
        book.change("accounts", {"name": "ana"}, password=old)
    assert entrance.sign_in("ana", GOOD, "192.0.2.1")
    with entrance._ledger.operations(writes=False) as book:
        (row,) = book.rows("accounts", name="ana")
    assert row["password"] != old
    assert matches(GOOD, row["password"])


def test_a_subject_comes_in_by_an_explicit_link_only(space: str) -> None:
    entrance = Entrance(space)
    with pytest.raises(SignInError, match="no account is linked"):
        entrance.sign_in_elsewhere("https://id.example", "42", "192.0.2.1")
    accounts.link(space, "ana", issuer="https://id.example", subject="42")
    secret = entrance.sign_in_elsewhere("https://id.example", "42", "192.0.2.1")
    person = entrance.by_session(secret)
    assert person is not None
    assert person.name == "ana"
    with pytest.raises(SignInError):
        entrance.sign_in_elsewhere("https://other.example", "42", "192.0.2.1")
