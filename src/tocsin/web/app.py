"""The desk's application: middleware, pages, API and static files put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from importlib.resources import files

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from tocsin.web import api, decisions, downloads, evidence, lists, pages
from tocsin.web.description import describe
from tocsin.web.intake import Intake
from tocsin.web.problems import answer_problems, failure, problem
from tocsin.web.tags import NotModifiedError, not_modified
from tocsin.workflows.desk import Desk

Handler = Callable[[Request], Awaitable[Response]]
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
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.desk = desk
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    app.add_middleware(Intake)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK))
    app.middleware("http")(_guard)
    answer_problems(app)
    app.add_exception_handler(NotModifiedError, not_modified)
    static = files("tocsin.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    app.include_router(api.router)
    app.include_router(api.work)
    app.include_router(lists.router)
    app.include_router(downloads.api)
    app.include_router(downloads.router)
    app.include_router(decisions.router)
    app.include_router(evidence.api)
    app.include_router(evidence.router)
    app.include_router(pages.router)
    return app


async def _guard(request: Request, call_next: Handler) -> Response:
    """Refuse to change anything for another site; send the headers that keep a page to itself."""
    site = request.headers.get("sec-fetch-site", "none")
    if request.method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
        response: Response = problem(
            403, "another site asked for a change; open the desk itself", "ProtocolError"
        )
    else:
        try:
            response = await call_next(request)
        except Exception:
            response = failure(request)
    response.headers.update(HEADERS)
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
