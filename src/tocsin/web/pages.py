"""The desk for people: HTML from the same sections that the API gives.

A page waits a moment for its sections; those that take longer come by themselves, by a small script
or, without one, by reloading.
"""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import Future
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin.errors import TocsinError
from tocsin.formats import day as written
from tocsin.formats import spaced
from tocsin.handling import RULES
from tocsin.labels import LABELS, say
from tocsin.language import Language
from tocsin.results import KeptScenario
from tocsin.terms import name
from tocsin.web.asking import AsOf, TheDesk, TheScenario
from tocsin.web.remembered import remembered
from tocsin.web.who import person
from tocsin.workflows.choices import choices, filled
from tocsin.workflows.desk import Desk, Section, View, drawn, stylesheet

router = APIRouter(include_in_schema=False)
PATIENCE = 0.8
"""Seconds that a page waits for its sections before it shows the others without them."""

environment = Environment(
    loader=PackageLoader("tocsin", "web/templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@router.get("/")
def start(request: Request) -> RedirectResponse:
    """The overview, in the browser's language."""
    french = request.headers.get("accept-language", "").lower().startswith("fr")
    return RedirectResponse(f"/{Language.FR if french else Language.EN}/overview")


@router.get("/sections.css")
def look() -> Response:
    """The look of sections, the same as in a briefing."""
    return Response(stylesheet(), media_type="text/css")


@router.get("/{language}/{page}")
async def show(
    language: Language, page: str, request: Request, desk: TheDesk, scenario: TheScenario,
    as_of: AsOf = None,
) -> HTMLResponse:  # fmt: skip
    """One page, as far as it is computed."""
    view = desk.view(language, as_of, scenario)
    futures = desk.sections(page, view)
    await wait(futures)
    query = urlencode(request.query_params.multi_items())
    parts = [
        part(key, page, future, language, query)
        for key, future in zip(desk.pages[page], futures, strict=True)
    ]
    groups = choices(desk.case) if page == "what-if" else []
    template = environment.get_template("page.html.jinja")
    return HTMLResponse(
        template.render(
            **frame(desk, view, page, query), parts=parts,
            waiting=any(not future.done() for future in futures),
            groups=groups,
            filled=filled(groups, scenario), kept=_kept(desk) if groups else None,
            analyst=remembered(request),
        )
    )  # fmt: skip


@router.get("/{language}/{page}/{key}")
async def fragment(
    language: Language, page: str, key: str, desk: TheDesk, scenario: TheScenario,
    as_of: AsOf = None,
) -> HTMLResponse:  # fmt: skip
    """One section by itself, when it is computed."""
    view = desk.view(language, as_of, scenario)
    future = desk.section(key, page, view)
    await wait([future], None)
    return HTMLResponse(part(key, page, future, language, ""))


def _kept(desk: Desk) -> list[KeptScenario] | None:
    """The scenarios that have a name; None where there is no workspace to keep them."""
    if desk.workspace is None:
        return None
    from tocsin.workflows.scenarios import scenarios

    return scenarios(desk.workspace, desk.case.header.id)


def refusal(request: Request, message: str, status: int) -> HTMLResponse:
    """A page that says why there is nothing to show, in the language of the address."""
    french = request.url.path.startswith(f"/{Language.FR}/")
    language = Language.FR if french else Language.EN
    template = environment.get_template("refusal.html.jinja")
    shown = template.render(
        language=language, message=message, label=lambda key: say(key, language),
        pages=[(each, say(f"page {each}", language)) for each in request.app.state.desk.pages],
    )  # fmt: skip
    return HTMLResponse(shown, status_code=status)


async def wait(futures: list[Future[Section]], patience: float | None = PATIENCE) -> None:
    """Wait for sections; what went wrong with one is told in its place, and to nobody else."""
    awaited = [asyncio.wrap_future(each) for each in futures]
    for each in awaited:
        each.add_done_callback(lambda done: done.cancelled() or done.exception())
    await asyncio.wait(awaited, timeout=patience)


def part(key: str, page: str, future: Future[Section], language: Language, query: str) -> Markup:
    """A section, its refusal, or the place that it will take."""
    if not future.done():
        address = f"/{language}/{page}/{key}" + (f"?{query}" if query else "")
        return Markup(
            '<section class="pending" id="{}" data-address="{}" aria-busy="true"><h2>{}</h2>'
            "<p>{}</p></section>"
        ).format(key, address, _heading(key, language), say("computing", language))
    if future.cancelled():
        return _instead(key, say("cancelled", language))
    try:
        return Markup(drawn([future.result()], language))
    except TocsinError as error:
        return _instead(key, say("failed", language, reason=str(error)))


def _instead(key: str, said: str) -> Markup:
    """A section that says why it is not there."""
    return Markup('<section id="{}"><p class="warning">{}</p></section>').format(key, said)


def _doing(language: Language) -> str:
    """What may be said of work in progress, as JSON for the script that shows it."""
    words = {
        key.removeprefix("doing "): say(key, language) for key in LABELS if key.startswith("doing ")
    }
    return json.dumps({"": say("computing", language), **words}, ensure_ascii=False)


def _heading(key: str, language: Language) -> str:
    """The title that a section will have, where its key tells it."""
    label = key.replace("-", " ")
    return say(label, language) if label in LABELS else ""


def frame(desk: Desk, view: View, page: str, query: str) -> dict[str, Any]:
    """What stands around every page."""
    header = desk.case.header
    other = Language.EN if view.language is Language.FR else Language.FR
    return {
        "language": view.language,
        "label": lambda key, **values: spaced(say(key, view.language, **values), view.language),
        "spaced": lambda text: spaced(text, view.language),
        "written": lambda when: written(when, view.language),
        "title": header.title.in_(view.language),
        "handling": say("handling", view.language, mark=header.tlp.value),
        "handling_rule": RULES[header.tlp.value].in_(view.language),
        "page": page,
        "kind": page.partition("/")[0],
        "pages": [
            (each, say(f"page {each}", view.language))
            for each in [*desk.pages, "data", *(["inbox"] if desk.workspace else [])]
        ],
        "view": view,
        "doing": _doing(view.language),
        "as_of_words": written(view.as_of, view.language),
        "first": header.start,
        "last": desk.latest,
        "other": other,
        "other_name": say("other language", view.language),
        "query": f"?{query}" if query else "",
        "person": person(),
        "role_name": lambda role: name("role", role, view.language),
    }
