"""The inbox of the desk, over HTTP, on a real workspace: what is decided moves the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import tocsin
from tests.ledger.proposals_for_tests import proposal
from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk
from tocsin.ledger.decisions import decisions
from tocsin.ledger.store import Ledger
from tocsin.results import Assessment, Inbox
from tocsin.settings import open_workspace
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


def inbox(client: TestClient, every: bool = False) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/v1/inbox?every={every}").json()["proposals"]
    return found


def assessed(client: TestClient) -> Assessment:
    answer = client.get("/api/v1/assessment")
    return Assessment.model_validate_json(answer.content)


def test_accepting_moves_the_curve(client: TestClient) -> None:
    before = assessed(client)
    answer = client.post("/en/inbox/P-1", data=FORM, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/en/inbox?done=P-1")
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
    assert 'role="alert"' in answer.text
    kept = form.get("why", form["verdict"])
    assert f'value="{kept}"' in answer.text  # what was written is not lost
    assert client.get("/api/v1/inbox").json()["waiting"] == 2


def test_a_form_that_is_sent_twice_decides_once(client: TestClient) -> None:
    form = FORM | {"after": "0"}
    for _ in range(2):
        answer = client.post("/en/inbox/P-1", data=form, follow_redirects=False)
        assert answer.headers["location"] == "/en/inbox?done=P-1"
    space = client.app.state.desk.workspace  # type: ignore[attr-defined]
    with Ledger.open(open_workspace(space).ledger_url).snapshot() as book:
        assert [one.who for one in decisions(book, subject="P-1")] == ["Ana"]


def test_nobody_decides_over_another_unseen(client: TestClient) -> None:
    client.post("/en/inbox/P-1", data=FORM | {"after": "0"})
    late = {"verdict": "reject", "by": "Bo", "why": "a rumour", "after": "0"}
    answer = client.post("/en/inbox/P-1", data=late)
    assert answer.status_code == 409
    assert "Ana decided about P-1" in answer.text
    body = {**late, "after": 0}
    refused = client.post("/api/v1/proposals/P-1/decision", json=body)
    assert (refused.status_code, refused.json()["kind"]) == (409, "DecidedError")
    # having seen it, one may: the new decision supersedes
    (last,) = [each["decision"] for each in inbox(client, every=True) if each["id"] == "P-1"]
    seen = client.post("/api/v1/proposals/P-1/decision", json={**late, "after": last})
    assert seen.json()["who"] == "Bo"


def test_after_a_decision_the_page_says_what_was_done_and_how_to_undo_it(
    client: TestClient,
) -> None:
    page = client.post("/fr/inbox/P-1", data=FORM).text
    assert "accepté par Ana\N{NO-BREAK SPACE}: both say so" in page
    assert "décidez à nouveau" in page
    assert 'name="after" value="0"' in page  # of what waits
    assert re.search('name="after" value="[1-9]', page)  # and of what was decided just now
    assert 'name="by" required autocomplete="name" value="Ana"' in page  # remembered


def test_rating_merging_and_parting_by_form(tmp_path: Path) -> None:
    space = str(desk(tmp_path, FIRST, COPY, SIGNED).root)
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        signed = {"by": "Ana", "why": "read both"}
        scores = {"score.dam": "C", "score.home": "I", "score.mistrust": "NA",
                  "score.no_mistrust": "NA"}  # fmt: skip
        client.post(
            "/en/inbox/P-1", data={"verdict": "rate", "cluster": "spring", **scores, **signed}
        )
        client.post("/en/inbox/P-2", data={"verdict": "apart", **signed})
        client.post("/en/inbox/P-4", data={"verdict": "merge", "same_as": "P-1", **signed})
        found = {each["id"]: each for each in inbox(client, every=True)}
        assert (found["P-1"]["state"], found["P-2"]["because"]) == ("rate", None)
        assert (found["P-4"]["origin"], found["P-4"]["because"]) == ("P-1", "decided")
    (rating,) = [one for one in cases.load("river", workspace=space).evidence.ratings
                 if one.id == "P-1"]  # fmt: skip
    assert (rating.scores["dam"], rating.cluster) == ("C", "spring")


def test_a_proposal_that_is_not_there_is_told_as_such(client: TestClient) -> None:
    answer = client.post("/en/inbox/P-999", data=FORM)
    assert answer.status_code == 404
    assert "no proposal P-999" in answer.text
    unknown = client.post("/en/inbox/P-1", data=FORM | {"shows": "border=nowhere"})
    assert unknown.status_code == 404
    unsound = client.post("/en/inbox/P-1", data=FORM | {"shows": "filling=none"})
    assert unsound.status_code == 422
    assert client.get("/api/v1/inbox").json()["waiting"] == 2


def test_no_desk_decides_about_what_was_found_for_another_case(tmp_path: Path) -> None:
    other = proposal(case="ballot", title="For fewer eyes", url="https://s.org/1")
    space = str(desk(tmp_path, SIGNED, other).root)
    tocsin.reject(space, "P-2", by="Bo", why="seen at its own desk")
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    signed = {"by": "Ana", "why": "guessed the id", "after": 0}
    bodies: list[dict[str, Any]] = [
        {"verdict": "accept", "node": "border", "level": "settled"}, {"verdict": "reject"},
        {"verdict": "merge", "same_as": "P-1"}, {"verdict": "apart"},
    ]  # fmt: skip
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        address = "/api/v1/proposals/{}/decision"
        for body in bodies:
            answers = [client.post(address.format(name), json=body | signed)
                       for name in ("P-2", "P-9")]  # fmt: skip
            assert [each.status_code for each in answers] == [404, 404], body
            told = [each.text.replace("P-2", "P-9") for each in answers]
            assert told[0] == told[1]
        merged = {"verdict": "merge", "same_as": "P-2", **signed}
        assert client.post(address.format("P-1"), json=merged).status_code == 404
        page = client.post("/en/inbox/P-2", data=FORM).text
        for text in (page, client.get("/api/v1/sources").text, client.get("/en/inbox").text):
            assert "For fewer eyes" not in text
    assert tocsin.load_case("river", workspace=space) == tocsin.load_case("river")


def test_page_json_and_verb_show_the_same_inbox(client: TestClient) -> None:
    told = Inbox.model_validate(client.get("/api/v1/inbox").json())
    space = client.app.state.desk.workspace  # type: ignore[attr-defined]
    assert told == tocsin.inbox(space, case="river")
    page = unescape(client.get("/en/inbox").text)
    for each in told.proposals:
        assert f'id="{each.id}"' in page
        assert each.title in page
        assert all(passage.words in page for passage in each.passages)


def test_spans_are_marked_and_escaped(tmp_path: Path) -> None:
    text = "It was said that <b>filling</b> would begin in spring."
    span = {"start": text.index("<b>"), "end": text.index(" would")}
    space = str(desk(tmp_path, proposal(text=text, spans=[span])).root)
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        page = client.get("/en/inbox").text
    assert "<mark>&lt;b&gt;filling&lt;/b&gt;</mark> would begin" in page


def test_a_long_inbox_turns_its_pages(tmp_path: Path) -> None:
    many = [
        proposal(title=f"Gauge {k} read by hand", text=f"{k} metres", url=f"https://g.org/{k}")
        for k in range(23)
    ]
    space = str(desk(tmp_path, *many).root)
    opened = Desk(partial(cases.load, "river", workspace=space), samples=1_000, workspace=space)
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        seen: list[str] = []
        address = "/en/inbox"
        while True:
            page = client.get(address).text
            seen += re.findall(r'<article class="proposal" id="(P-\d+)"', page)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            if following is None:
                break
            address = unescape(following[1])
        assert sorted(seen) == sorted(f"P-{k}" for k in range(1, 24))


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
