"""A stand-in for a language model: a server on the loopback that answers as a test tells it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer of the server, sent after ``delay`` seconds."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Stub:
    """The server's address, and every request that it got: headers and body."""

    url: str
    requests: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)

    def texts(self) -> list[str]:
        """The parts of the text that it was asked about."""
        return [json.loads(body["messages"][1]["content"])["text"] for _, body in self.requests]


def completion(content: str, finish: str = "stop", tokens: int | None = 100) -> Reply:
    """An answer in the form of chat completions."""
    body: dict[str, Any] = {
        "choices": [{"message": {"role": "assistant", "content": content}, "finish_reason": finish}]
    }
    if tokens is not None:
        body["usage"] = {"total_tokens": tokens}
    return Reply(json.dumps(body).encode())


def finding(kind: str, quote: str, **more: Any) -> dict[str, Any]:
    """A finding of the right form."""
    empty: dict[str, Any] = {"condition": None, "consequence": None, "speaker": None, "date": None,
             "negated": False, "figures": [], "actors": []}  # fmt: skip
    return {"kind": kind, "quote": quote, **empty, **more}


def findings(*found: dict[str, Any]) -> Reply:
    """A whole answer that lists findings."""
    return completion(json.dumps({"findings": list(found)}))


@contextmanager
def serving(answer: Callable[[int], Reply]) -> Iterator[Stub]:
    """A server whose n-th answer, from 0, is ``answer(n)``."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            number = len(stub.requests)
            stub.requests.append((dict(self.headers), json.loads(self.rfile.read(length))))
            reply = answer(number)
            if stopped.wait(reply.delay):
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                self.wfile.write(reply.body)
            except OSError:
                return  # the client has heard enough

        def log_message(self, *_: object) -> None:
            return

    stopped = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        stub = Stub(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield stub
        finally:
            stopped.set()
            server.shutdown()
            thread.join()
