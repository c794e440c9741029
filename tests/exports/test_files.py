"""Tables as files, read back by readers of the format."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from pyarrow import parquet

from tests.exports.findings_for_tests import findings
from tocsin.exports.files import as_csv, as_json, as_parquet
from tocsin.exports.table import Filled, Table, fill, ids, number, text, truth
from tocsin.exports.tables import TABLES
from tocsin.language import pair

FOUND = findings()


def one(value: str | float | bool | tuple[str, ...] | None) -> str:
    """The cell that a value becomes in CSV."""
    table = Table("t", "overview", pair("", ""), lambda f: [], (text("x", "", ""),))
    row = ("c", date(2026, 1, 2), "TLP:CLEAR", value)
    return list(csv.reader(io.StringIO(as_csv(Filled(table, (row,))).decode())))[1][3]


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"], ids=repr
)
def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_made_harmless(start: str) -> None:
    assert one(f'{start}HYPERLINK("https://example.org")') == (
        f'\'{start}HYPERLINK("https://example.org")'
    )


def test_other_cells_stay_as_they_are() -> None:
    assert one("a=b, “c” – d") == "a=b, “c” – d"
    assert one(-0.25) == "-0.25", "a number is no formula"
    assert one(0.1 + 0.2) == "0.30000000000000004", "nothing is rounded"
    assert (one(None), one(True), one(("S1", "S2"))) == ("", "true", "S1 S2")
    assert one(("=1+1",)) == "'=1+1"


def test_csv_is_read_back_whole() -> None:
    for table in TABLES.values():
        filled = fill(table, FOUND)
        data = as_csv(filled)
        read = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        assert read[0] == [each.name for each in table.columns]
        assert len(read) == len(filled.rows) + 1
        assert {len(row) for row in read} == {len(table.columns)}
        assert data.count(b"\r\n") >= len(read)


def test_parquet_is_read_back_with_types_meanings_and_the_mark() -> None:
    for table in TABLES.values():
        filled = fill(table, FOUND)
        read = parquet.read_table(io.BytesIO(as_parquet(filled, FOUND.assessment.run)))
        assert read.num_rows == len(filled.rows)
        back = [tuple(row.values()) for row in read.to_pylist()]
        assert back == [
            tuple(list(v) if isinstance(v, tuple) else v for v in row) for row in filled.rows
        ]
        field = read.schema.field("as_of")
        assert field.metadata[b"meaning_fr"].decode() == "Date de connaissance."
        run = json.loads(read.schema.metadata[b"run"])
        assert run["case_sha256"] == FOUND.assessment.run.case_sha256


def test_the_same_findings_make_the_same_bytes() -> None:
    filled = fill(TABLES["nodes"], FOUND)
    run = FOUND.assessment.run
    assert as_csv(filled) == as_csv(filled)
    assert as_parquet(filled, run) == as_parquet(filled, run)


def test_lists_and_truths_keep_their_types() -> None:
    fields = (truth("yes", "", "", lambda r: r), ids("of", "", "", lambda r: ["a", "b"]),
              number("n", "", "", lambda r: None))  # fmt: skip
    table = Table("t", "overview", pair("", ""), lambda f: [True], fields)
    read = parquet.read_table(io.BytesIO(as_parquet(fill(table, FOUND), FOUND.assessment.run)))
    assert [str(field.type) for field in read.schema][3:] == ["bool", "list<element: string>",
                                                              "double"]  # fmt: skip
    assert read.to_pylist()[0]["of"] == ["a", "b"]


def test_json_knows_no_infinity() -> None:
    assert as_json({"é": 1}) == '{\n "é": 1\n}\n'.encode()
    with pytest.raises(ValueError, match="JSON"):
        as_json(float("inf"))
