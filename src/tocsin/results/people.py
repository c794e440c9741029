"""People of a workspace: their accounts and roles, and the record of what was done at the desk."""

from __future__ import annotations

from enum import StrEnum

from tocsin.results.base import Result


class Role(StrEnum):
    """What an account may do: each role may do what the one before it may.

    A reader reads; an analyst proposes, decides in the inbox and names scenarios; an editor also
    keeps accounts and recipients.
    """

    READER = "reader"
    ANALYST = "analyst"
    EDITOR = "editor"

    def may(self, needed: Role) -> bool:
        """Whether this role is enough where ``needed`` is asked for."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Person(Result):
    """Somebody who came in: who signs, and what the role allows."""

    name: str
    display: str
    role: Role

    @property
    def signature(self) -> str:
        """How a decision is signed: the name that is shown and the one that is unique."""
        return self.name if self.display == self.name else f"{self.display} ({self.name})"


class Account(Result):
    """One person who may come in.

    ``password`` says whether there is one, ``issuer`` names the OIDC issuer whose sign-in it is
    linked to; ``tokens`` counts the bearer tokens in force; ``recipient_of`` lists the cases marked
    TLP:RED that it is named for.
    """

    name: str
    display: str
    role: Role
    password: bool
    issuer: str | None
    tokens: int
    recipient_of: list[str]
    created: str


class Accounts(Result):
    """The accounts of a workspace, by name."""

    accounts: list[Account]


class BearerToken(Result):
    """A token for a program. It is shown once: the workspace keeps its hash only."""

    account: str
    token: str
    expires: str


class AuditEntry(Result):
    """One line of the audit log: when (UTC), what, who, from which address, and about what."""

    number: int
    at: str
    what: str
    who: str
    address: str
    detail: str


class AuditLog(Result):
    """The newest lines of the audit log, oldest first."""

    entries: list[AuditEntry]
