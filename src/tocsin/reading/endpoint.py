"""A language model behind an OpenAI-compatible address: asked within limits, never trusted.

One request a question, with a JSON schema for the answer. Limits hold for the requests, the
tokens, the time and the size of answers. The key stands in one request header and nowhere else: no
error, log line or cached answer holds it.
"""

from __future__ import annotations

import email.utils
import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

import httpx2
from pydantic import BaseModel, Field, SecretStr, ValidationError

from tocsin.errors import EndpointError

KEY_VARIABLE = "TOCSIN_LLM_KEY"
"""The environment variable from which the key is read; there is no other way to give it."""

_PATH = "/chat/completions"
_PASSING = {408, 425, 429, 500, 502, 503, 504}
"""Statuses that may pass: the request is sent again after a while."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked of an endpoint in one go.

    ``calls`` counts requests, repeated ones too; ``tokens`` is the sum of prompts and answers, as
    the endpoint counts them; ``seconds`` is the longest that one request may take;
    ``answer_tokens`` and ``answer_bytes`` bound one answer; ``tries`` is how often one question is
    sent at most, and ``longest_wait`` how many seconds to wait in between at most.
    """

    calls: int = 40
    tokens: int = 200_000
    seconds: float = 120.0
    answer_tokens: int = 4_096
    answer_bytes: int = 1_000_000
    tries: int = 3
    longest_wait: float = 60.0


class Answer(NamedTuple):
    """What came back: the text, and whether the model finished it."""

    content: str
    complete: bool


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    total_tokens: int = Field(ge=0)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class Endpoint:
    """An address with a model; a context manager that holds the connection."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        limits: Limits | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``EndpointError`` says why an address cannot be used."""
        self.limits = limits or Limits()
        self.model = model
        self.calls = 0
        self.tokens = 0
        self._key = _sound_key(key)
        self._sleep = sleep
        self._url = _address(url, has_key=bool(self._key.get_secret_value()))
        self.name = f"{self._url.scheme}://{self._url.netloc.decode('ascii')}{self._url.path}"
        self._client = httpx2.Client(
            timeout=self.limits.seconds,
            follow_redirects=False,  # a key is for one address only
            trust_env=not _loopback(self._url.host),
        )

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def ask(self, messages: list[dict[str, str]], schema: Mapping[str, Any]) -> Answer:
        """One answer in the form of ``schema``.

        ``EndpointError`` where there is none; ``final`` on it says that asking on is of no use.
        """
        body = {
            "model": self.model,
            "messages": messages,
            "max_completion_tokens": self.limits.answer_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "findings", "strict": True, "schema": schema},
            },
        }
        content = json.dumps(body, ensure_ascii=False).encode()
        for attempt in range(self.limits.tries):
            self._count(content)
            try:
                status, headers, answer = self._send(content)
            except httpx2.TransportError as error:
                wait, trouble = 2.0**attempt, f"could not be reached ({type(error).__name__})"
            else:
                if status == httpx2.codes.OK:
                    return self._read(answer)
                trouble = f"answered {status}{self._reason(answer)}"
                if status not in _PASSING:
                    raise EndpointError(f"{self.name} {trouble}; {_advice(status)}", final=True)
                wait = _retry_after(headers.get("retry-after"), 2.0**attempt)
            if wait > self.limits.longest_wait:
                raise EndpointError(
                    f"{self.name} {trouble} and asks to wait {wait:.0f} seconds, "
                    f"at most {self.limits.longest_wait:.0f} are waited; try again later",
                    final=True,
                )
            if attempt + 1 < self.limits.tries:
                self._sleep(wait)
        raise EndpointError(f"{self.name} {trouble}, {self.limits.tries} times; try again later")

    def _count(self, content: bytes) -> None:
        """Refuse the next request where it could go over a cap; four bytes a token are assumed."""
        expected = self.tokens + len(content) // 4 + self.limits.answer_tokens
        if self.calls >= self.limits.calls:
            raise EndpointError(
                f"the cap of {self.limits.calls} calls is reached; raise it to go on", final=True
            )
        if expected > self.limits.tokens:
            raise EndpointError(
                f"{self.tokens} tokens are used and the next call could take the sum over the cap "
                f"of {self.limits.tokens}; raise it to go on",
                final=True,
            )
        self.calls += 1

    def _send(self, content: bytes) -> tuple[int, httpx2.Headers, bytes]:
        """Status, headers and body, read no longer and no further than the limits allow."""
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if self._key.get_secret_value():
            headers["Authorization"] = f"Bearer {self._key.get_secret_value()}"
        until = time.monotonic() + self.limits.seconds
        body = bytearray()
        with self._client.stream("POST", self._url, content=content, headers=headers) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > self.limits.answer_bytes:
                    raise EndpointError(
                        f"{self.name} sent more than {self.limits.answer_bytes} bytes in one "
                        "answer; it was cut off and left out"
                    )
                if time.monotonic() > until:
                    raise httpx2.ReadTimeout(f"no whole answer in {self.limits.seconds} seconds")
            return response.status_code, response.headers, bytes(body)

    def _read(self, body: bytes) -> Answer:
        try:
            completion = _Completion.model_validate_json(body)
        except ValidationError:
            raise EndpointError(
                f"{self.name} sent no chat completion; give the address of an OpenAI-compatible "
                "endpoint, such as http://127.0.0.1:8080/v1"
            ) from None
        if completion.usage is not None:
            self.tokens += completion.usage.total_tokens
        else:
            self.tokens += len(body) // 4
        choice = completion.choices[0]
        if choice.message.content is None:
            raise EndpointError(f"{self.name} gave no answer: the model refused")
        return Answer(choice.message.content, complete=choice.finish_reason in {"stop", None})

    def _reason(self, body: bytes) -> str:
        """The endpoint's own words on an error, short, on one line and without the key."""
        try:
            said = json.loads(body)["error"]
            words = said["message"] if isinstance(said, dict) else said
        except (ValueError, KeyError, TypeError):
            return ""
        line = "".join(one if one.isprintable() else " " for one in str(words))
        key = self._key.get_secret_value()
        if key:
            line = line.replace(key, "[key]")
        return f" ({line[:200]})"


def _sound_key(key: str | None) -> SecretStr:
    """A key that fits into a header; what is wrong with another is said without showing it."""
    key = (key or "").strip()
    if not all("!" <= one <= "~" for one in key):
        raise EndpointError(
            f"the key in {KEY_VARIABLE} holds spaces or signs beyond ASCII; copy it again"
        )
    return SecretStr(key)


def _address(url: str, *, has_key: bool) -> httpx2.URL:
    """The address of chat completions under ``url``."""
    example = "such as http://127.0.0.1:8080/v1"
    try:
        address = httpx2.URL(url)
    except (httpx2.InvalidURL, TypeError, ValueError):
        raise EndpointError(f"the endpoint is no URL; write one {example}") from None
    if address.userinfo:
        raise EndpointError(
            f"the endpoint's URL holds a user name or password; put the key into {KEY_VARIABLE}"
        )
    if address.scheme not in {"http", "https"} or not address.host:
        raise EndpointError(f"{url!r} is no web address; write one {example}")
    if has_key and address.scheme == "http" and not _loopback(address.host):
        raise EndpointError(
            f"the key in {KEY_VARIABLE} would travel to {address.host} in the clear; use https, "
            "or unset it"
        )
    if not address.path.endswith(_PATH):
        address = address.copy_with(path=address.path.rstrip("/") + _PATH)
    return address


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _retry_after(value: str | None, otherwise: float) -> float:
    """The seconds that a ``Retry-After`` header asks to wait: a number, or a date (RFC 9110)."""
    if not value:
        return otherwise
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return otherwise
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _advice(status: int) -> str:
    if status in {401, 403}:
        return f"put a valid key into {KEY_VARIABLE}"
    if status == 404:
        return "check the address and the name of the model"
    if 300 <= status < 400:
        return "give the address that it leads to"
    return "check that the endpoint takes response_format with a JSON schema, and the model's name"
