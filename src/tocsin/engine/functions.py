"""Conditions as tables: each named node contributes an offset, the sum is a place in the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tocsin.case.formula import Formula, atoms, evaluate, names
from tocsin.errors import SizeError

MAX_TABLE = 65_536
"""Entries in one table; a condition that needs more should be split with a derived node."""


@dataclass(frozen=True)
class Function:
    """A table and, for each node it names, the offset of each of the node's levels."""

    offsets: dict[int, list[int]]
    table: list[int]


@dataclass(frozen=True)
class Scope:
    """What names mean: where each node, hypothesis and assumption stands, and the level names.

    ``truths`` gives for a hypothesis or assumption its static node and the level at which it is
    true.
    """

    nodes: Mapping[str, int]
    levels: Mapping[str, Mapping[str, int]]
    truths: Mapping[str, tuple[int, int]]
    sizes: Sequence[int]

    def place(self, name: str) -> int:
        """The number of the node whose level decides about ``name``."""
        return self.nodes[name] if name in self.nodes else self.truths[name][0]

    def state(self, levels: Mapping[int, int], named: set[str]) -> dict[str, int]:
        """Levels by name for ``evaluate``, with hypotheses and assumptions as 0 or 1."""
        state = {}
        for name in named:
            if name in self.nodes:
                state[name] = levels[self.nodes[name]]
            else:
                node, true_at = self.truths[name]
                state[name] = int(levels[node] == true_at)
        return state


def tabulate(formulas: Sequence[Formula], scope: Scope) -> Function:
    """One table whose value is the number of the last formula that holds, counted from 1, or 0.

    A condition is the case of one formula (0 or 1), a derived node that of one formula for each
    level above the first. Levels of a node between which no formula tells apart share an offset.
    Raises ``SizeError`` when the table would pass ``MAX_TABLE``.
    """
    named = set().union(*(names(formula) for formula in formulas)) if formulas else set()
    nodes = sorted({scope.place(name) for name in named})
    classes = {node: _classes(formulas, scope, node) for node in nodes}
    size = 1
    offsets: dict[int, list[int]] = {}
    for node in reversed(nodes):
        of_level, representatives = classes[node]
        offsets[node] = [size * k for k in of_level]
        size *= len(representatives)
        if size > MAX_TABLE:
            raise SizeError(
                f"a condition over {len(nodes)} nodes needs a table of more than {MAX_TABLE} "
                "entries; split it with a derived node that counts or combines some of them"
            )
    table = []
    for corner in product(*(classes[node][1] for node in nodes)):
        state = scope.state(dict(zip(nodes, corner, strict=True)), named)
        value = 0
        for k, formula in enumerate(formulas, start=1):
            if evaluate(formula, state, scope.levels):
                value = k
        table.append(value)
    return Function(offsets, table)


def _classes(formulas: Sequence[Formula], scope: Scope, node: int) -> tuple[list[int], list[int]]:
    """Levels of ``node`` grouped by the atoms that they make true: class by level, one of each."""
    relevant = [
        atom
        for formula in formulas
        for atom in atoms(formula)
        if any(scope.place(name) == node for name in names(atom))
    ]
    seen: dict[tuple[bool, ...], int] = {}
    of_level: list[int] = []
    representatives: list[int] = []
    for level in range(scope.sizes[node]):
        values = tuple(
            evaluate(atom, scope.state({node: level}, names(atom)), scope.levels)
            for atom in relevant
        )
        if values not in seen:
            seen[values] = len(representatives)
            representatives.append(level)
        of_level.append(seen[values])
    return of_level, representatives
