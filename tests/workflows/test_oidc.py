"""Signing in elsewhere: one browser, one return, one link; whatever else comes back is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import tocsin
from tests.sources.issuer_for_tests import CLIENT, SECRET, FakeIssuer, issuing
from tests.web.peopled_for_tests import peopled
from tocsin.errors import SignInError
from tocsin.web.gate import COOKIE
from tocsin.workflows import accounts, oidc
from tocsin.workflows.oidc import Elsewhere, elsewhere

BACK = "http://127.0.0.1/sign-in/callback"


@pytest.fixture(scope="module")
def issuer() -> Iterator[FakeIssuer]:
    with issuing() as made:
        yield made


def named(space: Path, issuer: FakeIssuer) -> None:
    """The workspace's settings name the issuer."""
    settings = space / "workspace.yaml"
    said = f"oidc: {{issuer: '{issuer.url}', client: {CLIENT}, name: Example}}\n"
    settings.write_text(settings.read_text("utf-8") + said, "utf-8")


@pytest.fixture
def way(tmp_path: Path, issuer: FakeIssuer, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    monkeypatch.setenv(oidc.SECRET, SECRET)
    space = tocsin.init(tmp_path / "desk").root
    assert elsewhere(space) is None
    named(space, issuer)
    made = elsewhere(space)
    assert made is not None
    return made


def returned(back: str) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(urlsplit(back).query).items()}


def finish(way: Elsewhere, ticket: str, sent: dict[str, str], **other: str) -> tuple[str, str]:
    told = {"state": sent["state"], "code": sent["code"], "issuer": sent["iss"]} | other
    return way.finish(ticket, BACK, state=told["state"], code=told["code"], issuer=told["issuer"])


def test_a_return_is_good_once_and_in_one_browser(way: Elsewhere, issuer: FakeIssuer) -> None:
    ticket, address = way.begin(BACK, "/fr/timeline")
    sent = returned(issuer.consent(address))
    with pytest.raises(SignInError, match="nobody was sent"):
        finish(way, "the ticket of another browser", sent)
    assert finish(way, ticket, sent) == ("42", "/fr/timeline")
    with pytest.raises(SignInError, match="nobody was sent"):
        finish(way, ticket, sent)


def test_what_was_not_sent_from_here_is_refused(way: Elsewhere, issuer: FakeIssuer) -> None:
    given = issuer.tokens_given
    for other in ({"state": "another"}, {"issuer": "https://other.example"}, {"state": "é"}):
        ticket, address = way.begin(BACK, "/")
        with pytest.raises(SignInError):
            finish(way, ticket, returned(issuer.consent(address)), **other)
    assert issuer.tokens_given == given, "nothing was asked of the issuer for it"


def test_who_takes_too_long_begins_anew(
    way: Elsewhere, issuer: FakeIssuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket, address = way.begin(BACK, "/")
    ((key, pending),) = way._pending.items()
    way._pending[key] = replace(pending, until=0.0)
    with pytest.raises(SignInError, match="nobody was sent"):
        finish(way, ticket, returned(issuer.consent(address)))
    monkeypatch.setattr(oidc, "PENDING", 3)
    for _ in range(5):
        way.begin(BACK, "/")
    assert len(way._pending) == 3


def test_the_whole_way_through_a_browser(
    tmp_path: Path, issuer: FakeIssuer, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    monkeypatch.setenv(oidc.SECRET, SECRET)
    caplog.set_level("DEBUG")
    real = tocsin.init

    def init(folder: Path, ledger: str | None = None) -> tocsin.settings.Workspace:
        made = real(folder, ledger=ledger)
        named(made.root, issuer)
        return tocsin.settings.open_workspace(made.root)

    monkeypatch.setattr(tocsin, "init", init)
    with peopled(tmp_path) as made:
        browser = made.client()
        assert "Sign in with Example" in browser.get("/en/sign-in").text
        assert "Se connecter avec Example" in browser.get("/fr/sign-in").text

        def go() -> str:
            away = browser.get("/fr/sign-in/elsewhere?next=/fr/timeline")
            assert away.status_code == 303
            return issuer.consent(away.headers["location"])

        stranger = browser.get(go())
        assert stranger.status_code == 401
        assert "no account here is linked" in stranger.text
        assert COOKIE not in browser.cookies
        accounts.link(made.space, "rita", issuer=issuer.url, subject="42")
        back = go()
        entered = browser.get(back)
        assert (entered.status_code, entered.headers["location"]) == (303, "/fr/timeline")
        assert made.audited(2) == [("link", made_by()), ("signed in", "rita")]
        assert browser.get("/api/v1/case").status_code == 200
        assert made.client().get(back).status_code == 401, "the address alone opens nothing"
        written = caplog.text + accounts.audit(made.space).model_dump_json()
        for secret in (SECRET, returned(back)["code"] + '"', browser.cookies[COOKIE]):
            assert secret not in written


def made_by() -> str:
    import getpass

    return f"{getpass.getuser()} (terminal)"
