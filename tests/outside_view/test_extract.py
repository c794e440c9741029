"""What ships is what the published files give; traps of the files are met on made-up rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tocsin.errors import DataError
from tocsin.outside_view.extract import (
    _conflicts,
    _disputes,
    _runs,
    _spells,
    build,
    write,
)
from tocsin.outside_view.tables import Tables, folder, shipped

INTERSTATE = Path(__file__).parents[2].parent / "shared" / "data" / "interstate"


@pytest.mark.shared
@pytest.mark.skipif(not INTERSTATE.is_dir(), reason="the published data stand beside a checkout")
def test_the_extract_is_what_the_published_files_give(tmp_path: Path) -> None:
    made = build(INTERSTATE)
    for name, columns in vars(Tables.of(made)).items():
        held = vars(shipped())[name]
        assert list(held) == list(columns)
        for column, values in columns.items():
            np.testing.assert_array_equal(held[column], values, err_msg=f"{name}.{column}")
    write(made, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.parquet" for name in made}


def test_the_extract_is_small() -> None:
    assert sum(path.stat().st_size for path in folder().iterdir()) < 1_000_000


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot read cow_states\.parquet"):
        build(tmp_path)


def test_runs_of_years() -> None:
    assert list(_runs({1990, 1991, 1993, 1995, 1994})) == [(1990, 1991), (1993, 1995)]


def _row(**given: object) -> dict[str, object]:
    blank = {
        "ccode1": 2, "ccode2": 20, "year": 2000, "cowmidonset": 1.0, "hostlev1": 3.0,
        "hostlev2": 1.0, "fatality1": 0.0, "fatality2": -9.0,
    }  # fmt: skip
    return {**blank, **given}


def test_disputes_are_counted_once_for_each_pair_and_year() -> None:
    """The files hold each pair in both directions; a second dispute of a year is a second one."""
    raw = [
        _row(),
        _row(ccode1=20, ccode2=2),
        _row(hostlev2=4.0, fatality1=1.0),
        _row(year=2001, cowmidonset=0.0, hostlev1=5.0, fatality1=6.0),
    ]
    assert _disputes(raw, "mid5", "cowmid").to_pylist() == [
        {"release": "mid5", "one": 2, "other": 20, "year": 2000, "dispute": 2, "force": 1,
         "fatal": 1},
        {"release": "mid5", "one": 2, "other": 20, "year": 2001, "dispute": 0, "force": 0,
         "fatal": 0},
    ]  # fmt: skip


def test_conflicts_follow_cow_numbers_and_know_their_first_year() -> None:
    """Yemen is 678 for UCDP and 679 for COW; a party that COW does not list is left out."""
    raw = [
        {"type_of_conflict": kind, "year": year, "gwno_a": a, "gwno_b": b, "start_date2": start}
        for kind, year, a, b, start in [
            ("interstate", 1995, 678.0, 531.0, "1995-12-15"),
            ("interstate", 1996, 678.0, 531.0, "1995-12-15"),
            ("intrastate", 1995, 678.0, None, "1995-12-15"),
            ("interstate", 1948, 750.0, 751.0, "1948-09-13"),
        ]
    ]
    assert _conflicts(raw, {531, 679, 750}).to_pylist() == [
        {"one": 531, "other": 679, "year": 1995, "began": 1},
        {"one": 531, "other": 679, "year": 1996, "began": 0},
    ]


def test_spells_of_pacts_contiguity_and_rivalry() -> None:
    raw = {
        "cow_contdir": [
            {"ccode1": 2, "ccode2": 20, "conttype": 1.0, "stdate": "1920-01-01",
             "enddate": "2016-12-01"},
            {"ccode1": 20, "ccode2": 2, "conttype": 1.0, "stdate": "1920-01-01",
             "enddate": "2016-12-01"},
        ],
        "cow_alliance": [
            {"ccode1": a, "ccode2": b, "year": year, "cow_defense": held}
            for a, b, year, held in [
                (20, 2, 1949, 1.0), (2, 20, 1950, 1.0), (2, 20, 1951, 0.0), (2, 20, 1953, 1.0),
            ]
        ],
        "tss_rivalries": [{"ccode1": 365, "ccode2": 2, "start": 1945.0, "end": 1989.0}],
    }  # fmt: skip
    rows = [tuple(row.values()) for row in _spells(raw).to_pylist()]  # type: ignore[arg-type]
    assert rows == [
        (2, 20, "contiguity", 1, 1920, 2016),
        (2, 20, "defence", 1, 1949, 1950),
        (2, 20, "defence", 1, 1953, 1953),
        (2, 365, "rivalry", 1, 1945, 1989),
    ]
