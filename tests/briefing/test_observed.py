"""Levels with what would be seen, series or why there is none, and the picture of the timeline."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

import pytest

import tocsin
from tests import results_for_tests as made
from tests.briefing.test_briefing import HOSTILE, findings
from tests.briefing.test_indicator_charts import a_state, an_answer
from tocsin.briefing import html
from tocsin.briefing.drawing import NARROW, WIDE
from tocsin.briefing.findings import Writer
from tocsin.briefing.observed import indicators, levels
from tocsin.briefing.parts import Figure, Table
from tocsin.briefing.reasons import hypotheses
from tocsin.briefing.timeline import timeline
from tocsin.briefing.timeline_picture import Dot, axis
from tocsin.inference import ratings
from tocsin.language import Language

EN, FR = Language.EN, Language.FR


def test_every_level_of_every_trigger_stands_in_the_table() -> None:
    w = Writer(findings(), EN)
    (table,) = [block for block in levels(w).blocks if isinstance(block, Table)]
    triggers = w.findings.assessment.triggers
    assert len(table.rows) == sum(1 + len(state.levels) for state in triggers)
    marked = [row for row in table.rows if row.cells[-1].tone == "strong"]
    assert len(marked) == len(triggers)
    known = [row for row in marked if row.cells[-1].content == ("known",)]
    assert len(known) == sum(state.known for state in triggers)


def test_without_a_workspace_indicators_are_not_monitored() -> None:
    case = tocsin.load_case("kazakhstan")
    shown = html.body([indicators(Writer(findings(case=case), EN))], EN)
    assert "Not monitored" in shown
    assert case.indicators[0].label.en in shown
    assert "--workspace" in shown


@pytest.mark.parametrize("language", list(Language))
def test_series_are_drawn_where_a_workspace_counts_them(language: Language) -> None:
    case = tocsin.load_case("kazakhstan")
    section = indicators(Writer(findings(case=case, indicators=an_answer(a_state())), language))
    (figure,) = [block for block in section.blocks if isinstance(block, Figure)]
    assert an_answer(a_state()).indicators[0].label.in_(language) in figure.alternative
    assert "<svg" in figure.wide


def test_dots_of_a_day_one_can_go_back_to_lead_there() -> None:
    start, end = date(2024, 1, 1), date(2026, 1, 1)
    dots = [
        Dot("A", date(2025, 5, 5), HOSTILE, True),
        Dot("A", date(2023, 6, 1), "before the case", False),
        Dot("A", date(1999, 1, 1), "before the axis", False),
        Dot("B", date(2025, 5, 5), "another lane", True),
    ]
    for width in (WIDE, NARROW):
        svg = axis(dots, ["A", "B"], start, end, EN, width)
        assert svg.count('href="?as_of=2025-05-05"') == 2
        assert svg.count("<circle") == 3
        assert "← 1" in svg
        assert "<script" not in svg
        assert " style=" not in svg


def test_dots_of_one_time_stand_on_each_other() -> None:
    start, end = date(2024, 1, 1), date(2026, 1, 1)
    dots = [Dot("A", date(2025, 5, 5), str(k), True) for k in range(9)]
    svg = axis(dots, ["A"], start, end, EN, WIDE)
    places = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    assert len(places) == len(set(places)) == 9
    assert len({x for x, _ in places}) == 1
    assert all(float(y) > 0 for _, y in places)


def test_the_picture_of_the_timeline_holds_what_the_table_lists() -> None:
    w = Writer(findings(), FR)
    blocks = timeline(w).blocks
    (figure,) = [block for block in blocks if isinstance(block, Figure)]
    (table,) = [block for block in blocks if isinstance(block, Table)]
    begin = made.START - timedelta(days=365)
    assert figure.wide.count("<circle") <= len(table.rows)
    assert figure.alternative.startswith(str(len(table.rows)))
    assert figure.linked
    assert begin < made.AS_OF


def test_what_would_tell_explanations_apart_is_ranked_by_what_seeing_it_tells() -> None:
    case = tocsin.load_case("kazakhstan")
    states = [
        made.hypotheses()[0].model_copy(update={"id": h.id, "group": g.id, "posterior": h.prior})
        for g in case.header.groups
        for h in g.hypotheses
    ]
    assessment = made.assessment().model_copy(update={"hypotheses": states})
    w = Writer(findings(case=case, assessment=assessment), EN)
    tables = {b.anchor: b for b in hypotheses(w).blocks if isinstance(b, Table)}
    rows = tables["table-discriminators"].rows
    gains = [float(str(row.cells[2].content[0])) for row in rows]
    assert len(rows) == len(case.evidence.discriminators)
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0


def test_belief_after_a_sight_follows_the_table_and_its_exponent() -> None:
    case = tocsin.load_case("ballot")
    (group, *_) = case.header.groups
    first, second, *_ = group.hypotheses
    belief = {h.id: 1 / len(group.hypotheses) for h in group.hypotheses}
    after = ratings.told_by(case, belief, {first.id: "CC", second.id: "II"})
    tables = case.header.tables
    odds = (tables.consistency["CC"] / tables.consistency["II"]) ** tables.rating_exponent
    assert after[first.id] / after[second.id] == pytest.approx(odds)
    assert sum(after.values()) == pytest.approx(1)
    assert ratings.bits(belief, belief) == 0
    exact = sum(p * math.log2(p * len(belief)) for p in after.values())
    assert ratings.bits(belief, after) == pytest.approx(exact)
