"""The map says nothing by colour alone, keeps to its frame, and a table says the same."""

from __future__ import annotations

import math
import re
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest

import tocsin
from tests.briefing.test_briefing import HOSTILE, findings
from tocsin.briefing import atlas, svg
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.mapped import bloc_map, routes
from tocsin.briefing.parts import Figure, Section, Table
from tocsin.case.schema import Case
from tocsin.language import Language, pair
from tocsin.workflows.obligations import obligations
from tocsin.workflows.routes import routes as corridors


@pytest.fixture(scope="module")
def case() -> Case:
    return tocsin.load_case("kazakhstan")


def on(case: Case, day: date, language: Language = Language.EN) -> Writer:
    """The ties of the shipped case on a day."""
    ties = obligations(case, attacked="KAZ", by="RUS", as_of=day)
    told = SimpleNamespace(case=case, obligations=ties, routes=corridors(case, as_of=day))
    return Writer(cast(Findings, told), language)


def figure(section: Section) -> str:
    (drawn,) = [block for block in section.blocks if isinstance(block, Figure)]
    return drawn.wide


def rows(section: Section) -> dict[str, list[str]]:
    """The cells of the first table by its first cell."""
    table = next(block for block in section.blocks if isinstance(block, Table))
    cells = [["".join(map(str, cell.content)) for cell in row.cells] for row in table.rows]
    return {first: rest for first, *rest in cells}


def test_a_place_that_is_frozen_changes_its_hatching_and_its_words(case: Case) -> None:
    before, after = date(2024, 2, 21), date(2024, 2, 22)
    assert rows(bloc_map(on(case, before)))["Armenia"] == ["CSTO", "help"]
    assert rows(bloc_map(on(case, after)))["Armenia"][0] == "CSTO (frozen)"
    assert "1-frozen)" not in figure(bloc_map(on(case, before)))
    assert "1-frozen)" in figure(bloc_map(on(case, after)))


def test_who_has_left_is_drawn_no_more(case: Case) -> None:
    assert "CSTO" in rows(bloc_map(on(case, date(2012, 12, 18))))["Uzbekistan"][0]
    assert "Uzbekistan" not in rows(bloc_map(on(case, date(2012, 12, 19))))


def test_each_thing_owed_has_a_line_of_its_own_form(case: Case) -> None:
    looks = {
        name: (look["stroke_width"], look.get("stroke_dasharray"))
        for name, look in atlas.LOOKS.items()
    }
    assert len(set(looks.values())) == len(looks)
    owed = atlas.owed(on(case, date(2026, 3, 16)).findings.obligations)
    assert (owed["KGZ"], owed["UZB"], owed["USA"]) == ("help", "consult", "restraint")
    assert owed["FIN"] == "idle"
    slopes = [slope for _, slope in atlas.HATCHES]
    assert len(set(slopes)) == len(slopes)


def test_names_on_the_map_do_not_cover_each_other() -> None:
    view = atlas.View.of([(40.0, 40.0), (60.0, 50.0)], 400, 300)
    names = atlas.Names(view, [])
    put = [names.put("A name", (200, 150), 11) for _ in range(6)]
    assert put[0] is not None
    assert put[1] is not None
    assert put[5] is None
    for i, first in enumerate(names.taken):
        assert not any(atlas._meet(first, other) for other in names.taken[i + 1 :])


def test_the_projection_keeps_areas() -> None:
    view = atlas.View.of([(40.0, 40.0), (60.0, 50.0)], 400, 300)

    def area(lon: float, lat: float) -> float:
        (x, y), (x1, y1), (x2, y2) = (
            view.pixel(lon, lat), view.pixel(lon + 0.01, lat), view.pixel(lon, lat + 0.01)
        )  # fmt: skip
        return abs((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y))

    here = area(45, 35) / math.cos(math.radians(35))
    there = area(55, 55) / math.cos(math.radians(55))
    assert here == pytest.approx(there, rel=0.01)


@pytest.mark.parametrize("language", list(Language))
def test_every_route_has_its_number_on_the_map(case: Case, language: Language) -> None:
    w = on(case, date(2026, 3, 16), language)
    section = routes(w)
    placed = [
        str(i)
        for i, route in enumerate(w.findings.routes.routes, start=1)
        if {place.id for place in case.routes.places} & set(route.places)
    ]
    shown = re.findall(r'font-weight="bold">(\d+)</text>', figure(section))
    assert shown == placed


def test_what_a_case_says_is_never_markup(case: Case) -> None:
    actors = [
        actor.model_copy(update={"label": pair(HOSTILE, HOSTILE)}) for actor in case.actors.actors
    ]
    hostile = case.model_copy(update={"actors": case.actors.model_copy(update={"actors": actors})})
    drawn = figure(bloc_map(on(hostile, date(2026, 3, 16))))
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert " style=" not in drawn
    assert svg.text('"&<', 1, 2) == '<text x="1" y="2" font-size="11">&#34;&amp;&lt;</text>'


def test_an_invented_case_is_on_no_map() -> None:
    case = tocsin.load_case("river")
    told = findings(case=case, obligations=obligations(case, attacked="HAL", by="SER"))
    section = bloc_map(Writer(told, Language.EN))
    assert not [block for block in section.blocks if isinstance(block, Figure)]
    assert rows(section)
