"""The picture of who is tied to whom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import altair as alt
import networkx as nx

from tocsin.briefing.drawing import BLUE, INK, ORANGE, SOFT, WIDE, values
from tocsin.language import Language
from tocsin.results import BoundDuty, Obligations

Point = tuple[float, float]


def network(result: Obligations, language: Language, width: int) -> Any:
    """Actors (dots), blocs (squares) and the duties between them, laid out the same every time.

    A bloc with fewer than two actors of the case ties nobody to anybody: it is left to the table.
    """
    blocs = [b for b in result.blocs if len({*b.members, *b.frozen} & set(result.actors)) > 1]
    result = result.model_copy(update={"blocs": blocs})
    height = int(width * (0.62 if width >= WIDE else 1.25))
    duties = [*result.bound, *result.restrained]
    places = _layout(result, duties, width, height)
    lines = _ties(result, duties, places)
    titles = {f"bloc:{bloc.bloc}": bloc.label.in_(language) for bloc in blocs}
    nodes = [
        {
            "x": x,
            "y": y,
            "bloc": name.startswith("bloc:"),
            "focus": name in (result.attacked, result.by),
            "label": _short_name(titles[name])
            if name in titles
            else result.actors[name].in_(language)
            if name in result.actors
            else name,
        }
        for name, (x, y) in places.items()
    ]
    scale = {
        "x": alt.X("x:Q", axis=None).scale(domain=[0, width], nice=False),
        "y": alt.Y("y:Q", axis=None).scale(domain=[0, height], nice=False),
    }
    layers = [
        alt.Chart(values(rows))
        .mark_rule(stroke=stroke, strokeWidth=weight, strokeDash=dash, opacity=opacity)
        .encode(x2="x2:Q", y2="y2:Q", **scale)
        for rows, stroke, weight, dash, opacity in lines
        if rows
    ]
    base = alt.Chart(values(nodes))
    actors = base.transform_filter("!datum.bloc")
    squares = base.transform_filter("datum.bloc")
    layers += [
        actors.mark_point(size=130, filled=True, color="white", opacity=1, strokeWidth=2).encode(
            stroke=alt.condition("datum.focus", alt.value(INK), alt.value(SOFT)),
            strokeWidth=alt.condition("datum.focus", alt.value(4), alt.value(1.6)),
            **scale,
        ),
        squares.mark_point(
            size=150, shape="square", filled=True, color="#52606d", opacity=1
        ).encode(**scale),
    ]
    for halo in (True, False):
        layers.append(_names(actors, scale, halo, INK, "normal"))
        layers.append(_names(squares, scale, halo, "#52606d", "bold"))
    return alt.layer(*layers).properties(width=width - 10, height=height)


def _short_name(title: str) -> str:
    """The short form of a title such as ``OTS (Organization of Turkic States)``."""
    return title.partition(" (")[0]


def _names(base: Any, scale: dict[str, Any], halo: bool, color: str, weight: str) -> Any:
    look: dict[str, Any] = {"stroke": "white", "strokeWidth": 4} if halo else {"color": color}
    mark = base.mark_text(dy=-15, fontSize=12, fontWeight=weight, **look)
    return mark.encode(text="label:N", **scale)


def _layout(
    result: Obligations, duties: Sequence[BoundDuty], width: int, height: int
) -> dict[str, Point]:
    """Positions in pixels: blocs in the middle by springs, actors around by their ties."""
    graph = nx.Graph()
    graph.add_edge(result.attacked, result.by)
    for duty in duties:
        for other in duty.toward:
            if other != duty.actor:
                graph.add_edge(duty.actor, other)
    for bloc in result.blocs:
        for member in sorted({*bloc.members, *bloc.frozen} & set(result.actors)):
            graph.add_edge(f"bloc:{bloc.bloc}", member)
    start = nx.circular_layout(sorted(graph))
    placed = nx.kamada_kawai_layout(graph, pos=start, weight=None)
    return _fitted({name: (float(x), float(y)) for name, (x, y) in placed.items()}, width, height)


def _fitted(places: dict[str, Point], width: int, height: int) -> dict[str, Point]:
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    side, top = 55, 28
    return {
        name: (
            side + (x - min(xs)) / wide * (width - 2 * side),
            top + (y - min(ys)) / tall * (height - 2 * top),
        )
        for name, (x, y) in sorted(places.items())
    }


Segment = dict[str, float]
Tie = tuple[list[Segment], str, float, list[int], float]


def _ties(result: Obligations, duties: Sequence[BoundDuty], places: dict[str, Point]) -> list[Tie]:
    """Lines of one look each: memberships, frozen ones, duties that apply or not, restraint."""
    member: list[Segment] = []
    frozen: list[Segment] = []
    for bloc in result.blocs:
        here = places[f"bloc:{bloc.bloc}"]
        for name in sorted({*bloc.members, *bloc.frozen} & places.keys()):
            (frozen if name in bloc.frozen else member).append(_line(here, places[name]))
    applies: list[Segment] = []
    idle: list[Segment] = []
    restraint: list[Segment] = []
    for duty in duties:
        for other in duty.toward:
            if other == duty.actor:
                continue
            line = _line(places[duty.actor], places[other])
            if duty.applies != "applies":
                idle.append(line)
            else:
                (restraint if duty in result.restrained else applies).append(line)
    applies, restraint = _abreast(applies, restraint)
    return [
        (member, "#9aa5b1", 1.0, [1, 0], 0.7),
        (frozen, "#9aa5b1", 1.2, [5, 4], 0.9),
        (idle, BLUE, 2.0, [2, 4], 0.8),
        (restraint, ORANGE, 3.0, [1, 0], 0.7),
        (applies, BLUE, 3.0, [1, 0], 0.75),
    ]


def _abreast(first: list[Segment], second: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """Lines of two looks; where both tie one pair they run side by side, so that both are seen."""

    def pair(line: Segment) -> frozenset[Point]:
        return frozenset({(line["x"], line["y"]), (line["x2"], line["y2"])})

    shared = {pair(line) for line in first} & {pair(line) for line in second}

    def aside(line: Segment, step: float) -> Segment:
        if pair(line) not in shared:
            return line
        # counted from one end of the pair, whichever way the duty runs
        (x, y), (x2, y2) = sorted(pair(line))
        long = math.dist((x, y), (x2, y2)) or 1.0
        across, down = -(y2 - y) / long * step, (x2 - x) / long * step
        return _line((x + across, y + down), (x2 + across, y2 + down))

    return [aside(line, 2.2) for line in first], [aside(line, -2.2) for line in second]


def _line(first: Point, second: Point) -> Segment:
    return {"x": first[0], "y": first[1], "x2": second[0], "y2": second[1]}
