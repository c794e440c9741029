"""The tables: each can be filled, says what its columns mean, and holds what the results hold."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.exports.findings_for_tests import findings
from tests.record_for_tests import record
from tocsin.briefing.pages import PAGES
from tocsin.errors import NotFoundError
from tocsin.exports.table import UNITS, Filled, Kind, fill
from tocsin.exports.tables import TABLES, table_named

HELD: dict[Kind, Any] = {
    Kind.TEXT: str, Kind.DATE: date, Kind.WHOLE: int, Kind.NUMBER: (float, int), Kind.TRUTH: bool,
    Kind.LIST: tuple,
}  # fmt: skip


FOUND = findings(record=record())


def rows(name: str, of: Any = FOUND) -> list[dict[str, Any]]:
    filled = fill(table_named(name), of)
    names = [each.name for each in filled.table.columns]
    return [dict(zip(names, row, strict=True)) for row in filled.rows]


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_filled_with_what_its_columns_say(name: str) -> None:
    filled: Filled = fill(TABLES[name], FOUND)
    assert filled.rows, "the made-up findings hold something for every table"
    for row in filled.rows:
        for column, value in zip(filled.table.columns, row, strict=True):
            assert value is None or isinstance(value, HELD[column.kind]), (column.name, value)
            if column.unit == "share" and value is not None:
                assert isinstance(value, (int, float))
                assert 0 <= value <= 1, (column.name, value)
    assert {row[2] for row in filled.rows} == {"TLP:CLEAR"}, "every row carries the mark"


@pytest.mark.parametrize("name", list(TABLES))
def test_every_column_has_a_name_a_meaning_and_a_known_unit(name: str) -> None:
    columns = TABLES[name].columns
    names = [each.name for each in columns]
    assert len(names) == len(set(names))
    for each in columns:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", each.name)
        assert each.meaning.en.endswith(".")
        assert each.meaning.fr.endswith(".")
        assert each.unit is None or each.unit in UNITS
    assert [n for n in names if n.endswith("_en")] == [
        f"{n.removesuffix('_fr')}_en" for n in names if n.endswith("_fr")
    ]


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_belongs_to_a_page_of_the_desk(name: str) -> None:
    assert TABLES[name].page in PAGES


def test_a_text_stands_in_both_languages() -> None:
    outcome = FOUND.assessment.outcomes[0]
    row = rows("outcomes")[0]
    assert (row["label_en"], row["label_fr"]) == (outcome.label.en, outcome.label.fr)
    assert row["probability"] == outcome.horizons[0].probability


def test_the_terms_of_the_log_odds_reach_the_day() -> None:
    found = rows("reasons")
    e = FOUND.explanation
    assert found[-1]["log_odds_after"] == pytest.approx(e.log_odds, abs=0.02)
    assert found[0]["log_odds_after"] == pytest.approx(e.base_log_odds + e.rows[0].change)


def test_the_matrix_has_a_row_for_each_item_and_hypothesis() -> None:
    cells = sum(len(row.cells) for row in FOUND.explanation.matrix)
    assert len(rows("ratings")) == cells


def test_nothing_that_came_after_the_day_is_told() -> None:
    early = FOUND.assessment.model_copy(update={"as_of": date(2024, 6, 1)})
    found = rows("timeline", findings(assessment=early))
    assert all(row["published"] <= date(2024, 6, 1) for row in found)
    assert len(found) < len(rows("timeline"))


def test_without_a_scenario_a_record_or_off_ramps_the_tables_are_empty() -> None:
    bare = findings(whatif=None, off_ramps=None)
    for name in ("scenario", "scenario_steps", "questions", "scores", "off_ramps", "off_ramp_plan"):
        assert rows(name, bare) == []


def test_an_unknown_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"no table 'x'; there are outcomes, curve"):
        table_named("x")
