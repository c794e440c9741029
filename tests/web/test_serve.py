"""The server's own part: what it has done when it tells its address."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from tocsin.web.reach import Reach
from tocsin.web.serve import serve


class OpenedError(Exception):
    """Ends a server that would run until it is interrupted."""


def test_the_desk_can_be_asked_as_soon_as_its_address_is_told() -> None:
    def ready(address: str) -> None:
        there = urlsplit(address)
        assert there.port is not None
        socket.create_connection(("127.0.0.1", there.port), timeout=5).close()
        raise OpenedError

    with pytest.raises(OpenedError):
        serve("river", workspace=None, reach=Reach(), port=0, seed=1, samples=100, ready=ready)
