"""Actors, places and routes on the day as GeoJSON (RFC 7946).

A point stands for an actor's seat, not its territory; a line joins the places of a route and does
not show its course. What the case gives no coordinates for has no geometry, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tocsin.briefing.findings import Findings
from tocsin.handling import shown
from tocsin.language import Text
from tocsin.results import RouteState

Position = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""


def geojson(findings: Findings) -> dict[str, Any]:
    """A feature for each actor, place and route, with its state on the date of knowledge."""
    a = findings.assessment
    return {
        "type": "FeatureCollection",
        "case": a.case,
        "as_of": a.as_of.isoformat(),
        "tlp": shown(a.tlp),
        "features": [*_actors(findings), *_places(findings), *_routes(findings)],
    }


def _feature(what: str, name: str, geometry: Any, label: Text, **rest: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{what}.{name}",
        "geometry": geometry,
        "properties": {"what": what, "id": name, **_both("label", label), **rest},
    }


def _both(name: str, text: Text) -> dict[str, str]:
    return {f"{name}_en": text.en, f"{name}_fr": text.fr}


def _point(lon: float | None, lat: float | None) -> dict[str, Any] | None:
    if lon is None or lat is None:
        return None
    return {"type": "Point", "coordinates": [lon, lat]}


def _actors(findings: Findings) -> Iterator[dict[str, Any]]:
    blocs = findings.obligations.blocs
    for actor in findings.case.actors.actors:
        yield _feature(
            "actor", actor.id, _point(actor.lon, actor.lat), actor.label, kind=actor.kind,
            iso3=actor.iso3,
            member_of=[each.bloc for each in blocs if actor.id in each.members],
        )  # fmt: skip


def _places(findings: Findings) -> Iterator[dict[str, Any]]:
    for place in findings.case.routes.places:
        yield _feature(
            "place", place.id, _point(place.lon, place.lat), place.label, actor=place.actor
        )


def _routes(findings: Findings) -> Iterator[dict[str, Any]]:
    places = {each.id: (each.lon, each.lat) for each in findings.case.routes.places}
    for route in findings.routes.routes:
        yield _feature(
            "route", route.id, _line([places[each] for each in route.places]), route.label,
            **_status(route),
        )  # fmt: skip


def _status(route: RouteState) -> dict[str, Any]:
    return {
        "mode": route.mode,
        "status": route.status,
        **_both("status_label", route.status_label),
        "since": route.since,
        **_both("note", route.note),
        "support": route.support,
        "places": route.places,
        "consent": route.consent,
        "source": route.source,
    }


def _line(through: list[Position]) -> dict[str, Any] | None:
    """A line through places; one place is a point, none is no geometry."""
    if len(through) < 2:
        return _point(*through[0]) if through else None
    parts = _cut(through)
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": [list(each) for each in parts[0]]}
    lines = [[list(each) for each in part] for part in parts]
    return {"type": "MultiLineString", "coordinates": lines}


def _cut(through: list[Position]) -> list[list[Position]]:
    """The line in parts, none of which crosses the antimeridian (RFC 7946, section 3.1.9)."""
    parts = [[through[0]]]
    for (lon, lat), (to, up) in pairwise(through):
        if abs(to - lon) > 180:
            edge = 180.0 if lon > 0 else -180.0
            across = to + 2 * edge
            crossing = lat + (up - lat) * (edge - lon) / (across - lon)
            parts[-1].append((edge, crossing))
            parts.append([(-edge, crossing)])
        parts[-1].append((to, up))
    return parts
