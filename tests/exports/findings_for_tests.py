"""Findings made up: the case and results of ``results_for_tests``, as the exports read them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from tests import questions_for_tests as asked
from tests import results_for_tests as made
from tocsin.workflows.weighed import weighed

PARTS = ("case", "assessment", "explanation", "obligations", "routes")
QUESTIONS = ("premortem", "matters", "watch_next", "pathways", "off_ramps", "whatif")


def findings(**other: Any) -> Any:
    """Every answer made up, but for those given; no record unless one is given."""
    parts: dict[str, Any] = {name: getattr(made, name)() for name in PARTS}
    parts |= {name: getattr(asked, name)() for name in QUESTIONS}
    parts["weighed"] = weighed(parts["case"], parts["explanation"], workspace=None)
    return SimpleNamespace(**{**parts, "record": None, **other})
