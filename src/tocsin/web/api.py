"""The desk for programs: versioned paths that give the same typed objects as the pages show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import date
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from tocsin.language import Language, Text
from tocsin.results import (
    Assessment,
    ChoiceGroup,
    Explanation,
    Matters,
    Obligations,
    OffRamps,
    Pathways,
    Premortem,
    Routes,
    WatchNext,
    WhatIf,
)
from tocsin.workflows.choices import choices, chosen
from tocsin.workflows.desk import Answers, Desk, Section, View

T = TypeVar("T")
Handler = Callable[[Request], Awaitable[Response]]
router = APIRouter(prefix="/api/v1")
TICK = 0.25
"""Seconds between two looks at the progress."""


def desk_of(request: Request) -> Desk:
    """The desk that this application shows."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
AsOf = Annotated[date | None, Query(description="Date of knowledge; by default the latest.")]
Lang = Annotated[Language, Query(description="Language of the texts.")]
Sets = Annotated[list[str], Query(alias="set", description="Do: node=level@date, as in whatif.")]
Given = Annotated[list[str], Query(description="Learn: a formula@date, as in whatif.")]
Start = Annotated[date | None, Query(alias="from", description="Day for what has none of its own.")]


class Info(BaseModel):
    """What there is to ask for."""

    case: str
    title: Text
    handling: str
    start: date
    evidence_until: date
    pages: dict[str, list[str]]
    languages: list[Language]


class Page(BaseModel):
    """One page: exactly what its HTML shows."""

    page: str
    as_of: date
    language: Language
    sections: list[Section]


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


@router.get("/case")
def case(desk: TheDesk) -> Info:
    """The case, its dates and its pages."""
    header = desk.case.header
    return Info(
        case=header.id, title=header.title, handling=header.tlp.value, start=header.start,
        evidence_until=header.evidence_until, languages=list(Language),
        pages={page: list(keys) for page, keys in desk.pages.items()},
    )  # fmt: skip


@router.get("/choices")
def offered(desk: TheDesk) -> list[ChoiceGroup]:
    """What a scenario could do or learn."""
    return choices(desk.case)


@router.get("/pages/{page}")
async def page(page: str, desk: TheDesk, view: TheView) -> Page:
    """One page; answers when all of it is computed."""
    sections = [await asyncio.wrap_future(each) for each in desk.sections(page, view)]
    return Page(page=page, as_of=view.as_of, language=view.language, sections=sections)


async def _ask(desk: Desk, view: View, what: Callable[[Answers], T]) -> T:
    return await asyncio.wrap_future(desk.ask(what, view))


@router.get("/assessment")
async def assessment(desk: TheDesk, view: TheView) -> Assessment:
    """How likely each outcome is."""
    return await _ask(desk, view, lambda found: found.assessment)


@router.get("/explanation")
async def explanation(desk: TheDesk, view: TheView) -> Explanation:
    """Why the gravest outcome is as likely as it is."""
    return await _ask(desk, view, lambda found: found.explanation)


@router.get("/whatif")
async def whatif(desk: TheDesk, view: TheView) -> WhatIf | None:
    """A scenario beside things as they are; null where nothing is done or learned."""
    return await _ask(desk, view, lambda found: found.whatif)


@router.get("/off-ramps")
async def off_ramps(desk: TheDesk, view: TheView) -> OffRamps | None:
    """Interventions ranked; null for a case without any."""
    return await _ask(desk, view, lambda found: found.off_ramps)


@router.get("/matters")
async def matters(desk: TheDesk, view: TheView) -> Matters:
    """The inputs that move the gravest outcome."""
    return await _ask(desk, view, lambda found: found.matters)


@router.get("/premortem")
async def premortem(desk: TheDesk, view: TheView) -> Premortem:
    """How the judgement could be wrong."""
    return await _ask(desk, view, lambda found: found.premortem)


@router.get("/watch-next")
async def watch_next(desk: TheDesk, view: TheView) -> WatchNext:
    """The collection plan."""
    return await _ask(desk, view, lambda found: found.watch_next)


@router.get("/pathways")
async def pathways(desk: TheDesk, view: TheView) -> Pathways:
    """How the gravest outcome comes about."""
    return await _ask(desk, view, lambda found: found.pathways)


@router.get("/obligations")
async def obligations(desk: TheDesk, view: TheView) -> Obligations:
    """Who is bound to what."""
    return await _ask(desk, view, lambda found: found.obligations)


@router.get("/routes")
async def routes(desk: TheDesk, view: TheView) -> Routes:
    """The corridors."""
    return await _ask(desk, view, lambda found: found.routes)


@router.post("/cancel", status_code=204)
def cancel(desk: TheDesk) -> None:
    """Give up what is being computed."""
    desk.cancel()


@router.get("/progress")
async def progress(desk: TheDesk, request: Request) -> StreamingResponse:
    """What is being computed, as server-sent events, until nothing is."""

    async def events() -> AsyncIterator[str]:
        last = None
        while not await request.is_disconnected():
            now = asdict(desk.progress)
            if now != last:
                yield f"data: {json.dumps(now)}\n\n"
            if now["waiting"] == 0:
                break
            last = now
            await asyncio.sleep(TICK)

    return StreamingResponse(events(), media_type="text/event-stream")
