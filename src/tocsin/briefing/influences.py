"""The network of influences: the picture, and the same as a table."""

from __future__ import annotations

from dataclasses import replace

from tocsin import formats
from tocsin.briefing import influence_picture
from tocsin.briefing.findings import Writer
from tocsin.briefing.parts import Cell, Inline, Link, Paragraph, Row, Section
from tocsin.results import InfluenceEdge

SHOWN = 6
"""Influences named in a cell; the others are counted."""


def influences(w: Writer) -> Section:
    """Which node moves which, how strongly, and where the paths that matter run."""
    net = w.findings.influences
    if not net.edges:
        return Section("influences", w.say("influences"), (Paragraph((w.say("no data"),), "note"),))
    label = w.text(net.outcome_label)
    figure = w.drawn(
        "figure-influences", w.say("influences caption", label=label),
        w.say("influences alt", nodes=str(len(net.nodes)), edges=str(len(net.edges))),
        lambda width: influence_picture.network(net, w.language, width),
    )  # fmt: skip
    moved: dict[str, list[InfluenceEdge]] = {}
    for edge in net.edges:
        moved.setdefault(edge.target, []).append(edge)
    order = {node.id: (-node.share, k) for k, node in enumerate(net.nodes)}
    rows = [
        Row(
            (
                Cell((Link(w.node(target), f"#node-{target}"),)),
                _named(w, [edge for edge in moved[target] if edge.sign == "raises"]),
                _named(w, [edge for edge in moved[target] if edge.sign == "lowers"]),
                _named(w, [edge for edge in moved[target] if edge.sign == "mixed"]),
            )
        )
        for target in sorted(moved, key=order.__getitem__)
    ]
    columns = ("node", "raised by", "lowered by", "moved both ways by")
    table = w.table(w.say("influences table"), "table-influences", columns, rows)
    text = Paragraph((w.say("influences text", label=label),))
    return Section("influences", w.say("influences"), (text, replace(figure, linked=True), table))


def _named(w: Writer, edges: list[InfluenceEdge]) -> Cell:
    """The nodes that move one, the strongest first, each with its typical multiplier."""
    edges = sorted(edges, key=lambda edge: (-edge.share, -(edge.typical or 0.0), edge.source))
    shown: list[Inline] = []
    for edge in edges[:SHOWN]:
        times = (
            "" if edge.typical is None else f" (× {formats.decimal(edge.typical, w.language, 1)})"
        )
        shown += [w.semicolon] * bool(shown) + [w.node(edge.source) + times]
    if len(edges) > SHOWN:
        rest = len(edges) - SHOWN
        more = w.say("and another") if rest == 1 else w.say("and others", n=str(rest))
        shown.append(w.semicolon + more)
    return Cell(tuple(shown) or ("–",))
