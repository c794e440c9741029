"""What a request asks for: the desk, the day, the language, the scenario; and waiting for it."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from datetime import date
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request

from tocsin.errors import CancelledError
from tocsin.language import Language
from tocsin.workflows.choices import chosen
from tocsin.workflows.desk import Desk, View

T = TypeVar("T")


def desk_of(request: Request) -> Desk:
    """The desk that this application shows."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
AsOf = Annotated[
    date | None,
    Query(description="Date of knowledge; by default the latest.", examples=["2026-01-31"]),
]
Lang = Annotated[Language, Query(description="Language of the texts.")]
Sets = Annotated[
    list[str],
    Query(alias="set", description="Do: node=level@date, as in whatif.",
          examples=[["border=settled@2026-01-01"]]),
]  # fmt: skip
Given = Annotated[
    list[str],
    Query(description="Learn: a formula@date, as in whatif.", examples=[["border >= settled"]]),
]
Start = Annotated[
    date | None,
    Query(alias="from", description="Day for what has none of its own.", examples=["2026-01-01"]),
]


def view_of(
    desk: TheDesk,
    lang: Lang = Language.EN,
    as_of: AsOf = None,
    sets: Sets = [],  # noqa: B006
    given: Given = [],  # noqa: B006
    start: Start = None,
) -> View:
    """The view that the query asks for."""
    return desk.view(lang, as_of, chosen(desk.case, sets, given, start))


TheView = Annotated[View, Depends(view_of)]


def day_of(desk: TheDesk, as_of: AsOf = None) -> date:
    """The date of knowledge that the query asks for."""
    return desk.view(Language.EN, as_of).as_of


TheDay = Annotated[date, Depends(day_of)]


async def computed(future: Future[T]) -> T:
    """What the desk's thread computes, when it is there.

    Raises:
        CancelledError: somebody called it off while it waited.
    """
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        if future.cancelled():
            raise CancelledError("the computation was cancelled; ask again to compute it") from None
        raise
