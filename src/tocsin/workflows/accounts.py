"""Accounts: who may come into a workspace's desk, in which role, and by which means."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tocsin.errors import AccountError
from tocsin.ledger import accounts as kept
from tocsin.ledger import audit as log
from tocsin.ledger.passwords import hashed, judge
from tocsin.ledger.store import Ledger, Operations
from tocsin.results import Accounts, AuditLog, BearerToken, Role
from tocsin.settings import open_workspace

LONGEST_TOKEN = 366
"""Days that a bearer token may last."""


def accounts(workspace: str | Path) -> Accounts:
    """The accounts of a workspace, without anything secret."""
    with _book(workspace, writes=False) as book:
        return Accounts(accounts=kept.shown(book, _now()))


def add(
    workspace: str | Path, name: str, *, role: Role, display: str | None, password: str | None
) -> Accounts:
    """Let somebody in.

    Args:
        workspace: the folder of the workspace.
        name: what the person signs in with; it is never given to another.
        role: what the person may do.
        display: how the person is shown; by default the name.
        password: none for somebody who signs in elsewhere (``link``), or for a program.

    Raises:
        AccountError: the name is taken or no name, or the password is weak.
    """
    shown = display or name
    secret = None if password is None else hashed(judge(password, name, *shown.split()))
    with _book(workspace) as book:
        kept.add(book, name, shown, role, secret, _now())
        _note(book, "account added", f"{name}: {role}")
        return Accounts(accounts=kept.shown(book, _now()))


def set_role(workspace: str | Path, name: str, role: Role) -> Accounts:
    """Give an account another role; it holds from its next request on."""
    with _book(workspace) as book:
        kept.existing(book, name)
        book.change("accounts", {"name": name}, role=role.value)
        _note(book, "role", f"{name}: {role}")
        return Accounts(accounts=kept.shown(book, _now()))


def set_password(workspace: str | Path, name: str, password: str) -> Accounts:
    """Give an account another password; whoever is signed in to it has to sign in again."""
    with _book(workspace, writes=False) as book:
        person = kept.existing(book, name).person
    secret = hashed(judge(password, name, *person.display.split()))
    with _book(workspace) as book:
        kept.existing(book, name)
        book.change("accounts", {"name": name}, password=secret)
        book.remove("sessions", account=name)
        _note(book, "password", name)
        return Accounts(accounts=kept.shown(book, _now()))


def link(workspace: str | Path, name: str, *, issuer: str, subject: str) -> Accounts:
    """Let a subject of an OIDC issuer in as this account; nobody is let in without such a link.

    Raises:
        AccountError: the subject is linked to another account.
    """
    with _book(workspace) as book:
        kept.existing(book, name)
        other = kept.linked(book, issuer, subject)
        if other is not None and other.person.name != name:
            raise AccountError(f"this subject is linked to {other.person.name}; one account each")
        book.change("accounts", {"name": name}, issuer=issuer, subject=subject)
        book.remove("sessions", account=name)
        _note(book, "link", f"{name}: {issuer}")
        return Accounts(accounts=kept.shown(book, _now()))


def token(workspace: str | Path, name: str, *, days: int) -> BearerToken:
    """A bearer token with which a program comes in as this account, for a number of days."""
    if not 1 <= days <= LONGEST_TOKEN:
        raise AccountError(f"a token of {days} days; 1 to {LONGEST_TOKEN} are allowed")
    with _book(workspace) as book:
        kept.existing(book, name)
        secret, expires = kept.new_token(book, name, datetime.now(UTC), days)
        _note(book, "token", f"{name}: until {expires}")
        return BearerToken(account=name, token=secret, expires=expires)


def revoke(workspace: str | Path, name: str) -> Accounts:
    """Every bearer token and session of an account ends."""
    with _book(workspace) as book:
        kept.existing(book, name)
        book.remove("tokens", account=name)
        book.remove("sessions", account=name)
        _note(book, "token", f"{name}: all revoked")
        return Accounts(accounts=kept.shown(book, _now()))


def recipient(workspace: str | Path, name: str, case: str, *, named: bool) -> Accounts:
    """Name an account as a recipient of a case marked TLP:RED, or no more.

    Args:
        workspace: the folder of the workspace.
        name: of the account.
        case: id of the case.
        named: whether it is one from now on.
    """
    with _book(workspace) as book:
        kept.existing(book, name)
        book.remove("recipients", account=name, case_id=case)
        if named:
            book.add("recipients", account=name, case_id=case)
        _note(book, "recipient", f"{name}: {case}" if named else f"{name}: {case} no more")
        return Accounts(accounts=kept.shown(book, _now()))


def remove(workspace: str | Path, name: str) -> Accounts:
    """Let somebody in no more; what the person decided stays signed, the name stays taken."""
    with _book(workspace) as book:
        kept.existing(book, name)
        kept.remove(book, name, _now())
        _note(book, "account removed", name)
        return Accounts(accounts=kept.shown(book, _now()))


def audit(workspace: str | Path, *, last: int = 100) -> AuditLog:
    """The last lines of the audit log: sign-ins and failures, decisions, exports, accounts."""
    with _book(workspace, writes=False) as book:
        return AuditLog(entries=log.read(book, last))


@contextmanager
def _book(workspace: str | Path, *, writes: bool = True) -> Iterator[Operations]:
    ledger = Ledger.open(open_workspace(workspace).ledger_url)
    with ledger.operations(writes=writes) as book:
        yield book


def _now() -> str:
    return kept.moment(datetime.now(UTC))


def _note(book: Operations, what: log.Event, detail: str) -> None:
    """A change by whoever has the workspace's files: the name is the one of the system's user."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "?"
    log.note(book, what, at=_now(), who=f"{user} (terminal)", detail=detail)
