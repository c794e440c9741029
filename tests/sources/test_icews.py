"""ICEWS: yearly counts enter as counts, known when their year is over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import polars as pl
import pytest

from tests.sources.gdelt_for_tests import DATA
from tocsin.errors import SourceError
from tocsin.lake.frames import shaped
from tocsin.lake.schema import EVENTS
from tocsin.sources.connector import Window
from tocsin.sources.icews import CLASSES, Icews
from tocsin.sources.origin import Folder, Item

REAL = DATA / "icews" / "icews_dyad_year.parquet"
real = pytest.mark.skipif(not REAL.is_file(), reason="the shared material is not here")


@real
def test_every_count_of_the_real_file_enters_and_nothing_else() -> None:
    [item] = Icews().plan(Folder(REAL), Window()).items
    rows = Icews().read([item], [REAL.read_bytes()])
    frame = shaped(EVENTS, rows.tables["events"])
    table = pl.read_parquet(REAL)
    assert frame["count"].sum() == sum(table[name].sum() for name in CLASSES)
    assert frame.height == sum((table[name] > 0).sum() for name in CLASSES) == rows.counts[0]
    assert frame["event_id"].n_unique() == frame.height
    assert frame["actor1_country"].null_count() == 0
    assert frame["code"].null_count() == frame.height
    assert set(frame["release"]) == {"yearly counts to 2014"}


@real
def test_a_count_stands_for_its_year_and_was_known_after_it() -> None:
    frame = Icews().read([Item("x", "x")], [REAL.read_bytes()]).tables["events"]
    conflict = frame.filter(
        (pl.col("actor1_country") == "RUS") & (pl.col("actor2_country") == "UKR")
        & (pl.col("quad") == 4) & (pl.col("happened") == date(2014, 1, 1))
    ).to_dicts()  # fmt: skip
    assert [row["count"] for row in conflict] == [2547]
    assert conflict[0]["event_id"] == "RUS-UKR-2014-4"
    assert conflict[0]["happened_end"] == date(2014, 12, 31)
    assert conflict[0]["known"] == datetime(2015, 1, 1, tzinfo=UTC)


def _table(**columns: object) -> bytes:
    plain = {
        "i": ["A"], "j": ["B"], "year": [2014], "i_iso3c": ["RUS"], "j_iso3c": [None],
        "verbCoop": [2.0], "matlCoop": [0.0], "verbConf": [float("nan")], "matlConf": [None],
    }  # fmt: skip
    buffer = BytesIO()
    pl.DataFrame({k: v for k, v in {**plain, **columns}.items() if v is not None}).write_parquet(
        buffer
    )
    return buffer.getvalue()


def test_a_side_without_a_country_keeps_its_name_and_nothing_counted_is_no_row() -> None:
    frame = Icews().read([Item("x", "x")], [_table()]).tables["events"]
    assert frame["event_id"].to_list() == ["RUS-B-2014-1"]
    assert frame["actor2_country"].to_list() == [None]
    csv = (
        b"i,j,year,i_iso3c,j_iso3c,verbCoop,matlCoop,verbConf,matlConf\nA,B,2014,XXX,KAZ,0,0,0,3\n"
    )
    frame = Icews().read([Item("x.csv", "x")], [csv]).tables["events"]
    assert frame["event_id"].to_list() == ["A-KAZ-2014-4"]


def test_files_of_something_else_are_refused() -> None:
    with pytest.raises(SourceError, match="has no columns year; it is no file of directed"):
        Icews().read([Item("x", "x")], [_table(year=None)])
    with pytest.raises(SourceError, match="cannot be read as a table"):
        Icews().read([Item("x", "x")], [b"PAR1nonsense"])
