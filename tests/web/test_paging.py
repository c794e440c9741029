"""Lists in pages: all of it, once, in order, by the addresses of the header Link."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tocsin.web.paging import MOST

LISTS = {"evidence": "items", "sources": "items", "inbox": "proposals", "choices": None}


def links(answer: Any) -> dict[str, str]:
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers.get("link", ""))
    return {relation: address for address, relation in found}


def entries(answer: Any, name: str | None) -> list[Any]:
    told = answer.json()
    found: list[Any] = told if name is None else told[name]
    return found


@pytest.mark.parametrize(("path", "name"), LISTS.items())
@pytest.mark.parametrize("limit", [1, 2, MOST])
def test_pages_make_up_the_list(
    program: TestClient, path: str, name: str | None, limit: int
) -> None:
    whole = entries(program.get(f"/api/v1/{path}"), name)
    assert len(whole) > 1
    got: list[Any] = []
    address = f"/api/v1/{path}?limit={limit}"
    for _ in range(len(whole) + 1):
        answer = program.get(address)
        page = entries(answer, name)
        assert len(page) <= limit
        got += page
        if "next" not in links(answer):
            break
        address = links(answer)["next"]
        assert address.startswith(f"/api/v1/{path}?")
        assert f"limit={limit}" in address
    assert got == whole


def test_what_else_was_asked_goes_along(program: TestClient) -> None:
    query = "as_of=2025-10-01&limit=1"
    first = program.get(f"/api/v1/sources?{query}")
    second = program.get(links(first)["next"])
    assert "as_of=2025-10-01" in links(first)["next"]
    assert links(second)["first"] == f"/api/v1/sources?{query}"
    assert second.json()["total"] == first.json()["total"] > 1


def test_the_total_counts_what_is_on_other_pages(program: TestClient) -> None:
    whole = program.get("/api/v1/evidence").json()
    page = program.get("/api/v1/evidence?limit=2").json()
    assert (page["total"], len(page["items"])) == (len(whole["items"]), 2)


@pytest.mark.parametrize(
    "query", ["limit=0", f"limit={MOST + 1}", "cursor=%00", "cursor=" + "a" * 401]
)
def test_what_no_page_has_is_refused(program: TestClient, query: str) -> None:
    assert program.get(f"/api/v1/evidence?{query}").status_code == 422
