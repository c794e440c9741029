"""The gate in front of every route: who asks, from where, and whether they may.

What is not allowed here reaches no handler, so that a new route is guarded without a word of its
own: reading needs a reader, changing anything needs an analyst. Whoever may pass finds the case as
it stands now, whoever changed it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.errors import DeniedError, SignInError, TocsinError
from tocsin.handling import RULES, Audience, permits, shown
from tocsin.language import Language
from tocsin.results import Person, Role
from tocsin.web.problems import refuse, refuse_error
from tocsin.web.who import PERSON, needed
from tocsin.workflows.desk import Desk
from tocsin.workflows.entrance import Entrance
from tocsin.workflows.line import CLIENT

SAFE = ("GET", "HEAD", "OPTIONS")
WAY_IN = ("/sign-in/callback", *(f"/{each}/sign-in{more}" for each in Language
                                  for more in ("", "/elsewhere")))  # fmt: skip
"""The paths of signing in, which anybody may go."""
OWN = tuple(f"/{each}/{what}" for each in Language for what in ("sign-out", "account"))
"""What whoever has signed in may do, in any role: leave, and change the own password."""
DECISIONS = ("/inbox/", "/decision")
ANSWER_SECONDS = 300
"""Seconds after which a request that has no answer yet gets none."""
COOKIE = "tocsin"


def cookie_name(request: Request) -> str:
    """The name of the session's cookie; over TLS one that no other host can set."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


def address_of(request: Request) -> str:
    """Whence a request came."""
    return request.client.host if request.client else ""


def from_here(request: Request, *, proof: bool) -> bool:
    """Whether a change was asked for by a page of this desk, or by a program.

    Every browser since 2023 says ``Sec-Fetch-Site``, those since 2020 ``Origin``. With ``proof``
    one of them is needed: a browser that says neither cannot be told from another site's page.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    return not proof


@dataclass
class Gate:
    """Middleware: lets a request pass as somebody, or answers it. Without an entrance (a desk
    without workspace) everybody on this machine passes.
    """

    app: ASGIApp
    desk: Desk
    entrance: Entrance | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on as whoever sent it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        try:
            person = await run_in_threadpool(self._let_in, request)
        except TocsinError as error:
            await self._turned_away(request, error)(scope, receive, send)
            return
        PERSON.set(person)
        CLIENT.set(person.name if person else address_of(request))
        watched = _Watched(send)
        try:
            async with asyncio.timeout(ANSWER_SECONDS) as clock:
                watched.clock = clock
                await self.app(scope, receive, watched)
        except TimeoutError:
            if watched.status:
                raise
            late = refuse(request, 503, "this takes too long; ask again later", "BusyError",
                          headers={"Retry-After": "60"})  # fmt: skip
            await late(scope, receive, send)
        if request.method not in SAFE or watched.attached:
            await run_in_threadpool(self._note, request, person, watched)

    def _let_in(self, request: Request) -> Person | None:
        """Who is asking; nobody at a desk without accounts, or on the way in.

        Raises:
            SignInError, DeniedError, BusyError: they may not.
            CaseError: the case was changed, and is no sound one now.
        """
        entrance = self.entrance
        if _look(request.url.path) and request.method in SAFE:
            return None  # nothing of a case: no look into the tables for it
        if entrance is None or not entrance.guarded:
            _same_site(request, proof=False)
            self.desk.refresh()
            return None
        person = None
        try:
            token = _bearer(request)
            person = self._known(entrance, request, token)
            entrance.admit(person.name if person else address_of(request))
            _encrypted(request, entrance)
            _same_site(request, proof=token is None)
            if not _way_in(request.url.path):
                self._admit(entrance, request, person)
        except DeniedError as error:
            detail = f"{request.method} {request.url.path}: {error}"
            if person is None:
                entrance.note_stranger("denied", address_of(request), detail)
            else:
                entrance.note("denied", person.name, address_of(request), detail)
            raise
        return person

    def _admit(self, entrance: Entrance, request: Request, person: Person | None) -> None:
        """Refuse whoever has not signed in, is no recipient, or has too small a role."""
        if person is None:
            raise SignInError("sign in, or send a bearer token (tocsin account token)")
        if request.url.path in OWN:
            return
        self.desk.refresh()  # who may see the case is written in its files
        header = self.desk.case.header
        if not permits(header.tlp, Audience.ORGANISATION) and not entrance.receives(
            person, header.id
        ):
            raise DeniedError(
                f"{shown(header.tlp)}: {RULES[header.tlp].en}; whoever keeps the workspace names "
                "them with tocsin account recipient"
            )
        needed(Role.READER if request.method in SAFE else Role.ANALYST, person)

    def _known(self, entrance: Entrance, request: Request, token: str | None) -> Person | None:
        """Whose token or cookie it is."""
        if token is None:
            secret = request.cookies.get(cookie_name(request))
            return entrance.by_session(secret) if secret else None
        person = entrance.by_token(token)
        if person is None:
            address = address_of(request)
            entrance.admit(address)
            entrance.note_stranger("sign-in failed", address, "a token that is not known")
            raise SignInError("this token is not known, or has expired; make another")
        return person

    def _turned_away(self, request: Request, error: TocsinError) -> Response:
        """Why somebody may not pass; a person who has not signed in is shown the way."""
        path = request.url.path
        api = path.startswith("/api/")
        if not isinstance(error, SignInError) or api or request.method not in SAFE:
            return refuse_error(request, error)
        there = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(
            f"/{language_of(request)}/sign-in?next={quote(there, safe='')}", status_code=303
        )

    def _note(self, request: Request, person: Person | None, watched: _Watched) -> None:
        """What was changed or taken away, in the audit log."""
        path = request.url.path
        if self.entrance is None or _way_in(path):
            return
        who, address = person.name if person else "", address_of(request)
        done, detail = 0 < watched.status < 400, f"{request.method} {path} {watched.status}"
        if done and request.method not in SAFE and path not in OWN:
            decided = any(part in path for part in DECISIONS)
            self.entrance.note("decision" if decided else "change", who, address, detail)
        elif done and watched.attached:
            self.entrance.note("export", who, address, detail)


class _Watched:
    """What is sent, with an eye on it: the status, and whether it is a download."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.clock: asyncio.Timeout | None = None
        self.status = 0
        self.attached = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = {key.lower(): value for key, value in message.get("headers", [])}
            self.attached = headers.get(b"content-disposition", b"").startswith(b"attachment")
            if self.clock is not None:
                self.clock.reschedule(None)
        await self.send(message)


def _bearer(request: Request) -> str | None:
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def _look(path: str) -> bool:
    """Whether it is the look of a page, which anybody may have."""
    return path.startswith("/static/") or path == "/sections.css"


def _way_in(path: str) -> bool:
    """Whether anybody may go there: the look of a page, and signing in."""
    return _look(path) or path in WAY_IN


def _same_site(request: Request, *, proof: bool) -> None:
    if request.method not in SAFE and not from_here(request, proof=proof):
        raise DeniedError("another site asked for a change; open the desk itself")


def _encrypted(request: Request, entrance: Entrance) -> None:
    if entrance.shared and request.url.scheme != "https":
        raise DeniedError(
            "this desk answers over HTTPS only; correct the address, or have the proxy say so "
            "with X-Forwarded-Proto"
        )


def language_of(request: Request) -> Language:
    """The language of an address, or of the browser where the address has none."""
    path, wanted = request.url.path, request.headers.get("accept-language", "").lower()
    if path.startswith(tuple(f"/{each}/" for each in Language)):
        return Language(path[1:3])
    return Language.FR if wanted.startswith("fr") else Language.EN
