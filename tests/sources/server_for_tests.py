"""A server on the loopback interface that does what is asked of it, good or bad."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer. ``cut`` ends the connection after so many bytes."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    ranges: bool = True


@dataclass
class Server:
    """What the server holds, and what it was asked."""

    url: str
    pages: dict[str, Reply | list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, content: bytes, **given: Any) -> None:
        self.pages[path] = Reply(content, **given)

    def next(self, path: str) -> Reply:
        """The answer to a path; of several each is given once, the last for ever."""
        found = self.pages.get(path, Reply(b"not here", 404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    def times(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)


def _handler(server: Callable[[], Server]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.do_GET()

        def do_GET(self) -> None:
            here = server()
            here.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = here.next(self.path)
            content, status, headers = _ranged(reply, self.headers)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            if reply.cut is not None:
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()
            self.wfile.write(content if reply.cut is None else content[: reply.cut])

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _ranged(reply: Reply, asked: Any) -> tuple[bytes, int, dict[str, str]]:
    headers = dict(reply.headers)
    if reply.status != 200:
        return reply.content, reply.status, headers
    etag = f'"{hashlib.md5(reply.content).hexdigest()}"'
    headers.setdefault("ETag", etag)
    if asked.get("If-None-Match") == headers["ETag"]:
        return b"", 304, headers
    wanted = asked.get("Range")
    same = asked.get("If-Range") in (None, headers["ETag"])
    if not wanted or not reply.ranges or not same:
        return reply.content, 200, headers
    first, _, _ = wanted.removeprefix("bytes=").partition("-")
    size = len(reply.content)
    start = int(first) if first else max(0, size - int(wanted.rpartition("-")[2]))
    if start >= size:
        return b"", 416, headers
    headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
    return reply.content[start:], 206, headers


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up early is no news."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server, for as long as it is needed."""
    holder: list[Server] = []
    http = _Quiet(("127.0.0.1", 0), _handler(lambda: holder[0]))
    holder.append(Server(f"http://127.0.0.1:{http.server_address[1]}"))
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield holder[0]
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
