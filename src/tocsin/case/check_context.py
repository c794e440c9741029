"""What the checks share: the case with its indices, its formulas, and the form of a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from tocsin.case.formula import Formula, names, parse
from tocsin.case.positions import Document, Path
from tocsin.case.schema import Case, Derived, HypothesisGroup, Node
from tocsin.errors import FormulaError

CASE, SOURCES, CLAIMS, ACTORS, ROUTES, MODEL, EVIDENCE, QUESTIONS, PRECEDENTS, MONITORING = (
    "case.yaml", "sources.yaml", "claims.yaml", "actors.yaml", "routes.yaml", "model.yaml",
    "evidence.yaml", "questions.yaml", "precedents.yaml", "monitoring.yaml",
)  # fmt: skip
LEARNED, INDICATORS = "learned.yaml", "indicators.yaml"


_AnyNode = TypeVar("_AnyNode", Node, Derived)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, at the path of a value in a file.

    ``column`` points into the text of the value (from 1; 0 is the value as a whole); ``on_key``
    points at its key instead.
    """

    severity: Literal["error", "warning", "note"]
    code: str
    file: str
    path: Path
    got: str
    allowed: str
    do: str
    column: int = 0
    on_key: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A formula where it stands: read, or the reason why it cannot be."""

    file: str
    path: Path
    text: str
    formula: Formula | None
    error: FormulaError | None

    def named(self) -> set[str]:
        """The ids it names; none where it cannot be read."""
        return names(self.formula) if self.formula is not None else set()


@dataclass(frozen=True)
class Context:
    """One case under check."""

    case: Case
    documents: dict[str, Document]

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Nodes with rates of their own, by id (the first of an id that stands twice)."""
        return _by_id(self.case.model.nodes)

    @cached_property
    def derived(self) -> dict[str, Derived]:
        """Derived nodes by id."""
        return _by_id(self.case.model.derived)

    @cached_property
    def levels(self) -> dict[str, dict[str, int]]:
        """The index of each level of each node, derived ones included."""
        order = {name: [level.id for level in node.levels] for name, node in self.nodes.items()}
        for name, derived in self.derived.items():
            order.setdefault(name, [level.id for level in derived.levels])
        return {name: {level: ids.index(level) for level in ids} for name, ids in order.items()}

    @cached_property
    def groups(self) -> dict[str, HypothesisGroup]:
        """The group of each hypothesis."""
        return {one.id: group for group in self.case.header.groups for one in group.hypotheses}

    @cached_property
    def truths(self) -> set[str]:
        """Everything a formula can name without a level: hypotheses and assumptions."""
        return {*self.groups, *(one.id for one in self.case.header.assumptions)}

    @cached_property
    def timelines(self) -> set[str]:
        """The nodes that have a timeline."""
        return {timeline.node for timeline in self.case.evidence.timelines}

    @cached_property
    def conditions(self) -> list[Condition]:
        """Every formula of the case."""
        return [_read(file, path, text) for file, path, text in self._formula_texts()]

    @cached_property
    def readable(self) -> bool:
        """Whether every formula could be read; if not, what depends on them all is not judged."""
        return all(one.error is None for one in self.conditions)

    def condition(self, file: str, *path: str | int) -> Condition | None:
        """The formula at a path, if there is one."""
        return self._conditions_by_place.get((file, path))

    def basis(self, named: set[str]) -> set[str]:
        """The names with every derived node replaced by what it is computed from, in the end."""
        found: set[str] = set()
        waiting = set(named)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting |= self._parents.get(name, set())
        return found - set(self._parents)

    @cached_property
    def _conditions_by_place(self) -> dict[tuple[str, Path], Condition]:
        return {(one.file, one.path): one for one in self.conditions}

    @cached_property
    def _parents(self) -> dict[str, set[str]]:
        """What the formulas of each derived node name."""
        parents: dict[str, set[str]] = {}
        for index, node in enumerate(self.case.model.derived):
            found = (
                self.condition(MODEL, "derived", index, "levels", place, "when")
                for place in range(len(node.levels))
            )
            parents[node.id] = set().union(*(one.named() for one in found if one))
        return parents

    def parents(self, derived: str) -> set[str]:
        """What the formulas of one derived node name."""
        return self._parents[derived]

    def _formula_texts(self) -> Iterator[tuple[str, Path, str]]:
        model, evidence = self.case.model, self.case.evidence
        for i, node in enumerate(model.nodes):
            for key, gate in (("up_while", node.up_while), ("down_while", node.down_while)):
                if gate is not None:
                    yield MODEL, ("nodes", i, key), gate
        for i, derived in enumerate(model.derived):
            for j, level in enumerate(derived.levels):
                if level.when is not None:
                    yield MODEL, ("derived", i, "levels", j, "when"), level.when
        for i, influence in enumerate(model.influences):
            yield MODEL, ("influences", i, "when"), influence.when
        for i, report in enumerate(evidence.reports):
            yield EVIDENCE, ("reports", i, "says"), report.says
        for i, watch in enumerate(evidence.watches):
            yield EVIDENCE, ("watches", i, "says"), watch.says
        for i, indicator in enumerate(self.case.indicators):
            if indicator.raised_by is not None:
                yield INDICATORS, (i, "raised_by", "when"), indicator.raised_by.when


def _by_id(nodes: Sequence[_AnyNode]) -> dict[str, _AnyNode]:
    """Nodes by id, in the order of the file; of an id that stands twice the first."""
    found: dict[str, _AnyNode] = {}
    for node in nodes:
        found.setdefault(node.id, node)
    return found


def _read(file: str, path: Path, text: str) -> Condition:
    try:
        return Condition(file, path, text, parse(text), None)
    except FormulaError as error:
        return Condition(file, path, text, None, error)
