"""``model.yaml``: nodes, influences, derived nodes, anchors, fits, off-ramps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from tocsin.case.schema.base import Entry, Key, LearnedKey, Name, Positive
from tocsin.language import Text


class Count(Entry):
    """A rate known from counts: ``events`` in ``years`` of exposure (Jeffreys prior added)."""

    events: Annotated[float, Field(ge=0, lt=1e6)]
    years: Positive
    source: str
    note: str | None = None


class Interval(Entry):
    """A 90 % interval: ``low`` and ``high`` are its 5 % and 95 % points."""

    low: Positive
    high: Positive
    source: str
    note: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Interval:
        if not self.low < self.high:
            raise ValueError(f"low {self.low:g} is not below high {self.high:g}; swap or widen")
        return self


class Learned(Entry):
    """A rate counted from coded histories: the id of one in ``learned.yaml``."""

    learned: LearnedKey


class Fitted(Entry):
    """A multiplier taken from a joint fit of past cases: its joint draws are used."""

    fit: Name
    factor: Name


Rate = Count | Interval | Learned


class Level(Entry):
    """One level of a node: its name and what would be seen if the node stood there."""

    id: Name
    label: Text
    observable: Text | None = None


class NodeKind(StrEnum):
    """What a node is shown as; the kind never changes how it is computed."""

    TRIGGER = "trigger"
    CONDITION = "condition"
    PERCEPTION = "perception"
    ROUTE = "route"
    CLOCK = "clock"
    OUTCOME = "outcome"


class Node(Entry):
    """Anything that has a state: ordered levels, and the rates (a year) at which it moves.

    ``up`` and ``down`` hold one rate for all steps of that direction, or one for each level
    that is left. Without a rate the node cannot move that way. ``up_while`` and ``down_while`` are
    formulas:
    the step can happen only while they hold.
    """

    id: Name
    kind: NodeKind
    label: Text
    definition: Text
    levels: Annotated[list[Level], Field(min_length=2, max_length=9)]
    start: Name | dict[Name, Annotated[float, Field(ge=0, le=1)]]
    up: Rate | dict[Name, Rate] | None = None
    down: Rate | dict[Name, Rate] | None = None
    up_while: str | None = None
    down_while: str | None = None
    code: str | None = None
    source: str | None = None
    note: Text | None = None


class DerivedLevel(Entry):
    """A level of a derived node: it stands at its highest level whose ``when`` holds.

    The first level has no ``when``: it is where the node stands if no other formula holds.
    """

    id: Name
    label: Text
    when: str | None = None


class Derived(Entry):
    """A node computed from the others at every moment; it has no rates of its own."""

    id: Name
    label: Text
    definition: Text
    levels: Annotated[list[DerivedLevel], Field(min_length=2, max_length=9)]


class Influence(Entry):
    """While ``when`` holds, ``node`` moves ``direction`` by ``factor`` times as often."""

    id: Name
    node: Name
    direction: Literal["up", "down"]
    leaving: list[Name] = []
    when: str
    factor: Interval | Fitted
    source: str
    note: Text | None = None


class Anchor(Entry):
    """Ties an asked onset to its reference class; ``pool`` adds wider classes at a weight."""

    asked: Name
    reference_class: Key
    pool: dict[Key, Annotated[float, Field(gt=0, le=1)]] = {}
    label: Text
    note: Text | None = None


class Fit(Entry):
    """One joint penalised logistic over the precedents: N(0, ``penalty_sd``) coefficients."""

    id: Name
    label: Text
    factors: Annotated[list[Name], Field(min_length=1)]
    positive: list[str]
    negative: list[str]
    penalty_sd: Positive = 0.5
    source: str
    note: Text | None = None


class Setting(Entry):
    """A node held at a level by an intervention."""

    node: Name
    level: Name


class OffRamp(Entry):
    """An intervention that would lower the risk: what it sets, its cost, window and signpost."""

    id: Name
    code: str
    label: Text
    direction: Literal["lowers", "ambiguous"]
    why: Text
    status: Text
    sets: Annotated[list[Setting], Field(min_length=1)]
    cost: Literal["low", "medium", "high"]
    window: Text
    signpost: Text
    source: str
    caution: Text | None = None


class ModelFile(Entry):
    """``model.yaml``."""

    nodes: Annotated[list[Node], Field(min_length=1)]
    derived: list[Derived] = []
    influences: list[Influence] = []
    anchors: list[Anchor] = []
    fits: list[Fit] = []
    off_ramps: list[OffRamp] = []
