"""Scenarios with a name on the desk: kept by a form or a program, opened by their address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import tocsin
from tests.web.test_app import whole
from tests.workflows.workspaces_for_tests import desk
from tocsin.results import KeptScenario, WhatIf
from tocsin.web.app import create_app
from tocsin.workflows import cases
from tocsin.workflows.desk import Desk

STEPS = {"hold": ["border=settled@2026-01-01"], "rates": ["dispute.down=2@2026-02-01"]}
SIGNED = {"by": "Ana", "why": "for <b>March</b>"}


@pytest.fixture
def space(tmp_path: Path) -> str:
    return str(desk(tmp_path).root)


@pytest.fixture
def client(space: str) -> Iterator[TestClient]:
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as made:
        yield made


def test_page_api_and_verb_answer_the_same_of_a_kept_scenario(
    client: TestClient, space: str
) -> None:
    kept = KeptScenario.model_validate(
        client.post("/api/v1/scenarios", json={"name": "Calm & quick", **STEPS, **SIGNED}).json()
    )
    assert tocsin.scenarios(space, "river") == [kept]
    told = WhatIf.model_validate(
        client.get("/api/v1/whatif", params={"scenario": "Calm & quick"}).json()
    )
    case = tocsin.load_case("river", workspace=space)
    asked = tocsin.whatif(case, hold=kept.hold, rates=kept.rates, samples=1_000)
    assert told.named == kept
    assert told.outcomes == asked.outcomes
    page = whole(client, "/en/what-if?scenario=Calm+%26+quick")
    assert "for &lt;b&gt;March&lt;/b&gt;" in page
    assert "<b>March" not in page
    for step in asked.steps:
        assert step.label.en in unescape(page)
    # the control of the first step is set; the second, of another day, goes along unseen
    assert 'value="border=settled" checked' in page or 'value="border=settled" selected' in page
    assert 'name="rate" value="dispute.down=2@2026-02-01"' in page


def test_the_form_keeps_what_the_address_says(client: TestClient, space: str) -> None:
    query = "set=border%3Dsettled&given=dam&from=2026-01-01"
    answer = client.post(
        "/fr/scenarios", data={"query": query, "name": "Calme", **SIGNED}, follow_redirects=False
    )
    assert answer.headers["location"] == "/fr/what-if?scenario=Calme"
    (kept,) = tocsin.scenarios(space, "river")
    assert (kept.hold, kept.given) == (("border=settled@2026-01-01",), ("dam",))
    again = {"query": "scenario=Calme", "name": "Calme bis", **SIGNED}
    client.post("/fr/scenarios", data=again, follow_redirects=False)
    assert [one.hold for one in tocsin.scenarios(space, "river")] == [kept.hold] * 2


def test_what_is_not_kept_is_refused(client: TestClient) -> None:
    assert client.get("/en/what-if?scenario=Nothing").status_code == 404
    assert client.post("/en/scenarios", data={"name": "x", **SIGNED}).status_code == 422
    assert client.post("/api/v1/scenarios", json={"name": "x", "by": "Ana"}).status_code == 422


@pytest.mark.parametrize("day", ["garbage", "20260101", "2026-13-01", "1735689600"])
def test_a_day_that_is_none_is_refused(client: TestClient, space: str, day: str) -> None:
    form = {"query": f"set=border%3Dsettled&from={day}", "name": "x", **SIGNED}
    answer = client.post("/en/scenarios", data=form)
    assert answer.status_code == 422
    assert f"got from=&#39;{day}&#39;; a day is written YYYY-MM-DD" in answer.text
    assert tocsin.scenarios(space, "river") == []


def test_a_desk_without_workspace_offers_none() -> None:
    opened = Desk(partial(cases.load, "river"), samples=1_000)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        assert client.get("/api/v1/scenarios").status_code == 404
        assert 'class="kept"' not in client.get("/en/what-if").text
