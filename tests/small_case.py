"""A small complete case built in memory: it runs through assess and explain in about a second.

``trig`` (a trigger) and both outcomes are known from timelines, ``mood`` is latent. The outcomes
feed back: a dispute brings the trigger on, use of force darkens the mood, and both depend on the
hypothesis h0.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.networks_for_tests import TEXT, interval
from tocsin.case.schema import (
    Anchor,
    Case,
    Count,
    History,
    Influence,
    Node,
    Rating,
    ReferenceClass,
    Report,
    Timeline,
    TimelineEntry,
    Watch,
)

START = date(2024, 1, 1)
UNTIL = date(2025, 12, 31)


def events(number: float, years: float) -> Count:
    """A rate known from counts."""
    return Count(events=number, years=years, source="test")


def fixed(rate: float) -> Count:
    """A rate, below ten a year, known from so many events that it is certain to a third of a %."""
    return events(rate * 1e5, 1e5)


def node(name: str, *levels: str, kind: str = "condition", **changes: object) -> Node:
    """A moving node that starts at its first level; levels have observables."""
    stated: dict[str, object] = {
        "id": name,
        "kind": kind,
        "label": TEXT,
        "definition": TEXT,
        "levels": [{"id": level, "label": TEXT, "observable": TEXT} for level in levels],
        "start": levels[0],
    }
    return Node.model_validate(stated | changes)


def influence(name: str, on: str, when: str, low: float, high: float) -> Influence:
    """An influence on the steps up of ``on``."""
    return Influence(
        id=name,
        node=on,
        direction="up",
        when=when,
        factor=interval(low, high),
        source="test",
    )


def hypotheses(name: str, **priors: float) -> dict[str, object]:
    """A group of hypotheses, as its YAML would be read."""
    members = [
        {"id": key, "label": TEXT, "claim": TEXT, "prior": prior, "source": "test"}
        for key, prior in priors.items()
    ]
    return {"id": name, "label": TEXT, "hypotheses": members}


def entry(name: str, day: str, level: str, published: str | None = None) -> TimelineEntry:
    """A step of a timeline, by default published on the day."""
    return TimelineEntry(
        id=name,
        date=date.fromisoformat(day),
        published=date.fromisoformat(published or day),
        level=level,
        label=TEXT,
    )


def timeline(of: str, *entries: TimelineEntry, until: date = UNTIL) -> Timeline:
    """What is known of a node."""
    return Timeline(node=of, until=until, watched_by=TEXT, entries=list(entries))


def report(name: str, day: str, says: str, code: str, **changes: Any) -> Report:
    """A report, by default published on the day and of its own origin."""
    stated: dict[str, Any] = {
        "id": name,
        "label": TEXT,
        "date": day,
        "published": day,
        "says": says,
        "code": code,
        "origin": name,
    }
    return Report.model_validate(stated | changes)


def rating(name: str, published: str, cluster: str, **scores: Any) -> Rating:
    """A rated item."""
    return Rating(
        id=name,
        label=TEXT,
        published=date.fromisoformat(published),
        cluster=cluster,
        scores=scores,
    )


def watch(name: str, says: str, rate: float, since: str, until: str) -> Watch:
    """A declared watch."""
    return Watch.model_validate(
        {
            "id": name,
            "label": TEXT,
            "says": says,
            "rate": rate,
            "since": since,
            "until": until,
            "source": "test",
        }
    )


def history(name: str, of: str, since: str, start: str, *steps: tuple[str, str]) -> History:
    """Past time coded on the scale of a node, up to the case's start."""
    return History.model_validate(
        {
            "id": name,
            "node": of,
            "label": TEXT,
            "since": since,
            "until": START,
            "start": start,
            "entries": [{"date": day, "level": level, "label": TEXT} for day, level in steps],
            "source": f"source of {name}",
        }
    )


def reference(name: str, number: float, years: float) -> ReferenceClass:
    """A reference class."""
    return ReferenceClass(
        id=name, label=TEXT, events=number, exposure=years, unit=TEXT, source="test"
    )


def anchor(asked: str, reference_class: str) -> Anchor:
    """An anchor without pooling."""
    return Anchor(asked=asked, reference_class=reference_class, label=TEXT)


def asked(name: str, of: str | None = None, level: str = "on") -> dict[str, object]:
    """A question of the case."""
    return {"id": name, "node": of or name, "level": level, "label": TEXT}


def _nodes() -> list[Node]:
    wide = interval(0.1, 0.8)
    return [
        node("trig", "none", "some", "wide", kind="trigger", up=wide, down=wide),
        node(
            "mood",
            "low",
            "high",
            kind="perception",
            start={"low": 0.8, "high": 0.2},
            up=interval(0.1, 1.0),
            down=interval(0.3, 2.0),
        ),
        node("dispute", "off", "on", kind="outcome", up=events(7, 10), down=interval(3.0, 8.0)),
        node("force", "off", "on", kind="outcome", up=events(1, 300), down=interval(0.5, 3.0)),
    ]


def _influences() -> list[Influence]:
    return [
        influence("i1", "mood", "trig >= some", 1.5, 6.0),
        influence("i2", "dispute", "mood >= high and h0", 2.0, 8.0),
        influence("i3", "force", "dispute >= on", 3.0, 20.0),
        influence("i4", "force", "mood >= high", 2.0, 20.0),
        influence("i5", "trig", "dispute >= on", 1.5, 6.0),
        influence("i6", "mood", "force >= on", 2.0, 8.0),
        influence("i7", "dispute", "force >= on", 2.0, 8.0),
    ]


def _evidence() -> dict[str, Any]:
    return {
        "timelines": [
            timeline("trig", entry("t1", "2025-03-01", "some", "2025-04-01")),
            timeline("dispute", entry("d1", "2025-06-01", "on"), entry("d2", "2025-08-01", "off")),
            timeline("force"),
        ],
        "reports": [report("r1", "2025-07-01", "mood >= high", "B2", published="2025-07-10")],
        "ratings": [rating("E1", "2025-06-01", "a", h0="II", h1="C")],
        "watches": [],
    }


def small_case(**changes: Any) -> Case:
    """The small case; ``changes`` replace fields of its header, model, evidence or classes.

    A name is looked for among ``nodes``, ``derived``, ``influences``, ``anchors``, ``fits``;
    ``timelines``, ``reports``, ``ratings``, ``watches``; ``reference_classes``, ``precedents``,
    ``histories``; ``claims``; anything else is a field of the header.
    """
    parts: dict[str, dict[str, Any]] = {
        "header": {
            "schema_version": 1,
            "id": "small",
            "title": TEXT,
            "summary": TEXT,
            "start": START,
            "evidence_until": UNTIL,
            "tlp": "CLEAR",
            "horizons": [3, 6, 12, 24],
            "asked": [asked("dispute"), asked("force")],
            "groups": [hypotheses("thesis", h0=0.3, h1=0.7)],
        },
        "model": {
            "nodes": _nodes(),
            "derived": [],
            "influences": _influences(),
            "anchors": [anchor("dispute", "DISPUTES"), anchor("force", "FORCE")],
            "fits": [],
        },
        "evidence": _evidence(),
        "precedents": {
            "reference_classes": [reference("DISPUTES", 7, 10), reference("FORCE", 1.5, 330)],
            "precedents": [],
            "histories": [],
        },
    }
    claims = changes.pop("claims", [])
    for name, value in changes.items():
        home = next((part for part in parts.values() if name in part), parts["header"])
        home[name] = value
    return Case.model_validate(
        {
            **parts,
            "claims": claims,
            "sources": [],
            "actors": {"actors": []},
            "routes": {"places": [], "routes": []},
        }
    )


QUIET: dict[str, Any] = {"timelines": [], "reports": [], "ratings": [], "watches": []}
"""Changes that leave the small case without any evidence."""
