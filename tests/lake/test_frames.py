"""Rows take a table's shape, and become parts named by their content."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from tests.lake.rows_for_tests import every_table, frame, row, utc
from tocsin.errors import LakeError
from tocsin.lake.frames import dtypes, scan, shaped, written
from tocsin.lake.schema import EVENTS, Table
from tocsin.lake.storage import storage


def test_absent_columns_are_null_and_types_are_the_table_s() -> None:
    whole = shaped(EVENTS, frame([row("1", utc(2018, 3, 1), quad=4)]).cast({"quad": pl.Int64}))
    assert whole.schema == pl.Schema(dtypes(EVENTS))
    assert whole["quad"].to_list() == [4]
    assert whole["url"].to_list() == [None]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"colour": "red"}, "no columns colour"),
        ({"quad": 4000}, "do not fit"),
        ({"known": None}, "lack known"),
    ],
)
def test_rows_that_do_not_fit_are_refused(given: dict[str, object], word: str) -> None:
    plain = frame([row("1", utc(2018, 3, 1))])
    with pytest.raises(LakeError, match=word):
        shaped(EVENTS, plain.with_columns(pl.lit(v).alias(k) for k, v in given.items()))


def test_rows_become_one_part_a_month_in_order_of_id(tmp_path: Path) -> None:
    rows = [row("3", utc(2018, 3, 1)), row("1", utc(2018, 3, 31, 23)), row("2", utc(2018, 4, 1))]
    whole = shaped(EVENTS, frame(rows))
    files = list(written(EVENTS, "gdelt", whole))
    assert [f.part.month for f in files] == ["2018-03", "2018-04"]
    assert [f.part.rows for f in files] == [2, 1]
    assert (files[0].part.first_id, files[0].part.last_id) == ("1", "3")
    assert files[0].part.bytes == len(files[0].content)
    assert pl.read_parquet(BytesIO(files[0].content))["event_id"].to_list() == ["1", "3"]
    assert list(written(EVENTS, "gdelt", whole)) == files
    place = storage(str(tmp_path))
    for file in files:
        place.put(file.part.path, file.content)
    back = scan(EVENTS, place, [f.part for f in files]).collect()
    assert back.sort("event_id").equals(whole.sort("event_id"))


@pytest.mark.parametrize("table", every_table(), ids=lambda table: table.name)
def test_every_column_has_a_type_and_an_empty_lake_has_them_all(table: Table) -> None:
    empty = scan(table, storage("unused"), [])
    assert empty.collect_schema() == pl.Schema(dtypes(table))
