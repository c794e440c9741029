"""While the past is scored, no thread reaches a network; before and after, any may."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
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


def test_nothing_is_sent_by_another_way() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        with offline(), pytest.raises(LeakError, match=r"socket\.sendmsg"):
            out.sendmsg([b"x"], [], 0, ("127.0.0.1", 9))
        with offline(), pytest.raises(LeakError, match=r"socket\.sendto"):
            out.sendto(b"x", ("127.0.0.1", 9))


def test_addresses_are_not_looked_up() -> None:
    with offline(), pytest.raises(LeakError, match="gethostbyaddr"):
        socket.gethostbyaddr("127.0.0.1")
    with offline(), pytest.raises(LeakError, match="getnameinfo"):
        socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST)


def test_no_other_process_is_started() -> None:
    with offline(), pytest.raises(LeakError, match=r"subprocess\.Popen"):
        subprocess.run([sys.executable, "-c", ""], check=True)
    with offline(), pytest.raises(LeakError, match=r"os\.posix_spawn"):
        os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
    with offline(), pytest.raises(LeakError, match=r"os\.system"):
        os.system("true")
    subprocess.run([sys.executable, "-c", ""], check=True)


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
