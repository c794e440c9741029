"""What may be reached: never a no where some state says yes."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.case.test_formula import FORMULAS, LEVELS
from tocsin.case.check_context import Context
from tocsin.case.check_reach import may_be, reachable
from tocsin.case.formula import Formula, evaluate, parse
from tocsin.case.load import read_case

REACHED = st.fixed_dictionaries(
    {
        name: st.sets(st.sampled_from(range(len(order))), min_size=1)
        for name, order in LEVELS.items()
    }
)


@settings(deadline=None)
@given(FORMULAS, REACHED)
def test_what_some_reachable_state_makes_true_or_false_may_be_so(
    formula: Formula, reached: dict[str, set[int]]
) -> None:
    for a, b, h in itertools.product(reached["a"], reached["b"], (0, 1)):
        value = evaluate(formula, {"a": a, "b": b, "h": h}, LEVELS)
        assert may_be(formula, value, reached, LEVELS)


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("a >= mid", True, True),
        ("a == top", False, True),
        ("not a == top", True, False),
        ("b == off", True, False),
        ("a == top and h", False, True),
        ("a == top or b == off", True, False),
        ("count(a == top, b == off, h) >= 2", True, True),
        ("count(a == top, b == off, h) >= 3", False, True),
        ("count(a == top, b == off, h) >= 1", True, False),
        ("false", False, True),
    ],
)
def test_what_no_reachable_state_makes_true_cannot_be(text: str, true: bool, false: bool) -> None:
    reached = {"a": {0, 1}, "b": {0}}
    assert may_be(parse(text), True, reached, LEVELS) is true
    assert may_be(parse(text), False, reached, LEVELS) is false


def test_levels_are_reached_one_step_and_one_gate_after_another(
    minimal: Callable[..., Path],
) -> None:
    folder = minimal(
        model=[
            ("    up: {events: 3, years: 10, source: S01}\n",
             "    up: {plan: {events: 3, years: 10, source: S01}}\n"),
            ("    start: {low: 0.7, high: 0.3}\n",
             "    start: {low: 1, high: 0}\n    up_while: works >= plan\n"),
        ],
    )  # fmt: skip
    reading = read_case(folder)
    assert reading.case is not None
    reached = reachable(Context(reading.case, reading.documents))
    assert reached == {"works": {0}, "fear": {0}, "tension": {0}, "dispute": {0}}
    folder = minimal(
        model=(
            "    start: {low: 0.7, high: 0.3}\n",
            "    start: {low: 1, high: 0}\n    up_while: works >= building\n",
        )
    )
    reading = read_case(folder)
    assert reading.case is not None
    reached = reachable(Context(reading.case, reading.documents))
    assert reached == {"works": {0, 1, 2}, "fear": {0, 1}, "tension": {0, 1, 2}, "dispute": {0, 1}}
