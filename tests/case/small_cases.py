"""Cases of a few lines for the tests of obligations and routes."""

from __future__ import annotations

from typing import Any

from tocsin.case.schema import (
    Actor,
    ActorsFile,
    Bloc,
    Case,
    Duty,
    EvidenceFile,
    Header,
    Membership,
    ModelFile,
    Place,
    Route,
    RoutesFile,
    RouteStatus,
    Searched,
    Treaty,
)
from tocsin.language import Text


def both(word: str) -> Text:
    return Text(en=word, fr=f"{word} (fr)")


def actor(name: str) -> Actor:
    return Actor(id=name, label=both(f"State {name}"), kind="state")


def bloc(name: str, *members: Membership) -> Bloc:
    return Bloc(id=name, label=both(name), members=list(members), source="S01")


def duty(kind: Any, **fields: Any) -> Duty:
    return Duty(kind=kind, text=both(kind), **fields)


def treaty(name: str, parties: list[str], *duties: Duty, **fields: Any) -> Treaty:
    return Treaty(
        **{"signed": "2000-01-01", **fields},
        id=name,
        label=both(name),
        parties=parties,
        duties=list(duties),
        gist=both("gist"),
        source="S01",
    )


def searched(question: str, *actors: str) -> Searched:
    return Searched(
        question=both(question), answer=both("none"), sure="medium", actors=list(actors)
    )


def place(name: str, owner: str | None) -> Place:
    return Place(id=name, label=both(name), lon=0, lat=0, actor=owner)


def route(name: str, places: str, *history: tuple[str, Any], **fields: Any) -> Route:
    return Route(
        **{"mode": "rail", "support": "unknown", **fields},
        id=name,
        label=both(name),
        places=places.split(),
        support_note=both("note"),
        history=[
            RouteStatus(date=day, status=status, note=both(f"{status} {day}"), source="S01")
            for day, status in history or [("2000", "open")]
        ],
        as_of="2025",
    )


def case(actors: ActorsFile, routes: RoutesFile | None = None) -> Case:
    return Case(
        header=Header.model_validate(
            {
                "schema_version": 1,
                "id": "small",
                "title": both("Small"),
                "summary": both("Small"),
                "start": "2024-01-01",
                "evidence_until": "2025-06-30",
                "tlp": "CLEAR",
                "horizons": [12],
                "asked": [{"id": "war", "node": "war", "level": "on", "label": both("War")}],
            }
        ),
        sources=[],
        actors=actors,
        routes=routes or RoutesFile(places=[], routes=[]),
        model=ModelFile.model_validate(
            {
                "nodes": [
                    {
                        "id": "war",
                        "kind": "outcome",
                        "label": both("War"),
                        "definition": both("War"),
                        "levels": [
                            {"id": "off", "label": both("off")},
                            {"id": "on", "label": both("on")},
                        ],
                        "start": "off",
                    }
                ]
            }
        ),
        evidence=EvidenceFile(),
    )
