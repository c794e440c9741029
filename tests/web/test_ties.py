"""The slider of the map works by its form, by its links, and by script alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

import tocsin
from tests.web.test_app import client_of, words


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    yield from client_of(tocsin.load_case("ballot"))


def days(page: str) -> list[str]:
    return re.findall(r'<option value="\d+" label="([^"]+)"', page)


def test_the_form_shows_the_day_that_it_names(client: TestClient) -> None:
    page = client.get("/en/ties").text
    assert days(page)[:2] == ["12 June 2003", "1 January 2004"]
    shown = words(client.get("/en/ties?step=1").text)
    assert "as they stood on 1 January 2004" in shown
    assert "Charter of the Coastal League enters into force" in shown


def test_links_lead_to_the_change_before_and_after(client: TestClient) -> None:
    page = client.get("/fr/ties?on=2004-01-01").text
    links = [unescape(link) for link in re.findall(r'href="(/fr/ties\?[^"]+)"', page)]
    assert "/fr/ties?on=2003-06-12" in links
    assert any(link > "/fr/ties?on=2004-01-01" for link in links)


def test_what_the_script_brings_is_what_the_page_shows(client: TestClient) -> None:
    page, part = client.get("/en/ties?step=0").text, client.get("/en/ties/on?step=0").text
    for anchor in ("map", "obligations"):
        assert f'<section id="{anchor}"' in part
    assert '<div id="ties-day"' in part
    section = re.search(r'<section id="map".*?</section>', part, re.DOTALL)
    assert section
    assert section[0] in page


def test_a_day_of_the_past_stays_within_what_is_known(client: TestClient) -> None:
    told = client.get("/api/v1/ties?on=2030-01-01").json()
    assert told["on"] == told["as_of"]
    assert (
        client.get("/api/v1/ties?on=2003-06-11").json()["obligations"]["blocs"][0]["members"] == []
    )
