"""An OpenID Connect issuer: the authorisation code flow with PKCE (Authlib), tokens by joserfc.

Only the issuer that the operator named is asked, and what its own discovery document names at
public addresses. Its word counts once signature, issuer, audience, nonce and times hold.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tocsin.errors import SignInError, SourceError
from tocsin.sources.addresses import Guard
from tocsin.sources.web import LARGEST, Web

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
              "Ed25519", "EdDSA"]  # fmt: skip
"""Signatures by a key of the issuer; never none, never one by a secret that we share."""
SCOPE = "openid"
KEPT_SECONDS = 600
"""How long what an issuer says of itself is believed before it is asked again."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(slots=True)
class Issuer:
    """One issuer, and this desk as its client. ``spool`` is a folder for what is fetched."""

    issuer: str
    client: str
    secret: str | None = field(repr=False)
    spool: Path
    _document: dict[str, Any] = field(default_factory=dict)
    _asked: float = 0.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and not (
            parts.scheme == "http" and parts.hostname in LOOPBACK
        ):  # fmt: skip
            raise SignInError(
                f"{self.issuer} is no issuer: an https:// address is allowed; mend oidc in "
                "workspace.yaml"
            )

    def authorization_url(self, redirect: str, state: str, nonce: str, verifier: str) -> str:
        """Where a browser is sent; it comes back to ``redirect`` with a code and ``state``."""
        with self._web() as web:
            place = self._known(web)["authorization_endpoint"]
        made, _ = self._client(None, redirect).create_authorization_url(
            place, state=state, code_verifier=verifier, nonce=nonce
        )
        return str(made)

    def subject(self, code: str, redirect: str, nonce: str, verifier: str) -> str:
        """The subject for whom the issuer vouches.

        Raises:
            SignInError: it vouches for nobody, or its word does not hold.
            SourceError: it does not answer.
        """
        from authlib.common.errors import AuthlibBaseError

        with self._web() as web:
            known = self._known(web)
            asking = self._client(_Session(web), redirect)
            try:
                token = asking.fetch_token(
                    known["token_endpoint"], grant_type="authorization_code", code=code,
                    redirect_uri=redirect, code_verifier=verifier,
                )  # fmt: skip
            except (AuthlibBaseError, ValueError) as error:
                raise SignInError("the issuer gave no token; sign in again") from error
            keys = json.loads(web.get(known["jwks_uri"], limit=LARGEST).content)
        return self._vouched(token, keys, nonce)

    def _vouched(self, token: Mapping[str, Any], keys: Any, nonce: str) -> str:
        """The subject of an ID token, after every check of OpenID Connect Core 1.0, 3.1.3.7."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet

        try:
            decoded = jwt.decode(
                str(token.get("id_token", "")), KeySet.import_key_set(keys), algorithms=ALGORITHMS
            )
            options: Any = {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client},
                "nonce": {"essential": True},
            }
            params = {"nonce": nonce, "client_id": self.client,
                      "access_token": token.get("access_token")}  # fmt: skip
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise SignInError("the issuer's ID token does not hold; sign in again") from error
        return str(claims["sub"])

    def _known(self, web: Web) -> dict[str, Any]:
        """What the issuer says of itself (OpenID Connect Discovery 1.0)."""
        if self._document and time.monotonic() - self._asked < KEPT_SECONDS:
            return self._document
        place = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        try:
            found = json.loads(web.get(place, limit=LARGEST).content)
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                web.guard.check(found[name])
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(f"{place} does not describe an OpenID Connect issuer") from error
        if found.get("issuer") != self.issuer:
            raise SourceError(f"{place} speaks for another issuer; write it as it writes itself")
        self._document, self._asked = found, time.monotonic()
        return self._document

    def _client(self, session: _Session | None, redirect: str) -> Any:
        from authlib.oauth2.client import OAuth2Client

        offered = self._document.get("token_endpoint_auth_methods_supported", [])
        method = "none" if self.secret is None else "client_secret_basic"
        if self.secret is not None and offered and method not in offered:
            method = "client_secret_post"
        return OAuth2Client(
            session, client_id=self.client, client_secret=self.secret, scope=SCOPE,
            token_endpoint_auth_method=method, redirect_uri=redirect, code_challenge_method="S256",
        )  # fmt: skip

    def _web(self) -> Web:
        return Web(Guard(self.issuer), self.spool, timeout=10.0)


@dataclass(frozen=True, slots=True)
class _Session:
    """What Authlib asks through: our one client of the web, with its guard."""

    web: Web

    def post(self, url: str, data: Any, headers: Mapping[str, str], auth: Any) -> _Given:
        place, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        return _Given(self.web.post(place, dict(parse_qsl(body)), headers=sent))


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer that came; one that did not is an error before."""

    content: Any
    status_code: int = 200

    def json(self) -> Any:
        return self.content

    def raise_for_status(self) -> None:
        """Nothing: the answer is a good one."""
