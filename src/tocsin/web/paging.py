"""Lists in pages: a limit, a cursor, and the next page's address in the header ``Link`` (RFC 8288).

A cursor is the key of the last entry that was given, so that what is added meanwhile moves nothing
twice into view. Where that entry is no longer in the list, the list has to be begun anew.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response
from starlette.exceptions import HTTPException

T = TypeVar("T")

USUAL, MOST = 100, 500
"""Entries of a page unless another number is asked for, and at most."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="Entries of a page.", examples=[USUAL])]
Cursor = Annotated[
    str | None,
    Query(
        max_length=400, pattern=r"^[A-Za-z0-9_-]+$",
        description="Where to go on, as the header Link of the page before has it.",
    ),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paging:
    """Gives the asked part of a list, and says in the answer's header where it goes on."""

    request: Request
    response: Response
    limit: int
    cursor: str | None

    def of(self, entries: Sequence[T], key: Callable[[T], str]) -> list[T]:
        """The entries of the asked page, in their order.

        Args:
            entries: the whole list.
            key: what tells an entry from all others of the list.

        Raises:
            HTTPException: 410, the entry after which to go on is not in the list any more.
        """
        begin = 0
        if self.cursor is not None:
            keys = [key(each) for each in entries]
            after = _read(self.cursor)
            if after not in keys:
                raise HTTPException(
                    410, "the list has changed where this page began; begin without a cursor"
                )
            begin = keys.index(after) + 1
        page = list(entries[begin : begin + self.limit])
        links: list[tuple[str, str | None]] = [("first", None)] if self.cursor else []
        if begin + self.limit < len(entries):
            links.append(("next", _written(key(page[-1]))))
        if links:
            self.response.headers["Link"] = ", ".join(
                f'<{self._address(cursor)}>; rel="{relation}"' for relation, cursor in links
            )
        return page

    def _address(self, cursor: str | None) -> str:
        url = self.request.url.remove_query_params("cursor")
        whole = url.include_query_params(cursor=cursor) if cursor else url
        return f"{whole.path}?{whole.query}" if whole.query else whole.path


def _paging(
    request: Request, response: Response, limit: Limit = USUAL, cursor: Cursor = None
) -> Paging:
    return Paging(request, response, limit, cursor)


ThePaging = Annotated[Paging, Depends(_paging)]


def _written(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _read(cursor: str) -> str | None:
    """The key of a cursor; None where it is none of ours."""
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
