"""No network while the past is scored: a connection would be a way for the future to come in."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tocsin.errors import LeakError

_BLOCKED = {
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.getnameinfo",
    "socket.sendmsg",
    "socket.sendto",
    # another process is not listened to
    "os.posix_spawn",
    "os.system",
    "subprocess.Popen",
}

_lock = threading.Lock()
_depth = 0
_listening = False


@contextmanager
def offline() -> Iterator[None]:
    """Within this context reaching a network through Python's sockets raises ``LeakError``.

    So does starting another process. It listens to the interpreter's audit events, in every thread.
    Native code that opens sockets by itself (a database driver, an HTTP library written in C or
    Rust) raises none and is not seen here: import contracts keep such libraries out of what scores
    the past.
    """
    global _depth, _listening
    with _lock:
        if not _listening:
            sys.addaudithook(_refuse)  # cannot be taken away again, so it heeds the depth
            _listening = True
        _depth += 1
    try:
        yield
    finally:
        with _lock:
            _depth -= 1


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if _depth and event in _BLOCKED:
        raise LeakError(
            f"{event} was called while the past is scored; nothing that scores the past may reach "
            "a network; fetch what is needed before, with its dates, and run again"
        )
