"""Signing in and out: pages for people."""

from __future__ import annotations

from functools import partial
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from tocsin.errors import AccountError, BusyError, NotFoundError, SignInError, SourceError
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Person
from tocsin.terms import name as name_of
from tocsin.web.forms import form_of
from tocsin.web.gate import address_of, cookie_name, language_of
from tocsin.web.pages import environment
from tocsin.web.who import person
from tocsin.workflows.entrance import Entrance
from tocsin.workflows.oidc import Elsewhere

router = APIRouter(include_in_schema=False)


def entrance_of(request: Request) -> Entrance:
    """The entrance of this desk; one without workspace has none."""
    entrance: Entrance | None = request.app.state.entrance
    if entrance is None:
        raise NotFoundError("this desk has no accounts: it asks nobody who they are")
    return entrance


TheEntrance = Annotated[Entrance, Depends(entrance_of)]


def way_of(request: Request) -> Elsewhere:
    """The way in through an issuer, where the workspace names one."""
    way: Elsewhere | None = request.app.state.elsewhere
    if way is None:
        raise NotFoundError("this workspace names no OIDC issuer; oidc in workspace.yaml does")
    return way


TheWay = Annotated[Elsewhere, Depends(way_of)]
Given = Annotated[str, Query(max_length=4000)]
Next = Annotated[str, Query(alias="next", max_length=2000)]


@router.get("/{language}/sign-in")
def ask(
    language: Language, entrance: TheEntrance, request: Request, onward: Next = ""
) -> HTMLResponse:
    """The page that asks who somebody is."""
    return _page(request, language, onward)


@router.post("/{language}/sign-in")
async def sign_in(language: Language, entrance: TheEntrance, request: Request) -> Response:
    """A new session for whoever knows the password; the old one of this browser ends."""
    sent = await form_of(request)
    name, onward = sent.get("name", "").strip().lower()[:40], sent.get("next", "")
    try:
        secret = await run_in_threadpool(
            entrance.sign_in, name, sent.get("password", ""), address_of(request)
        )
    except SignInError:
        return _page(request, language, onward, name, problem="sign-in failed", status=401)
    except BusyError as error:
        page = _page(request, language, onward, name, problem="sign-in throttled", status=429)
        page.headers["Retry-After"] = str(error.retry_after)
        return page
    return await begin(request, entrance, secret, onward, language)


@router.post("/{language}/sign-out")
async def sign_out(language: Language, entrance: TheEntrance, request: Request) -> Response:
    """The end of this browser's session."""
    secret, who = request.cookies.get(cookie_name(request)), person()
    if secret and who:
        await run_in_threadpool(entrance.sign_out, secret, who, address_of(request))
    answer = RedirectResponse(f"/{language}/sign-in", status_code=303)
    answer.delete_cookie(
        cookie_name(request), secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@router.get("/{language}/account")
def own(language: Language, entrance: TheEntrance) -> HTMLResponse:
    """The own account: who one is here, and another password."""
    return _account(language)


@router.post("/{language}/account")
async def change(language: Language, entrance: TheEntrance, request: Request) -> Response:
    """Another password; every other session of the account ends."""
    sent, who = await form_of(request), _signed_in()
    old, new = sent.get("old", ""), sent.get("new", "")
    try:
        secret = await run_in_threadpool(
            entrance.change_password, who, old, new, address_of(request)
        )
    except SignInError:
        return _account(language, problem=say("password wrong", language), status=403)
    except AccountError:
        return _account(language, problem=say("password weak", language), status=422)
    except BusyError as error:
        page = _account(language, problem=say("sign-in throttled", language), status=429)
        page.headers["Retry-After"] = str(error.retry_after)
        return page
    page = _account(language, done=True)
    _keep(page, request, secret)
    return page


@router.get("/{language}/sign-in/elsewhere")
def go(
    language: Language, way: TheWay, request: Request, onward: Next = ""
) -> RedirectResponse:  # fmt: skip
    """Off to the issuer, with a ticket to come back on."""
    onward = _inside(onward) or f"/{language}/overview"
    ticket, address = way.begin(_callback(request), onward)
    answer = RedirectResponse(address, status_code=303)
    answer.set_cookie(
        _ticket_name(request), ticket, max_age=600, secure=request.url.scheme == "https",
        httponly=True, samesite="lax", path="/",
    )  # fmt: skip
    return answer


@router.get("/sign-in/callback")
async def back(
    entrance: TheEntrance, way: TheWay, request: Request, state: Given = "", code: Given = "",
    iss: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:  # fmt: skip
    """Back from the issuer: in, if it vouches for somebody who is linked to an account."""
    ticket = request.cookies.get(_ticket_name(request), "")
    try:
        subject, onward = await run_in_threadpool(
            partial(way.finish, ticket, _callback(request), state=state, code=code, issuer=iss)
        )
        secret = await run_in_threadpool(
            entrance.sign_in_elsewhere, way.issuer.issuer, subject, address_of(request)
        )
    except (SignInError, SourceError):
        language = language_of(request)
        return _page(request, language, "", problem="sign-in elsewhere failed", status=401)
    answer = await begin(request, entrance, secret, onward, Language.EN)
    answer.delete_cookie(_ticket_name(request), secure=request.url.scheme == "https", httponly=True)
    return answer


def _callback(request: Request) -> str:
    """Where the issuer sends people back to: this has to be registered there."""
    return f"{request.url.scheme}://{request.url.netloc}/sign-in/callback"


def _ticket_name(request: Request) -> str:
    return f"{cookie_name(request)}-oidc"


async def begin(
    request: Request, entrance: Entrance, secret: str, onward: str, language: Language
) -> Response:
    """Into the desk with a new session; nothing that was known before signing in stays valid."""
    before = request.cookies.get(cookie_name(request))
    if before:
        await run_in_threadpool(entrance.end, before)
    answer = RedirectResponse(_inside(onward) or f"/{language}/overview", status_code=303)
    _keep(answer, request, secret)
    return answer


def _keep(answer: Response, request: Request, secret: str) -> None:
    """Have the browser keep a session until it is closed."""
    answer.set_cookie(
        cookie_name(request), secret, secure=request.url.scheme == "https", httponly=True,
        samesite="lax", path="/",
    )  # fmt: skip


def _signed_in() -> Person:
    found = person()
    if found is None:
        raise NotFoundError("this desk has no accounts: it asks nobody who they are")
    return found


def _account(
    language: Language, *, problem: str = "", done: bool = False, status: int = 200
) -> HTMLResponse:
    who = _signed_in()
    other = Language.EN if language is Language.FR else Language.FR
    shown = environment.get_template("account.html.jinja").render(
        language=language, other=other, person=who, problem=problem, done=done,
        role=name_of("role", who.role, language),
        label=lambda key, **values: say(key, language, **values),
    )  # fmt: skip
    return HTMLResponse(shown, status_code=status)


def _inside(onward: str) -> str:
    """The address if it is one of a page of this desk, else nothing: no way leads elsewhere."""
    parts = urlsplit(onward)
    plain = onward.startswith("/") and not onward.startswith("//") and onward.isprintable()
    safe = plain and "\\" not in onward and not parts.scheme and not parts.netloc
    return onward if safe and not onward.startswith("/api/") else ""


def _page(
    request: Request,
    language: Language,
    onward: str,
    name: str = "",
    *,
    problem: str = "",
    status: int = 200,
) -> HTMLResponse:
    other = Language.EN if language is Language.FR else Language.FR
    shown = environment.get_template("sign-in.html.jinja").render(
        language=language, other=other, onward=_inside(onward), name=name,
        problem=say(problem, language) if problem else "",
        elsewhere=request.app.state.elsewhere,
        label=lambda key, **values: say(key, language, **values),
    )  # fmt: skip
    return HTMLResponse(shown, status_code=status)
