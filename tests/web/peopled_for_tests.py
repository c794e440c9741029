"""A desk that several people share: accounts of each role, and answers made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ledger.test_passwords import GOOD
from tests.workflows.test_desk import make_up
from tests.workflows.workspaces_for_tests import FIRST, SIGNED, desk
from tocsin.results import Role
from tocsin.web.app import create_app
from tocsin.web.reach import Reach
from tocsin.workflows import accounts, cases
from tocsin.workflows.desk import Desk

HERE = {"Origin": "http://127.0.0.1"}
"""What a browser says of a form that stands on a page of this desk."""


@dataclass(frozen=True)
class Peopled:
    """The application, its workspace, its desk, and a bearer token for each account."""

    app: FastAPI
    space: str
    desk: Desk
    tokens: dict[str, str]

    def client(self, base: str = "http://127.0.0.1", **headers: str) -> TestClient:
        """Somebody who asks; nobody is signed in yet."""
        return TestClient(
            self.app, base_url=base, headers=headers, follow_redirects=False,
            client=("192.0.2.7", 50000), raise_server_exceptions=False,
        )  # fmt: skip

    def program(self, name: str) -> TestClient:
        """A program with the token of an account."""
        return self.client(Authorization=f"Bearer {self.tokens[name]}")

    def audited(self, count: int = 1) -> list[tuple[str, str]]:
        """What the last lines of the audit log note, and of whom."""
        return [(line.what, line.who) for line in accounts.audit(self.space, last=count).entries]


@contextmanager
def peopled(folder: Path, reach: Reach = Reach(), **case: Any) -> Iterator[Peopled]:  # noqa: B008
    """A desk with a reader rita, an analyst ana with a password, and an editor ed.

    ``case`` changes the header of the case.
    """
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        space = str(desk(folder, FIRST, SIGNED).root)
        tokens = {}
        for name, role in (("rita", Role.READER), ("ana", Role.ANALYST), ("ed", Role.EDITOR)):
            accounts.add(space, name, role=role, display="Ana Lopez" if name == "ana" else None,
                         password=GOOD if name == "ana" else None)  # fmt: skip
            tokens[name] = accounts.token(space, name, days=1).token
        load = partial(cases.load, "river", workspace=space)

        def source() -> Any:
            found = load()
            return found.model_copy(update={"header": found.header.model_copy(update=case)})

        opened = Desk(source, workspace=space)
        yield Peopled(create_app(opened, reach), space, opened, tokens)
        opened.close()
