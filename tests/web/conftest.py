from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.web.desks_for_tests import made_up_client


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A program that asks a desk with a workspace; what it asks changes nothing."""
    with made_up_client(tmp_path_factory.mktemp("program")) as client:
        yield client
