"""The page of the map and the network, as of any day that the slider names."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool

from tocsin.formats import day as written
from tocsin.language import Language
from tocsin.results import Ties
from tocsin.web import pages
from tocsin.web.asking import AsOf, TheDesk, TheView
from tocsin.web.tags import Tagged
from tocsin.workflows.desk import STANDING, Desk, View, drawn

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1", dependencies=[Tagged])
On = Annotated[
    date | None,
    Query(description="Day that is shown; by default the date of knowledge.",
          examples=["2024-02-22"]),
]  # fmt: skip
Step = Annotated[int | None, Query(ge=0, description="Number of the day among those of changes.")]


@api.get("/ties", operation_id="get_ties", tags=["results"])
def tied(desk: TheDesk, view: TheView, on: On = None) -> Ties:
    """Who was tied to whom on a day, and every day until the view's when that changed."""
    return desk.ties(view, on)


@router.get("/{language}/ties")
async def show(
    language: Language, request: Request, desk: TheDesk, as_of: AsOf = None, on: On = None,
    step: Step = None,
) -> HTMLResponse:  # fmt: skip
    """The page: the slider, then the map, the routes and the duties as of its day."""
    view = desk.view(language, as_of)
    found, slider = _slid(desk, view, on, step)
    stood = await run_in_threadpool(_stood, desk, view, found.on)
    query = urlencode(request.query_params.multi_items())
    futures = {key: desk.section(key, "ties", view)
               for key in desk.pages["ties"] if key not in STANDING}  # fmt: skip
    if futures:
        await pages.wait(list(futures.values()))
    parts = [
        stood[key] if key in stood else pages.part(key, "ties", futures[key], language, query)
        for key in desk.pages["ties"]
    ]
    template = pages.environment.get_template("ties.html.jinja")
    return HTMLResponse(
        template.render(
            **pages.frame(desk, view, "ties", query), **slider, parts=parts, groups=[],
            waiting=any(not each.done() for each in futures.values()),
        )
    )  # fmt: skip


@router.get("/{language}/ties/on")
def moved(
    language: Language, desk: TheDesk, as_of: AsOf = None, on: On = None, step: Step = None
) -> HTMLResponse:
    """What the slider changes: what it says of its day, and the sections as of that day."""
    view = desk.view(language, as_of)
    found, slider = _slid(desk, view, on, step)
    template = pages.environment.get_template("day.html.jinja")
    said = Markup(template.render(**pages.frame(desk, view, "ties", ""), **slider))
    return HTMLResponse(said + Markup("").join(_stood(desk, view, found.on).values()))


def _stood(desk: Desk, view: View, day: date) -> dict[str, Markup]:
    """The sections of texts and places as HTML."""
    return {
        key: Markup(drawn([desk.stood(key, view, day)], view.language))
        for key in STANDING
        if key in desk.pages["ties"]
    }


def _slid(
    desk: Desk, view: View, on: date | None, step: int | None
) -> tuple[Ties, dict[str, object]]:
    """Who was tied to whom on the day asked for, and what the slider shows."""
    days = sorted({change.date for change in desk.ties(view).changes})
    if step is not None and days:
        on = days[min(step, len(days) - 1)]
    found = desk.ties(view, on)
    place = max(bisect_right(days, found.on) - 1, 0)
    earlier = [day for day in days if day < found.on]
    later = [day for day in days if day > found.on]
    return found, {
        "day": found.on,
        "day_words": written(found.on, view.language),
        "days": [written(day, view.language) for day in days],
        "step": place,
        "earlier": earlier[-1] if earlier else None,
        "later": later[0] if later else None,
        "changed": [change.label for change in found.changes if change.date == found.on],
    }
