"""While the past is scored, no thread reaches a network; before and after, any may."""

from __future__ import annotations

import socket
import threading

import pytest

from tocsin.backtest.offline import offline
from tocsin.errors import LeakError


def _reach(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        pass


def test_a_connection_is_refused_inside_and_allowed_outside() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with offline():
            with offline(), pytest.raises(LeakError, match="while the past is scored"):
                _reach(port)
            with pytest.raises(LeakError):  # the inner one did not open the door
                _reach(port)
        _reach(port)


def test_names_are_not_looked_up() -> None:
    with offline(), pytest.raises(LeakError, match="getaddrinfo"):
        socket.getaddrinfo("127.0.0.1", 80)


def test_other_threads_are_held_to_it() -> None:
    caught: list[BaseException] = []

    def work() -> None:
        try:
            socket.getaddrinfo("127.0.0.1", 80)
        except LeakError as error:
            caught.append(error)

    with offline():
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert len(caught) == 1
