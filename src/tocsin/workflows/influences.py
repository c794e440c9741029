"""Influences: which node moves which, how strongly, and on which paths an outcome comes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from tocsin.case.formula import And, Compare, Count, Formula, Not, Or, atoms, parse
from tocsin.case.schema import Case, Influence, Interval
from tocsin.results import InfluenceEdge, InfluenceNode, Influences, Pathways
from tocsin.workflows.cases import asked_number

Pair = tuple[str, str]


def influences(case: Case, pathways: Pathways) -> Influences:
    """The network of a case with the paths of ``pathways`` marked in it.

    A condition that names a derived node counts for the nodes behind it. The sign of a node in a
    condition follows how it is named: ``a <= low`` or ``not a >= high`` hold while ``a`` is low.

    Args:
        case: a case that ``check`` finds no error in.
        pathways: the paths to one outcome, as of the day that is asked about.

    Raises ``NotFoundError`` where the case does not ask about that outcome.
    """
    asked = case.header.asked[asked_number(case, pathways.outcome)]
    reader = _Reader(case)
    signs: defaultdict[Pair, set[int]] = defaultdict(set)
    typical: defaultdict[Pair, list[float]] = defaultdict(list)
    number: defaultdict[Pair, int] = defaultdict(int)
    for one in case.model.influences:
        strength, turn = _strength(one), _turn(one)
        for name, sign in reader.named(parse(one.when)):
            pair = (name, one.node)
            if name == one.node:
                continue
            signs[pair].add(sign * turn)
            number[pair] += 1
            typical[pair] += [] if strength is None else [strength]
    through, along = _paths(reader, pathways, asked.node, set(number))
    return Influences(
        case=case.header.id,
        as_of=pathways.as_of,
        outcome=asked.id,
        outcome_label=asked.label,
        node=asked.node,
        nodes=[
            InfluenceNode(id=n.id, kind=n.kind.value, label=n.label, share=through.get(n.id, 0.0))
            for n in case.model.nodes
        ],
        edges=[
            InfluenceEdge(
                source=pair[0], target=pair[1], number=number[pair], share=along.get(pair, 0.0),
                sign=_sign(signs[pair]),
                typical=max(typical[pair], default=None),
            )
            for pair in sorted(number)
        ],
    )  # fmt: skip


def _sign(signs: set[int]) -> Literal["raises", "lowers", "mixed"]:
    if len(signs) > 1:
        return "mixed"
    return "raises" if 1 in signs else "lowers"


def _strength(one: Influence) -> float | None:
    """The median multiplier, inverted below one: three times as often is as strong as a third."""
    if not isinstance(one.factor, Interval):
        return None
    return math.exp(abs(math.log(one.factor.low * one.factor.high)) / 2)


def _turn(one: Influence) -> int:
    """1 where the influence pushes its node up, -1 where it pushes it down."""
    more = not isinstance(one.factor, Interval) or one.factor.low * one.factor.high >= 1
    return 1 if (one.direction == "up") == more else -1


class _Reader:
    """Reads which nodes a formula names, and whether it holds while they are high or low."""

    def __init__(self, case: Case) -> None:
        self._nodes = {node.id for node in case.model.nodes}
        self._derived = {each.id: each for each in case.model.derived}

    def named(self, formula: Formula, sign: int = 1) -> set[tuple[str, int]]:
        """The nodes with their signs, derived ones resolved."""
        return set(self._named(formula, sign))

    def _named(self, formula: Formula, sign: int) -> Iterator[tuple[str, int]]:
        match formula:
            case Not(item):
                yield from self._named(item, -sign)
            case And(items) | Or(items):
                for item in items:
                    yield from self._named(item, sign)
            case Count():
                for atom in atoms(formula):
                    yield from self._named(atom, sign * (-1 if formula.op in ("<", "<=") else 1))
            case Compare(node, op, _):
                here = -sign if op in ("<", "<=") else sign
                if node in self._nodes:
                    yield node, here
                elif node in self._derived:
                    for level in self._derived[node].levels:
                        if level.when is not None:
                            yield from self._named(parse(level.when), here)
            case _:
                return


def _paths(
    reader: _Reader, pathways: Pathways, outcome: str, known: set[Pair]
) -> tuple[dict[str, float], dict[Pair, float]]:
    """The share of the paths through each node, and along each influence that there is."""
    through: defaultdict[str, float] = defaultdict(float)
    along: defaultdict[Pair, float] = defaultdict(float)
    for path in pathways.paths:
        stages = [{name for name, _ in reader.named(parse(step.formula))} for step in path.steps]
        seen: set[Pair] = set()
        for k, stage in enumerate(stages):
            later = {outcome}.union(*stages[k + 1 :])
            seen |= {(a, b) for a in stage for b in later if (a, b) in known}
        for name in set().union(*stages):
            through[name] += path.share
        for pair in seen:
            along[pair] += path.share
    through[outcome] = 1.0
    return dict(through), dict(along)
