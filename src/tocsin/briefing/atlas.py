"""The map: states by bloc, duties between them, and the routes, on an equal-area projection.

Nothing is told by colour alone: blocs are hatched each its own way, duties differ by line and end,
routes by dash and by the number of their row in the table.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from tocsin.briefing.drawing import BLUE, GREY, INK, ORANGE, SOFT, WIDE
from tocsin.briefing.svg import drawing, element, haloed, points, text
from tocsin.case.schema import Actor, Place
from tocsin.language import Language
from tocsin.results import BlocPlace, BoundDuty, Obligations, Routes, RouteState

GREEN, AMBER = "#1b7f79", "#b7791f"
STYLES = {
    "open": (GREEN, None),
    "building": (AMBER, "7 3"),
    "agreed": (AMBER, "7 3"),
    "restricted": (ORANGE, "3 3"),
    "closed": (ORANGE, "3 3"),
}
UNSETTLED = (GREY, "2 4")
HATCHES = ((ORANGE, -45), (BLUE, 45), (GREEN, 90))
"""The colour and the slope of the lines over the members of each bloc that is shown."""
HELP = ("defence", "assistance")
LONGEST = 16
"""Letters of a bloc's name in the legend; a longer one goes by its id."""
LETTER = 6.1
"""Pixels that a letter of a name takes."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]


@cache
def _countries() -> list[dict[str, Any]]:
    text = files("tocsin.briefing").joinpath("geography.json").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


def on_the_map(actors: Iterable[Actor]) -> bool:
    """Whether any of the actors is a country that we can draw: an invented one is on no map."""
    drawn = {feature["properties"]["iso"] for feature in _countries()}
    return any(actor.iso3 in drawn for actor in actors if actor.iso3)


@dataclass(frozen=True)
class View:
    """Lambert's azimuthal equal-area projection, turned and scaled to a drawing."""

    lon: float
    lat: float
    scale: float
    across: float
    down: float
    width: int
    height: int

    @classmethod
    def of(cls, places: Sequence[Point], width: int, height: int) -> View:
        """The view that shows ``places`` with a margin, within the countries we hold."""
        lons, lats = [p[0] for p in places] or [40.0, 80.0], [p[1] for p in places] or [35.0, 55.0]
        west, east = max(20.0, min(lons) - 6), min(90.0, max(lons) + 6)
        south, north = max(20.0, min(lats) - 4), min(65.0, max(lats) + 5)
        middle, centre = (west + east) / 2, (south + north) / 2
        frame = [(lon, lat) for lon in (west, middle, east) for lat in (south, centre, north)]
        plane = [_plane(lon, lat, middle, centre) for lon, lat in frame]
        xs, ys = [x for x, _ in plane], [y for _, y in plane]
        scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
        across = width / 2 - scale * (max(xs) + min(xs)) / 2
        down = height / 2 + scale * (max(ys) + min(ys)) / 2
        return cls(middle, centre, scale, across, down, width, height)

    def pixel(self, lon: float, lat: float) -> Point:
        """Where a point of the earth falls on the drawing."""
        x, y = _plane(lon, lat, self.lon, self.lat)
        return self.across + self.scale * x, self.down - self.scale * y

    def holds(self, point: Point) -> bool:
        """Whether a point of the drawing lies within its frame."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def _plane(lon: float, lat: float, lon0: float, lat0: float) -> Point:
    """Lambert azimuthal equal-area (Snyder 1987, eq. 24-2 to 24-4) on the unit sphere."""
    a, b, turn = math.radians(lat), math.radians(lat0), math.radians(lon - lon0)
    k = math.sqrt(2 / (1 + math.sin(b) * math.sin(a) + math.cos(b) * math.cos(a) * math.cos(turn)))
    y = math.cos(b) * math.sin(a) - math.sin(b) * math.cos(a) * math.cos(turn)
    return k * math.cos(a) * math.sin(turn), k * y


@dataclass
class Names:
    """Names on a map, each where it meets no other; one without room is left out."""

    view: View
    taken: list[Box]

    def put(self, words: str, at: Point, size: float, **look: object) -> Markup | None:
        """The name beside its point, on the first side that is free."""
        half, tall = LETTER / 11 * size * len(words) / 2 + 2, size / 2 + 2
        x, y = at
        sides = ((0, 7 + tall), (0, -7 - tall), (7 + half, 0), (-7 - half, 0))
        for dx, dy in sides:
            box = (x + dx - half, y + dy - tall, x + dx + half, y + dy + tall)
            inside = box[0] >= 0 and box[1] >= 0
            inside &= box[2] <= self.view.width and box[3] <= self.view.height
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                middle = {"text_anchor": "middle", "fill": INK} | look
                return haloed(words, x + dx, y + dy + size / 2.9, size, **middle)
        return None


def _meet(first: Box, second: Box) -> bool:
    across = first[0] < second[2] and second[0] < first[2]
    return across and first[1] < second[3] and second[1] < first[3]


def _land(view: View, own: set[str], hatched: dict[str, list[str]]) -> list[Markup]:
    """Every country; land of the case's actors is darker and carries the hatches of its blocs."""
    shapes = []
    for feature in _countries():
        iso = feature["properties"]["iso"]
        outline = Markup("").join(
            Markup("M{}Z").format(points(view.pixel(*corner) for corner in ring))
            for polygon in feature["geometry"]["coordinates"]
            for ring in polygon
        )
        fill = "#dfe3e0" if iso in own else "#eff1ef"
        for ground in (fill, *hatched.get(iso, [])):
            edge = {"stroke": "white", "stroke_width": 0.8} if ground == fill else {}
            shapes.append(element("path", d=outline, fill=ground, fill_rule="evenodd", **edge))
    return shapes


def _framed(view: View, name: str, inside: Iterable[Markup], after: Iterable[Markup] = ()) -> str:
    """The drawing, cut at its frame; ``after`` stands below it."""
    frame = element("rect", width=view.width, height=view.height)
    cut = element("clipPath", frame, id=f"{name}-frame")
    below = list(after)
    whole = [element("defs", cut), element("g", *inside, clip_path=f"url(#{name}-frame)"), *below]
    return drawing(view.width, view.height + (26 if below else 0), whole)


# --- blocs and duties ---------------------------------------------------------------------------


def shown_blocs(ties: Obligations) -> list[BlocPlace]:
    """The blocs on the map: the first of the case's own order, as many as there are hatches, each
    with two members among the actors on the date.
    """
    large = [bloc for bloc in ties.blocs if len({*bloc.members} & set(ties.actors)) > 1]
    return large[: len(HATCHES)]


def bloc_map(
    ties: Obligations,
    blocs: Sequence[BlocPlace],
    actors: Sequence[Actor],
    language: Language,
    width: int,
) -> str:
    """States hatched by bloc, and an arrow for what each owes to the attacked."""
    name = f"map-blocs-{width}"
    height = int(width * (0.62 if width >= WIDE else 0.95))
    placed = {a.id: (a.lon, a.lat) for a in actors if a.lon is not None and a.lat is not None}
    shown = {ties.attacked, ties.by, *(member for bloc in blocs for member in bloc.members)}
    near = [
        at for key, at in placed.items()
        if key in shown and 20 <= at[0] <= 90 and 20 <= at[1] <= 65
    ]  # fmt: skip
    view = View.of(near, width, height)
    iso = {actor.id: actor.iso3 for actor in actors if actor.iso3}
    hatched: dict[str, list[str]] = {}
    patterns = []
    for number, bloc in enumerate(blocs):
        for member in bloc.members:
            kind = "frozen" if member in bloc.frozen else "full"
            hatched.setdefault(iso.get(member, ""), []).append(f"url(#{name}-{number}-{kind})")
        patterns += [_hatch(f"{name}-{number}", number, frozen) for frozen in (False, True)]
    land = _land(view, set(iso.values()), hatched)
    pixels = {key: view.pixel(*at) for key, at in placed.items()}
    arrows = _arrows(ties, pixels, view)
    names = Names(view, [])
    words = _state_names(ties, pixels, names, language, width)
    inside = [element("defs", *patterns), *land, *arrows, *words]
    return _framed(view, name, inside, _legend(blocs, name, view, language))


def _hatch(name: str, number: int, frozen: bool) -> Markup:
    """Lines of one slope and colour; dashed where a place in the bloc is frozen."""
    color, slope = HATCHES[number]
    line = element(
        "line", x1=0, y1=4, x2=8, y2=4, stroke=color, stroke_width=1.3, stroke_opacity=0.75,
        stroke_dasharray="2 2" if frozen else None,
    )  # fmt: skip
    return element(
        "pattern", line, id=f"{name}-{'frozen' if frozen else 'full'}", width=8, height=8,
        patternUnits="userSpaceOnUse", patternTransform=f"rotate({slope})",
    )  # fmt: skip


def _arrows(ties: Obligations, pixels: dict[str, Point], view: View) -> list[Markup]:
    """One line from each actor to the attacked, by the strongest thing that it owes."""
    if ties.attacked not in pixels:
        return []
    end = pixels[ties.attacked]
    drawn = []
    for actor, look in sorted(owed(ties).items()):
        if actor not in pixels or actor == ties.attacked:
            continue
        drawn.append(_arrow(pixels[actor], end, look))
    return drawn


LOOKS: dict[str, dict[str, Any]] = {
    "help": {"stroke": BLUE, "stroke_width": 2.4},
    "consult": {"stroke": BLUE, "stroke_width": 1.8, "stroke_dasharray": "7 4"},
    "restraint": {"stroke": "#8c2d04", "stroke_width": 2.0, "stroke_dasharray": "1 3"},
    "idle": {"stroke": "#52606d", "stroke_width": 1.2, "stroke_dasharray": "2 5"},
}


def owed(ties: Obligations) -> dict[str, str]:
    """The strongest thing that each actor owes to the attacked: help, consultation, restraint, or
    a duty that does not apply on the date.
    """
    found: dict[str, str] = {}
    order = list(LOOKS)
    for duty in [*ties.bound, *ties.restrained]:
        if ties.attacked not in duty.toward or duty.actor == ties.attacked:
            continue
        look = _look(duty)
        best = min(order.index(look), order.index(found.get(duty.actor, "idle")))
        found[duty.actor] = order[best]
    return found


def _look(duty: BoundDuty) -> str:
    if duty.applies != "applies":
        return "idle"
    return (
        "help" if duty.kind in HELP else "consult" if duty.kind == "consultation" else "restraint"
    )


def _arrow(start: Point, end: Point, look: str) -> Markup:
    """A bowed line that stops short of the capital, with a tip or, for restraint, a bar."""
    (x, y), (x2, y2) = start, end
    bow = (x + x2) / 2 - (y2 - y) * 0.12, (y + y2) / 2 + (x2 - x) * 0.12
    along = math.atan2(y2 - bow[1], x2 - bow[0])
    stop = x2 - 9 * math.cos(along), y2 - 9 * math.sin(along)
    line = element(
        "path", d=f"M{x:.1f},{y:.1f}Q{bow[0]:.1f},{bow[1]:.1f} {stop[0]:.1f},{stop[1]:.1f}",
        fill="none", **LOOKS[look],
    )  # fmt: skip
    if look == "idle":
        return line
    spread = 1.35 if look == "restraint" else 2.6
    reach = 5.0 if look == "restraint" else 7.5
    wings = [
        (stop[0] + reach * math.cos(along + turn), stop[1] + reach * math.sin(along + turn))
        for turn in (spread, -spread)
    ]
    color = LOOKS[look]["stroke"]
    if look == "restraint":
        tip = element("polyline", points=points(wings), stroke=color, stroke_width=2.4, fill="none")
    else:
        tip = element("polygon", points=points([stop, *wings]), fill=color)
    return element("g", line, tip)


def _state_names(
    ties: Obligations, pixels: dict[str, Point], names: Names, language: Language, width: int
) -> list[Markup]:
    """A dot and a name at each capital on the map; the two in question first, and bold."""
    size = 11.5 if width >= WIDE else 9.5
    first = [key for key in (ties.attacked, ties.by) if key in pixels]
    owing = owed(ties)
    order = [*first, *sorted(pixels.keys() - {*first}, key=lambda key: (key not in owing, key))]
    drawn: list[Markup] = []
    for key in order:
        if not names.view.holds(pixels[key]):
            continue
        x, y = pixels[key]
        names.taken.append((x - 4, y - 4, x + 4, y + 4))
    for key in order:
        if not names.view.holds(pixels[key]):
            continue
        x, y = pixels[key]
        dot = element("circle", cx=x, cy=y, r=3, fill=INK, stroke="white", stroke_width=1)
        bold = "bold" if key in first else None
        label = ties.actors[key].in_(language) if key in ties.actors else key
        words = names.put(label, pixels[key], size, font_weight=bold)
        drawn += [dot, *([words] if words is not None else [])]
    return drawn


def _legend(blocs: Sequence[BlocPlace], name: str, view: View, language: Language) -> list[Markup]:
    """A swatch and the short name of each bloc, under the map."""
    drawn: list[Markup] = []
    x = 2.0
    for number, bloc in enumerate(blocs):
        short = bloc.label.in_(language).partition(" (")[0]
        short = short if len(short) <= LONGEST else bloc.bloc
        swatch = {"x": x, "y": view.height + 7.0, "width": 22, "height": 13}
        drawn += [
            element("rect", **swatch, fill="#dfe3e0"),
            element("rect", **swatch, fill=f"url(#{name}-{number}-full)", stroke=SOFT,
                    stroke_width=0.5),
            text(short, x + 27, view.height + 17.5, 11, fill=INK),
        ]  # fmt: skip
        x += 40 + LETTER * len(short)
    return drawn


# --- routes -------------------------------------------------------------------------------------


def route_map(
    result: Routes, places: Sequence[Place], actors: Sequence[Actor], language: Language, width: int
) -> str:
    """The routes over the land, each with its number and, by colour and dash, its status."""
    height = int(width * (0.66 if width >= WIDE else 0.95))
    known = {place.id: place for place in places}
    drawn = [
        (number, route, [known[name] for name in route.places if name in known])
        for number, route in enumerate(result.routes, start=1)
    ]
    used = {place.id: place for _, _, stops in drawn for place in stops}
    view = View.of([(place.lon, place.lat) for place in used.values()], width, height)
    inside = _land(view, {actor.iso3 for actor in actors if actor.iso3}, {})
    for _, route, stops in drawn:
        if len(stops) > 1:
            color, dash = STYLES.get(route.status, UNSETTLED)
            line = points(view.pixel(stop.lon, stop.lat) for stop in stops)
            inside.append(
                element("polyline", points=line, fill="none", stroke=color, stroke_width=2.6,
                        stroke_dasharray=dash, stroke_linejoin="round")
            )  # fmt: skip
    discs = _discs(drawn, view)
    names = Names(view, [(x - 9, y - 9, x + 9, y + 9) for _, (x, y), _ in discs])
    for place in used.values():
        x, y = view.pixel(place.lon, place.lat)
        inside.append(element("circle", cx=x, cy=y, r=2.9, fill=INK))
        words = names.put(place.label.in_(language), (x, y), 11)
        inside += [words] if words is not None else []
    for number, (x, y), color in discs:
        edge = {"stroke": "white", "stroke_width": 1.5}
        inside += [
            element("circle", cx=x, cy=y, r=8.6, fill=color, **edge),
            text(str(number), x, y + 4, 11, fill="white", text_anchor="middle", font_weight="bold"),
        ]
    return _framed(view, f"map-routes-{width}", inside)


def _discs(
    drawn: Sequence[tuple[int, RouteState, list[Place]]], view: View
) -> list[tuple[int, Point, str]]:
    """Where the number of each route stands: the first spot along it clear of the others."""
    found: list[tuple[int, Point, str]] = []
    for number, route, stops in drawn:
        if stops:
            line = [view.pixel(stop.lon, stop.lat) for stop in stops]
            spot = _clear(line, [at for _, at, _ in found])
            found.append((number, spot, STYLES.get(route.status, UNSETTLED)[0]))
    return found


def _clear(line: Sequence[Point], taken: Sequence[Point]) -> Point:
    """The first point along a line that is clear of ``taken``, or else the farthest from it."""
    spots = []
    if len(line) == 1:
        x, y = line[0]
        spots = [(x, y - 18), (x, y + 18), (x + 24, y)]
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8) if len(line) > 1 else ():
        leg = min(int(share * (len(line) - 1)), len(line) - 2)
        part = share * (len(line) - 1) - leg
        (x, y), (x2, y2) = line[leg], line[leg + 1]
        spots.append((x + part * (x2 - x), y + part * (y2 - y)))
    room = [min((math.dist(spot, other) for other in taken), default=math.inf) for spot in spots]
    free = (spot for spot, clear in zip(spots, room, strict=True) if clear > 19)
    return next(free, None) or max(zip(room, spots, strict=True))[1]
