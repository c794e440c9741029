"""What ``influences`` returns: which node moves which, and the paths that matter among them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class InfluenceNode(Result):
    """A node of the network; ``share`` is that of the outcome's paths that pass through it."""

    id: str
    kind: str
    label: Text
    share: float


class InfluenceEdge(Result):
    """The influences of one node on another, taken together.

    ``sign`` says whether a rise of the first makes a rise of the second more or less likely, or
    now one, now the other; ``typical`` is the strongest of their typical multipliers (the median
    of each, inverted below one; none where all are fitted), ``number`` how many there are.
    ``share`` is that of the outcome's paths that lead along it.
    """

    source: str
    target: str
    sign: Literal["raises", "lowers", "mixed"]
    typical: float | None
    number: int
    share: float


class Influences(Result):
    """The network of a case, and the paths to one outcome that run through it."""

    case: str
    as_of: date
    outcome: str
    outcome_label: Text
    node: str
    nodes: list[InfluenceNode]
    edges: list[InfluenceEdge]
