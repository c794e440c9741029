"""The gate: nothing without an account, nothing for another site, nothing beyond a role."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.routing import APIRoute

import tocsin
from tests.ledger.test_passwords import GOOD
from tests.web.desks_for_tests import made_up_client
from tests.web.peopled_for_tests import HERE, Peopled, peopled
from tocsin.case.load import case_folder
from tocsin.case.schema import Tlp
from tocsin.web.gate import COOKIE
from tocsin.web.reach import Reach
from tocsin.workflows import accounts

REJECT = {"verdict": "reject", "by": "Somebody Else", "why": "an advertisement"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peopled]:
    with peopled(tmp_path_factory.mktemp("shared")) as made:
        yield made


def test_no_route_answers_a_stranger(shared: Peopled) -> None:
    stranger = shared.client()
    routes = [
        route
        for included in shared.app.routes
        for route in getattr(getattr(included, "original_router", None), "routes", [])
        if isinstance(route, APIRoute) and "sign-in" not in route.path
    ]
    assert len(routes) > 20
    for route in routes:
        path = route.path
        for name, value in {"language": "en", "page": "overview", "key": "judgement"}.items():
            path = path.replace(f"{{{name}}}", value)
        for method in route.methods or ():
            answer = stranger.request(method, path, headers=HERE)
            said = (answer.status_code, answer.headers.get("location", "")[:12])
            assert path == "/sections.css" or said in {(401, ""), (303, "/en/sign-in?")}, path


def test_a_stranger_is_shown_the_way_back(shared: Peopled) -> None:
    stranger = shared.client()
    answer = stranger.get("/fr/timeline?as_of=2025-06-01")
    assert answer.headers["location"] == "/fr/sign-in?next=%2Ffr%2Ftimeline%3Fas_of%3D2025-06-01"
    french = stranger.get("/", headers={"Accept-Language": "fr-FR"})
    assert french.headers["location"].startswith("/fr/sign-in")
    refused = stranger.get("/api/v1/case")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert refused.json()["kind"] == "SignInError"
    assert stranger.get("/static/desk.css").status_code == 200
    assert stranger.get("/api/v1/case", headers={"Authorization": "Bearer x"}).status_code == 401


def test_each_role_does_what_it_may(shared: Peopled) -> None:
    rita = shared.program("rita")
    assert rita.get("/api/v1/case").status_code == 200
    refused = rita.post("/api/v1/proposals/P-1/decision", json=REJECT)
    assert refused.status_code == 403
    assert "rita has the role reader; this needs analyst" in refused.json()["detail"]
    assert shared.audited() == [("denied", "rita")]


def test_a_decision_is_signed_by_who_has_signed_in_whatever_was_given(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        answer = made.program("ana").post("/api/v1/proposals/P-1/decision", json=REJECT)
        assert answer.status_code == 200, answer.text
        assert answer.json()["who"] == "Ana Lopez (ana)"
        assert made.audited() == [("decision", "ana")]
        unsigned = {key: value for key, value in REJECT.items() if key != "by"}
        again = made.program("ed").post("/api/v1/proposals/P-2/decision", json=unsigned)
        assert again.json()["who"] == "ed"
        inbox = tocsin.inbox(made.space, case="river", every=True)
        assert {one.who for one in inbox.proposals} == {"Ana Lopez (ana)", "ed"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "http://127.0.0.1"}, 204),
        ({"Origin": "http://127.0.0.1:81"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 204),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1"}, 403),
    ],
)
def test_another_sites_page_changes_nothing_in_any_browser(
    shared: Peopled, headers: dict[str, str], status: int
) -> None:
    browser = shared.client()
    signed = browser.post("/en/sign-in", data={"name": "ana", "password": GOOD}, headers=HERE)
    assert signed.status_code == 303, signed.text
    assert browser.post("/api/v1/cancel", headers=headers).status_code == status


def test_a_program_needs_no_proof_of_where_it_is(shared: Peopled) -> None:
    assert shared.program("ana").post("/api/v1/cancel").status_code == 204


def test_a_case_for_named_recipients_is_shown_to_them_only(tmp_path: Path) -> None:
    with peopled(tmp_path, tlp=Tlp.RED) as made:
        editor = made.program("ed")
        refused = editor.get("/api/v1/case")
        assert refused.status_code == 403
        assert "TLP:RED" in refused.json()["detail"]
        assert editor.get("/en/overview").status_code == 403
        accounts.recipient(made.space, "ed", made.desk.case.header.id, named=True)
        assert editor.get("/api/v1/case").status_code == 200
        assert made.program("ana").get("/api/v1/case").status_code == 403
        # names are the users' own: none of them may open what the gate keeps
        for path in ("/api/v1/evidence/account", "/en/evidence/account", "/en/overview/sign-out"):
            assert made.program("ana").get(path).status_code == 403, path
        own = made.program("ana").get("/en/account")
        assert own.status_code == 200


def test_a_mark_that_is_raised_in_the_files_closes_an_open_desk(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        folder = Path(made.space) / "cases" / "river"
        shutil.copytree(case_folder("river"), folder)
        made.desk.files = folder
        rita, header = made.program("rita"), folder / "case.yaml"
        tag = rita.get("/api/v1/evidence").headers["etag"]
        written = header.read_text()
        header.write_text(written.replace("tlp: CLEAR", "tlp: RED"))
        for path in ("/api/v1/evidence", "/en/overview", "/en/inbox"):
            assert rita.get(path, headers={"If-None-Match": tag}).status_code == 403, path
        header.write_text("title: {en: Secret")
        broken = rita.get("/api/v1/evidence")
        assert (broken.status_code, broken.json()["kind"]) == (422, "CaseError")
        assert "Secret" not in broken.text
        assert rita.get("/en/account").status_code == 200
        header.write_text(written)
        assert rita.get("/api/v1/evidence").status_code == 200


def test_what_was_accepted_elsewhere_is_there_for_the_next_who_asks(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        rita = made.program("rita")
        tag = rita.get("/api/v1/evidence/P-2").headers.get("etag")
        assert tag is None
        tag = rita.get("/api/v1/evidence").headers["etag"]
        tocsin.accept(made.space, "P-2", node="border", level="settled", by="Bo", why="both say so")
        answer = rita.get("/api/v1/evidence", headers={"If-None-Match": tag})
        assert answer.status_code == 200
        assert "P-2" in {each["id"] for each in answer.json()["items"]}
        assert rita.get("/api/v1/evidence/P-2").status_code == 200
        again = rita.get("/api/v1/evidence", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304


def test_a_reader_changes_nothing_under_a_name_of_the_gates_own(shared: Peopled) -> None:
    for path in ("/en/inbox/account", "/api/v1/proposals/account"):
        assert shared.program("rita").post(path, json=REJECT).status_code == 403, path
    assert shared.client().get("/sections.css.of/overview").status_code in (303, 401)


def test_too_many_requests_are_told_when_to_come_back(
    shared: Peopled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.workflows.entrance.REQUESTS", "3/minute")
    ed, rita = shared.program("ed"), shared.program("rita")
    assert [ed.get("/api/v1/case").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert int(ed.get("/api/v1/case").headers["retry-after"]) > 0
    assert rita.get("/api/v1/case").status_code == 200, "one client is not held for another"


def test_a_stranger_writes_few_lines_of_the_audit_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.workflows.entrance.FAILURES", "4/15 minutes")
    with peopled(tmp_path) as made:
        before = len(made.audited(1000))
        guess = made.client(Authorization="Bearer guessed")
        assert {guess.get("/api/v1/case").status_code for _ in range(9)} == {401}
        stranger = made.client()
        assert {stranger.post("/api/v1/cancel").status_code for _ in range(9)} == {403}
        noted = made.audited(1000)[before:]
        assert noted == [("sign-in failed", "")] * 4 + [("throttled", "")]
        # whoever is known is noted each time, and comes in from there as before
        assert [made.program("rita").post("/api/v1/cancel").status_code for _ in range(2)] == [
            403, 403,
        ]  # fmt: skip
        assert made.audited(2) == [("denied", "rita")] * 2


def test_ten_thousand_scenarios_do_not_wait_in_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tocsin.web.pages.PATIENCE", 0.01)
    with made_up_client(tmp_path) as client:
        desk, held = client.app.state.desk, threading.Event()  # type: ignore[attr-defined]
        desk._worker.submit(held.wait)
        statuses = []
        for day in range(1, 29):
            page = client.get(f"/en/method?as_of=2025-06-{day:02}")
            statuses.append(page.status_code)
        assert statuses == [200] * 12 + [429] * 16
        refused = client.get("/api/v1/pages/method?as_of=2025-07-01")
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        held.set()
        assert client.get("/api/v1/pages/method?as_of=2025-06-01").status_code == 200
        assert client.get("/api/v1/pages/method?as_of=2025-07-01").status_code == 200


def test_a_body_of_any_route_is_bounded(shared: Peopled) -> None:
    large = b"x=" + b"a" * 70_000
    for path in ("/en/sign-in", "/en/inbox/P-1", "/api/v1/cancel"):
        assert shared.program("ana").post(path, content=large, headers=HERE).status_code == 413


def test_a_desk_for_others_answers_over_tls_only(tmp_path: Path) -> None:
    reach = Reach(host="127.0.0.1", names=("desk.example",), proxy="127.0.0.1")
    with peopled(tmp_path, reach) as made:
        token = {"Authorization": f"Bearer {made.tokens['rita']}"}
        plain = made.client("http://desk.example", **token).get("/api/v1/case")
        assert (plain.status_code, plain.json()["kind"]) == (403, "DeniedError")
        answer = made.client("https://desk.example", **token).get("/api/v1/case")
        assert answer.status_code == 200
        assert "max-age" in answer.headers["strict-transport-security"]
        assert made.client("https://evil.example", **token).get("/api/v1/case").status_code == 400
        accounts.remove(made.space, "ana")
        accounts.remove(made.space, "ed")
        accounts.remove(made.space, "rita")
        stranger = made.client("https://desk.example")
        assert stranger.get("/api/v1/case").status_code == 401, (
            "without any account nobody comes in"
        )


def test_a_download_is_noted(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:

        @made.app.get("/api/v1/for-tests", include_in_schema=False)
        def download() -> Any:
            from fastapi.responses import Response

            return Response("x", headers={"Content-Disposition": "attachment; filename=x.csv"})

        made.app.router.routes.insert(0, made.app.router.routes.pop())
        assert made.program("rita").get("/api/v1/for-tests").status_code == 200
        assert made.audited() == [("export", "rita")]


def test_a_desk_on_this_machine_asks_nobody_until_there_is_an_account(tmp_path: Path) -> None:
    with made_up_client(tmp_path) as client:
        assert client.get("/api/v1/case").status_code == 200
        assert client.get("/en/overview").status_code == 200
        space = client.app.state.desk.workspace  # type: ignore[attr-defined]
        accounts.add(space, "ana", role=tocsin.results.Role.EDITOR, display=None, password=None)
        assert client.get("/api/v1/case").status_code == 401


def test_no_secret_is_in_a_log_an_audit_line_or_an_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with peopled(tmp_path) as made:
        browser, answers = made.client(), []
        wrong = {"name": "ana", "password": "another secret of somebody"}
        answers.append(browser.post("/en/sign-in", data=wrong, headers=HERE))
        answers.append(
            browser.post("/en/sign-in", data={"name": "ana", "password": GOOD}, headers=HERE)
        )
        cookie = browser.cookies[COOKIE]
        answers.append(browser.get("/en/overview"))
        answers.append(browser.get("/api/v1/pages/nothing"))
        answers.append(made.program("ed").post("/api/v1/proposals/P-9/decision", json={"why": 3}))
        made.desk.section = None  # type: ignore[method-assign, assignment]
        answers.append(browser.get("/en/overview"))
        assert answers[-1].status_code == 500, "a fault of the desk, with its trace in the log"
        secrets = [cookie, made.tokens["ed"], GOOD, wrong["password"]]
        audit = accounts.audit(made.space).model_dump_json()
        written = caplog.text + audit + "".join(capfd.readouterr())
        assert "Traceback" in caplog.text
        for secret in secrets:
            assert secret not in written
            assert all(secret not in answer.text for answer in answers)
