"""The audit log: what was done at the door and through it. Append-only, and without secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tocsin.results import AuditEntry

if TYPE_CHECKING:
    # the database's library takes half a second to import; a desk without workspace needs none
    from tocsin.ledger.store import Operations

Event = Literal[
    "signed in", "sign-in failed", "throttled", "signed out", "denied", "decision", "change",
    "export", "account added", "role", "password", "link", "recipient", "token", "account removed",
]  # fmt: skip
"""What is noted. ``decision`` is one in the inbox, ``change`` anything else that was changed,
``export`` a download."""

LONGEST = 200
"""Characters of a detail or a name that are kept: what is typed at a door may be anything."""


def note(
    book: Operations, what: Event, *, at: str, who: str, address: str = "", detail: str = ""
) -> None:
    """One line; ``at`` is UTC in ISO 8601, ``address`` whence it came, empty for a terminal."""
    book.add("audit", at=at, what=what, who=_plain(who), address=_plain(address),
             detail=_plain(detail))  # fmt: skip


def read(book: Operations, count: int) -> list[AuditEntry]:
    """The last ``count`` lines, oldest first."""
    return [AuditEntry.model_validate(row) for row in book.latest("audit", count)]


def _plain(text: str) -> str:
    """Text on one line, so that nobody can write a line of the log, or move a terminal's cursor."""
    shown = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
