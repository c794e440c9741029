"""Signing in elsewhere: through the OpenID Connect issuer that a workspace's settings name.

Nobody comes in because an issuer knows them: a subject needs an explicit link to an account.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from tocsin.errors import SignInError
from tocsin.settings import open_workspace
from tocsin.sources.oidc import Issuer

SECRET = "TOCSIN_OIDC_SECRET"
"""The environment's variable that holds the client secret: it stands in no file."""
PATIENCE = 600
"""Seconds that somebody may take at the issuer."""
PENDING = 1000
"""People who may be at the issuer at once; the oldest have to begin anew."""


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who was sent to the issuer and has not come back."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    onward: str
    until: float


@dataclass
class Elsewhere:
    """The way in through an issuer, called ``name``."""

    name: str
    issuer: Issuer
    _pending: OrderedDict[str, Pending] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, redirect: str, onward: str) -> tuple[str, str]:
        """A ticket for the browser to keep, and the address at the issuer to go to."""
        ticket, state, nonce = (secrets.token_urlsafe(32) for _ in range(3))
        verifier = secrets.token_urlsafe(64)
        address = self.issuer.authorization_url(redirect, state, nonce, verifier)
        with self._lock:
            self._pending[_key(ticket)] = Pending(
                state, nonce, verifier, onward, time.monotonic() + PATIENCE
            )
            while len(self._pending) > PENDING:
                self._pending.popitem(last=False)
        return ticket, address

    def finish(
        self, ticket: str, redirect: str, *, state: str, code: str, issuer: str | None
    ) -> tuple[str, str]:
        """The subject for whom the issuer vouches, and where the person was going.

        Args:
            ticket: what the browser kept; it is good for one return.
            redirect: as it was when the person was sent away.
            state: what came back with the person.
            code: what the issuer gives for a token.
            issuer: who says so (RFC 9207), where it is said.

        Raises:
            SignInError: another browser, another issuer, too late, or the issuer's word does not
                hold.
        """
        with self._lock:
            pending = self._pending.pop(_key(ticket), None)
        if pending is None or time.monotonic() > pending.until:
            raise SignInError("nobody was sent to the issuer from here; sign in again")
        if not secrets.compare_digest(state.encode(), pending.state.encode()):
            raise SignInError("what came back is not what was sent; sign in again")
        if issuer is not None and issuer != self.issuer.issuer:
            raise SignInError("another issuer answered; sign in again")
        return self.issuer.subject(code, redirect, pending.nonce, pending.verifier), pending.onward


def elsewhere(workspace: str | Path) -> Elsewhere | None:
    """The way in through an issuer, if the workspace's settings name one."""
    named = open_workspace(workspace).settings.oidc
    if named is None:
        return None
    spool = Path(tempfile.mkdtemp(prefix="tocsin-oidc-"))
    issuer = Issuer(named.issuer, named.client, os.environ.get(SECRET), spool)
    return Elsewhere(named.name or named.issuer, issuer)


def _key(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
