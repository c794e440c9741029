"""The desk over HTTP: its pages and its API show the same, to this machine only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests import results_for_tests as made
from tests.workflows.test_desk import calls as calls  # the answers made up
from tests.workflows.test_desk import make_up
from tocsin.briefing.pages import PAGES as EVERY
from tocsin.language import Language, pair
from tocsin.web.app import create_app
from tocsin.workflows.desk import Desk

PAGES = [page for page in EVERY if page != "record"]

HOSTILE = '<script>alert("x")</script>'


def client_of(case: Any) -> Iterator[TestClient]:
    with TestClient(create_app(Desk(lambda: case)), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def client(calls: list[str]) -> Iterator[TestClient]:
    yield from client_of(made.case())


@pytest.fixture(scope="module")
def shown() -> Iterator[dict[str, str]]:
    """Every page in English, whole."""
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        for client in client_of(made.case()):
            yield {page: whole(client, f"/en/{page}") for page in [*PAGES, "data"]}


def whole(client: TestClient, address: str) -> str:
    """A page when all of it is computed."""
    for _ in range(20):
        text: str = client.get(address).text
        if 'class="pending"' not in text:
            return text
    raise AssertionError(f"{address} is still being computed")


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("page", list(PAGES))
def test_page_and_api_hold_the_same(client: TestClient, page: str, language: Language) -> None:
    html = whole(client, f"/{language}/{page}")
    told = client.get(f"/api/v1/pages/{page}?lang={language}").json()
    assert [each["anchor"] for each in told["sections"]] == re.findall(
        r'<section id="([^"]+)"', html
    )
    shown = dict(re.findall(r'<section id="([^"]+)"(.*?)</section>', html, re.DOTALL))
    for section in told["sections"]:
        part = re.sub(r"<svg.*?</svg>", "", shown[section["anchor"]], flags=re.DOTALL)
        said = words(part)
        texts = [plain(text) for text in told_by(section)]
        assert [text for text in texts if text not in said] == []
        counted = re.sub(COUNTED[language], "", said)
        assert sorted(numbers(counted)) == sorted(numbers(" ".join(texts)))


COUNTED = {
    Language.EN: r"\b(Table|Figure) \d+\b",
    Language.FR: r"\b(Tableau|Figure) \d+\b",
}
"""What a page counts by itself."""
NOT_SHOWN = ("anchor", "target", "tone", "role", "wide", "narrow", "alternative")
"""Parts of a section that are no words of the page; the alternative belongs to a picture."""


def told_by(part: Any) -> Iterator[str]:
    """Every text of a section's JSON."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for each in part:
            yield from told_by(each)
    elif isinstance(part, dict):
        if "numbered" in part:  # each item of a list stands with its anchor
            part = {**part, "items": [item for _, item in part["items"]]}
        for key, each in part.items():
            if key not in NOT_SHOWN:
                yield from told_by(each)


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_no_link_of_a_page_leads_nowhere(shown: dict[str, str]) -> None:
    for page, html in shown.items():
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        for target in re.findall(r'href="([^"]+)"', html):
            if target.startswith("#"):
                assert target[1:] in ids, (page, target)
            elif target.startswith("/en/") and "#" in target:
                other, anchor = target.removeprefix("/en/").split("#")
                assert f'id="{anchor}"' in shown[other], (page, target)


def test_from_the_overview_to_the_sentence_in_three_clicks(shown: dict[str, str]) -> None:
    moved = re.search(r'href="/en/why#(row-[^"]+)"', shown["overview"])
    assert moved
    row = shown["why"].split(f'id="{moved[1]}"')[1].split("</tr>")[0]
    source = re.search(r'href="/en/timeline#(source-[^"]+)"', row)
    assert source
    assert f'id="{source[1]}"' in shown["timeline"]


def test_other_names_of_this_machine_are_refused(client: TestClient) -> None:
    assert client.get("/en/overview", headers={"Host": "evil.example"}).status_code == 400


def test_another_site_cannot_change_anything(client: TestClient) -> None:
    answer = client.post("/api/v1/cancel", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["detail"]
    same = client.post("/api/v1/cancel", headers={"Sec-Fetch-Site": "same-origin"})
    assert same.status_code == 204


def test_every_answer_keeps_the_page_to_itself(client: TestClient) -> None:
    for address in ("/en/overview", "/api/v1/case", "/static/desk.js", "/en/nothing"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_no_script_or_style_stands_in_a_page(shown: dict[str, str]) -> None:
    for page, html in shown.items():
        assert not re.search(r"<script(?! src=)|<style|\son\w+=|\sstyle=", html), page


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("pages/nothing", 404, "NotFoundError"),
        ("pages/overview?as_of=1999-01-01", 422, "CaseError"),
    ],
)
def test_refusals_have_one_shape(client: TestClient, address: str, status: int, kind: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.json()["kind"] == kind


def test_a_person_reads_why_a_page_cannot_be_shown(client: TestClient) -> None:
    answer = client.get("/fr/overview?as_of=1999-01-01")
    assert answer.status_code == 422
    assert "Ceci ne peut être montré" in answer.text
    assert "1999-01-01" in answer.text
    assert client.get("/en/<script>").status_code == 404
    assert "<script>" not in client.get("/en/<script>").text


def test_what_a_case_says_is_never_markup(calls: list[str]) -> None:
    case = made.case()
    header = case.header.model_copy(update={"title": pair(HOSTILE, HOSTILE)})
    nodes = [node.model_copy(update={"label": pair(HOSTILE, HOSTILE)}) for node in case.model.nodes]
    model = case.model.model_copy(update={"nodes": nodes})
    for client in client_of(case.model_copy(update={"header": header, "model": model})):
        for page in ("overview", "triggers", "what-if"):
            assert HOSTILE not in whole(client, f"/en/{page}")


def test_the_browser_chooses_the_language(client: TestClient) -> None:
    answer = client.get("/", headers={"Accept-Language": "fr-FR,fr"}, follow_redirects=False)
    assert answer.headers["location"] == "/fr/overview"


def test_the_api_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "/api/v1/pages/{page}" in described["paths"]
    assert all(
        operation.get("summary") and operation.get("description")
        for path in described["paths"].values()
        for operation in path.values()
    )


def test_progress_ends_when_nothing_waits(client: TestClient) -> None:
    whole(client, "/en/overview")
    with client.stream("GET", "/api/v1/progress") as answer:
        lines = [line for line in answer.iter_lines() if line]
    assert lines[-1].startswith("data: ")
    assert '"waiting": 0' in lines[-1]
