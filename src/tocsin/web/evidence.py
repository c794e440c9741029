"""One item of evidence at an address of its own, for people and for programs."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from tocsin.errors import NotFoundError
from tocsin.language import Language
from tocsin.results import WeighedItem
from tocsin.web import pages
from tocsin.web.asking import AsOf, TheDesk, TheView
from tocsin.web.lists import Key
from tocsin.web.tags import Tagged
from tocsin.workflows.desk import computed

router = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1", dependencies=[Tagged])


@api.get("/evidence/{item}/weight", operation_id="get_weight", tags=["results"])
async def weight(item: Key, desk: TheDesk, view: TheView) -> WeighedItem:
    """How one item counts: its formula with numbers, what it did, its dates, what it rests on.

    The terms of the explanation that are no items have a weight, too: ``time_2025``.
    """
    found = await computed(desk.ask(lambda answers: answers.weighed, view))
    for one in found.items:
        if one.id == item:
            return one
    raise NotFoundError(f"no item of evidence {item!r} is known by {view.as_of}; weighed lists all")


@router.get("/{language}/evidence/{item}")
async def show(
    language: Language, item: str, request: Request, desk: TheDesk, as_of: AsOf = None
) -> HTMLResponse:
    """The page of one item, as far as it is computed."""
    view, key, page = desk.view(language, as_of), f"evidence-{item}", f"evidence/{item}"
    future = desk.section(key, page, view)
    await pages.wait([future])
    if future.done() and isinstance(error := future.exception(), NotFoundError):
        raise error
    query = urlencode(request.query_params.multi_items())
    template = pages.environment.get_template("evidence.html.jinja")
    return HTMLResponse(
        template.render(
            **pages.frame(desk, view, page, query), item=item, groups=[],
            parts=[pages.part(key, page, future, language, query)], waiting=not future.done(),
        )
    )  # fmt: skip


@router.get("/{language}/evidence/{item}/{key}")
async def fragment(
    language: Language, item: str, key: str, desk: TheDesk, as_of: AsOf = None
) -> HTMLResponse:
    """The item's section by itself, when it is computed."""
    page = f"evidence/{item}"
    future = desk.section(key, page, desk.view(language, as_of))
    await pages.wait([future], None)
    return HTMLResponse(pages.part(key, page, future, language, ""))
