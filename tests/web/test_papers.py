"""Briefings taken from the desk: the view in hand as a file, from answers computed once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from tests import results_for_tests as made
from tests.web.test_app import client_of, whole
from tests.workflows.test_desk import calls as calls  # the answers made up
from tocsin.language import Language, pair
from tocsin.workflows import answers


@pytest.fixture
def client(calls: list[str]) -> Iterator[TestClient]:
    yield from client_of(made.case())


def test_each_format_comes_as_a_file(client: TestClient) -> None:
    for suffix, kind, opening in (
        ("pdf", "application/pdf", b"%PDF-"),
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("md", "text/markdown; charset=utf-8", b"**TLP:CLEAR**"),
    ):
        answer = client.get(f"/api/v1/briefing.{suffix}?length=one-page")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert answer.content.lower().startswith(opening.lower())
        named = answer.headers["content-disposition"]
        assert named == f'attachment; filename="kazakhstan-2026-03-16-one-page-en.{suffix}"'


def test_one_page_is_one_page_in_the_language_asked_for(client: TestClient) -> None:
    answer = client.get("/api/v1/briefing.pdf?length=one-page&lang=fr")
    (page,) = PdfReader(BytesIO(answer.content)).pages
    assert "Comment lire les mots" in page.extract_text()


def test_a_view_and_its_scenario_go_into_the_file(client: TestClient, calls: list[str]) -> None:
    text = client.get("/api/v1/briefing.md?as_of=2026-03-01&set=dispute=off").text
    assert "## What if" in text
    assert "whatif" in calls
    assert "## What if" not in client.get("/api/v1/briefing.md").text


def test_nothing_is_computed_twice(client: TestClient, calls: list[str]) -> None:
    whole(client, "/en/overview")
    for suffix, length in (("md", "full"), ("md", "one-page"), ("html", "one-page")):
        client.get(f"/api/v1/briefing.{suffix}?length={length}")
    assert sorted(calls) == sorted(set(calls))


def test_what_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/briefing.md?length=one-page")
    again = client.get(
        "/api/v1/briefing.md?length=one-page", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("language", list(Language))
def test_pages_lead_to_the_files_of_their_view(client: TestClient, language: Language) -> None:
    html = whole(client, f"/{language}/what-if?as_of=2026-03-01&set=dispute%3Doff")
    addresses = [
        unescape(part.split('"')[0])
        for part in html.split('href="')[1:]
        if part.startswith("/api/v1/briefing.")
    ]
    assert len(addresses) == 4
    for address in addresses:
        assert "as_of=2026-03-01" in address
        assert "set=dispute%3Doff" in address
        assert f"lang={language}" in address
    light = [each for each in addresses if "one-page" in each or "briefing.md" in each]
    named = [client.get(each).headers["content-disposition"] for each in light]
    for length, file in zip(("one-page", "full"), named, strict=True):
        assert f"2026-03-01-{length}-{language}" in file


def test_what_breaks_icd_203_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    hedged = made.assessment().model_copy(update={"summary": pair("It may start.", "Elle débute.")})
    monkeypatch.setattr(answers, "assess", lambda case, **_: hedged)
    answer = client.get("/api/v1/briefing.md?length=one-page")
    assert answer.status_code == 409
    assert "[hedge]" in answer.text
    assert client.get("/api/v1/briefing.docx").status_code == 422
    assert client.get("/api/v1/briefing.md?length=long").status_code == 422


def test_other_readers_do_not_wait_for_a_file(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(case: Any, **_: Any) -> Any:
        begun.set()
        assert go_on.wait(10)
        return made.assessment()

    monkeypatch.setattr(answers, "assess", slow)
    got: list[int] = []
    reader = threading.Thread(
        target=lambda: got.append(client.get("/api/v1/briefing.md?length=one-page").status_code)
    )
    reader.start()
    assert begun.wait(10)
    assert client.get("/api/v1/case").status_code == 200
    assert got == []
    go_on.set()
    reader.join(20)
    assert got == [200]
