"""Telling people, through a webhook that listens on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.watching.test_atom import NOTICES
from tocsin.errors import WatchError
from tocsin.language import Language
from tocsin.watching.carriers import carriers, tell


class Hook(HTTPServer):
    """A webhook that keeps what it is sent and answers as it is bidden."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.answer = 200
        self.got: list[dict[str, Any]] = []

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"


class Answer(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *parts: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_webhook_is_told_in_its_language(hook: Hook) -> None:
    assert tell(carriers([hook.address]), NOTICES[0], Language.FR)
    [told] = hook.got
    assert told["title"] == NOTICES[0].title.fr
    assert "2026-03-16" in told["message"]


def test_one_that_cannot_be_reached_is_said(hook: Hook) -> None:
    hook.answer = 500
    assert not tell(carriers([hook.address]), NOTICES[0], Language.EN)


def test_nobody_to_tell_is_told_at_once() -> None:
    assert tell(carriers([]), NOTICES[0], Language.EN)


def test_an_address_without_a_carrier_is_refused_without_printing_it() -> None:
    with pytest.raises(WatchError, match="address 2 to tell") as caught:
        carriers(["json://127.0.0.1/hook", "nowhere://user:secret@host"])
    assert "secret" not in str(caught.value)
