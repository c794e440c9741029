"""Evidence as the filter meets it: the Admiralty table, origins, dates, order."""

from __future__ import annotations

import math
from datetime import date
from itertools import product

import pytest

from tests.small_case import START, entry, rating, report, small_case, timeline, watch
from tocsin.case.schema import Case
from tocsin.engine.compile import compile_case
from tocsin.inference.evidence import Item, Schedule, conditions, report_log_ratio, schedule


def _schedule(case: Case) -> Schedule:
    return schedule(case, compile_case(case, {}, conditions(case)))


def _by_id(case: Case) -> dict[str, Item]:
    return {item.id: item for item in _schedule(case).items}


def _ratio(code: str) -> float:
    return math.exp(report_log_ratio(small_case(), report("r", "2024-02-01", "h0", code)))


def test_the_admiralty_table() -> None:
    assert _ratio("A1") == pytest.approx(10.0)
    assert _ratio("B2") == pytest.approx(10**0.64)
    for code in ["F1", "F5", "A6", "F6"]:
        assert _ratio(code) == 1.0
    for reliability, doubted in product("ABCDE", "45"):
        assert _ratio(reliability + doubted) < 1.0
    for reliability, believed in product("ABCDE", "123"):
        assert _ratio(reliability + believed) > 1.0
    assert _ratio("A1") > _ratio("B1") > _ratio("C1") > _ratio("D1") > _ratio("E1")


def test_reports_of_one_origin_count_once_the_first_published() -> None:
    reports = [
        report("late", "2024-03-01", "mood >= high", "A1", origin="agency"),
        report("other", "2024-03-05", "mood >= high", "B1"),
        report("first", "2024-02-01", "trig >= some", "C1", origin="agency"),
    ]
    items = _by_id(small_case(reports=reports, timelines=[], ratings=[]))
    assert set(items) == {"other", "first"}


def test_each_report_keeps_its_own_condition() -> None:
    """The reports are sorted; their tabulated conditions must move with them."""
    reports = [
        report("b", "2024-03-01", "mood >= high", "A1"),
        report("a", "2024-02-01", "trig >= some", "A1"),
    ]
    case = small_case(reports=reports)
    compiled = compile_case(case, {}, conditions(case))
    items = {item.id: item for item in schedule(case, compiled).items}
    assert items["b"].function == compiled.conditions[0]
    assert items["a"].function == compiled.conditions[1]


def test_what_is_older_than_the_start_belongs_to_the_first_day() -> None:
    items = _by_id(
        small_case(
            ratings=[rating("old", "2020-05-01", "a", h0="I")],
            reports=[report("between", "2023-12-01", "h0", "A1", published="2024-02-01")],
        )
    )
    assert (items["old"].effective, items["old"].published) == (START, START)
    assert (items["between"].effective, items["between"].published) == (START, date(2024, 2, 1))


def test_items_come_in_order_of_publication() -> None:
    items = _schedule(small_case()).items
    assert [item.id for item in items] == ["t1", "d1", "E1", "r1", "d2"]
    jump = items[0]
    assert (jump.kind, jump.effective, jump.published, jump.level) == (
        "jump", date(2025, 3, 1), date(2025, 4, 1), 1,
    )  # fmt: skip


def test_steps_published_on_one_day_stay_in_the_order_in_which_they_happened() -> None:
    """Whatever their ids: a step cannot be taken before the one that leads to it."""
    steps = [
        entry("z", "2024-03-01", "some", "2024-05-01"),
        entry("a", "2024-04-01", "wide", "2024-05-01"),
    ]
    items = _schedule(
        small_case(timelines=[timeline("trig", *steps)], ratings=[], reports=[])
    ).items
    assert [item.id for item in items] == ["z", "a"]


def test_steps_that_happened_on_one_day_stay_in_the_order_of_the_timeline() -> None:
    steps = [entry("z", "2024-03-01", "some"), entry("a", "2024-03-01", "wide")]
    items = _schedule(
        small_case(timelines=[timeline("trig", *steps)], ratings=[], reports=[])
    ).items
    assert [item.id for item in items] == ["z", "a"]


def test_watches_and_ends_of_knowledge() -> None:
    case = small_case(watches=[watch("w", "mood >= high", 2.0, "2024-02-01", "2024-08-01")])
    compiled = compile_case(case, {}, conditions(case))
    found = schedule(case, compiled)
    (heard,) = found.watches
    assert heard.function == compiled.conditions[1]
    assert (heard.rate, heard.since, heard.until) == (2.0, date(2024, 2, 1), date(2024, 8, 1))
    assert found.known_until[compiled.nodes["trig"]] == date(2025, 12, 31)
    assert compiled.nodes["mood"] not in found.known_until


def test_a_rating_carries_its_increment() -> None:
    items = _by_id(small_case())
    added = dict(items["E1"].by_hypothesis)
    assert added == pytest.approx({"h0": math.log(0.3) / 2, "h1": math.log(1.4) / 2})
