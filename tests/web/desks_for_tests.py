"""A desk with a workspace that computes each answer once, whatever day it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk
from tocsin.web.app import create_app
from tocsin.workflows import answers, cases
from tocsin.workflows.desk import Desk

SAMPLES = 1_000
VERBS = ("assess", "explain", "obligations", "routes", "premortem", "matters", "watch_next",
         "pathways", "off_ramps")  # fmt: skip
_ANSWERS: dict[str, Any] = {}
"""What each verb said of the case as it ships: it is asked but once in a run of the tests."""


def _once(name: str, verb: Callable[..., Any]) -> Callable[..., Any]:
    def answer(case: Any, **asked: Any) -> Any:
        if name not in _ANSWERS:
            _ANSWERS[name] = verb(case, **{**asked, "as_of": None})
        return _ANSWERS[name]

    return answer


@contextmanager
def made_up_app(folder: Path) -> Iterator[FastAPI]:
    """The application of a desk whose inbox holds three proposals, one of them a copy."""
    with pytest.MonkeyPatch.context() as patch:
        for name in VERBS:
            patch.setattr(answers, name, _once(name, getattr(answers, name)))
        space = str(desk(folder, FIRST, COPY, SIGNED).root)
        source = partial(cases.load, "river", workspace=space)
        opened = Desk(source, samples=SAMPLES, workspace=space)
        yield create_app(opened)
        opened.close()


@contextmanager
def made_up_client(folder: Path) -> Iterator[TestClient]:
    """A program that asks this application."""
    with made_up_app(folder) as app, TestClient(app, base_url="http://127.0.0.1") as client:
        yield client
