"""What a program may send: JSON, of a size that a person could have written."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from tocsin.web.intake import LARGEST, Intake
from tocsin.web.problems import MEDIA_TYPE

ADDRESS = "/api/v1/proposals/P-1/decision"


def test_too_much_is_refused_before_it_is_read(program: TestClient) -> None:
    answer = program.post(ADDRESS, content=b"x" * (LARGEST + 1))
    assert (answer.status_code, answer.headers["content-type"]) == (413, MEDIA_TYPE)


def test_too_much_in_pieces_is_refused_as_well(program: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(LARGEST // 1000 + 1):
            yield b"x" * 1000

    answer = program.post(ADDRESS, content=pieces())
    assert answer.status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_not_json_is_refused(program: TestClient, kind: str) -> None:
    answer = program.post(ADDRESS, content=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["status"]) == (415, 415)


def test_json_reaches_its_handler_whole(program: TestClient) -> None:
    answer = program.post(
        ADDRESS, content=b'{"verdict": "burn"}',
        headers={"Content-Type": "application/json; charset=utf-8"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "verdict" in answer.text


def test_nothing_is_asked_of_an_empty_body(program: TestClient) -> None:
    assert program.post("/api/v1/cancel").status_code == 204


def scope(path: str) -> Scope:
    return {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(),
        "query_string": b"", "scheme": "http", "http_version": "1.1", "root_path": "",
        "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 50000), "state": {},
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
    }  # fmt: skip


async def broken_off(app: object, path: str, *parts: bytes) -> list[Message]:
    """What is answered to a body of which some parts come before the one who sent it leaves."""
    coming = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    sent: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0) if coming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope(path), receive, send)  # type: ignore[operator]
    return sent


@pytest.mark.parametrize("parts", [(), (b'{"verdict": "reject", "by": "A", "why": "x"}',)])
def test_a_body_that_breaks_off_reaches_no_handler(parts: tuple[bytes, ...]) -> None:
    reached: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        reached.append(scope["path"])

    asyncio.run(broken_off(Intake(app), ADDRESS, *parts))
    assert reached == []


def test_half_a_decision_is_none_and_no_fault_of_the_desk(
    program: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    half = b'{"verdict": "reject", "by": "Ana", "why": "cut off"}'
    with caplog.at_level(logging.ERROR):
        asyncio.run(broken_off(program.app, ADDRESS, half))
    assert caplog.text == ""
    assert "cut off" not in program.get("/api/v1/inbox?every=true").text
