"""Tables mean what formulas mean, on every joint state."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.harness import compiled_case
from tests.networks_for_tests import random_case, random_formulas
from tocsin.case.formula import Formula, evaluate, names, parse
from tocsin.engine.compile import Compiled, compile_case
from tocsin.engine.functions import MAX_TABLE, Function, Scope, tabulate
from tocsin.engine.network import Levels, Network, settle_rows, truth, unpinned
from tocsin.errors import SizeError


def every_state(net: Network) -> Levels:
    """All joint levels of moving and static nodes, with the derived ones settled."""
    free = net.sizes.size - net.derived_function.size
    grid = np.indices(net.sizes[:free].tolist(), dtype=np.int8).reshape(free, -1).T
    levels = np.zeros((len(grid), net.sizes.size), dtype=np.int8)
    levels[:, :free] = grid
    settle_rows(net, levels, np.empty(net.table_start.size, dtype=np.uint32), unpinned(net))
    return levels


def state_of(compiled: Compiled, row: Levels) -> dict[str, int]:
    """One row of levels by name, with hypotheses and assumptions as 0 or 1."""
    state = {name: int(row[k]) for name, k in compiled.nodes.items()}
    return state | {name: int(row[k] == at) for name, (k, at) in compiled.truths.items()}


@pytest.mark.parametrize("seed", range(12))
def test_tables_equal_formulas_on_every_joint_state(seed: int) -> None:
    rng = np.random.default_rng(seed)
    case = random_case(rng)
    texts = random_formulas(case, rng, 6)
    compiled = compile_case(case, {}, texts)
    net = compiled.network
    levels = every_state(net)
    formulas = [parse(text) for text in texts]
    holds = [truth(net, f, levels) for f in compiled.conditions]
    steps = {d.id: [parse(lv.when or "false") for lv in d.levels[1:]] for d in case.model.derived}
    for s, row in enumerate(levels):
        state = state_of(compiled, row)
        for formula, held in zip(formulas, holds, strict=True):
            assert held[s] == evaluate(formula, state, compiled.levels)
        for name, whens in steps.items():
            true = [k for k, w in enumerate(whens, start=1) if evaluate(w, state, compiled.levels)]
            assert state[name] == max(true, default=0)


def _read(function: Function, levels: dict[int, int]) -> int:
    return function.table[sum(offsets[levels[k]] for k, offsets in function.offsets.items())]


LEVELS = {"x": {"a": 0, "b": 1, "c": 2}, "y": {"low": 0, "high": 1}}
SCOPE = Scope({"x": 0, "y": 1}, LEVELS, {"h0": (2, 0), "h1": (2, 1), "h2": (2, 2)}, [3, 2, 3])

comparisons = st.one_of(
    st.builds("x {} {}".format, st.sampled_from([">=", "<", "==", "!="]), st.sampled_from("abc")),
    st.builds("y {} {}".format, st.sampled_from(["<=", ">"]), st.sampled_from(["low", "high"])),
    st.sampled_from(["h0", "h1", "h2", "true", "false"]),
)
formula_texts = st.recursive(
    comparisons,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("not {}".format, part),
        st.builds("count({}, {}, {}) >= {}".format, part, part, part, st.integers(0, 3)),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(formula_texts, min_size=1, max_size=3))
def test_a_table_holds_the_last_formula_that_is_true(texts: list[str]) -> None:
    formulas: list[Formula] = [parse(text) for text in texts]
    function = tabulate(formulas, SCOPE)
    named = set().union(*(names(formula) for formula in formulas))
    for x in range(3):
        for y in range(2):
            for h in range(3):
                levels = {0: x, 1: y, 2: h}
                state = SCOPE.state(levels, named)
                true = [
                    k for k, f in enumerate(formulas, start=1) if evaluate(f, state, SCOPE.levels)
                ]
                assert _read(function, levels) == max(true, default=0)


def test_levels_that_no_formula_tells_apart_share_a_place() -> None:
    function = tabulate([parse("x >= b")], SCOPE)
    assert function.offsets == {0: [0, 1, 1]}
    assert function.table == [0, 1]


def test_a_table_too_large_is_refused_with_advice() -> None:
    nodes = {f"n{k}": k for k in range(17)}
    scope = Scope(nodes, {name: {"off": 0, "on": 1} for name in nodes}, {}, [2] * 17)
    text = f"count({', '.join(f'{name} >= on' for name in nodes)}) >= 9"
    with pytest.raises(SizeError, match=f"more than {MAX_TABLE} entries; split it"):
        tabulate([parse(text)], scope)


def test_random_cases_are_worth_testing_on() -> None:
    """Most of their conditions hold in some states and fail in others."""
    varied = 0
    for seed in range(12):
        compiled = compiled_case(seed, conditions=6)
        levels = every_state(compiled.network)
        varied += sum(
            0 < truth(compiled.network, f, levels).mean() < 1 for f in compiled.conditions
        )
    assert varied > 36
