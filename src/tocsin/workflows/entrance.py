"""The entrance of a desk: who is asking, and whether they may; signing in, with brakes.

A desk whose workspace has no account, or that has no workspace, asks nobody who they are. As soon
as there is one account, everybody signs in, on this machine too: a decision then has one author.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tocsin.errors import BusyError, SignInError
from tocsin.ledger import accounts as kept
from tocsin.ledger import audit as log
from tocsin.ledger.audit import Event
from tocsin.ledger.passwords import hashed, judge, matches, outdated
from tocsin.results import Person
from tocsin.settings import open_workspace

if TYPE_CHECKING:
    from tocsin.ledger.store import Ledger, Operations

ATTEMPTS = {"account and address": "5/15 minutes", "address": "30/15 minutes",
            "account": "100/day"}  # fmt: skip
"""Attempts to sign in, by whom they are counted: at most 100 at one account (SP 800-63B-4, 3.2.2),
and few from one place, so that nobody can lock an account for everybody soon."""
FAILURES, SILENCE = "30/15 minutes", "1/15 minutes"
"""Lines of the audit log about strangers from one address, and those that say there were more: who
has no account writes no more of the log than that."""
REQUESTS = "1200/minute"
"""Requests of one account, or of one address."""
FRESH = timedelta(minutes=1)
"""How old the last use of a session may be in the tables: not every request is a write."""


@dataclass
class Entrance:
    """The entrance of one workspace. ``shared``: the desk is open to more than this machine."""

    workspace: str
    shared: bool = False
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _ledger: Ledger = field(init=False)
    _limiter: Any = field(init=False)

    def __post_init__(self) -> None:
        # imported here, because a desk without workspace needs no database and no counters
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        from tocsin.ledger.store import Ledger

        self._ledger = Ledger.open(open_workspace(self.workspace).ledger_url)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @property
    def guarded(self) -> bool:
        """Whether everybody has to sign in."""
        if self.shared:
            return True
        with self._ledger.operations(writes=False) as book:
            return kept.any_account(book)

    def sign_in(self, name: str, password: str, address: str) -> str:
        """The secret of a new session.

        Raises:
            SignInError: no such account, or another password; which of them is not told.
            BusyError: too many attempts.
        """
        self._brake(name, address)
        with self._ledger.operations(writes=False) as book:
            found = kept.find(book, name)
        old = found.password if found else None
        right = matches(password, old)
        renewed = hashed(password) if right and old and outdated(old) else None
        with self._ledger.operations(writes=True) as book:
            again = kept.find(book, name)
            # the account may have changed while the hash was computed
            right = right and again is not None and again == found
            secret = kept.begin_session(book, name, self.clock()) if right else None
            self._note(book, "signed in" if right else "sign-in failed", name, address)
            if renewed is not None and right:
                book.change("accounts", {"name": name}, password=renewed)
        if secret is None:
            raise SignInError("no account has this name and this password")
        self._limiter.clear(_limit("account and address"), "account and address", name, address)
        return secret

    def sign_in_elsewhere(self, issuer: str, subject: str, address: str) -> str:
        """The secret of a new session for a subject whom an OIDC issuer has vouched for.

        Raises:
            SignInError: the subject is linked to no account.
        """
        with self._ledger.operations(writes=True) as book:
            found = kept.linked(book, issuer, subject)
            if found is not None:
                self._note(book, "signed in", found.person.name, address, issuer)
                return kept.begin_session(book, found.person.name, self.clock())
            self._note(book, "sign-in failed", "", address, f"{issuer}: no link for {subject}")
        raise SignInError("no account is linked to this subject; tocsin account link does it")

    def by_session(self, secret: str) -> Person | None:
        """Whose session it is, if it is one."""
        now = self.clock()
        with self._ledger.operations(writes=False) as book:
            found = kept.in_session(book, secret, now)
        if found is None:
            return None
        account, seen = found
        if now - seen > FRESH:
            with self._ledger.operations(writes=True) as book:
                kept.seen(book, secret, now)
        return account.person

    def by_token(self, secret: str) -> Person | None:
        """Whose bearer token it is, if it is one."""
        with self._ledger.operations(writes=False) as book:
            found = kept.of_token(book, secret, self.clock())
        return None if found is None else found.person

    def change_password(self, person: Person, old: str, new: str, address: str) -> str:
        """Another password for somebody who knows the present one; the secret of a new session.

        Raises:
            SignInError: the present password is another.
            AccountError: the new one is weak.
            BusyError: too many attempts.
        """
        self._brake(person.name, address)
        with self._ledger.operations(writes=False) as book:
            found = kept.existing(book, person.name)
        right = matches(old, found.password)
        renewed = hashed(judge(new, person.name, *person.display.split())) if right else None
        with self._ledger.operations(writes=True) as book:
            self._note(book, "password" if right else "sign-in failed", person.name, address)
            if renewed is not None:
                book.change("accounts", {"name": person.name}, password=renewed)
                book.remove("sessions", account=person.name)
                return kept.begin_session(book, person.name, self.clock())
        raise SignInError("the present password is another")

    def sign_out(self, secret: str, person: Person, address: str) -> None:
        """End a session."""
        with self._ledger.operations(writes=True) as book:
            kept.end_session(book, secret)
            self._note(book, "signed out", person.name, address)

    def end(self, secret: str) -> None:
        """End a session in whose place another one begins."""
        with self._ledger.operations(writes=True) as book:
            kept.end_session(book, secret)

    def receives(self, person: Person, case: str) -> bool:
        """Whether somebody is named as a recipient of a case."""
        with self._ledger.operations(writes=False) as book:
            return bool(book.rows("recipients", account=person.name, case_id=case))

    def note(self, what: Event, who: str, address: str, detail: str = "") -> None:
        """A line of the audit log."""
        with self._ledger.operations(writes=True) as book:
            self._note(book, what, who, address, detail)

    def note_stranger(self, what: Event, address: str, detail: str) -> None:
        """A line about a request of somebody who is not known, unless there were many from there:
        then one that says so, and nothing more for a while. Nothing is refused by it.
        """
        from limits import parse

        if self._limiter.hit(parse(FAILURES), "strangers", address):
            self.note(what, "", address, detail)
        elif self._limiter.hit(parse(SILENCE), "strangers noted", address):
            self.note("throttled", "", address, detail)

    def admit(self, client: str) -> None:
        """Count a request of a client.

        Raises:
            BusyError: too many of them within a minute.
        """
        from limits import parse

        if not self._limiter.hit(parse(REQUESTS), "request", client):
            raise BusyError(f"more than {REQUESTS} requests; ask again later", retry_after=30)

    def _brake(self, name: str, address: str) -> None:
        """Count an attempt to sign in, before anything is compared."""
        for what, who in (
            ("account and address", (name, address)), ("address", (address,)), ("account", (name,))
        ):  # fmt: skip
            limit = _limit(what)
            if not self._limiter.hit(limit, what, *who):
                if self._limiter.hit(_limit("account and address"), "noted", *who):
                    self.note("throttled", name, address)
                wait = int(self._limiter.get_window_stats(limit, what, *who).reset_time)
                seconds = max(1, wait - int(datetime.now(UTC).timestamp()))
                raise BusyError("too many attempts to sign in; wait a few minutes, then try again",
                                retry_after=seconds)  # fmt: skip

    def _note(
        self, book: Operations, what: Event, who: str, address: str, detail: str = ""
    ) -> None:
        log.note(book, what, at=kept.moment(self.clock()), who=who, address=address, detail=detail)


def _limit(what: str) -> Any:
    from limits import parse

    return parse(ATTEMPTS[what])
