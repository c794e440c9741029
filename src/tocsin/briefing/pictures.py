"""The two pictures of a briefing: who is tied to whom, and where the routes run."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import networkx as nx

from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, WIDE, values
from tocsin.case.schema import Place
from tocsin.language import Language
from tocsin.results import BoundDuty, Obligations, Routes, RouteState

GREEN, AMBER = "#1b7f79", "#b7791f"
STYLES = {
    "open": (GREEN, [1, 0]),
    "building": (AMBER, [7, 3]),
    "agreed": (AMBER, [7, 3]),
    "restricted": (ORANGE, [3, 3]),
    "closed": (ORANGE, [3, 3]),
}
UNSETTLED = (GREY, [2, 4])
Point = tuple[float, float]
Box = tuple[float, float, float, float]
SIDES: dict[str, dict[str, Any]] = {
    "below": {"dy": 13},
    "above": {"dy": -13},
    "right": {"align": "left", "dx": 7},
    "left": {"align": "right", "dx": -7},
}
GEO: dict[str, Any] = {"longitude": "lon:Q", "latitude": "lat:Q"}


# --- the network --------------------------------------------------------------------------------


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


# --- the map ------------------------------------------------------------------------------------


@cache
def _countries() -> dict[str, Any]:
    text = files("tocsin.briefing").joinpath("geography.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def on_the_map(result: Routes, places: Sequence[Place], actors: Iterable[str]) -> bool:
    """Whether the routes run through real places: between points of countries that we can draw.

    An invented case has no place on the map of the world, whatever its coordinates.
    """
    known = {place.id for place in places}
    real = {feature["properties"]["iso"] for feature in _countries()["features"]}
    return bool(real & set(actors)) and any(known & set(route.places) for route in result.routes)


def route_map(
    result: Routes, places: Sequence[Place], actors: Iterable[str], language: Language, width: int
) -> Any:
    """The routes on an equal-area map; land of the case's actors a shade darker than the rest."""
    height = int(width * (0.66 if width >= WIDE else 0.95))
    known = {place.id: place for place in places}
    drawn = [
        (number, route, [known[name] for name in route.places if name in known])
        for number, route in enumerate(result.routes, start=1)
    ]
    used = {place.id: place for _, _, stops in drawn for place in stops}
    window = [(place.lon, place.lat) for place in used.values()]
    view = View.of(window, width, height)
    own = set(actors)
    features = [
        {**feature, "own": feature["properties"]["iso"] in own}
        for feature in _countries()["features"]
    ]
    land = (
        alt.Chart(values(features))
        .mark_geoshape(stroke="white", strokeWidth=0.8, clip=True)
        .encode(color=alt.condition("datum.own", alt.value("#dfe3e0"), alt.value("#eff1ef")))
    )
    layers = [land, *(_track(route, stops) for _, route, stops in drawn if len(stops) > 1)]
    discs = _discs(drawn, view)
    layers += _places(used.values(), discs, view, language)
    layers += _numbers(discs)
    return (
        alt.layer(*layers).project(**view.projection()).properties(width=width - 10, height=height)
    )


@dataclass(frozen=True)
class View:
    """Lambert's azimuthal equal-area projection, turned and scaled to a drawing."""

    lon: float
    lat: float
    scale: float
    across: float
    down: float
    width: int

    @classmethod
    def of(cls, points: Sequence[Point], width: int, height: int) -> View:
        """The view that shows ``points`` with a margin, within the countries we hold."""
        lons, lats = [p[0] for p in points] or [40.0, 80.0], [p[1] for p in points] or [35.0, 55.0]
        west, east = max(20.0, min(lons) - 6), min(90.0, max(lons) + 6)
        south, north = max(20.0, min(lats) - 4), min(65.0, max(lats) + 5)
        middle, centre = (west + east) / 2, (south + north) / 2
        frame = [(lon, lat) for lon in (west, middle, east) for lat in (south, centre, north)]
        plane = [_plane(lon, lat, middle, centre) for lon, lat in frame]
        xs, ys = [x for x, _ in plane], [y for _, y in plane]
        scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
        across = width / 2 - scale * (max(xs) + min(xs)) / 2
        down = height / 2 + scale * (max(ys) + min(ys)) / 2
        return cls(middle, centre, scale, across, down, width)

    def pixel(self, lon: float, lat: float) -> Point:
        """Where a point of the earth falls on the drawing."""
        x, y = _plane(lon, lat, self.lon, self.lat)
        return self.across + self.scale * x, self.down - self.scale * y

    def projection(self) -> dict[str, Any]:
        """The same projection in the chart's own terms."""
        return {
            "type": "azimuthalEqualArea",
            "rotate": [-self.lon, -self.lat, 0],
            "scale": self.scale,
            "translate": [self.across, self.down],
        }


def _plane(lon: float, lat: float, lon0: float, lat0: float) -> Point:
    """Lambert azimuthal equal-area (Snyder 1987, eq. 24-2 to 24-4) on the unit sphere."""
    a, b, turn = math.radians(lat), math.radians(lat0), math.radians(lon - lon0)
    k = math.sqrt(2 / (1 + math.sin(b) * math.sin(a) + math.cos(b) * math.cos(a) * math.cos(turn)))
    y = math.cos(b) * math.sin(a) - math.sin(b) * math.cos(a) * math.cos(turn)
    return k * math.cos(a) * math.sin(turn), k * y


def _track(route: RouteState, stops: Sequence[Place]) -> Any:
    color, dash = STYLES.get(route.status, UNSETTLED)
    line = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "LineString", "coordinates": [[p.lon, p.lat] for p in stops]},
    }
    return alt.Chart(values([line])).mark_geoshape(
        filled=False, stroke=color, strokeWidth=2.6, strokeDash=dash, clip=True
    )


def _places(
    places: Iterable[Place], discs: Sequence[dict[str, Any]], view: View, language: Language
) -> list[Any]:
    """Dots with names, each name where it meets no other; a name without room is left out."""
    rows: list[dict[str, Any]] = []
    taken: list[Box] = []
    for disc in discs:
        x, y = view.pixel(disc["lon"], disc["lat"])
        taken.append((x - 9, y - 9, x + 9, y + 9))
    for place in places:
        label = place.label.in_(language)
        x, y = view.pixel(place.lon, place.lat)
        half = 3.1 * len(label) + 2
        centres = {"below": (0, 13), "above": (0, -13), "right": (half + 7, 0)}
        centres["left"] = (-half - 7, 0)
        free = None
        for side, (dx, dy) in centres.items():
            box = (x + dx - half, y + dy - 7, x + dx + half, y + dy + 7)
            inside = box[0] >= 0 and box[2] <= view.width
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                free = side
                break
        rows.append({"lon": place.lon, "lat": place.lat, "label": label, "side": free})
    layers: list[Any] = [
        alt.Chart(values(rows)).mark_circle(size=26, color=INK, opacity=1).encode(**GEO)
    ]
    for halo in (True, False):
        look: dict[str, Any] = {"stroke": "white", "strokeWidth": 3.5} if halo else {}
        for side, placed in SIDES.items():
            here = [row for row in rows if row["side"] == side]
            if here:
                mark = alt.Chart(values(here)).mark_text(fontSize=11, color=INK, **placed, **look)
                layers.append(mark.encode(text="label:N", **GEO))
    return layers


def _meet(first: Box, second: Box) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def _discs(
    drawn: Sequence[tuple[int, RouteState, list[Place]]], view: View
) -> list[dict[str, Any]]:
    """A numbered disc for each route, at the first spot along it that is clear of the others."""
    discs: list[dict[str, Any]] = []
    for number, route, stops in drawn:
        if not stops:
            continue
        color = STYLES.get(route.status, UNSETTLED)[0]
        lon, lat = _clear(stops, [(row["lon"], row["lat"]) for row in discs], view)
        discs.append({"lon": lon, "lat": lat, "label": str(number), "color": color})
    return discs


def _numbers(discs: Sequence[dict[str, Any]]) -> list[Any]:
    base = alt.Chart(values(discs)).encode(**GEO)
    fill = alt.Fill("color:N", scale=None)
    return [
        base.mark_circle(size=230, opacity=1, stroke="white", strokeWidth=1.5).encode(fill=fill),
        base.mark_text(color="white", fontSize=11, fontWeight="bold", dy=0.5).encode(
            text="label:N"
        ),
    ]


def _clear(stops: Sequence[Place], taken: Sequence[Point], view: View) -> Point:
    """The first point along a route that is clear of ``taken``, or else the farthest from it."""
    spots = []
    if len(stops) == 1:
        only = stops[0]
        spots = [(only.lon + dx, only.lat + dy) for dx, dy in ((0, 1.4), (0, -1.4), (2, 0))]
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8) if len(stops) > 1 else ():
        leg = min(int(share * (len(stops) - 1)), len(stops) - 2)
        part = share * (len(stops) - 1) - leg
        a, b = stops[leg], stops[leg + 1]
        spots.append((a.lon + part * (b.lon - a.lon), a.lat + part * (b.lat - a.lat)))
    others = [view.pixel(*other) for other in taken]
    room = [
        min((math.dist(view.pixel(*spot), other) for other in others), default=math.inf)
        for spot in spots
    ]
    return (
        next((s for s, free in zip(spots, room, strict=True) if free > 19), None)
        or max(zip(room, spots, strict=True))[1]
    )
