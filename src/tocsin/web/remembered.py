"""The name that a form is filled in with: that of whoever signed in, or decided here last."""

from __future__ import annotations

from urllib.parse import quote, unquote

from fastapi import Request, Response

from tocsin.web.who import person, signature

REMEMBERED = "analyst"
"""The cookie that holds the name of whoever decided last in this browser."""
YEAR = 31_536_000
"""Seconds that it is remembered."""


def remembered(request: Request) -> str:
    """Who decides here: whoever has signed in, or at a desk without accounts the name that was
    given last.
    """
    return signature(unquote(request.cookies.get(REMEMBERED, "")))


def remember(answer: Response, name: str) -> None:
    """Have the browser remember who decided, at a desk without accounts."""
    if person() is None:
        answer.set_cookie(REMEMBERED, quote(name), max_age=YEAR, httponly=True, samesite="strict")
