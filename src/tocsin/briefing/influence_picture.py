"""The network of influences as a picture: nodes in columns by kind, the paths that matter on top.

A line that raises ends in a tip, one that lowers is dashed and ends in a bar: the sign is told by
form as well as by colour. Its width grows with the strength of the influence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, WIDE
from tocsin.briefing.rows import in_lines
from tocsin.briefing.svg import drawing, element, points, text
from tocsin.language import Language
from tocsin.results import InfluenceEdge, InfluenceNode, Influences
from tocsin.terms import name

COLUMNS = (("condition", "route", "clock"), ("trigger",), ("perception",), ("outcome",))
"""The kinds of each column, from what moves to what is moved."""
MOST = 14
"""Nodes of a column at most: those on the paths first, then the strongest."""
HEAD, LINE, GAP = 26.0, 12.5, 9.0
COLORS = {"raises": ORANGE, "lowers": BLUE, "mixed": GREY}


@dataclass(frozen=True)
class Box:
    """A node on the picture: its words in lines, its left upper corner and its size."""

    node: InfluenceNode
    lines: list[str]
    x: float
    y: float
    wide: float
    tall: float

    @property
    def middle(self) -> float:
        """Its middle from the top."""
        return self.y + self.tall / 2


def chosen(net: Influences, *, narrow: bool) -> list[list[InfluenceNode]]:
    """The nodes of each column. A narrow picture keeps to the nodes on the paths and outcomes."""
    pull: dict[str, float] = {}
    for edge in net.edges:
        weight = math.log(edge.typical or 1.5) + 10 * edge.share
        pull[edge.source] = pull.get(edge.source, 0.0) + weight
    columns = []
    for kinds in COLUMNS:
        here = [node for node in net.nodes if node.kind in kinds]
        if narrow and "outcome" not in kinds:
            here = [node for node in here if node.share > 0]
        here.sort(key=lambda node: (-node.share, -pull.get(node.id, 0.0), node.id))
        columns.append(here[:MOST])
    if narrow:
        columns = [[node for column in columns[:-1] for node in column], columns[-1]]
    return [column for column in columns if column]


def network(net: Influences, language: Language, width: int) -> str:
    """The picture; each node leads to its row on the page of triggers."""
    narrow = width < WIDE
    columns = _untangled(chosen(net, narrow=narrow), net.edges)
    gap = 46.0 if narrow else 74.0
    wide = (width - gap * (len(columns) - 1)) / len(columns)
    boxes = _placed(columns, language, wide, gap)
    height = math.ceil(max(box.y + box.tall for box in boxes.values()) + 8)
    shown = [edge for edge in net.edges if edge.source in boxes and edge.target in boxes]
    shown.sort(key=lambda edge: (edge.share, edge.typical or 0.0))
    lines = [_line(edge, boxes[edge.source], boxes[edge.target], width) for edge in shown]
    heads = [] if narrow else _heads(columns, language, wide, gap)
    nodes = [_node(box, net.node) for box in boxes.values()]
    return drawing(width, height, [*heads, *lines, *nodes], linked=True)


def _untangled(
    columns: list[list[InfluenceNode]], edges: Sequence[InfluenceEdge]
) -> list[list[InfluenceNode]]:
    """The nodes of each column by the mean place of their neighbours (Sugiyama's barycentre), a
    few times over, so that fewer lines cross.
    """
    place = {node.id: k / len(column) for column in columns for k, node in enumerate(column)}
    near: dict[str, list[tuple[str, float]]] = {}
    for edge in edges:
        weight = math.log(edge.typical or 1.5) + 20 * edge.share + 0.01
        near.setdefault(edge.source, []).append((edge.target, weight))
        near.setdefault(edge.target, []).append((edge.source, weight))

    def mean(node: InfluenceNode) -> tuple[float, str]:
        found = [(place[o], w) for o, w in near.get(node.id, []) if o in place]
        total = sum(w for _, w in found)
        return sum(p * w for p, w in found) / total if total else place[node.id], node.id

    for _ in range(6):
        for column in columns:
            column.sort(key=mean)
            place.update((node.id, k / len(column)) for k, node in enumerate(column))
    return columns


def _placed(
    columns: list[list[InfluenceNode]], language: Language, wide: float, gap: float
) -> dict[str, Box]:
    """Every node's box, the columns centred on the longest."""
    letters = max(10, int((wide - 12) / 5.3))
    stacks = [
        [(node, in_lines(node.label.in_(language), letters)) for node in column]
        for column in columns
    ]
    tall = [sum(_tall(lines) + GAP for _, lines in stack) for stack in stacks]
    boxes = {}
    for k, stack in enumerate(stacks):
        spare = (max(tall) - tall[k]) / (len(stack) + 1)
        y = HEAD + spare
        for node, lines in stack:
            boxes[node.id] = Box(node, lines, k * (wide + gap), y, wide, _tall(lines))
            y += _tall(lines) + GAP + spare
    return boxes


def _tall(lines: Sequence[str]) -> float:
    return LINE * len(lines) + 9


def _node(box: Box, outcome: str) -> Markup:
    """A box with its words, which leads to the node's row."""
    main = box.node.id == outcome
    on_path = box.node.share > 0
    frame = element(
        "rect", x=box.x + 0.5, y=box.y, width=box.wide - 1, height=box.tall, rx=3,
        fill="#fff4ec" if main else "white", stroke=INK if on_path else "#b6bfc6",
        stroke_width=1.8 if on_path else 1,
    )  # fmt: skip
    words = [
        text(line, box.x + box.wide / 2, box.y + 15 + LINE * k - 1.5, 10.5,
             fill=INK if on_path else SOFT, text_anchor="middle",
             font_weight="bold" if main else None)
        for k, line in enumerate(box.lines)
    ]  # fmt: skip
    return element("a", frame, *words, href=f"#node-{box.node.id}")


def _heads(
    columns: list[list[InfluenceNode]], language: Language, wide: float, gap: float
) -> list[Markup]:
    heads = []
    for k, column in enumerate(columns):
        kinds = dict.fromkeys(
            name("kinds", kind, language)
            for kinds in COLUMNS
            for kind in kinds
            if any(node.kind == kind for node in column)
        )
        middle = k * (wide + gap) + wide / 2
        look = {"fill": SOFT, "text_anchor": "middle", "font_weight": "bold"}
        heads.append(text(", ".join(kinds), middle, 13, 11, **look))
    return heads


def _line(edge: InfluenceEdge, start: Box, end: Box, width: int) -> Markup:
    """One influence, from the right of its node to the left of the other; within a column, and
    back to an earlier one, it bows around.
    """
    color = COLORS[edge.sign]
    strong = 0.8 + 1.5 * math.log(edge.typical or 1.5)
    on_path = edge.share > 0
    path, tip, heading = _course(start, end, width)
    curve = element(
        "path", d=path, fill="none", stroke=color, stroke_width=strong + (1.4 if on_path else 0),
        stroke_dasharray="6 3" if edge.sign == "lowers" else None,
    )  # fmt: skip
    size = 5.5 if on_path else 4.0
    turns = (1.5708, -1.5708) if edge.sign == "lowers" else (2.6, -2.6)
    wings = [
        (tip[0] + size * math.cos(heading + t), tip[1] + size * math.sin(heading + t))
        for t in turns
    ]
    if edge.sign == "lowers":
        mark = element("polyline", points=points(wings), stroke=color, stroke_width=2, fill="none")
    else:
        mark = element("polygon", points=points([tip, *wings]), fill=color)
    return element("g", curve, mark, opacity=0.95 if on_path else 0.2)


def _course(start: Box, end: Box, width: int) -> tuple[str, tuple[float, float], float]:
    """The path of a line, where it ends, and the direction in which it arrives there."""
    x, y = start.x + start.wide, start.middle
    if end.x > start.x:
        tip, reach = (end.x - 1, end.middle), (end.x - x) / 2
        bend = f"C{x + reach:.1f},{y:.1f} {tip[0] - reach:.1f},{tip[1]:.1f}"
        return f"M{x:.1f},{y:.1f}{bend} {tip[0]:.1f},{tip[1]:.1f}", tip, 0.0
    if end.x == start.x:
        # at the right of the column, or left of the last one
        left = x > width - 5
        side = start.x - 22 if left else x + 22
        at = start.x if left else x
        tip = (at - 1 if left else at + 1, end.middle + (4 if start.y > end.y else -4))
        bend = f"C{side:.1f},{y:.1f} {side:.1f},{tip[1]:.1f}"
        return f"M{at:.1f},{y:.1f}{bend} {tip[0]:.1f},{tip[1]:.1f}", tip, 0.0 if left else math.pi
    tip = (end.x + end.wide + 1, end.middle)
    reach = (start.x - tip[0]) / 2
    bend = f"C{start.x - reach:.1f},{y:.1f} {tip[0] + reach:.1f},{tip[1]:.1f}"
    return f"M{start.x:.1f},{y:.1f}{bend} {tip[0]:.1f},{tip[1]:.1f}", tip, math.pi
