"""An issuer's word counts only after every check: signature, issuer, audience, nonce, times."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from tests.sources.issuer_for_tests import CLIENT, SECRET, FakeIssuer, issuing
from tocsin.errors import SignInError, SourceError, TocsinError
from tocsin.sources.oidc import Issuer

BACK = "https://desk.example/sign-in/callback"


@pytest.fixture(scope="module")
def server() -> Iterator[FakeIssuer]:
    with issuing() as issuer:
        yield issuer


@pytest.fixture
def issuer(server: FakeIssuer) -> Iterator[FakeIssuer]:
    yield server
    server.spoil, server.document, server.signs_with = {}, {}, None


def vouched(server: FakeIssuer, spool: Path, nonce: str = "n" * 40, secret: str = SECRET) -> str:
    """The subject after a whole way to the issuer and back."""
    known = Issuer(server.url, CLIENT, secret, spool)
    address = known.authorization_url(BACK, "s" * 40, "n" * 40, "v" * 64)
    back = server.consent(address)
    code = back.split("code=")[1].split("&")[0]
    return known.subject(code, BACK, nonce, "v" * 64)


def test_a_subject_is_vouched_for(issuer: FakeIssuer, tmp_path: Path) -> None:
    assert vouched(issuer, tmp_path) == "42"


@pytest.mark.parametrize(
    "spoil",
    [
        {"iss": "https://other.example"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"nonce": "another"},
        {"exp": time.time() - 3600},
        {"iat": time.time() + 3600, "nbf": time.time() + 3600},
        {"sub": None},
    ],
    ids=lambda spoil: next(iter(spoil)),
)
def test_a_claim_that_does_not_hold_is_refused(
    issuer: FakeIssuer, tmp_path: Path, spoil: dict[str, Any]
) -> None:
    issuer.spoil = spoil
    with pytest.raises(SignInError, match="does not hold"):
        vouched(issuer, tmp_path)


def test_another_key_or_nonce_is_refused(issuer: FakeIssuer, tmp_path: Path) -> None:
    with pytest.raises(SignInError):
        vouched(issuer, tmp_path, nonce="m" * 40)
    issuer.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    with pytest.raises(SignInError):
        vouched(issuer, tmp_path)


def test_a_wrong_secret_gets_no_token_and_is_not_repeated(
    issuer: FakeIssuer, tmp_path: Path
) -> None:
    with pytest.raises(TocsinError) as refused:
        vouched(issuer, tmp_path, secret="a wrong secret")
    assert "a wrong secret" not in str(refused.value)
    assert "a wrong secret" not in repr(Issuer(issuer.url, CLIENT, "a wrong secret", tmp_path))


def test_only_the_named_issuer_is_asked(issuer: FakeIssuer, tmp_path: Path) -> None:
    inside = "http://127.0.0.2:9/token"
    for document in ({"token_endpoint": inside}, {"jwks_uri": inside}):
        issuer.document = document
        with pytest.raises(SourceError, match="not public"):
            vouched(issuer, tmp_path)
    issuer.document = {"issuer": "https://other.example"}
    with pytest.raises(SourceError, match="another issuer"):
        vouched(issuer, tmp_path)
    issuer.document = {"jwks_uri": None}
    with pytest.raises(SourceError):
        vouched(issuer, tmp_path)


@pytest.mark.parametrize("url", ["http://id.example", "id.example", "file:///etc/passwd"])
def test_an_issuer_is_asked_over_tls(url: str, tmp_path: Path) -> None:
    with pytest.raises(SignInError, match="an https:// address is allowed"):
        Issuer(url, CLIENT, None, tmp_path)
