"""The map as GeoJSON: what RFC 7946 asks, and nothing that the case does not say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.exports.findings_for_tests import findings
from tocsin.exports.geo import _line, geojson

FOUND = findings()


def features() -> dict[str, Any]:
    return {each["id"]: each for each in geojson(FOUND)["features"]}


def test_there_is_a_feature_for_each_actor_place_and_route() -> None:
    shown = features()
    case = FOUND.case
    assert set(shown) == {
        *(f"actor.{each.id}" for each in case.actors.actors),
        *(f"place.{each.id}" for each in case.routes.places),
        *(f"route.{each.id}" for each in FOUND.routes.routes),
    }
    assert json.loads(json.dumps(geojson(FOUND)))["tlp"] == "TLP:CLEAR"


def test_positions_are_longitude_then_latitude() -> None:
    place = FOUND.case.routes.places[0]
    geometry = features()[f"place.{place.id}"]["geometry"]
    assert geometry == {"type": "Point", "coordinates": [place.lon, place.lat]}


def test_what_has_no_coordinates_has_no_geometry() -> None:
    for actor in FOUND.case.actors.actors:
        geometry = features()[f"actor.{actor.id}"]["geometry"]
        assert (geometry is None) == (actor.lon is None)


def test_a_route_joins_its_places_and_says_how_it_stands() -> None:
    route = next(each for each in FOUND.routes.routes if len(each.places) > 1)
    feature = features()[f"route.{route.id}"]
    assert feature["geometry"]["type"] == "LineString"
    assert len(feature["geometry"]["coordinates"]) == len(route.places)
    assert feature["properties"]["status"] == route.status
    assert feature["properties"]["label_fr"] == route.label.fr


@pytest.mark.parametrize(
    ("through", "kind"),
    [([], None), ([(1.0, 2.0)], "Point"), ([(1.0, 2.0), (3.0, 4.0)], "LineString")],
)
def test_the_geometry_fits_the_number_of_places(through: Any, kind: str | None) -> None:
    line = _line(through)
    assert (line and line["type"]) == kind


def test_a_line_is_cut_where_it_crosses_the_antimeridian() -> None:
    line = _line([(170.0, 0.0), (-170.0, 10.0)])
    assert line == {
        "type": "MultiLineString",
        "coordinates": [[[170.0, 0.0], [180.0, 5.0]], [[-180.0, 5.0], [-170.0, 10.0]]],
    }
    back = _line([(-170.0, 10.0), (170.0, 0.0)])
    assert back is not None
    assert back["coordinates"][0][-1] == [-180.0, 5.0]
