"""The weekly series of an indicator, on each engine, against a count by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.indicators.lakes_for_tests import FIRST, event, lake, minimal, others
from tocsin.indicators.series import Week, counted, monday_of, placed_cells, weeks
from tocsin.lake import cube, store
from tocsin.settings import Engine

DAY = FIRST + timedelta(days=1)


@pytest.fixture(params=[Engine.POLARS, Engine.DUCKDB], ids=str)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    return found


def first_week(folder: Path, engine: Engine, rows: list[dict[str, Any]], **changes: Any) -> Week:
    case, here = minimal(folder, **changes), lake(folder, rows, engine)
    one = case.indicators[0]
    placed = placed_cells(store.versions(here), one) if one.places else None
    return weeks(counted(cube.weekly(here), one, placed), FIRST, FIRST)[0]


def test_acts_of_the_pair_and_kind_among_all_that_was_told(tmp_path: Path, engine: Engine) -> None:
    rows = [
        event(1, DAY), event(2, DAY), event(3, DAY, code="112"), event(4, DAY, quad=4, code="180"),
        event(5, DAY, actor1_country="ALF", actor2_country="BET"), event(6, DAY + timedelta(7)),
        event(7, DAY, actor2_country=None), others(8, DAY), others(9, DAY, actor1_country=None),
    ]  # fmt: skip
    assert first_week(tmp_path, engine, rows) == Week(FIRST, 2, 7, 7)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"unit": "events"}, (3, 9)),
        ({"quads": [], "roots": ["18"]}, (1, 7)),
        ({"quads": [], "codes": ["112"]}, (1, 7)),
        ({"quads": [4], "codes": ["112"]}, (2, 7)),
        ({"quads": []}, (3, 7)),
        ({"directed": False}, (3, 7)),
        ({"towards": []}, (3, 7)),
        ({"volume": "doers"}, (2, 4)),
        ({"source": "icews"}, (0, 0)),
        ({"places": ["ALF"]}, (1, 7)),
    ],
    ids=str,
)
def test_what_a_rule_says_is_counted(
    tmp_path: Path, engine: Engine, changes: dict[str, Any], expected: tuple[int, int]
) -> None:
    rows = [
        event(1, DAY), event(2, DAY, count=2), event(3, DAY, code="112", place_country="ALF"),
        event(4, DAY, quad=4, code="180", root="18"), event(7, DAY, actor2_country=None),
        event(5, DAY, actor1_country="ALF", actor2_country="BET"),
        others(8, DAY), others(9, DAY, actor1_country=None),
    ]  # fmt: skip
    if changes.get("unit") == "events":
        expected = (4, 9)
    found = first_week(tmp_path, engine, rows, **changes)
    assert (found.count, found.volume) == expected


def test_rows_that_come_too_late_do_not_count(tmp_path: Path, engine: Engine) -> None:
    late = [
        event(1, DAY), event(2, DAY, FIRST + timedelta(13), code="112"),
        event(3, DAY, FIRST + timedelta(14), code="113"),
    ]  # fmt: skip
    assert first_week(tmp_path / "a", engine, late) == Week(FIRST, 2, 2, 2)
    assert first_week(tmp_path / "b", engine, late, lag_weeks=0) == Week(FIRST, 1, 1, 1)
    assert first_week(tmp_path / "c", engine, late, lag_weeks=2) == Week(FIRST, 3, 3, 3)


def test_a_row_that_is_revised_later_counts_as_it_stood(tmp_path: Path, engine: Engine) -> None:
    lake(tmp_path, [event(1, DAY)])
    rows = [event(1, DAY, FIRST + timedelta(30), code="190", quad=4, release="2.1")]
    assert first_week(tmp_path, engine, rows) == Week(FIRST, 1, 1, 1)


def test_a_week_without_rows_is_empty(tmp_path: Path) -> None:
    case, here = (
        minimal(tmp_path),
        lake(tmp_path, [event(1, FIRST), event(2, FIRST + timedelta(15))]),
    )
    found = weeks(counted(cube.weekly(here), case.indicators[0]), FIRST, FIRST + timedelta(20))
    assert [week.count for week in found] == [1, 0, 1]


def test_weeks_begin_on_monday() -> None:
    assert monday_of(date(2024, 1, 1)) == date(2024, 1, 1)
    assert monday_of(date(2024, 1, 7)) == date(2024, 1, 1)
