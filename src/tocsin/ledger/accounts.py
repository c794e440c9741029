"""Accounts, sessions and tokens as the ledger's database keeps them.

A session's or a token's secret is 256 random bits; only its SHA-256 is kept, so that a copy of the
database opens no door. (A slow hash is for what people choose, not for random secrets.)
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tocsin.errors import AccountError, NotFoundError
from tocsin.results import Account, Person, Role

if TYPE_CHECKING:
    # the database's library takes half a second to import; a desk without workspace needs none
    from tocsin.ledger.store import Operations

IDLE = timedelta(hours=1)
"""How long a session lasts without a request (SP 800-63B-4, section 2.2.3)."""
LONGEST_SESSION = timedelta(hours=12)
"""How long a session lasts at most, from signing in."""
NAME = re.compile(r"[a-z][a-z0-9._-]{0,39}")
PREFIX = "tocsin_"
"""What a bearer token begins with, so that scanners for leaked secrets can find it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An account with what only the door may see."""

    person: Person
    password: str | None = field(repr=False)


def moment(when: datetime) -> str:
    """A moment as the tables keep it: UTC in ISO 8601, so that text sorts as time does."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def add(
    book: Operations, name: str, display: str, role: Role, password: str | None, now: str
) -> None:
    """A new account.

    Raises:
        AccountError: a name that is no name, or that somebody has or had.
    """
    if not NAME.fullmatch(name):
        raise AccountError(
            f"{name!r} is no name of an account; a small letter, then up to 39 small letters, "
            "digits, dots, hyphens or underscores are allowed"
        )
    if not display.strip() or len(display) > 100 or not display.isprintable():
        raise AccountError(
            "a name to show is 1 to 100 printable characters; give it with --display"
        )
    if book.rows("accounts", name=name):
        raise AccountError(
            f"there is or was an account {name}; a name is never given to another person, because "
            "decisions are signed with it; choose another"
        )
    book.add("accounts", name=name, display=display.strip(), role=role.value, password=password,
             created=now)  # fmt: skip


def find(book: Operations, name: str) -> Kept | None:
    """The account of that name, unless there is none or it was removed."""
    return _kept(book.rows("accounts", name=name, removed=None))


def linked(book: Operations, issuer: str, subject: str) -> Kept | None:
    """The account that is linked to a subject of an OIDC issuer."""
    return _kept(book.rows("accounts", issuer=issuer, subject=subject, removed=None))


def existing(book: Operations, name: str) -> Kept:
    """The account of that name; raises ``NotFoundError`` where there is none."""
    found = find(book, name)
    if found is None:
        known = ", ".join(row["name"] for row in book.rows("accounts", removed=None)) or "none yet"
        raise NotFoundError(f"no account {name}; there are: {known}")
    return found


def any_account(book: Operations) -> bool:
    """Whether the workspace has accounts at all."""
    return bool(book.rows("accounts", removed=None))


def shown(book: Operations, now: str) -> list[Account]:
    """Every account, without anything secret."""
    return [
        Account(
            name=row["name"], display=row["display"], role=Role(row["role"]),
            password=row["password"] is not None, issuer=row["issuer"], created=row["created"],
            tokens=sum(each["expires"] > now for each in book.rows("tokens", account=row["name"])),
            recipient_of=[each["case_id"] for each in book.rows("recipients", account=row["name"])],
        )
        for row in book.rows("accounts", removed=None)
    ]  # fmt: skip


def remove(book: Operations, name: str, now: str) -> None:
    """Let an account in no more: its name stays taken, everything else of it goes."""
    for table in ("sessions", "tokens", "recipients"):
        book.remove(table, account=name)
    book.change("accounts", {"name": name}, removed=now, password=None, issuer=None, subject=None)


def begin_session(book: Operations, account: str, now: datetime) -> str:
    """A new session; its secret, which is kept nowhere."""
    book.expire("sessions", moment(now))
    secret = secrets.token_urlsafe(32)
    book.add("sessions", sha256=_sha256(secret), account=account, seen=moment(now),
             expires=moment(now + LONGEST_SESSION))  # fmt: skip
    return secret


def in_session(book: Operations, secret: str, now: datetime) -> tuple[Kept, datetime] | None:
    """Whose session it is and when it was last used; nothing for one that has expired."""
    for row in book.rows("sessions", sha256=_sha256(secret)):
        seen = datetime.fromisoformat(row["seen"])
        found = find(book, row["account"])
        if found is not None and moment(now) < row["expires"] and now - seen < IDLE:
            return found, seen
    return None


def seen(book: Operations, secret: str, now: datetime) -> None:
    """A session has been used."""
    book.change("sessions", {"sha256": _sha256(secret)}, seen=moment(now))


def end_session(book: Operations, secret: str) -> None:
    """Sign out."""
    book.remove("sessions", sha256=_sha256(secret))


def new_token(book: Operations, account: str, now: datetime, days: int) -> tuple[str, str]:
    """A bearer token for programs and its last moment; kept nowhere but by who reads it now."""
    book.expire("tokens", moment(now))
    secret, expires = PREFIX + secrets.token_urlsafe(32), moment(now + timedelta(days=days))
    book.add("tokens", sha256=_sha256(secret), account=account, created=moment(now),
             expires=expires)  # fmt: skip
    return secret, expires


def of_token(book: Operations, secret: str, now: datetime) -> Kept | None:
    """Whose bearer token it is; nothing for one that has expired."""
    for row in book.rows("tokens", sha256=_sha256(secret)):
        if moment(now) < row["expires"]:
            return find(book, row["account"])
    return None


def _kept(rows: list[dict[str, Any]]) -> Kept | None:
    if not rows:
        return None
    (row,) = rows
    return Kept(
        Person(name=row["name"], display=row["display"], role=Role(row["role"])), row["password"]
    )


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
