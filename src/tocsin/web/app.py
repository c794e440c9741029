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

from tocsin.web import (
    api,
    decisions,
    downloads,
    evidence,
    lists,
    pages,
    papers,
    people,
    scenarios,
    ties,
)
from tocsin.web.description import describe
from tocsin.web.gate import Gate
from tocsin.web.intake import Intake
from tocsin.web.problems import answer_problems, failure
from tocsin.web.reach import Reach
from tocsin.web.tags import NotModifiedError, not_modified
from tocsin.workflows.desk import Desk
from tocsin.workflows.entrance import Entrance
from tocsin.workflows.oidc import elsewhere

Handler = Callable[[Request], Awaitable[Response]]
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Sent with every answer: no inline script or style, nothing from or to anywhere else."""


def create_app(desk: Desk, reach: Reach = Reach()) -> FastAPI:  # noqa: B008 frozen
    """The application that shows one desk. It answers to its own names only (by default those of
    the loopback interface), so that no page of another site can reach it under a name of its own.
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
    app.state.entrance = entrance = _entrance(desk, reach)
    app.state.elsewhere = None if desk.workspace is None else elsewhere(desk.workspace)
    app.openapi = partial(describe, app)  # type: ignore[method-assign]
    app.add_middleware(Intake)
    app.add_middleware(Gate, desk=desk, entrance=entrance)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=reach.hosts)
    app.middleware("http")(_guard)
    answer_problems(app)
    app.add_exception_handler(NotModifiedError, not_modified)
    static = files("tocsin.web").joinpath("static")
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    app.include_router(api.router)
    app.include_router(api.work)
    app.include_router(lists.router)
    app.include_router(papers.router)
    app.include_router(downloads.api)
    app.include_router(downloads.router)
    app.include_router(decisions.router)
    app.include_router(evidence.api)
    app.include_router(ties.api)
    app.include_router(ties.router)
    app.include_router(evidence.router)
    app.include_router(people.router)
    app.include_router(scenarios.router)
    app.include_router(pages.router)
    return app


def _entrance(desk: Desk, reach: Reach) -> Entrance | None:
    """Who may come in; a desk without a workspace is open to this machine, and to no other."""
    if desk.workspace is None:
        return None
    return Entrance(desk.workspace, shared=reach.shared)


async def _guard(request: Request, call_next: Handler) -> Response:
    """Send the headers that keep a page to itself, whatever becomes of the request."""
    try:
        response = await call_next(request)
    except Exception:
        response = failure(request)
    response.headers.update(HEADERS)
    if request.url.scheme == "https":
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if not request.url.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
