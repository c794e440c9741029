"""Entity tags: what did not change since a program last asked is neither computed nor sent."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request, Response

from tocsin.web.asking import TheDesk


class NotModifiedError(Exception):
    """The program has the answer already; ``tag`` is the one that it named."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


HEADERS = {"Cache-Control": "private, no-cache"}
"""An answer may be kept by the one who asked, who asks each time whether it still holds."""


Known = Annotated[
    str | None,
    Header(description="Tags of answers that the program has: 304 where one still holds."),
]


def tagged(
    request: Request, response: Response, desk: TheDesk, if_none_match: Known = None
) -> None:
    """Give the answer a tag, or say that the one that the program has still holds.

    The tag is a hash of what was asked and of all that the answer depends on (``Desk.mark``), so
    that it costs no computation, and what nobody has computed yet has one as well.
    """
    asked = f"{desk.mark}\n{request.url.path}\n{request.url.query}"
    tag = f'"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
    named = (if_none_match or "").split(",")
    if tag in (each.strip().removeprefix("W/") for each in named):
        raise NotModifiedError(tag)
    response.headers.update({"ETag": tag, **HEADERS})


async def not_modified(_: Request, error: Exception) -> Response:
    """The answer without content that says so."""
    tag = error.tag if isinstance(error, NotModifiedError) else ""
    return Response(status_code=304, headers={"ETag": tag, **HEADERS})


Tagged = Depends(tagged)
