"""A server on the loopback interface for every test that wants one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sources.server_for_tests import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found
