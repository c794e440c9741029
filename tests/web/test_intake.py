"""What a program may send: JSON, of a size that a person could have written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tocsin.web.intake import LARGEST
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
