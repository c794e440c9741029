"""Small random cases that use everything a network can hold, for the oracles of the engine."""

from __future__ import annotations

from datetime import date

import numpy as np

from tocsin.case.schema import (
    ActorsFile,
    Asked,
    Assumption,
    Case,
    Derived,
    DerivedLevel,
    EvidenceFile,
    Header,
    Hypothesis,
    HypothesisGroup,
    Influence,
    Interval,
    Level,
    ModelFile,
    Node,
    NodeKind,
    RoutesFile,
    Tlp,
)
from tocsin.language import Text

TEXT = Text(en="text", fr="texte")

OPERATORS = (">=", "<=", "==", "!=", ">", "<")


def interval(low: float, high: float) -> Interval:
    """A 90 % interval with a source."""
    return Interval(low=low, high=high, source="test")


def node(name: str, levels: int, **changes: object) -> Node:
    """A moving node with levels l0, l1, ... that starts at l0 and by itself never moves."""
    stated: dict[str, object] = {
        "id": name,
        "kind": NodeKind.CONDITION,
        "label": TEXT,
        "definition": TEXT,
        "levels": [Level(id=f"l{k}", label=TEXT) for k in range(levels)],
        "start": "l0",
    }
    return Node.model_validate(stated | changes)


def derived(name: str, *when: str) -> Derived:
    """A derived node with levels l0, l1, ...; ``when`` from l1 on."""
    levels = [DerivedLevel(id="l0", label=TEXT)]
    levels += [DerivedLevel(id=f"l{k}", label=TEXT, when=w) for k, w in enumerate(when, start=1)]
    return Derived(id=name, label=TEXT, definition=TEXT, levels=levels)


def influence(name: str, on: str, direction: str, when: str, *leaving: str) -> Influence:
    """An influence with a factor between a third and five."""
    return Influence.model_validate(
        {
            "id": name,
            "node": on,
            "direction": direction,
            "leaving": list(leaving),
            "when": when,
            "factor": interval(0.3, 5.0),
            "source": "test",
        }
    )


def group(name: str, *priors: float) -> HypothesisGroup:
    """A hypothesis group whose members are ``name`` followed by 0, 1, ..."""
    hypotheses = [
        Hypothesis(id=f"{name}{k}", label=TEXT, claim=TEXT, prior=prior, source="test")
        for k, prior in enumerate(priors)
    ]
    return HypothesisGroup(id=name, label=TEXT, hypotheses=hypotheses)


def assumption(name: str, prior: float) -> Assumption:
    """An assumption."""
    return Assumption(
        id=name,
        label=TEXT,
        prior=prior,
        standing="caveated",
        if_wrong=TEXT,
        signpost=TEXT,
        source="test",
    )


def case_of(
    model: ModelFile,
    asked: list[tuple[str, str]],
    groups: list[HypothesisGroup] | None = None,
    assumptions: list[Assumption] | None = None,
) -> Case:
    """A case with nothing but a model; ``asked`` names nodes and levels."""
    header = Header(
        schema_version=1,
        id="test",
        title=TEXT,
        summary=TEXT,
        start=date(2024, 1, 1),
        evidence_until=date(2026, 1, 1),
        tlp=Tlp.CLEAR,
        horizons=[3, 12],
        asked=[
            Asked(id=f"asked{k}", node=name, level=level, label=TEXT)
            for k, (name, level) in enumerate(asked)
        ],
        groups=groups or [],
        assumptions=assumptions or [],
    )
    return Case(
        header=header,
        sources=[],
        actors=ActorsFile(actors=[]),
        routes=RoutesFile(places=[], routes=[]),
        model=model,
        evidence=EvidenceFile(),
    )


class _Dice:
    """Random choices of formulas over the names known so far."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        self.sizes: dict[str, int] = {}
        self.truths: list[str] = []

    def under(self, bound: int) -> int:
        return int(self.rng.integers(bound))

    def atom(self) -> str:
        if self.truths and self.rng.random() < 0.3:
            return self.truths[self.under(len(self.truths))]
        name = list(self.sizes)[self.under(len(self.sizes))]
        return f"{name} {OPERATORS[self.under(6)]} l{self.under(self.sizes[name])}"

    def formula(self, depth: int = 2) -> str:
        kind = self.under(6) if depth else 0
        parts = [self.formula(depth - 1) for _ in range(3)] if kind else []
        match kind:
            case 1:
                return f"({parts[0]} and {parts[1]})"
            case 2:
                return f"({parts[0]} or {parts[1]})"
            case 3:
                return f"not {parts[0]}"
            case 4:
                return f"count({', '.join(parts)}) {OPERATORS[self.under(6)]} {self.under(4)}"
            case _:
                return self.atom()


def random_formulas(case: Case, rng: np.random.Generator, number: int) -> list[str]:
    """Conditions over every node, hypothesis and assumption of a case."""
    dice = _Dice(rng)
    dice.sizes = {n.id: len(n.levels) for n in case.model.nodes}
    dice.sizes |= {d.id: len(d.levels) for d in case.model.derived}
    dice.truths = [h.id for g in case.header.groups for h in g.hypotheses]
    dice.truths += [a.id for a in case.header.assumptions]
    return [dice.formula() for _ in range(number)]


def random_case(rng: np.random.Generator) -> Case:
    """Two to four nodes of two to four levels, two derived nodes (one on the other), a group,
    an assumption, gates, influences on some levels, and two asked onsets.
    """
    dice = _Dice(rng)
    names = [f"n{k}" for k in range(2 + dice.under(3))]
    dice.sizes = {name: 2 + dice.under(3) for name in names}
    groups = [group("h", 0.2, 0.3, 0.5)]
    dice.truths = ["h0", "h1", "h2", "a"]
    made = []
    for name in ("d0", "d1"):
        made.append(derived(name, *(dice.formula() for _ in range(1 + dice.under(2)))))
        dice.sizes[name] = len(made[-1].levels)
    nodes = [_random_node(dice, name) for name in names]
    influences = [_random_influence(dice, names, k) for k in range(3 + dice.under(5))]
    asked = [(name, f"l{1 + dice.under(dice.sizes[name] - 1)}") for name in names[:2]]
    model = ModelFile(nodes=nodes, derived=made, influences=influences)
    return case_of(model, asked, groups, [assumption("a", 0.7)])


def wide_case(rng: np.random.Generator, nodes: int, influences: int) -> Case:
    """Many nodes of two or three levels with all that ``random_case`` has but an assumption."""
    dice = _Dice(rng)
    names = [f"n{k}" for k in range(nodes)]
    dice.sizes = {name: 3 if k % 4 == 1 else 2 for k, name in enumerate(names)}
    dice.truths = ["h0", "h1"]
    made = []
    for name in ("d0", "d1"):
        made.append(derived(name, *(dice.formula() for _ in range(2))))
        dice.sizes[name] = 3
    moving = [_random_node(dice, name) for name in names]
    effects = [_random_influence(dice, names, k) for k in range(influences)]
    model = ModelFile(nodes=moving, derived=made, influences=effects)
    return case_of(model, [("n0", "l1"), ("n1", "l2")], [group("h", 0.4, 0.6)])


def large_case(rng: np.random.Generator, nodes: int, levels: int, influences: int) -> Case:
    """Nodes that move both ways; each influence hangs on the level of one other node."""
    rate = interval(0.19, 0.32)
    moving = [node(f"n{k}", levels, up=rate, down=rate) for k in range(nodes)]
    made = []
    for k in range(influences):
        on, other = rng.choice(nodes, 2, replace=False)
        when = f"n{other} >= l{rng.integers(1, levels)}"
        made.append(influence(f"i{k}", f"n{on}", str(rng.choice(["up", "down"])), when))
    return case_of(ModelFile(nodes=moving, influences=made), [("n0", f"l{levels - 1}")])


def _random_rate(dice: _Dice) -> Interval:
    low = 0.3 * float(dice.rng.random()) + 0.2
    return interval(low, low * (3 + 3 * float(dice.rng.random())))


def _random_node(dice: _Dice, name: str) -> Node:
    """Up and down steps, at times with a rate for each level, at times behind a gate."""
    size = dice.sizes[name]
    changes: dict[str, object] = {"up": _random_rate(dice)}
    if dice.under(2):
        changes["up"] = {f"l{k}": _random_rate(dice) for k in range(size - 1)}
    if dice.under(4):
        changes["down"] = _random_rate(dice)
    if dice.under(2):
        changes["down"] = {f"l{k}": _random_rate(dice) for k in range(1, size)}
    if not dice.under(3):
        changes["up_while"] = dice.formula()
    if not dice.under(4):
        changes["down_while"] = dice.formula()
    if dice.under(2):
        share = 0.1 + 0.8 * float(dice.rng.random())
        changes["start"] = {"l0": share, "l1": 1 - share}
    return node(name, size, **changes)


def _random_influence(dice: _Dice, names: list[str], number: int) -> Influence:
    on = names[dice.under(len(names))]
    up = bool(dice.under(2))
    leaving = []
    if dice.under(2):
        leaving = [f"l{dice.under(dice.sizes[on] - 1) + (0 if up else 1)}"]
    return influence(f"i{number}", on, "up" if up else "down", dice.formula(), *leaving)
