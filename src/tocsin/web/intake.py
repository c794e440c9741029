"""What may be sent: not too much, not too slowly, by a program JSON; no handler sees the rest."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.web.problems import problem

LARGEST = 64_000
"""Bytes that a request of a program may hold: a decision or a proposal with its text."""
SECONDS = 30
"""Seconds within which a request's body has to come."""
UNREAD = ("GET", "HEAD", "OPTIONS", "TRACE")
"""Methods whose body nobody reads."""


class Intake:
    """Middleware in front of every route: 413 for a body that is too large, 408 for one that does
    not come, nothing done for one that breaks off; in front of the API 415 for one that is not
    JSON.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its whole body, or refuse it."""
        if scope["type"] != "http" or scope["method"] in UNREAD:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            async with asyncio.timeout(SECONDS):
                body = await _body(headers, receive)
        except TimeoutError:
            said = f"the request did not come within {SECONDS} seconds; send it again"
            await problem(408, said, "ProtocolError")(scope, receive, send)
            return
        except ClientDisconnect:
            # nobody hears it, but what stands around this waits for an answer
            said = "the request ended before all of it had come; send it again"
            await problem(400, said, "ProtocolError")(scope, receive, send)
            return
        if body is None:
            refusal = problem(413, f"at most {LARGEST} bytes are taken; send less", "SizeError")
            await refusal(scope, receive, send)
            return
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if body and scope["path"].startswith("/api/") and kind != "application/json":
            said = f"got content of type {kind or 'unknown'!r}; send application/json"
            await problem(415, said, "ProtocolError")(scope, receive, send)
            return
        await self.app(scope, _replayed(body, receive), send)


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body; None as soon as it is known to be too large.

    Raises:
        ClientDisconnect: whoever sent it left before its end: half a form is none.
    """
    stated = headers.get("content-length", "0")
    if stated.isdigit() and int(stated) > LARGEST:
        return None
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body += message.get("body", b"")
        if len(body) > LARGEST:
            return None
        more = message.get("more_body", False)
    return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read already, then whatever comes after it."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
