"""The desk's application: middleware, pages, API and static files put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from tocsin.errors import CaseError, NotFoundError, TocsinError
from tocsin.web import api, decisions, pages
from tocsin.workflows.desk import Desk

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer: no inline script or style, nothing from or to anywhere else."""


def create_app(desk: Desk) -> FastAPI:
    """The application that shows one desk. It answers to names of the loopback interface only, so
    that no page of another site can reach it under a name of its own.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Tocsin",
        version=version("tocsin"),
        description="The desk of one case, as a program reads it.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    app.middleware("http")(_guard)
    app.exception_handler(TocsinError)(_refused)
    static = files("tocsin.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    app.include_router(api.router)
    app.include_router(decisions.router)
    app.include_router(pages.router)
    return app


async def _guard(request: Request, call_next: api.Handler) -> Response:
    """Refuse to change anything for another site; send the headers that keep a page to itself."""
    site = request.headers.get("sec-fetch-site", "none")
    if request.method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
        response: Response = _error(403, "another site asked for a change; open the desk itself")
    else:
        response = await call_next(request)
    response.headers.update(HEADERS)
    if not request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


async def _refused(request: Request, error: Exception) -> Response:
    """A refusal: one JSON shape for programs, a page for people."""
    known: dict[type[Exception], int] = {NotFoundError: 404, CaseError: 422}
    status = known.get(type(error), 409)
    if request.url.path.startswith("/api/"):
        return _error(status, str(error), type(error).__name__)
    return pages.refusal(request, str(error), status)


def _error(status: int, message: str, kind: str = "TocsinError") -> JSONResponse:
    """The one shape of every refusal."""
    return JSONResponse({"error": {"kind": kind, "message": message}}, status_code=status)
