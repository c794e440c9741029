"""The desk for programs: versioned paths that give the same typed objects as the pages show."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from datetime import date
from operator import attrgetter
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from tocsin.language import Language, Text
from tocsin.results import (
    Assessment,
    Explanation,
    Influences,
    Matters,
    Obligations,
    OffRamps,
    Pathways,
    Premortem,
    Routes,
    WatchNext,
    WeighedEvidence,
    WhatIf,
)
from tocsin.web.asking import TheDesk, TheView
from tocsin.web.tags import Tagged
from tocsin.workflows.desk import Section, computed

router = APIRouter(prefix="/api/v1", dependencies=[Tagged])
work = APIRouter(prefix="/api/v1", tags=["work"])
TICK = 0.25
"""Seconds between two looks at the progress."""
EVENT = {
    "type": "object",
    "required": ["data"],
    "properties": {"data": {"type": "string", "contentMediaType": "application/json"}},
}
"""One event of the progress: ``data`` holds what is done, the share of it, and how much waits."""


class Info(BaseModel):
    """What there is to ask for."""

    case: str
    title: Text
    handling: str
    start: date
    evidence_until: date
    pages: dict[str, list[str]]
    languages: list[Language]


PageName = Annotated[str, Path(max_length=40, description="A page of get_case.",
                               examples=["overview"])]  # fmt: skip


class Page(BaseModel):
    """One page: exactly what its HTML shows."""

    page: str
    as_of: date
    language: Language
    sections: list[Section]


@router.get("/case", operation_id="get_case", tags=["case"])
def case(desk: TheDesk) -> Info:
    """The case, its dates and its pages."""
    header = desk.case.header
    return Info(
        case=header.id, title=header.title, handling=header.tlp.value, start=header.start,
        evidence_until=header.evidence_until, languages=list(Language),
        pages={page: list(keys) for page, keys in desk.pages.items()},
    )  # fmt: skip


@router.get("/pages/{page}", operation_id="get_page", tags=["pages"])
async def page(page: PageName, desk: TheDesk, view: TheView) -> Page:
    """One page; answers when all of it is computed."""
    sections = [await computed(each) for each in desk.sections(page, view)]
    return Page(page=page, as_of=view.as_of, language=view.language, sections=sections)


RESULTS: dict[str, tuple[Any, str]] = {
    "assessment": (Assessment, "How likely each outcome is."),
    "explanation": (Explanation, "Why the gravest outcome is as likely as it is."),
    "weighed": (WeighedEvidence, "Every item behind the explanation, and how it counts."),
    "whatif": (WhatIf | None, "A scenario beside things as they are; null where there is none."),
    "off_ramps": (OffRamps | None, "Interventions ranked; null for a case without any."),
    "matters": (Matters, "The inputs that move the gravest outcome."),
    "premortem": (Premortem, "How the judgement could be wrong."),
    "watch_next": (WatchNext, "The collection plan."),
    "influences": (Influences, "Which node moves which, and on which paths the outcome comes."),
    "pathways": (Pathways, "How the gravest outcome comes about."),
    "obligations": (Obligations, "Who is bound to what."),
    "routes": (Routes, "The corridors."),
}
"""What the answers of a desk hold, with its type and what it says; each has a path of its own."""


def _give(name: str, kind: Any, says: str) -> None:
    """A path that gives one result, when it is computed."""

    async def give(desk: TheDesk, view: TheView) -> Any:
        return await computed(desk.ask(attrgetter(name), view))

    router.add_api_route(
        f"/{name.replace('_', '-')}", give, name=name, response_model=kind, summary=says,
        description=says, operation_id=f"get_{name}", tags=["results"],
    )  # fmt: skip


for _name, (_kind, _says) in RESULTS.items():
    _give(_name, _kind, _says)


@work.post("/cancel", status_code=204, operation_id="cancel")
def cancel(desk: TheDesk) -> None:
    """Give up what is being computed."""
    desk.cancel()


@work.get(
    "/progress", operation_id="watch_progress", response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": EVENT}}}},
)  # fmt: skip
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
