"""The desk for programs: versioned paths that give the same typed objects as the pages show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import date
from operator import attrgetter
from typing import Annotated, Any

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
from tocsin.workflows.desk import Desk, Section, View

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


RESULTS: dict[str, tuple[Any, str]] = {
    "assessment": (Assessment, "How likely each outcome is."),
    "explanation": (Explanation, "Why the gravest outcome is as likely as it is."),
    "whatif": (WhatIf | None, "A scenario beside things as they are; null where there is none."),
    "off_ramps": (OffRamps | None, "Interventions ranked; null for a case without any."),
    "matters": (Matters, "The inputs that move the gravest outcome."),
    "premortem": (Premortem, "How the judgement could be wrong."),
    "watch_next": (WatchNext, "The collection plan."),
    "pathways": (Pathways, "How the gravest outcome comes about."),
    "obligations": (Obligations, "Who is bound to what."),
    "routes": (Routes, "The corridors."),
}
"""What the answers of a desk hold, with its type and what it says; each has a path of its own."""


def _give(name: str, kind: Any, says: str) -> None:
    """A path that gives one result, when it is computed."""

    async def give(desk: TheDesk, view: TheView) -> Any:
        return await asyncio.wrap_future(desk.ask(attrgetter(name), view))

    path = f"/{name.replace('_', '-')}"
    router.add_api_route(path, give, name=name, response_model=kind, summary=says, description=says)


for _name, (_kind, _says) in RESULTS.items():
    _give(_name, _kind, _says)


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
