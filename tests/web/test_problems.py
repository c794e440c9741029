"""Every refusal has the one shape, whatever refused, and tells nothing of the machine."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.desks_for_tests import made_up_client
from tocsin.errors import LedgerError
from tocsin.web.problems import MEDIA_TYPE, ProblemDetails
from tocsin.workflows import evidence

GET, POST = "get", "post"
DECISION = "/api/v1/proposals/P-1/decision"


@pytest.mark.parametrize(
    ("method", "address", "status", "kind"),
    [
        (GET, "/api/v1/pages/nothing", 404, "NotFoundError"),
        (GET, "/api/v1/sources/nothing", 404, "NotFoundError"),
        (GET, "/api/v1/nothing", 404, "NotFoundError"),
        (GET, "/api/v1", 404, "NotFoundError"),
        (POST, "/api/v1/nothing/at/all", 404, "NotFoundError"),
        (POST, "/api/v1/nothing", 404, "NotFoundError"),
        (POST, "/api/v1/case", 405, "ProtocolError"),
        (GET, "/api/v1/case/../../x", 404, "NotFoundError"),
        (GET, "/api/v1/evidence?as_of=1999-01-01", 422, "CaseError"),
        (GET, "/api/v1/evidence?as_of=soon", 422, "RequestError"),
        (GET, "/api/v1/evidence?as_of=1735689600", 422, "RequestError"),
        (GET, "/api/v1/evidence?limit=0", 422, "RequestError"),
        (GET, "/api/v1/evidence?cursor=bm90aGluZw", 410, "ProtocolError"),
        (POST, DECISION, 422, "RequestError"),
    ],
)
def test_refusals_have_one_shape(
    program: TestClient, method: str, address: str, status: int, kind: str
) -> None:
    answer = program.request(method, address)
    said = ProblemDetails.model_validate_json(answer.content)
    assert (answer.status_code, said.status, said.kind) == (status, status, kind)
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert said.detail
    assert said.title


def test_each_fault_of_a_request_has_its_place(program: TestClient) -> None:
    answer = program.post(DECISION, json={"verdict": "reject", "after": "one"})
    places = {fault["place"].removeprefix("body.reject.") for fault in answer.json()["faults"]}
    assert places == {"why", "after"}


def test_a_method_that_is_not_taken_says_which_is(program: TestClient) -> None:
    assert program.delete("/api/v1/case").headers["allow"] == "GET"


def test_a_person_gets_a_page(program: TestClient) -> None:
    answer = program.get("/fr/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_a_fault_of_ours_tells_nothing_of_its_inside(
    program: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"{Path.cwd()} is broken")

    monkeypatch.setattr(evidence, "evidence", broken)
    with caplog.at_level(logging.ERROR):
        answer = program.get("/api/v1/evidence")
    assert (answer.status_code, answer.json()["kind"]) == (500, "Failure")
    assert "broken" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "is broken" in caplog.text


def test_where_a_workspace_lies_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made_up_client(tmp_path) as client:

        def damaged(*_: object, **__: object) -> None:
            raise LedgerError(f"{tmp_path}/desk/ledger.sqlite is damaged")

        monkeypatch.setattr(evidence, "evidence", damaged)
        answer = client.get("/api/v1/evidence")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "the workspace/ledger.sqlite is damaged"
