"""Briefings to take along: the view in hand as a file, on one page or in full, in each format."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from tocsin.web.asking import TheDesk, TheView
from tocsin.web.tags import Tagged
from tocsin.workflows.brief import Length, written
from tocsin.workflows.desk import computed

router = APIRouter(prefix="/api/v1", dependencies=[Tagged])
TYPES = {"pdf": "application/pdf", "html": "text/html", "md": "text/markdown"}
"""The media type of each format, by its suffix."""

Suffix = Annotated[Literal["pdf", "html", "md"], Path(description="The format.", examples=["pdf"])]
LengthAsked = Annotated[
    Length, Query(description="One page of A4, or all of it.", examples=["one-page"])
]


@router.get(
    "/briefing.{suffix}", operation_id="get_briefing", tags=["pages"], response_class=Response,
    responses={
        200: {
            "content": {
                kind: {"schema": {"type": "string", "format": "binary"}} for kind in TYPES.values()
            }
        }
    },
)  # fmt: skip
async def briefing(
    suffix: Suffix, desk: TheDesk, view: TheView, response: Response, length: LengthAsked = "full"
) -> Response:
    """The briefing of a view as a file that opens anywhere.

    It is made of the answers that the pages show, in the thread that computes them. A briefing
    whose words break ICD 203 is refused.
    """
    make = partial(written, suffix=f".{suffix}", language=view.language, length=length)
    content = await computed(desk.ask(make, view))
    name = f"{desk.case.header.id}-{view.as_of}-{length}-{view.language}.{suffix}"
    return Response(
        content,
        media_type=TYPES[suffix],
        headers={
            **response.headers, "Content-Disposition": f'attachment; filename="{name}"',
        },
    )  # fmt: skip
