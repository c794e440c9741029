"""``routes.yaml``: places, and corridors between them with a status over time."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tocsin.case.schema.base import Entry, Key, Name, PartialDate
from tocsin.language import Text


class Place(Entry):
    """A named point on the map, and the actor it belongs to, if any."""

    id: Name
    label: Text
    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    actor: Key | None = None


class RouteStatus(Entry):
    """The status of a route from a date on."""

    date: PartialDate
    status: Literal[
        "idea", "agreed", "building", "open", "restricted", "closed", "label_only", "unknown"
    ]
    note: Text
    source: str


class Route(Entry):
    """A corridor between places. ``support`` says whether it could carry outside support:

    ``yes``, ``no``, ``unknown``, or ``if_open`` (only once its status is open).
    """

    id: Key
    label: Text
    mode: Literal["road_rail", "rail", "air", "sea", "pipeline", "site", "regime"]
    places: list[Name] = []
    consent: list[Key] = []
    node: Name | None = None
    support: Literal["yes", "no", "unknown", "if_open"]
    support_note: Text
    history: Annotated[list[RouteStatus], Field(min_length=1)]
    built: bool | None = None
    as_of: PartialDate


class RoutesFile(Entry):
    """``routes.yaml``."""

    places: list[Place]
    routes: list[Route]
