"""A desk with a workspace whose answers are made up: all of the API, and nothing to compute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.workflows.test_desk import make_up
from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk
from tocsin.web.app import create_app
from tocsin.workflows import cases
from tocsin.workflows.desk import Desk


@contextmanager
def made_up_app(folder: Path) -> Iterator[FastAPI]:
    """The application of a desk whose inbox holds three proposals, one of them a copy."""
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        space = str(desk(folder, FIRST, COPY, SIGNED).root)
        opened = Desk(partial(cases.load, "river", workspace=space), workspace=space)
        yield create_app(opened)
        opened.close()


@contextmanager
def made_up_client(folder: Path) -> Iterator[TestClient]:
    """A program that asks this application."""
    with made_up_app(folder) as app, TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
