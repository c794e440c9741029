"""Data of the view in hand: its tables, its map, its STIX bundle, and the feed of changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import HTMLResponse, Response

from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import DataTable, Notice
from tocsin.web.asking import AsOf, Lang, TheDesk, TheScenario, TheView
from tocsin.web.pages import environment, frame
from tocsin.web.paging import ThePaging
from tocsin.web.tags import HEADERS, Known, NotModifiedError, Tagged
from tocsin.workflows import data
from tocsin.workflows.changes import MEDIA_TYPE, Addresses, changes_feed, page_of
from tocsin.workflows.desk import Desk, View, computed

router = APIRouter()
api = APIRouter(prefix="/api/v1", dependencies=[Tagged], tags=["data"])

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "stix": "application/stix+json; version=2.1",
    "zip": "application/zip",
}
BINARY = {"schema": {"type": "string", "format": "binary"}}
OBJECT = {"schema": {"type": "object", "required": ["type"]}}
SCHEMAS = {"csv": BINARY, "parquet": BINARY, "geojson": OBJECT, "stix": OBJECT, "zip": BINARY}

TableName = Annotated[
    str, Path(max_length=40, description="A table of list_tables.", examples=["outcomes"])
]
Form = Annotated[Literal["csv", "parquet"], Query(alias="format", description="How it comes.")]


def _responses(*kinds: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {MEDIA[kind]: SCHEMAS[kind] for kind in kinds}}}


@api.get("/tables", operation_id="list_tables")
def tables(page: ThePaging) -> list[DataTable]:
    """List the tables that the desk gives, with what their columns mean."""
    return page.of(data.tables(), lambda table: table.name)


@api.get(
    "/tables/{name}", operation_id="get_table", response_class=Response,
    responses=_responses("csv", "parquet"),
)  # fmt: skip
async def table(
    name: TableName, desk: TheDesk, view: TheView, tagged: Response, form: Form = "csv"
) -> Response:
    """One table of the view as CSV or Parquet; every row carries the handling mark."""
    data.known_table(name)
    content = await computed(desk.ask(lambda found: data.table_file(found, name, form), view))
    return _file(content, tagged, desk, view, name, form)


@api.get(
    "/geojson", operation_id="get_geojson", response_class=Response,
    responses=_responses("geojson"),
)  # fmt: skip
async def geojson(desk: TheDesk, view: TheView, tagged: Response) -> Response:
    """Actors, places and routes on the day as GeoJSON (RFC 7946)."""
    content = await computed(desk.ask(data.map_file, view))
    return _file(content, tagged, desk, view, "map", "geojson")


@api.get(
    "/stix", operation_id="get_stix", response_class=Response, responses=_responses("stix")
)  # fmt: skip
async def stix(desk: TheDesk, view: TheView, tagged: Response) -> Response:
    """The results as a STIX 2.1 bundle, marked with TLP 2.0."""
    content = await computed(desk.ask(data.stix_file, view))
    return _file(content, tagged, desk, view, "stix", "stix")


@api.get(
    "/case-files", operation_id="get_case_files", response_class=Response,
    responses=_responses("zip"),
)  # fmt: skip
async def case_files(desk: TheDesk, view: TheView, tagged: Response) -> Response:
    """The case as the files of its folder, with what the ledger added, as a ZIP archive."""
    content = await computed(desk.ask(data.case_file, view))
    return _file(content, tagged, desk, view, "case", "zip")


def _file(
    content: bytes, tagged: Response, desk: Desk, view: View, name: str, form: str
) -> Response:
    """A file to keep, named by the case and the day, with the tag that ``tagged`` was given."""
    suffix = "json" if form == "stix" else form
    kept = f"{desk.case.header.id}-{view.as_of}-{name}.{suffix}"
    headers = {**tagged.headers, "Content-Disposition": f'attachment; filename="{kept}"'}
    return Response(content, media_type=MEDIA[form], headers=headers)


@router.get("/changes.atom", include_in_schema=False)
async def feed(
    request: Request, desk: TheDesk, lang: Lang = Language.EN, if_none_match: Known = None
) -> Response:
    """What changed, newest first, as an Atom feed; 304 for a reader that has it already."""
    base = str(request.base_url).rstrip("/")
    other = Language.EN if lang is Language.FR else Language.FR

    def page(notice: Notice) -> str:
        return f"{base}/{lang}/{page_of(notice)}"

    addresses = Addresses(
        f"{base}/changes.atom?lang={lang}", f"{base}/changes.atom?lang={other}",
        f"{base}/{lang}/overview", page,
    )  # fmt: skip
    content = await computed(
        desk.ask(lambda found: changes_feed(found, lang, addresses), desk.view(lang))
    )
    # the journal of a watch is no part of the desk's mark, so the tag is of the feed itself
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag in (each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")):
        raise NotModifiedError(tag)
    return Response(content, media_type=MEDIA_TYPE, headers={"ETag": tag, **HEADERS})


@router.get("/{language}/data", include_in_schema=False)
def show(
    language: Language, request: Request, desk: TheDesk, scenario: TheScenario,
    as_of: AsOf = None,
) -> HTMLResponse:  # fmt: skip
    """The page of all downloads, for the day and the scenario of its address."""
    view = desk.view(language, as_of, scenario)
    query = urlencode(request.query_params.multi_items())
    template = environment.get_template("data.html.jinja")
    page = frame(desk, view, "data", query)
    return HTMLResponse(
        template.render(**page, groups=list(_groups(desk, language)), waiting=False)
    )


def _groups(desk: Desk, language: Language) -> Iterator[tuple[str, str, list[DataTable]]]:
    """The tables of each page of the desk, in the order of the pages."""
    for page in desk.pages:
        found = [each for each in data.tables() if each.page == page]
        if found:
            yield page, say(f"page {page}", language), found
