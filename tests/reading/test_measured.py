"""The figures of the documentation are those that are measured, and the article keeps its floor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.reading import against, article, markdown

from tocsin.reading.finding import find
from tocsin.results import Item

PAGE = Path(__file__).parents[2] / "docs/explanation/how-reading-works.md"


def test_the_documented_figures_are_measured() -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = text.split("benchmarks.reading -->\n")[1].split("\n<!-- end -->")[0]
    assert table == markdown(), "write the table of python -m benchmarks.reading into the page"


@pytest.fixture
def reading() -> tuple[str, dict[str, Any], list[Item]]:
    given = article()
    if given is None:
        pytest.skip("the annotated article stands beside the repository, not in it")
    text, gold = given
    return text, gold, find(text, "fr")


@pytest.mark.shared
def test_the_article_is_read_at_least_as_well_as_asked(
    reading: tuple[str, dict[str, Any], list[Item]],
) -> None:
    _, gold, items = reading
    found = against(items, gold)
    missed = {kind: tally.missed for kind, tally in found.items()}
    for kind in ("chronology_sources", "chronology_events", "triggers", "actors_countries"):
        assert missed[kind] == [], kind
    assert len(missed["off_ramps"]) <= 1
    explicit = [
        c for c in gold["scenario_claims"]["items"] if c["modality"] in ("if_then", "unless")
    ]
    conditions = {s.quote for i in items for s in i.all("condition")}
    assert len(explicit) == 4
    assert {c["condition"]["quote"] for c in explicit} <= conditions


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "required"),
    [("actors_countries", False), ("actors_organisations", True), ("actors_people", True),
     ("corridors_routes", False)],
)  # fmt: skip
def test_every_required_actor_and_route_is_found(
    reading: tuple[str, dict[str, Any], list[Item]], kind: str, required: bool
) -> None:
    _, gold, items = reading
    found = {(s.start, s.end) for i in items if i.kind == kind for s in i.spans}
    for entry in gold[kind]:
        if required and not entry["required"]:
            continue
        mentions = [m for r in ("mentions", "adjectival_mentions") for m in entry.get(r, ())]
        assert any((m["start"], m["end"]) in found for m in mentions), entry["id"]


@pytest.mark.shared
def test_nothing_that_must_not_be_found_is(
    reading: tuple[str, dict[str, Any], list[Item]],
) -> None:
    text, gold, items = reading
    forbidden = [m["span"] for m in gold["must_not"]]
    claims, turkey, trump, caspian, kant = forbidden[:2], *forbidden[2:]

    def spans(kind: str, key: str | None = None) -> list[tuple[int, int]]:
        return [
            (s.start, s.end)
            for i in items
            if i.kind == kind and (key is None or i.id == key)
            for s in i.spans
        ]

    def inside(found: list[tuple[int, int]], place: dict[str, int]) -> bool:
        return any(s < place["end"] and place["start"] < e for s, e in found)

    assert not any(inside(spans("scenario_claims"), place) for place in claims)
    assert not inside(spans("actors_countries", "TUR"), turkey)
    assert not inside(spans("actors_people"), trump)
    assert not inside(spans("actors_people"), kant)
    dated = [(s.start, s.end) for i in items for s in i.all("date_span")]
    assert not inside(dated, caspian)
    assert text[kant["start"] : kant["end"]] == kant["quote"]
