"""Keeping accounts: each change holds at once, and the audit log says who made it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import tocsin
from tests.ledger.test_passwords import GOOD
from tocsin.errors import AccountError, NotFoundError
from tocsin.results import Role
from tocsin.workflows import accounts


@pytest.fixture(params=["sqlite", "postgresql"])
def space(
    request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[str], str]
) -> str:
    ledger = new_database("postgresql") if request.param == "postgresql" else None
    return str(tocsin.init(tmp_path / "desk", ledger=ledger).root)


def test_the_life_of_an_account(space: str) -> None:
    assert accounts.accounts(space).accounts == []
    accounts.add(space, "ana", role=Role.READER, display="Ana Lopez", password=GOOD)
    accounts.set_role(space, "ana", Role.EDITOR)
    accounts.set_password(space, "ana", GOOD + " again")
    accounts.link(space, "ana", issuer="https://id.example", subject="42")
    accounts.recipient(space, "ana", "river", named=True)
    made = accounts.token(space, "ana", days=3)
    (ana,) = accounts.accounts(space).accounts
    assert (ana.display, ana.role, ana.password, ana.issuer, ana.tokens, ana.recipient_of) == (
        "Ana Lopez", Role.EDITOR, True, "https://id.example", 1, ["river"],
    )  # fmt: skip
    assert accounts.recipient(space, "ana", "river", named=False).accounts[0].recipient_of == []
    assert accounts.revoke(space, "ana").accounts[0].tokens == 0
    assert accounts.remove(space, "ana").accounts == []
    log = accounts.audit(space)
    assert [line.what for line in log.entries] == [
        "account added", "role", "password", "link", "recipient", "token", "recipient", "token",
        "account removed",
    ]  # fmt: skip
    assert all(line.who.endswith("(terminal)") for line in log.entries)
    told = log.model_dump_json()
    assert GOOD not in told
    assert made.token not in told


def test_a_subject_has_one_account(space: str) -> None:
    for name in ("ana", "ben"):
        accounts.add(space, name, role=Role.READER, display=None, password=None)
    accounts.link(space, "ana", issuer="https://id.example", subject="42")
    with pytest.raises(AccountError, match="linked to ana"):
        accounts.link(space, "ben", issuer="https://id.example", subject="42")


def test_a_weak_password_leaves_nothing_behind(space: str) -> None:
    with pytest.raises(AccountError, match="easily guessed"):
        accounts.add(space, "ana", role=Role.READER, display=None, password="passwordpassword")
    assert accounts.accounts(space).accounts == []
    with pytest.raises(NotFoundError, match="no account ana"):
        accounts.set_password(space, "ana", GOOD)


def test_a_backup_lets_nobody_in(space: str, tmp_path: Path) -> None:
    accounts.add(space, "ana", role=Role.EDITOR, display=None, password=GOOD)
    tocsin.backup(space, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert all(b"argon2" not in archive.read(name) for name in archive.namelist())
    tocsin.restore(tmp_path / "b.zip", tmp_path / "restored")
    assert accounts.accounts(tmp_path / "restored").accounts == []
