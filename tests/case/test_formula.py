from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.case.formula import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_TERMS,
    And,
    Compare,
    Constant,
    Count,
    Formula,
    Not,
    Or,
    Truth,
    atoms,
    evaluate,
    names,
    parse,
)
from tocsin.errors import FormulaError

LEVELS = {"a": {"low": 0, "mid": 1, "top": 2}, "b": {"off": 0, "on": 1}}
STATES = [{"a": a, "b": b, "h": h} for a, b, h in itertools.product(range(3), range(2), range(2))]

OPS = st.sampled_from([">=", "<=", "==", "!=", ">", "<"])
LEAVES = st.one_of(
    st.builds(Compare, st.just("a"), OPS, st.sampled_from(["low", "mid", "top"])),
    st.builds(Compare, st.just("b"), OPS, st.sampled_from(["off", "on"])),
    st.builds(Truth, st.just("h")),
    st.builds(Constant, st.booleans()),
)


def _larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Not, inner),
        st.builds(And, several),
        st.builds(Or, several),
        st.builds(
            Count,
            st.lists(inner, min_size=1, max_size=4).map(tuple),
            OPS,
            st.integers(0, 5),
        ),
    )


FORMULAS: st.SearchStrategy[Formula] = st.recursive(LEAVES, _larger, max_leaves=12)


def in_python(text: str, state: Mapping[str, int]) -> bool:
    """The same text as Python would read it: levels become numbers, count a sum of truths."""
    scope = {
        **state,
        **{level: index for order in LEVELS.values() for level, index in order.items()},
        "h": bool(state["h"]),
        "count": lambda *items: sum(items),
        "true": True,
        "false": False,
    }
    return bool(eval(text, {"__builtins__": {}}, scope))


@settings(deadline=None)
@given(FORMULAS)
def test_a_printed_formula_reads_back_as_itself(formula: Formula) -> None:
    assert parse(str(formula)) == formula


@settings(deadline=None)
@given(FORMULAS)
def test_it_means_what_the_same_text_means_in_python(formula: Formula) -> None:
    text = str(formula)
    for state in STATES:
        assert evaluate(parse(text), state, LEVELS) is in_python(text, state)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("a>=mid", Compare("a", ">=", "mid")),
        ("not h and a < top", And((Not(Truth("h")), Compare("a", "<", "top")))),
        ("h or h and h", Or((Truth("h"), And((Truth("h"), Truth("h")))))),
        ("(h or h) and h", And((Or((Truth("h"), Truth("h"))), Truth("h")))),
        ("not not h", Not(Not(Truth("h")))),
        ("count(h, b == on,\n a > low) >= 2",
         Count((Truth("h"), Compare("b", "==", "on"), Compare("a", ">", "low")), ">=", 2)),
        ("true or false", Or((Constant(True), Constant(False)))),
        ("notable and counter", And((Truth("notable"), Truth("counter")))),
        ("origin == android", Compare("origin", "==", "android")),
    ],
)  # fmt: skip
def test_reading(text: str, formula: Formula) -> None:
    assert parse(text) == formula


def test_names_leave_out_levels() -> None:
    formula = parse("count(a >= mid, h) >= 1 and not b == on")
    assert names(formula) == {"a", "b", "h"}
    assert [str(atom) for atom in atoms(formula)] == ["a >= mid", "h", "b == on"]


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("", 1, "ends too early"),
        ("a >=", 5, "the id of a node"),
        ("a >= mid >= low", 10, "unexpected '>='"),
        ("a = mid", 3, "write == for equal"),
        ("h && h", 3, "unexpected character '&'"),
        ("h h", 3, "allowed here: "),
        ("(h", 3, ")"),
        ("count() >= 1", 7, "unexpected ')'"),
        ("count(h)", 9, "a comparison"),
        ("count(h) >= on", 13, "a whole number"),
        ("count(h) >= 1001", 13, "at most 1000"),
        ("a >= 2", 6, "unexpected '2'"),
        ("a >= and", 6, "unexpected 'and'"),
        ("H0", 1, "ids are lower case"),
        ("__import__('os')", 1, "unexpected character '_'"),
        ("a >= mid\n and é", 15, "unexpected character 'é'"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, column: int, said: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.column == column
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("h " * MAX_LENGTH, f"at most {MAX_LENGTH}"),
        ("not " * 490 + "h", f"deeper than {MAX_DEPTH}"),
        ("not (h or " * 120 + "h" + ")" * 120, f"deeper than {MAX_DEPTH}"),
        ("(" * 990 + "h", "ends too early"),
        ("count(" * 300 + "h", "ends too early"),
        (" or ".join(["h"] * 300), f"more than {MAX_TERMS}"),
        ("count(h) >= " + "9" * 1900, "at most 1000"),
        ("\0", "unexpected character"),
        ("h" * 1900 + "(", "unexpected '('"),
    ],
)
def test_hostile_text_ends_in_a_formula_error(text: str, said: str) -> None:
    with pytest.raises(FormulaError, match=re.escape(said)):
        parse(text)


def test_deep_parentheses_alone_are_harmless() -> None:
    assert parse("(" * 900 + "h" + ")" * 900) == Truth("h")


@settings(deadline=None)
@given(st.text(alphabet="ab h()<>=!,012notrdcu\n\0é", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
        column = 1
    except FormulaError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


def test_evaluating_needs_every_name() -> None:
    with pytest.raises(FormulaError, match="without a state"):
        evaluate(parse("z >= low"), {"a": 0}, LEVELS)
    with pytest.raises(FormulaError, match="without a state"):
        evaluate(parse("a >= on"), {"a": 0}, LEVELS)
    with pytest.raises(FormulaError, match="no state"):
        evaluate(parse("z"), {"a": 0}, LEVELS)
