"""Signing in and out: sessions in cookies that no script and no other site can use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.test_passwords import GOOD
from tests.web.peopled_for_tests import HERE, Peopled, peopled
from tocsin.web.gate import COOKIE
from tocsin.web.reach import Reach

FORM = {"name": "ana", "password": GOOD}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peopled]:
    with peopled(tmp_path_factory.mktemp("people")) as made:
        yield made


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("Sign in", "Name of your account")), ("fr", ("Se connecter", "Nom de votre compte"))],
)
def test_the_page_asks_in_both_languages(shared: Peopled, language: str, words: list[str]) -> None:
    page = shared.client().get(f"/{language}/sign-in")
    assert page.status_code == 200
    assert all(word in page.text for word in words)
    assert f'<html lang="{language}">' in page.text
    for name in ("name", "password"):
        assert f'<label for="{name}">' in page.text
    assert shared.desk.case.header.title.in_("en") not in page.text, "a title may be a secret"  # type: ignore[arg-type]


def test_who_signs_in_is_shown_and_can_sign_out(shared: Peopled) -> None:
    browser = shared.client()
    entered = browser.post("/en/sign-in", data=FORM | {"next": "/fr/timeline"}, headers=HERE)
    assert (entered.status_code, entered.headers["location"]) == (303, "/fr/timeline")
    assert shared.audited() == [("signed in", "ana")]
    page = browser.get("/en/overview")
    assert "Signed in as Ana Lopez (ana), role: analyst" in page.text
    secret = browser.cookies[COOKIE]
    left = browser.post("/en/sign-out", headers=HERE)
    assert (left.status_code, left.headers["location"]) == (303, "/en/sign-in")
    assert shared.audited() == [("signed out", "ana")]
    browser.cookies.set(COOKIE, secret)
    assert browser.get("/api/v1/case").status_code == 401, "a cookie that was kept is of no use"


def test_a_cookie_is_for_this_desk_and_no_script(shared: Peopled, tmp_path: Path) -> None:
    plain = shared.client().post("/en/sign-in", data=FORM, headers=HERE).headers["set-cookie"]
    assert plain.startswith("tocsin=")
    assert all(word in plain for word in ("HttpOnly", "SameSite=lax", "Path=/"))
    assert "Domain" not in plain
    assert "Expires" not in plain
    reach = Reach(names=("desk.example",), proxy="127.0.0.1")
    with peopled(tmp_path, reach) as made:
        browser = made.client("https://desk.example")
        origin = {"Origin": "https://desk.example"}
        over_tls = browser.post("/en/sign-in", data=FORM, headers=origin).headers["set-cookie"]
        assert over_tls.startswith("__Host-tocsin=")
        assert "Secure" in over_tls
        assert browser.get("/api/v1/case").status_code == 200


def test_signing_in_rotates_the_session(shared: Peopled) -> None:
    browser = shared.client()
    browser.post("/en/sign-in", data=FORM, headers=HERE)
    first = browser.cookies[COOKIE]
    browser.post("/en/sign-in", data=FORM, headers=HERE)
    assert browser.cookies[COOKIE] != first
    other = shared.client()
    other.cookies.set(COOKIE, first)
    assert other.get("/api/v1/case").status_code == 401


@pytest.mark.parametrize("name", ["ana", "nobody", "<script>alert(1)</script>"])
def test_a_refusal_does_not_tell_which_of_the_two_was_wrong(shared: Peopled, name: str) -> None:
    form = {"name": name, "password": "something quite different"}
    answer = shared.client().post("/en/sign-in", data=form, headers=HERE)
    assert answer.status_code == 401
    assert "No account has this name and this password." in answer.text
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text.replace('<script src="', "")
    assert shared.audited()[0][0] == "sign-in failed"


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "/\tevil", "/api/v1/case", "evil"],
)  # fmt: skip
def test_no_way_leads_elsewhere(shared: Peopled, onward: str) -> None:
    answer = shared.client().post("/en/sign-in", data=FORM | {"next": onward}, headers=HERE)
    assert answer.headers["location"] == "/en/overview"


def test_guessing_is_slowed_down(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        wrong = {"name": "ana", "password": "guess after guess"}
        statuses = [
            made.client().post("/fr/sign-in", data=wrong, headers=HERE).status_code
            for _ in range(7)
        ]
        assert statuses == [401] * 5 + [429] * 2
        right = made.client().post("/fr/sign-in", data=FORM, headers=HERE)
        assert right.status_code == 429
        assert "Trop de tentatives" in right.text
        assert 0 < int(right.headers["retry-after"]) <= 900
        assert made.audited() == [("throttled", "ana")]


def test_another_site_cannot_sign_anybody_in(shared: Peopled) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        answer = shared.client().post("/en/sign-in", data=FORM, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_who_has_signed_in_can_change_the_password(tmp_path: Path) -> None:
    with peopled(tmp_path) as made:
        one, other = made.client(), made.client()
        for browser in (one, other):
            browser.post("/en/sign-in", data=FORM, headers=HERE)
        assert "Mot de passe actuel" in one.get("/fr/account").text
        new = "seven quiet herons by noon"
        for sent, status, said in (
            ({"old": "not the present one", "new": new}, 403, "is another"),
            ({"old": GOOD, "new": "too short"}, 422, "easily guessed"),
            ({"old": GOOD, "new": new}, 200, "is changed"),
        ):
            answer = one.post("/en/account", data=sent, headers=HERE)
            assert (answer.status_code, said in answer.text) == (status, True)
        assert made.audited(3) == [("signed in", "ana"), ("sign-in failed", "ana"),
                                   ("password", "ana")]  # fmt: skip
        assert one.get("/api/v1/case").status_code == 200
        assert other.get("/api/v1/case").status_code == 401, "other sessions have ended"
        again = made.client().post("/en/sign-in", data=FORM | {"password": new}, headers=HERE)
        assert again.status_code == 303
        crossed = one.post("/en/account", data={"old": new, "new": GOOD})
        assert crossed.status_code == 403, "not from another site"


def test_a_reader_may_change_the_own_password_and_nothing_else(shared: Peopled) -> None:
    rita = shared.program("rita")
    answer = rita.post("/en/account", data={"old": "", "new": "x" * 20})
    assert answer.status_code == 403
    assert "The present password is another." in answer.text
    inbox = rita.get("/en/inbox").text
    assert "analysts decide" in inbox
    assert 'class="decision"' not in inbox
