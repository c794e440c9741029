"""The two pictures of a briefing: who is tied to whom, and where the routes run."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import networkx as nx

from tocsin.briefing.charts import BLUE, GREY, INK, ORANGE, SOFT, WIDE, values
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


# --- the network --------------------------------------------------------------------------------


def network(result: Obligations, language: Language, width: int) -> Any:
    """Actors (dots), blocs (squares) and the duties between them, laid out the same every time."""
    height = int(width * (0.62 if width >= WIDE else 1.25))
    duties = [*result.bound, *result.restrained]
    places = _layout(result, duties, width, height)
    lines = _ties(result, duties, places)
    nodes = [
        {
            "x": x,
            "y": y,
            "bloc": name.startswith("bloc:"),
            "focus": name in (result.attacked, result.by),
            "label": name.removeprefix("bloc:")
            if name.startswith("bloc:")
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
    blocs = base.transform_filter("datum.bloc")
    layers += [
        actors.mark_point(size=130, filled=True, color="white", opacity=1, strokeWidth=2).encode(
            stroke=alt.condition("datum.focus", alt.value(INK), alt.value(SOFT)),
            strokeWidth=alt.condition("datum.focus", alt.value(4), alt.value(1.6)),
            **scale,
        ),
        blocs.mark_point(size=150, shape="square", filled=True, color="#52606d", opacity=1).encode(
            **scale
        ),
    ]
    for halo in (True, False):
        layers.append(_names(actors, scale, halo, INK, "normal"))
        layers.append(_names(blocs, scale, halo, "#52606d", "bold"))
    return alt.layer(*layers).properties(width=width - 10, height=height)


def _names(base: Any, scale: dict[str, Any], halo: bool, color: str, weight: str) -> Any:
    look: dict[str, Any] = {"stroke": "white", "strokeWidth": 4} if halo else {"color": color}
    mark = base.mark_text(dy=-15, fontSize=12, fontWeight=weight, **look)
    return mark.encode(text="label:N", **scale)


def _layout(
    result: Obligations, duties: Sequence[BoundDuty], width: int, height: int
) -> dict[str, Point]:
    """Positions in pixels: blocs in the middle by springs, actors around by their ties."""
    graph = nx.Graph()
    graph.add_edge(result.attacked, result.by, weight=0.4)
    for duty in duties:
        for other in duty.toward:
            if other != duty.actor:
                graph.add_edge(duty.actor, other, weight=0.6)
    for bloc in result.blocs:
        for member in [*bloc.members, *bloc.frozen]:
            graph.add_edge(f"bloc:{bloc.bloc}", member, weight=1.0)
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
        for name in sorted({*bloc.members, *bloc.frozen}):
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
    return [
        (member, "#9aa5b1", 1.0, [1, 0], 0.7),
        (frozen, "#9aa5b1", 1.2, [5, 4], 0.9),
        (idle, BLUE, 2.0, [2, 4], 0.8),
        (restraint, ORANGE, 3.0, [1, 0], 0.7),
        (applies, BLUE, 3.0, [1, 0], 0.75),
    ]


def _line(first: Point, second: Point) -> Segment:
    return {"x": first[0], "y": first[1], "x2": second[0], "y2": second[1]}


# --- the map ------------------------------------------------------------------------------------


@cache
def _countries() -> dict[str, Any]:
    text = files("tocsin.briefing").joinpath("geography.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


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
    projection = _projection(window, width, height)
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
    layers += _places(used.values(), language)
    layers += _numbers(drawn)
    return alt.layer(*layers).project(**projection).properties(width=width - 10, height=height)


def _projection(points: Sequence[Point], width: int, height: int) -> dict[str, Any]:
    """Lambert's azimuthal equal-area projection, turned and scaled to show ``points``."""
    lons, lats = [p[0] for p in points] or [40.0, 80.0], [p[1] for p in points] or [35.0, 55.0]
    west, east = max(20.0, min(lons) - 6), min(90.0, max(lons) + 6)
    south, north = max(20.0, min(lats) - 4), min(65.0, max(lats) + 5)
    middle, centre = (west + east) / 2, (south + north) / 2
    frame = [(lon, lat) for lon in (west, middle, east) for lat in (south, centre, north)]
    plane = [_plane(lon, lat, middle, centre) for lon, lat in frame]
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
    across, up = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return {
        "type": "azimuthalEqualArea",
        "rotate": [-middle, -centre, 0],
        "scale": scale,
        "translate": [width / 2 - scale * across, height / 2 + scale * up],
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


def _places(places: Iterable[Place], language: Language) -> list[Any]:
    rows = [
        {"lon": place.lon, "lat": place.lat, "label": place.label.in_(language)} for place in places
    ]
    base = alt.Chart(values(rows)).encode(longitude="lon:Q", latitude="lat:Q")
    mark: dict[str, Any] = {"fontSize": 11, "dy": 13, "align": "center"}
    return [
        base.mark_circle(size=26, color=INK, opacity=1),
        base.mark_text(stroke="white", strokeWidth=3.5, **mark).encode(text="label:N"),
        base.mark_text(color=INK, **mark).encode(text="label:N"),
    ]


def _numbers(drawn: Sequence[tuple[int, RouteState, list[Place]]]) -> list[Any]:
    """A numbered disc on each route, pushed along it until it stands clear of the others."""
    rows: list[dict[str, Any]] = []
    for number, route, stops in drawn:
        if not stops:
            continue
        color = STYLES.get(route.status, UNSETTLED)[0]
        lon, lat = _clear(stops, [(row["lon"], row["lat"]) for row in rows])
        rows.append({"lon": lon, "lat": lat, "label": str(number), "color": color})
    base = alt.Chart(values(rows)).encode(longitude="lon:Q", latitude="lat:Q")
    fill = alt.Fill("color:N", scale=None)
    return [
        base.mark_circle(size=230, opacity=1, stroke="white", strokeWidth=1.5).encode(fill=fill),
        base.mark_text(color="white", fontSize=11, fontWeight="bold", dy=0.5).encode(
            text="label:N"
        ),
    ]


def _clear(stops: Sequence[Place], taken: Sequence[Point]) -> Point:
    """The point of a route farthest from the discs already set, the middle first."""
    if len(stops) == 1:
        return stops[0].lon, stops[0].lat + 1.4
    spots = []
    for share in (0.5, 0.35, 0.65, 0.2, 0.8):
        along = share * (len(stops) - 1)
        leg = min(int(along), len(stops) - 2)
        part = along - leg
        a, b = stops[leg], stops[leg + 1]
        spots.append((a.lon + part * (b.lon - a.lon), a.lat + part * (b.lat - a.lat)))
    for spot in spots:
        if all(math.dist(spot, other) > 2.2 for other in taken):
            return spot
    return max(spots, key=lambda s: min(math.dist(s, other) for other in taken))
