"""The name that signs is remembered by the browser, whatever letters it has."""

from __future__ import annotations

from http.cookies import SimpleCookie

from fastapi import Request, Response

from tocsin.web.remembered import remember, remembered


def test_a_name_comes_back_as_it_was_given() -> None:
    answer = Response()
    remember(answer, "Zoé; path=/ Ñandú")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    (kept,) = SimpleCookie(cookie).values()
    header = f"{kept.key}={kept.value}".encode()
    request = Request({"type": "http", "headers": [(b"cookie", header)]})
    assert remembered(request) == "Zoé; path=/ Ñandú"
    assert remembered(Request({"type": "http", "headers": []})) == ""
