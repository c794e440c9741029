"""Entity tags: what still holds costs nothing, what changed is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests import results_for_tests as made
from tests.ledger.proposals_for_tests import proposal
from tests.web.desks_for_tests import made_up_client
from tests.workflows.test_desk import make_up
from tests.workflows.workspaces_for_tests import put
from tocsin.settings import open_workspace
from tocsin.web.app import create_app
from tocsin.workflows.desk import Desk

ADDRESSES = ("case", "pages/overview", "assessment", "evidence", "inbox", "record", "choices")


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_still_holds_is_not_sent_again(program: TestClient, address: str) -> None:
    first = program.get(f"/api/v1/{address}")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for named in (tag, f"W/{tag}", f'"other", {tag}'):
        again = program.get(f"/api/v1/{address}", headers={"If-None-Match": named})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = program.get(f"/api/v1/{address}", headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_an_answer_that_holds_costs_no_computation(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = make_up(monkeypatch)
    tag = ""
    for number in range(2):
        opened = Desk(made.case)
        with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
            answer = client.get("/api/v1/assessment", headers={"If-None-Match": tag})
        tag = answer.headers["etag"]
        assert answer.status_code == (304 if number else 200), "a desk opened anew knows the tag"
    assert seen == ["assess"]


def test_every_question_has_a_tag_of_its_own(program: TestClient) -> None:
    queries = ("", "?lang=fr", "?as_of=2026-03-01", "?set=dispute=off", "?limit=1")
    tags = [program.get(f"/api/v1/evidence{query}").headers["etag"] for query in queries]
    assert len(set(tags)) == len(tags)


def test_tags_change_with_what_the_desk_computes_with() -> None:
    case = made.case()
    other = case.model_copy(update={"claims": case.claims[1:]})
    desks = [Desk(lambda: case), Desk(lambda: case, seed=2), Desk(lambda: case, samples=9),
             Desk(lambda: other)]  # fmt: skip
    assert len({desk.mark for desk in desks}) == len(desks)
    for desk in desks:
        desk.close()


def test_tags_change_with_the_ledger(tmp_path: Path) -> None:
    with made_up_client(tmp_path) as client:
        tag = client.get("/api/v1/inbox").headers["etag"]
        put(open_workspace(tmp_path / "desk"), [proposal(case=None, title="A new one came")])
        answer = client.get("/api/v1/inbox", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "A new one came" in answer.text


def test_a_refusal_has_no_tag(program: TestClient) -> None:
    assert "etag" not in program.get("/api/v1/pages/nothing").headers
