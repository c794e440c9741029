"""The inbox of the desk, over HTTP, on a real workspace: what is decided moves the figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import SIGNED, desk
from tocsin.results import Assessment
from tocsin.web.app import create_app
from tocsin.workflows import cases
from tocsin.workflows.desk import Desk

HOSTILE = proposal(
    title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>",
    url="https://d.org/4", suggests=None,
)  # fmt: skip
FORM = {"verdict": "accept", "shows": "border=settled", "by": "Ana", "why": "both say so"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    space = str(desk(tmp_path, SIGNED, HOSTILE).root)
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as made:
        yield made


def assessed(client: TestClient) -> Assessment:
    answer = client.get("/api/v1/assessment")
    return Assessment.model_validate_json(answer.content)


def test_accepting_moves_the_curve(client: TestClient) -> None:
    before = assessed(client)
    answer = client.post("/en/inbox/P-1", data=FORM, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/inbox")
    after = assessed(client)
    pairs = zip(before.outcomes, after.outcomes, strict=True)
    assert any(one.horizons != other.horizons for one, other in pairs)
    assert (before.as_of.isoformat(), after.as_of.isoformat()) == ("2025-10-31", "2026-04-01")
    assert after.run.evidence_sha256 != before.run.evidence_sha256
    assert [each["id"] for each in client.get("/api/v1/inbox").json()["proposals"]] == ["P-2"]


def test_a_program_decides_by_the_same_door(client: TestClient) -> None:
    body = {"verdict": "reject", "by": "Ana", "why": "an advertisement"}
    answer = client.post("/api/v1/proposals/P-2/decision", json=body)
    assert answer.json()["who"] == "Ana"
    assert [each["id"] for each in client.get("/api/v1/inbox").json()["proposals"]] == ["P-1"]


def test_what_a_feed_says_is_never_markup(client: TestClient) -> None:
    page = client.get("/en/inbox").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("left_out", ["by", "why", "shows"])
def test_a_decision_that_lacks_something_is_refused(client: TestClient, left_out: str) -> None:
    form = {key: value for key, value in FORM.items() if key != left_out}
    answer = client.post("/en/inbox/P-1", data=form)
    assert answer.status_code == 409
    assert client.get("/api/v1/inbox").json()["waiting"] == 2


def test_another_site_cannot_decide(client: TestClient) -> None:
    answer = client.post(
        "/en/inbox/P-1", data=FORM, headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False
    )
    assert answer.status_code == 403
    assert client.get("/api/v1/inbox").json()["waiting"] == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_record_is_a_page_of_a_desk_with_a_workspace(client: TestClient, language: str) -> None:
    told = client.get("/api/v1/pages/record", params={"lang": language}).json()
    assert [section["anchor"] for section in told["sections"]] == ["record"]
    assert f'href="/{language}/record"' in client.get(f"/{language}/inbox").text


def test_a_desk_without_workspace_has_neither() -> None:
    with TestClient(
        create_app(Desk(partial(cases.load, "river"), samples=1_000)), base_url="http://127.0.0.1"
    ) as client:
        assert client.get("/api/v1/inbox").status_code == 404
        assert client.get("/api/v1/pages/record").status_code == 404
        assert "record" not in client.get("/api/v1/case").json()["pages"]
