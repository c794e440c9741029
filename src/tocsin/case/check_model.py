"""Checks of the model: formulas, derived nodes, levels, starts, influences, priors, tables."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

from tocsin.case.check_context import CASE, MODEL, Condition, Context, Finding
from tocsin.case.formula import Compare, Truth, atoms
from tocsin.case.positions import Path
from tocsin.case.schema import Count, Influence, Interval, Node, Tables
from tocsin.case.schema_errors import nearest

SUM_TOLERANCE = 1e-6
"""How far probabilities that should add up to 1 may miss it."""


def formulas(ctx: Context) -> Iterator[Finding]:
    """A condition that cannot be read, or that names what does not exist."""
    for one in ctx.conditions:
        if one.error is not None:
            got, _, rest = str(one.error).partition("; ")
            allowed, _, do = re.sub(r"^allowed (here: |are )", "", rest).partition("; ")
            yield Finding(
                "error", "formula-syntax", one.file, one.path, got, allowed,
                do or "correct the formula at this place", one.error.column,
            )  # fmt: skip
        elif one.formula is not None:
            for atom in atoms(one.formula):
                found = _misnamed(ctx, one, atom)
                if found:
                    yield found


def _misnamed(ctx: Context, one: Condition, atom: Compare | Truth) -> Finding | None:
    """What is wrong with the names of one comparison or one bare name, if anything is."""
    name = atom.node if isinstance(atom, Compare) else atom.name
    known, do = [*ctx.levels, *sorted(ctx.truths)], ""
    if name not in ctx.levels and name not in ctx.truths:
        code, got = "formula-unknown-name", f"the unknown name {name!r}"
        allowed = "ids of nodes, hypotheses and assumptions"
        near = nearest(name, known)
        do = f"write {near}, if that is meant" if near else "add the node, or correct the name"
    elif isinstance(atom, Truth) and name in ctx.levels:
        code, got = "formula-node-alone", f"the node {name!r} without a level"
        allowed = "a node with a comparison and one of its levels"
        do = f"write {name} >= {list(ctx.levels[name])[-1]} or another of its levels"
    elif isinstance(atom, Compare) and name in ctx.truths:
        code, got = "formula-hypothesis-level", f"{str(atom)!r}, which compares a hypothesis"
        allowed = "a hypothesis or assumption by its bare id: it is true or not"
        do = f"write {name} or not {name}"
    elif isinstance(atom, Compare) and atom.level not in ctx.levels[name]:
        code, got = "formula-unknown-level", f"{atom.level!r}, which is no level of {name}"
        allowed = ", ".join(ctx.levels[name])
        near = nearest(atom.level, ctx.levels[name])
        do = f"write {near}, if that is meant" if near else "write one of these levels"
    else:
        return None
    return Finding("error", code, one.file, one.path, got, allowed, do, atom.column)


def derived_cycles(ctx: Context) -> Iterator[Finding]:
    """Derived nodes that are computed from each other in a circle."""
    reported: set[str] = set()
    for index, node in enumerate(ctx.case.model.derived):
        cycle = _cycle_through(ctx, node.id)
        if cycle and not reported.intersection(cycle):
            reported.update(cycle)
            yield Finding(
                "error", "derived-cycle", MODEL, ("derived", index, "id"),
                f"the circle {' -> '.join([*cycle, node.id])}",
                "derived nodes computed from others without a circle",
                "take one of them out of the formulas of another",
            )  # fmt: skip


def _cycle_through(ctx: Context, start: str) -> list[str]:
    """The shortest way from a derived node back to itself through what each names, or nothing."""
    ways: list[list[str]] = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(ctx.parents(way[-1])):
            if name == start:
                return way
            if name in ctx.derived and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []


def derived_levels(ctx: Context) -> Iterator[Finding]:
    """The first level of a derived node holds when no other does; every other says when."""
    for i, node in enumerate(ctx.case.model.derived):
        for j, level in enumerate(node.levels):
            path = ("derived", i, "levels", j)
            if j == 0 and level.when is not None:
                yield Finding(
                    "error", "derived-first-when", MODEL, (*path, "when"),
                    f"a condition for the first level {level.id!r}",
                    "none: the node stands there when no other condition holds",
                    "remove it, or put another level first",
                )  # fmt: skip
            elif j > 0 and level.when is None:
                yield Finding(
                    "error", "derived-no-when", MODEL, (*path, "id"),
                    f"no condition for the level {level.id!r}",
                    "a formula for every level but the first", "add when:",
                )  # fmt: skip


def observables(ctx: Context) -> Iterator[Finding]:
    """Every level says what would be seen if the node stood there."""
    for i, node in enumerate(ctx.case.model.nodes):
        for j, level in enumerate(node.levels):
            text = level.observable
            if text is None or not text.en.strip() or not text.fr.strip():
                yield Finding(
                    "error", "level-without-observable", MODEL, ("nodes", i, "levels", j, "id"),
                    f"the level {level.id!r} of {node.id} without an observable definition",
                    "for every level, what would be seen, in English and in French",
                    "add observable: with en and fr",
                )  # fmt: skip


def can_move(node: Node, level: int, direction: str) -> bool:
    """Whether a node has a rate for leaving the level of that index up or down."""
    if level == (len(node.levels) - 1 if direction == "up" else 0):
        return False
    rates = node.up if direction == "up" else node.down
    return node.levels[level].id in rates if isinstance(rates, dict) else rates is not None


def rates(ctx: Context) -> Iterator[Finding]:
    """A rate for leaving the last level of its direction leads nowhere."""
    for i, node in enumerate(ctx.case.model.nodes):
        for key, stated, last in (("up", node.up, -1), ("down", node.down, 0)):
            end = node.levels[last].id
            if isinstance(stated, dict) and end in stated:
                yield Finding(
                    "error", "rate-from-the-end", MODEL, ("nodes", i, key, end),
                    f"a rate for going {key} from {end!r}, where {node.id} ends",
                    f"rates by the level that is left, other than {end}",
                    "move the rate to the level from which the step starts", on_key=True,
                )  # fmt: skip


def rate_sources(ctx: Context) -> Iterator[Finding]:
    """A rate says where it comes from: a number without a source cannot be defended."""
    for i, node in enumerate(ctx.case.model.nodes):
        for key, stated in (("up", node.up), ("down", node.down)):
            by_level = stated if isinstance(stated, dict) else {None: stated}
            for level, rate in by_level.items():
                if isinstance(rate, Count | Interval) and not rate.source.strip():
                    path = ("nodes", i, key, *(() if level is None else (level,)), "source")
                    yield Finding(
                        "error", "rate-without-source", MODEL, path,
                        f"a rate of {node.id} going {key} without a source",
                        "a source or claim by id, or words that say whose judgement it is",
                        "name where the rate comes from",
                    )  # fmt: skip


def influences(ctx: Context) -> Iterator[Finding]:
    """An influence has a source, speeds a step that exists, and depends on other nodes."""
    for i, one in enumerate(ctx.case.model.influences):
        base = ("influences", i)
        if not one.source.strip():
            yield Finding(
                "error", "influence-without-source", MODEL, (*base, "source"),
                "an influence without a source", "a source or claim by id, or words that say whose",
                "name where the strength comes from",
            )  # fmt: skip
        if one.node in ctx.nodes:
            yield from _idle(ctx.nodes[one.node], ctx.levels[one.node], one, base)
        condition = ctx.condition(MODEL, *base, "when")
        if condition and one.node in condition.named():
            yield Finding(
                "warning", "influence-on-itself", MODEL, (*base, "when"),
                f"an influence on {one.node} that depends on {one.node}",
                "conditions on other nodes; leaving: for single levels",
                "check that a feedback of the node on itself is meant",
            )  # fmt: skip


def _idle(node: Node, levels: Mapping[str, int], one: Influence, base: Path) -> Iterator[Finding]:
    """The steps that an influence would speed and that the node cannot make."""
    movable = [name for name in levels if can_move(node, levels[name], one.direction)]
    do = f"give {node.id} a rate {one.direction}, or remove the influence"
    if not movable:
        yield Finding(
            "error", "influence-cannot-move", MODEL, (*base, "direction"),
            f"an influence on {node.id} going {one.direction}, where it has no rate",
            "directions in which the node has a rate", do,
        )  # fmt: skip
        return
    for j, level in enumerate(one.leaving):
        if level in levels and level not in movable:
            yield Finding(
                "error", "influence-cannot-move", MODEL, (*base, "leaving", j),
                f"the level {level!r}, from which {node.id} cannot go {one.direction}",
                ", ".join(movable), do,
            )  # fmt: skip


def starts(ctx: Context) -> Iterator[Finding]:
    """A start is one level, or probabilities that add up to 1; with a timeline, one level."""
    for i, node in enumerate(ctx.case.model.nodes):
        path = ("nodes", i, "start")
        if isinstance(node.start, str):
            continue
        total = math.fsum(node.start.values())
        if abs(total - 1) > SUM_TOLERANCE:
            yield Finding(
                "error", "start-sum", MODEL, path,
                f"start probabilities of {node.id} that add up to {total:g}", "a sum of 1",
                "change them so that they add up to 1",
            )  # fmt: skip
        if node.id in ctx.timelines:
            yield Finding(
                "error", "start-known", MODEL, path,
                f"a start of {node.id} spread over levels, though it has a timeline",
                "one level, where a timeline says what is known", "write the level at the start",
            )  # fmt: skip


def priors(ctx: Context) -> Iterator[Finding]:
    """The priors of the hypotheses of a group add up to 1."""
    for i, group in enumerate(ctx.case.header.groups):
        total = math.fsum(one.prior for one in group.hypotheses)
        if abs(total - 1) > SUM_TOLERANCE:
            yield Finding(
                "error", "prior-sum", CASE, ("groups", i, "hypotheses"),
                f"priors of the group {group.id} that add up to {total:g}",
                "a sum of 1: exactly one of the group is true",
                "change them, or add the explanation that is missing",
            )  # fmt: skip


_RANGES = {"reliability": (0.0, 1.0), "credibility": (-1.0, 1.0), "consistency": (1e-3, 1e3)}
"""What the values of each table may be: exponents, and likelihood ratios."""


def tables(ctx: Context) -> Iterator[Finding]:
    """The tables of likelihood ratios are complete and within bounds."""
    complete = Tables()
    for name, (low, high) in _RANGES.items():
        wanted: Mapping[str, float] = getattr(complete, name)
        given: Mapping[str, float] = getattr(ctx.case.header.tables, name)
        path = ("tables", name)
        if set(given) != set(wanted):
            yield Finding(
                "error", "table-codes", CASE, path,
                f"a table of {', '.join(given)}", f"exactly {', '.join(wanted)}",
                "give every code its value",
            )  # fmt: skip
        for key, value in given.items():
            if not low <= value <= high:
                yield Finding(
                    "error", "table-value", CASE, (*path, key), f"{value:g}",
                    f"{low:g} to {high:g}", "change the value",
                )  # fmt: skip
