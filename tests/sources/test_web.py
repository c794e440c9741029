"""Fetching: continued where it broke off, patient, within limits, never into a private network."""

from __future__ import annotations

import contextlib
import email.utils
import gzip
import os
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sources.server_for_tests import Reply, Server, serving
from tocsin.errors import SourceError
from tocsin.sources import web as module
from tocsin.sources.addresses import Guard
from tocsin.sources.web import Web

CONTENT = bytes(range(256)) * 400


class Waits(list[float]):
    def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def web(server: Server, tmp_path: Path, waits: Waits) -> Iterator[Web]:
    with Web(Guard(server.url), tmp_path / "spool", pause=waits, timeout=5) as found:
        yield found


def _fetched(url: str, spool: Path, limit: int = 1 << 20, **given: Any) -> bytes:
    """What a client of its own fetches."""
    with Web(Guard(url), spool, limit=limit) as web:
        return web.get(url, **given).content


def test_what_is_there_is_fetched_and_nothing_is_left_behind(
    server: Server, web: Web, tmp_path: Path
) -> None:
    server.put("/a", CONTENT)
    answer = web.get(f"{server.url}/a")
    assert answer.content == CONTENT
    assert [p.suffix for p in (tmp_path / "spool").iterdir()] == [".lock"]
    again = web.get(f"{server.url}/a", etag=answer.etag)
    assert again.unchanged
    assert again.content == b""


def test_a_broken_download_goes_on_where_it_broke(server: Server, web: Web, waits: Waits) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=1000), Reply(CONTENT, cut=50_000), Reply(CONTENT)]
    assert web.get(f"{server.url}/a").content == CONTENT
    ranges = [headers.get("range") for _, headers in server.asked]
    assert ranges == [None, "bytes=1000-", "bytes=51000-"]
    assert len(waits) == 2


def test_a_download_goes_on_after_a_kill(server: Server, web: Web, tmp_path: Path) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=700)] * 5 + [Reply(CONTENT)]
    with pytest.raises(SourceError, match=r"in 5 attempts.*try again later"):
        web.get(f"{server.url}/a")
    assert _fetched(f"{server.url}/a", tmp_path / "spool") == CONTENT
    assert server.asked[-1][1]["range"] == f"bytes={5 * 700}-"


def test_a_file_that_changed_is_fetched_anew(server: Server, web: Web) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=700), Reply(CONTENT[::-1])]
    assert web.get(f"{server.url}/a").content == CONTENT[::-1]


def test_a_server_without_ranges_or_validators_sends_all_again(server: Server, web: Web) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=700, ranges=False), Reply(CONTENT, ranges=False)]
    assert web.get(f"{server.url}/a").content == CONTENT
    weak = {"ETag": 'W/"x"'}
    server.pages["/b"] = [Reply(CONTENT, cut=700, headers=weak), Reply(CONTENT, headers=weak)]
    assert web.get(f"{server.url}/b").content == CONTENT
    assert "range" not in server.asked[-1][1]


def test_a_part_that_is_too_long_is_dropped(server: Server, web: Web, tmp_path: Path) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=700), Reply(CONTENT, status=416), Reply(CONTENT)]
    assert web.get(f"{server.url}/a").content == CONTENT


def test_another_process_at_the_same_file_does_no_harm(server: Server, tmp_path: Path) -> None:
    server.put("/a", CONTENT)
    spool = tmp_path / "spool"
    spool.mkdir()
    assert _fetched(f"{server.url}/a", spool) == CONTENT
    [lock] = spool.iterdir()
    fcntl = pytest.importorskip("fcntl")
    with lock.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert _fetched(f"{server.url}/a", spool) == CONTENT


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: Server, web: Web, waits: Waits, status: int) -> None:
    server.pages["/a"] = [Reply(b"", status), Reply(b"", status), Reply(CONTENT)]
    assert web.get(f"{server.url}/a").content == CONTENT
    assert 0.3 < waits[0] < 0.7
    assert 0.7 < waits[1] < 1.3


def test_retry_after_is_honoured_in_seconds_and_as_a_date(
    server: Server, web: Web, waits: Waits
) -> None:
    in_a_minute = email.utils.formatdate(time.time() + 60, usegmt=True)
    server.pages["/a"] = [
        Reply(b"", 429, {"Retry-After": "7"}),
        Reply(b"", 503, {"Retry-After": in_a_minute}),
        Reply(b"", 503, {"Retry-After": "soon"}),
        Reply(CONTENT),
    ]
    assert web.get(f"{server.url}/a").content == CONTENT
    assert waits[0] == 7
    assert 50 < waits[1] <= 60
    assert waits[2] < 5


def test_who_asks_for_too_much_patience_is_left_alone(
    server: Server, web: Web, waits: Waits
) -> None:
    server.put("/a", b"", status=429, headers={"Retry-After": "86400"})
    with pytest.raises(SourceError, match="asks to wait 86400 seconds"):
        web.get(f"{server.url}/a")
    assert waits == []


@pytest.mark.parametrize(
    ("status", "advice"), [(404, "check the address"), (403, "your key"), (418, "browser")]
)
def test_a_refusal_is_final_and_says_what_to_do(
    server: Server, web: Web, status: int, advice: str
) -> None:
    server.put("/a", b"", status=status)
    with pytest.raises(SourceError, match=f"answered {status}; .*{advice}"):
        web.get(f"{server.url}/a")
    assert server.times("/a") == 1


def test_a_silent_server_is_given_up(tmp_path: Path, waits: Waits) -> None:
    with serving() as gone:
        url = gone.url
    with (
        Web(Guard(url), tmp_path, pause=waits) as web,
        pytest.raises(SourceError, match="could not be fetched in 5 attempts: ConnectError"),
    ):
        web.get(f"{url}/a")
    assert len(waits) == 4


def test_size_is_limited_whether_announced_or_not(server: Server, tmp_path: Path) -> None:
    server.put("/a", CONTENT)
    with pytest.raises(SourceError, match=r"larger than 0\.09\d* MB; it was not taken"):
        _fetched(f"{server.url}/a", tmp_path, len(CONTENT) - 1)
    assert _fetched(f"{server.url}/a", tmp_path, len(CONTENT)) == CONTENT
    # what a server does not announce is counted as it comes
    unsized = _Unsized(CONTENT)
    with pytest.raises(SourceError, match="larger than"):
        _fetched(f"{unsized.url}/a", tmp_path, 1000)
    unsized.close()
    assert [p for p in tmp_path.iterdir() if p.suffix == ".part"] == []


class _Unsized:
    """A server that says nothing of the size."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        peer, _ = self.socket.accept()
        with peer:
            peer.recv(65536)
            with contextlib.suppress(OSError):
                peer.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + self.content)

    def close(self) -> None:
        self.thread.join()
        self.socket.close()


def test_redirects_are_followed_a_few_times(server: Server, web: Web) -> None:
    server.put("/end", CONTENT)
    server.put("/a", b"", status=302, headers={"Location": "/b"})
    server.put("/b", b"", status=308, headers={"Location": f"{server.url}/end"})
    assert web.get(f"{server.url}/a").content == CONTENT
    server.put("/loop", b"", status=301, headers={"Location": "/loop"})
    with pytest.raises(SourceError, match="redirected more than 5 times"):
        web.get(f"{server.url}/loop")
    server.put("/odd", b"", status=301)
    with pytest.raises(SourceError, match="answered 301"):
        web.get(f"{server.url}/odd")


@pytest.fixture
def private() -> Iterator[Server]:
    with serving() as found:
        yield found


def test_a_redirect_into_a_private_network_is_not_followed(
    server: Server, private: Server, web: Web
) -> None:
    private.put("/secret", b"secret")
    for location in (f"{private.url}/secret", "file:///etc/passwd", "http://169.254.169.254/"):
        server.put("/a", b"", status=302, headers={"Location": location})
        with pytest.raises(SourceError, match=r"not public|no web address"):
            web.get(f"{server.url}/a")
    assert private.asked == []


def test_a_key_stays_with_its_host(
    server: Server, private: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private.put("/b", CONTENT)
    there = private.url.replace("127.0.0.1", "localhost")
    server.put("/a", b"", status=302, headers={"Location": f"{there}/b"})
    monkeypatch.setattr(Guard, "check", lambda *_: None)
    monkeypatch.setattr(Guard, "check_address", lambda *_: None)
    headers = {"Authorization": "Bearer key", "X-Other": "1"}
    _fetched(f"{server.url}/a", tmp_path, headers=headers)
    assert server.asked[0][1]["authorization"] == "Bearer key"
    assert "authorization" not in private.asked[0][1]
    assert private.asked[0][1]["x-other"] == "1"


@pytest.mark.parametrize("ask", [Web.get, lambda web, url: web.post(url, {})], ids=["get", "post"])
def test_the_address_that_answers_is_checked(
    ask: Callable[[Web, str], object],
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.put("/a", b'{"access_token": "k"}')
    # a name that was public when it was looked up, and is not when it is asked
    monkeypatch.setattr(Guard, "check", lambda *_: None)
    with (
        Web(Guard(), tmp_path) as web,
        pytest.raises(SourceError, match=r"leads to 127\.0\.0\.1"),
    ):
        ask(web, f"{server.url}/a")


def test_the_end_of_a_file_is_enough(server: Server, web: Web) -> None:
    server.put("/a", CONTENT)
    assert web.tail(f"{server.url}/a", 100) == CONTENT[-100:]
    server.put("/empty", b"")
    assert web.tail(f"{server.url}/empty", 100) == b""
    server.put("/b", CONTENT, ranges=False)
    assert web.tail(f"{server.url}/b", 100) == CONTENT


def test_the_end_of_a_file_is_no_beginning_of_the_whole(
    server: Server, web: Web, tmp_path: Path
) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=40)] * 5 + [Reply(CONTENT)]
    with pytest.raises(SourceError, match="in 5 attempts"):
        web.tail(f"{server.url}/a", 100)
    assert web.get(f"{server.url}/a").content == CONTENT
    assert "range" not in server.asked[-1][1]
    assert [p.suffix for p in (tmp_path / "spool").iterdir()] == [".lock"]


def test_the_end_of_a_file_leaves_what_came_of_the_whole(server: Server, web: Web) -> None:
    server.pages["/a"] = [Reply(CONTENT, cut=700)] * 5 + [Reply(CONTENT)]
    with pytest.raises(SourceError, match="in 5 attempts"):
        web.get(f"{server.url}/a")
    assert web.tail(f"{server.url}/a", 100) == CONTENT[-100:]
    assert web.get(f"{server.url}/a").content == CONTENT
    assert server.asked[-1][1]["range"] == f"bytes={5 * 700}-"


def test_the_end_of_a_file_is_limited_too(server: Server, tmp_path: Path) -> None:
    server.put("/a", CONTENT, ranges=False)
    with (
        Web(Guard(server.url), tmp_path, limit=1000) as web,
        pytest.raises(SourceError, match="larger than"),
    ):
        web.tail(f"{server.url}/a", 100)


class _Dripping(socketserver.BaseRequestHandler):
    """Answers any request with a body of 60 bytes, one each twentieth of a second."""

    def handle(self) -> None:
        self.request.recv(65536)
        with contextlib.suppress(OSError):
            self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n")
            for _ in range(60):
                self.request.sendall(b"1")
                time.sleep(0.05)


@pytest.fixture
def dripping() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Dripping) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_who_sends_a_byte_now_and_then_is_given_up(
    dripping: str, tmp_path: Path, waits: Waits
) -> None:
    with Web(Guard(dripping), tmp_path, pause=waits, timeout=0.4) as web:
        with pytest.raises(SourceError, match=r"5 attempts: it sent \d+ bytes in 0\.\d s"):
            web.get(f"{dripping}/a")
        with pytest.raises(SourceError, match=r"did not answer: it sent \d+ bytes"):
            web.post(f"{dripping}/a", {})
    assert len(waits) == 4


def test_a_full_disk_is_told(server: Server, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    server.put("/a", CONTENT)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module._Download, "_write", full)
    with pytest.raises(SourceError, match=r"could not be kept.*make room"):
        web.get(f"{server.url}/a")


def test_a_form_is_answered_with_json(server: Server, web: Web) -> None:
    server.put("/key", b'{"access_token": "k"}')
    assert web.post(f"{server.url}/key", {"username": "u"}) == {"access_token": "k"}
    server.put("/key", b"<html>")
    with pytest.raises(SourceError, match="no JSON"):
        web.post(f"{server.url}/key", {})
    server.put("/key", b"", status=401)
    with pytest.raises(SourceError, match="answered 401; check your key"):
        web.post(f"{server.url}/key", {})


def test_an_answer_to_a_form_is_limited_and_never_unpacked(server: Server, web: Web) -> None:
    server.put("/key", b'"' + b"x" * module.LARGEST + b'"')
    with pytest.raises(SourceError, match="larger than 1 MB"):
        web.post(f"{server.url}/key", {})
    packed = gzip.compress(b'{"access_token": "k"}')
    server.put("/key", packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match="no JSON"):
        web.post(f"{server.url}/key", {})
    server.put("/key", b"[" * 500_000)
    with pytest.raises(SourceError, match="no JSON"):
        web.post(f"{server.url}/key", {})


def test_no_proxy_is_taken_from_the_environment(
    server: Server, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "http_proxy", "http://127.0.0.1:1/")
    server.put("/a", CONTENT)
    assert web.get(f"{server.url}/a").content == CONTENT
