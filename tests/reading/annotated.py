"""The annotated texts of these tests, and how much of an annotation a reading finds.

Each text in ``texts/`` was written for these tests (its statements are invented) beside a compact
annotation: quotes are given as they stand, offsets are looked up. Texts whose names begin with
``heldout`` were written and annotated before any reading of them was looked at.

Conventions: a date that opens a clause is no part of its event; a quotation inside a reported
clause belongs to the clause; an off-ramp counts when it overlaps the annotated words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tocsin.reading.finding import find
from tocsin.reading.folding import fold
from tocsin.results import Item

TEXTS = Path(__file__).parent / "texts"
NAMES = sorted(path.name.removesuffix(".txt") for path in TEXTS.glob("*.txt"))
HELD_OUT = [name for name in NAMES if name.startswith("heldout")]


@dataclass
class Tally:
    """Expected and found of one kind: what was hit, missed, and found without being expected."""

    hit: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of the expected that was found; 1 where nothing was expected."""
        expected = len(self.hit) + len(self.missed)
        return len(self.hit) / expected if expected else 1.0

    @property
    def precision(self) -> float:
        """The share of the found that was expected; 1 where nothing was found."""
        found = len(self.hit) + len(self.extra)
        return len(self.hit) / found if found else 1.0

    def add(self, other: Tally) -> None:
        """Count another text in."""
        self.hit += other.hit
        self.missed += other.missed
        self.extra += other.extra


def load(name: str) -> tuple[str, dict[str, Any]]:
    """The text and its annotation."""
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    return text, yaml.safe_load((TEXTS / f"{name}.yaml").read_text(encoding="utf-8"))


def read(name: str) -> tuple[list[Item], dict[str, Any]]:
    """The items found in a text, and its annotation."""
    text, expected = load(name)
    published = expected.get("published")
    assert published is None or isinstance(published, date)
    return find(text, expected["language"], published), expected


def compare(items: list[Item], expected: dict[str, Any]) -> dict[str, Tally]:
    """A tally for each kind that the annotation speaks of; spans and values must be exact."""
    of: dict[str, list[Item]] = {}
    for each in items:
        of.setdefault(each.kind, []).append(each)
    tallies: dict[str, Tally] = {}

    def tally(kind: str, wanted: list[str], found: list[str]) -> None:
        found = list(dict.fromkeys(found))
        tallies[kind] = Tally(
            [w for w in wanted if w in found],
            [w for w in wanted if w not in found],
            [f for f in found if f not in wanted],
        )

    tally(
        "countries", expected.get("countries", []), [i.id for i in of.get("actors_countries", [])]
    )
    for kind, source in (("organisations", "actors_organisations"), ("people", "actors_people")):
        named = {fold(s.quote): i for i in of.get(source, []) for s in i.spans}
        wanted = expected.get(kind, [])
        hits = {id(named[fold(w)]) for w in wanted if fold(w) in named}
        tallies[kind] = Tally(
            [w for w in wanted if fold(w) in named],
            [w for w in wanted if fold(w) not in named],
            [i.spans[0].quote for i in of.get(source, []) if id(i) not in hits
             and not {"group", "state_body"} & {i.value.get("type")}],
        )  # fmt: skip
    if "routes" in expected:
        quotes = [{s.quote for s in i.spans} for i in of.get("corridors_routes", [])]
        wanted = expected["routes"]
        tallies["routes"] = Tally(
            [w for w in wanted if any(w in q for q in quotes)],
            [w for w in wanted if not any(w in q for q in quotes)],
            [sorted(q)[0] for q in quotes if not q & set(wanted)],
        )
    tally(
        "sources",
        [f"{d} {t}" for d, t in expected.get("sources", [])],
        [f"{i.value['date']} {i.value.get('title')}" for i in of.get("chronology_sources", [])],
    )
    if "events" in expected:
        tally(
            "events",
            [f"{d} {q}" for d, q in expected["events"]],
            [
                f"{i.value['date']} {s.quote}"
                for i in of.get("chronology_events", [])
                for s in i.all("event_span")
            ],
        )
    tally(
        "triggers",
        expected.get("triggers", []),
        [s.quote for i in of.get("triggers", []) for s in i.all("span")],
    )
    pairs = [(i.first("condition"), i.first("consequence")) for i in of.get("scenario_claims", [])]
    conditions = [c.quote for c, _ in pairs if c]
    tally("conditions", [c for c, _ in expected.get("conditions", [])], conditions)
    tally(
        "consequences",
        [c for _, c in expected.get("conditions", [])],
        [c.quote for _, c in pairs if c],
    )
    bare = [s.quote.rstrip(".") for i in of.get("off_ramps", []) for s in i.all("span")]
    flat = [o[0] if isinstance(o, list) else o for o in expected.get("off_ramps", [])]
    near = [w for w in flat if any(w in b or b in w for b in bare)]
    tallies["off_ramps"] = Tally(
        near,
        [w for w in flat if w not in near],
        [b for b in bare if not any(w in b or b in w for w in flat)],
    )
    said = {
        (s.quote.rstrip(","), i.value.get("speaker"))
        for i in of.get("attributions", [])
        for s in i.all("span")
    }
    wanted_said = [(str(q).rstrip(","), who) for q, who in expected.get("attributions", [])]
    tallies["attributions"] = Tally(
        [q for q, who in wanted_said if (q, who) in said],
        [f"{q} [{who}]" for q, who in wanted_said if (q, who) not in said],
        [f"{q} [{who}]" for q, who in said if (q, who) not in wanted_said],
    )
    if "relations" in expected:
        found = {
            (i.value["type"], i.value["subj"], i.value["obj"]) for i in of.get("relations", [])
        }
        wanted_ties = [tuple(r) for r in expected["relations"]]
        tallies["relations"] = Tally(
            [str(r) for r in wanted_ties if r in found],
            [str(r) for r in wanted_ties if r not in found],
            [str(r) for r in found if r not in wanted_ties],
        )
    return tallies
