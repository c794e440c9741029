"""The one shape of every refusal that a program gets: problem details, as RFC 9457 has them."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from tocsin.errors import (
    BusyError,
    CaseError,
    CollapseError,
    DeniedError,
    NotFoundError,
    SignInError,
    TocsinError,
)
from tocsin.web import pages

MEDIA_TYPE = "application/problem+json"
STATUS: dict[type[Exception], int] = {
    SignInError: 401,
    DeniedError: 403,
    NotFoundError: 404,
    CaseError: 422,
    BusyError: 429,
    CollapseError: 409,
}
"""The status of each refusal; 409, a conflict with what the ledger holds, is that of all others."""
FAILED = "the desk failed at this; its log says where. Ask again, or report it with what you asked"


class Fault(BaseModel):
    """One thing that is wrong with a request: where it stands, and what is allowed there."""

    place: str = Field(description="Such as query.as_of, or body.why.")
    detail: str


class ProblemDetails(BaseModel):
    """Why there is no answer (RFC 9457). ``kind`` is the class of ``tocsin.errors``, or the
    reason of the protocol; ``faults`` lists what is wrong with the request, where that is known.
    """

    type: str = "about:blank"
    title: str = Field(description="The meaning of the status.")
    status: int
    detail: str = Field(description="What was got, what is allowed, what to do.")
    kind: str
    faults: list[Fault] = []


def problem(
    status: int,
    detail: str,
    kind: str = "TocsinError",
    *,
    faults: list[Fault] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """A refusal as a program reads it.

    Args:
        status: of HTTP.
        detail: what was got, what is allowed, what to do; never a trace or a path of this machine.
        kind: the error's class.
        faults: what is wrong with the request, place by place.
        headers: sent along, such as ``Allow``.
    """
    said = ProblemDetails(
        title=HTTPStatus(status).phrase, status=status, detail=detail, kind=kind,
        faults=faults or [],
    )  # fmt: skip
    return JSONResponse(said.model_dump(), status, headers, MEDIA_TYPE)


def answer_problems(app: FastAPI) -> None:
    """Have every refusal of the application answered in that shape, or as a page to a person."""
    app.add_exception_handler(TocsinError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _protocol)


def refuse(request: Request, status: int, detail: str, kind: str, **rest: Any) -> Response:
    """A refusal for whoever asked: problem details under ``/api/``, else a page."""
    shown = _without_paths(request, detail)
    if request.url.path.startswith("/api/"):
        return problem(status, shown, kind, **rest)
    page = pages.refusal(request, shown, status)
    page.headers.update(rest.get("headers") or {})
    return page


def failure(request: Request) -> Response:
    """A fault of ours, told as such with nothing of its inside: the log has the trace."""
    logging.getLogger("tocsin.web").exception("%s %s failed", request.method, request.url.path)
    return refuse(request, 500, FAILED, "Failure")


def status_of(error: Exception) -> int:
    """The status that one of our refusals is answered with."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)


def refuse_error(request: Request, error: Exception) -> Response:
    """One of our refusals, with its status, and when to ask again where that is known."""
    headers = {}
    if isinstance(error, BusyError):
        headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, SignInError):
        headers["WWW-Authenticate"] = 'Bearer realm="tocsin"'
    return refuse(request, status_of(error), str(error), type(error).__name__, headers=headers)


async def _refused(request: Request, error: Exception) -> Response:
    return refuse_error(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    """A request that does not keep to the description."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    faults = [
        Fault(place=".".join(map(str, each["loc"])), detail=str(each["msg"])) for each in found
    ]
    if any(fault.place == "path.language" for fault in faults):
        return _nowhere(request)  # the first part of an address that no route knows
    listed = "; ".join(f"{fault.place}: {fault.detail}" for fault in faults)
    return refuse(request, 422, f"the request cannot be read: {listed}", "RequestError",
                  faults=faults)  # fmt: skip


async def _protocol(request: Request, error: Exception) -> Response:
    """No such path, a method that it does not take, and the like."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 404 or (error.status_code == 405 and not _stands(request)):
        return _nowhere(request)
    detail = str(error.detail)
    if error.status_code == 400 and request.url.path.startswith("/api/"):
        detail = "the body cannot be read as JSON of UTF-8"
    if error.status_code == 405:
        detail = f"{request.url.path} does not take {request.method}"
    headers = dict(error.headers) if error.headers else None
    return refuse(request, error.status_code, detail, "ProtocolError", headers=headers)


def _nowhere(request: Request) -> Response:
    told = f"nothing stands at {request.url.path}; /api/v1/openapi.json lists what there is"
    return refuse(request, 404, told, "NotFoundError")


def _stands(request: Request) -> bool:
    """Whether an address of the API is one; those of pages take any two or three words."""
    path = request.url.path
    return not path.startswith("/api/") or any(
        re.fullmatch(re.sub(r"\{[^}]*\}", "[^/]+", known), path)
        for known in request.app.openapi()["paths"]
    )


def _without_paths(request: Request, detail: str) -> str:
    """The words without the place of the workspace on this machine, which is nobody's business."""
    workspace = request.app.state.desk.workspace
    if workspace is None:
        return detail
    for place in (str(Path(workspace).absolute()), str(workspace)):
        detail = detail.replace(place, "the workspace") if len(place) > 1 else detail
    return detail
