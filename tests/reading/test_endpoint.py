"""The endpoint is asked within its limits, and its key goes nowhere else."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.reading.stub_model import Reply, Stub, completion, serving
from tocsin.errors import EndpointError
from tocsin.reading.endpoint import Answer, Endpoint, Limits

KEY = "key-of-the-test-4711"


def _ask(stub: Stub, key: str | None = None, **limits: Any) -> tuple[Answer, list[float]]:
    waits: list[float] = []
    with Endpoint(
        stub.url, "tiny", key=key, limits=Limits(**limits), sleep=waits.append
    ) as endpoint:
        return endpoint.ask([{"role": "user", "content": "é"}], {"type": "object"}), waits


def _refusal(stub: Stub, key: str | None = None, **limits: Any) -> EndpointError:
    with pytest.raises(EndpointError) as caught:
        _ask(stub, key, **limits)
    return caught.value


def test_the_request_is_a_chat_completion_with_a_schema_and_the_key_in_its_header() -> None:
    with serving(lambda _: completion("{}")) as stub:
        answer, _ = _ask(stub, KEY)
    assert answer == Answer("{}", complete=True)
    ((headers, body),) = stub.requests
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["model"] == "tiny"
    assert body["messages"] == [{"role": "user", "content": "é"}]
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert KEY not in json.dumps(body)


def test_without_a_key_there_is_no_such_header() -> None:
    with serving(lambda _: completion("{}")) as stub:
        _ask(stub)
    assert "Authorization" not in stub.requests[0][0]


def test_429_waits_as_long_as_it_is_told_and_asks_again() -> None:
    replies = [Reply(b"{}", 429, {"Retry-After": "7"}), completion("{}")]
    with serving(lambda n: replies[n]) as stub:
        answer, waits = _ask(stub)
    assert answer.complete
    assert waits == [7.0]


def test_429_with_a_date_waits_until_then() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    replies = [Reply(b"{}", 429, {"Retry-After": when}), completion("{}")]
    with serving(lambda n: replies[n]) as stub:
        _, (wait,) = _ask(stub)
    assert 20 < wait <= 30


def test_429_that_asks_for_an_hour_is_final_and_says_so() -> None:
    with serving(lambda _: Reply(b"{}", 429, {"Retry-After": "3600"})) as stub:
        error = _refusal(stub)
    assert error.final
    assert "3600 seconds" in str(error)
    assert len(stub.requests) == 1


def test_429_for_ever_is_given_up() -> None:
    with serving(lambda _: Reply(b"{}", 429)) as stub:
        error = _refusal(stub)
    assert "429" in str(error)
    assert len(stub.requests) == Limits().tries


def test_a_timeout_is_tried_again_and_then_given_up() -> None:
    with serving(lambda _: Reply(b"{}", delay=5)) as stub:
        error = _refusal(stub, seconds=0.1, tries=2)
    assert "ReadTimeout" in str(error)
    assert len(stub.requests) == 2


def test_huge_output_is_cut_off() -> None:
    with serving(lambda _: completion("x" * 200_000)) as stub:
        error = _refusal(stub, answer_bytes=50_000)
    assert "50000 bytes" in str(error)
    assert not error.final


def test_an_unreachable_endpoint_says_so() -> None:
    with serving(lambda _: completion("{}")) as stub:
        pass
    assert "could not be reached" in str(_refusal(stub))


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"<html>", "no chat completion"), (b'{"choices": []}', "no chat completion"),
     (b'{"choices": [{"message": {"refusal": "no"}}]}', "refused")],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(body: bytes, said: str) -> None:
    with serving(lambda _: Reply(body)) as stub:
        assert said in str(_refusal(stub))


def test_an_unfinished_answer_says_so() -> None:
    with serving(lambda _: completion('{"a', finish="length")) as stub:
        assert not _ask(stub)[0].complete


@pytest.mark.parametrize("status", [301, 400, 401, 404])
def test_what_asking_again_cannot_mend_is_final(status: int) -> None:
    with serving(lambda _: Reply(b"{}", status, {"Location": "http://127.0.0.1:9/"})) as stub:
        assert _refusal(stub).final
    assert len(stub.requests) == 1


def test_the_key_is_in_no_error_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    echo = json.dumps({"error": {"message": f"\x1b[31mwrong key {KEY}"}}).encode()
    with caplog.at_level(logging.DEBUG), serving(lambda _: Reply(echo, 401)) as stub:
        error = _refusal(stub, KEY)
        endpoint = Endpoint(stub.url, "tiny", key=KEY)
    assert stub.requests[0][0]["Authorization"].endswith(KEY)
    assert "wrong key [key]" in str(error)
    assert "TOCSIN_LLM_KEY" in str(error)
    assert "\x1b" not in str(error)
    shown = f"{error!r}{caplog.text}{vars(endpoint)}"
    assert KEY not in shown


def test_the_cap_on_calls_holds_for_repeated_requests_too() -> None:
    with serving(lambda _: Reply(b"{}", 429)) as stub:
        error = _refusal(stub, calls=2)
    assert error.final
    assert "2 calls" in str(error)
    assert len(stub.requests) == 2


def test_the_cap_on_tokens_stops_before_it_is_passed() -> None:
    limits = Limits(tokens=1_000, answer_tokens=100)
    with (
        serving(lambda _: completion("{}", tokens=800)) as stub,
        Endpoint(stub.url, "tiny", limits=limits) as endpoint,
    ):
        endpoint.ask([], {})
        with pytest.raises(EndpointError, match="800 tokens are used") as caught:
            endpoint.ask([{"role": "user", "content": "x" * 500}], {})
    assert caught.value.final
    assert len(stub.requests) == 1


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://127.0.0.1/v1", "no web address"),
        ("127.0.0.1:8080", "no web address"),
        ("http://\x00", "no URL"),
        ("http://me:secret@127.0.0.1/v1", "user name or password"),
        ("http://models.example.org/v1", "in the clear"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, said: str) -> None:
    with pytest.raises(EndpointError, match=said) as caught:
        Endpoint(url, "tiny", key=KEY)
    assert "secret" not in str(caught.value)


def test_a_key_that_fits_into_no_header_is_refused_unseen() -> None:
    with pytest.raises(EndpointError, match="beyond ASCII") as caught:
        Endpoint("http://127.0.0.1/v1", "tiny", key="clé-4711")
    assert "4711" not in str(caught.value)
