"""No network while the past is scored: a connection would be a way for the future to come in."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tocsin.errors import LeakError

_BLOCKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")

_lock = threading.Lock()
_depth = 0
_listening = False


@contextmanager
def offline() -> Iterator[None]:
    """Within this context any attempt of the process to reach a network raises ``LeakError``.

    It listens to Python's audit events, which C code raises too, in every thread. Import contracts
    keep network libraries out of what scores the past; this catches what they cannot see.
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
