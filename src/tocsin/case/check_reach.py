"""Check that every asked onset can happen at all: which levels can ever be reached.

Probabilities are ignored. Levels that may be reached are collected until nothing is added; a gate
counts as open when some combination of reachable levels would open it. So what is reported here
is certain; what is not reported may still be very unlikely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tocsin.case.check_context import CASE, MODEL, Context, Finding
from tocsin.case.check_model import can_move
from tocsin.case.formula import (
    COMPARISONS,
    And,
    Compare,
    Constant,
    Count,
    Formula,
    Not,
    Or,
    Truth,
)
from tocsin.case.schema import Asked, Derived, Node

Reached = dict[str, set[int]]
"""The level indices that each node may reach."""

Levels = Mapping[str, Mapping[str, int]]
"""The index of each level of each node."""


def unreachable_outcomes(ctx: Context) -> Iterator[Finding]:
    """An asked onset whose last step can never be made, and the reason."""
    if not ctx.readable:
        return
    reached = reachable(ctx)
    for i, asked in enumerate(ctx.case.header.asked):
        if asked.level not in ctx.levels.get(asked.node, {}) or asked.node not in ctx.nodes:
            continue
        reason = _obstacle(ctx, reached, asked)
        if reason:
            yield Finding(
                "error", "unreachable-outcome", CASE, ("asked", i, "level"),
                f"the onset of {asked.node} at {asked.level!r}, which no path reaches: {reason}",
                "onsets that some path of the model reaches",
                "add the missing rate, change the gate, or ask about another level",
            )  # fmt: skip


def _obstacle(ctx: Context, reached: Reached, asked: Asked) -> str | None:
    """Why the step onto the asked level can never happen, or ``None`` if it can."""
    node, target = ctx.nodes[asked.node], ctx.levels[asked.node][asked.level]
    if target == 0:
        return "it is the first level, with none below from which it could arrive"
    below = node.levels[target - 1].id
    if not can_move(node, target - 1, "up"):
        return f"there is no rate up from {below}"
    index = [one.id for one in ctx.case.model.nodes].index(node.id)
    if not _open(ctx, reached, index, "up"):
        return f"its gate up_while: {node.up_while} can never hold"
    if target - 1 not in reached[node.id]:
        return f"{below} is never reached"
    return None


def reachable(ctx: Context) -> Reached:
    """The levels that each node may ever reach, from its start and by its rates."""
    reached: Reached = {name: {0} for name in ctx.derived}
    for name, node in ctx.nodes.items():
        shares = {node.start: 1.0} if isinstance(node.start, str) else node.start
        order = ctx.levels[name]
        reached[name] = {
            order[level] for level, share in shares.items() if share and level in order
        }
    before = -1
    while before != (size := sum(map(len, reached.values()))):
        before = size
        for i, node in enumerate(ctx.case.model.nodes):
            reached[node.id] |= _next_levels(ctx, reached, i, node)
        for i, derived in enumerate(ctx.case.model.derived):
            reached[derived.id] |= _derived_levels(ctx, reached, i, derived)
    return reached


def _next_levels(ctx: Context, reached: Reached, index: int, node: Node) -> set[int]:
    return {
        level + step
        for direction, step in (("up", 1), ("down", -1))
        if _open(ctx, reached, index, direction)
        for level in reached[node.id]
        if can_move(node, level, direction)
    }


def _derived_levels(ctx: Context, reached: Reached, index: int, derived: Derived) -> set[int]:
    found = set()
    for place in range(1, len(derived.levels)):
        one = ctx.condition(MODEL, "derived", index, "levels", place, "when")
        if one and one.formula and may_be(one.formula, True, reached, ctx.levels):
            found.add(place)
    return found


def _open(ctx: Context, reached: Reached, index: int, direction: str) -> bool:
    gate = ctx.condition(MODEL, "nodes", index, f"{direction}_while")
    return gate is None or gate.formula is None or may_be(gate.formula, True, reached, ctx.levels)


def may_be(formula: Formula, wanted: bool, reached: Reached, levels: Levels) -> bool:
    """Whether the formula may take the wanted value at some reachable levels.

    Nodes are taken one at a time, so the answer may be yes where they exclude each other, but a
    no is certain.
    """
    match formula:
        case Compare(node, op, level):
            target = levels.get(node, {}).get(level)
            if target is None:
                return True
            return any(COMPARISONS[op](index, target) is wanted for index in reached[node])
        case Truth():
            return True
        case Constant(value):
            return value is wanted
        case Not(item):
            return may_be(item, not wanted, reached, levels)
        case And(items):
            return (all if wanted else any)(may_be(one, wanted, reached, levels) for one in items)
        case Or(items):
            return (any if wanted else all)(may_be(one, wanted, reached, levels) for one in items)
        case Count(items, op, number):
            least = sum(not may_be(one, False, reached, levels) for one in items)
            most = sum(may_be(one, True, reached, levels) for one in items)
            return any(COMPARISONS[op](held, number) is wanted for held in range(least, most + 1))
