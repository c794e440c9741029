from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.postgres_for_tests import postgres
from tocsin.ledger.store import Ledger

CACHE = "XDG_CACHE_HOME"
if "PYTEST_XDIST_WORKER" not in os.environ:
    # what the tests keep is their own; the workers of one run share it
    os.environ[CACHE] = tempfile.mkdtemp(prefix="tocsin-tests-")
    atexit.register(shutil.rmtree, os.environ[CACHE], ignore_errors=True)
NUMBERS = itertools.count()
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str | None]:
    with postgres() as url:
        yield url


@pytest.fixture
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Gives the URL of an empty database of the asked kind."""

    def make(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / f'ledger{next(NUMBERS)}.sqlite'}"
        server = request.getfixturevalue("postgres_server")
        if server is None:
            pytest.skip("no PostgreSQL server (initdb and pg_ctl) on this machine")
        import psycopg

        name = f"ledger{next(NUMBERS)}"
        with psycopg.connect(server.format(name="postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return str(server.format(name=name))

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, new_database: Callable[[str], str]) -> str:
    """The URL of an empty database, of each kind in turn."""
    return new_database(request.param)


@pytest.fixture
def ledger(database: str) -> Ledger:
    """An empty ledger in each kind of database, whose clock stands still."""
    return Ledger.open(database, create=True, clock=lambda: NOON)
