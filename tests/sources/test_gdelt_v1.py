"""GDELT 1.0: real files with and without addresses, known a day after their day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.sources.gdelt_for_tests import DATA
from tocsin.errors import SourceError
from tocsin.lake.frames import shaped
from tocsin.lake.schema import EVENTS
from tocsin.sources.connector import Window
from tocsin.sources.gdelt_v1 import GdeltV1
from tocsin.sources.origin import Folder, Item

REAL = DATA / "gdelt1" / "events.csv"
OTHER = DATA / "gdelt2" / "spark_gdelt" / "events1.csv"
real = pytest.mark.skipif(not REAL.is_file(), reason="the shared material is not here")


@real
@pytest.mark.parametrize(("path", "rows", "addresses"), [(REAL, 710, 509), (OTHER, 100, 60)])
def test_real_events_become_rows(path: Path, rows: int, addresses: int) -> None:
    found = GdeltV1().read([Item(path.name, "x")], [path.read_bytes()])
    frame = shaped(EVENTS, found.tables["events"])
    assert found.counts == [rows]
    assert frame["event_id"].n_unique() == rows
    assert rows - frame["url"].null_count() == addresses
    assert set(frame["source"]) == {"gdelt-v1"}
    assert frame["goldstein"].null_count() == 0
    # codes come without the spaces that some rows have
    assert not frame["actor1_code"].str.contains(r"\s").any()


@real
def test_a_row_is_known_when_the_file_of_its_day_is_out() -> None:
    frame = GdeltV1().read([Item("x", "x")], [REAL.read_bytes()]).tables["events"]
    known = set(frame["known"])
    assert datetime(2016, 7, 29, 11, tzinfo=UTC) in known
    assert frame["happened"].min() == date(1982, 1, 2)


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(SourceError, match="without a date of addition"):
        GdeltV1().read([Item("x", "x")], [b"\t" * 57 + b"\n"])
    with pytest.raises(SourceError, match="instead of 57 or 58"):
        GdeltV1().read([Item("x", "x")], [b"a\tb\n"])


def test_files_are_planned_by_the_days_they_hold(tmp_path: Path) -> None:
    names = ["1979.zip", "200601.zip", "20130401.export.CSV.zip", "20130402.export.CSV.zip"]
    for name in [*names, "readme.txt"]:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "20139999.export.CSV.zip").write_bytes(b"")

    def planned(since: date | None, until: date | None) -> list[str]:
        plan = GdeltV1().plan(Folder(tmp_path), Window(since, until))
        return [item.name for item in plan.items]

    assert planned(None, None) == names
    assert planned(date(2006, 1, 15), date(2006, 1, 20)) == ["200601.zip"]
    assert planned(date(2013, 4, 2), None) == ["20130402.export.CSV.zip"]
    assert planned(None, date(1979, 1, 1)) == ["1979.zip"]


def test_a_list_of_sums_is_used(tmp_path: Path) -> None:
    (tmp_path / "md5sums").write_text(
        "0cc175b9c0f1b6a831c399e269772661  20130401.export.CSV.zip\nnonsense\n"
    )
    plan = GdeltV1().plan(Folder(tmp_path), Window())
    [item] = plan.items
    assert item.md5 == "0cc175b9c0f1b6a831c399e269772661"
    assert plan.remarks == ["md5sums: 1 lines are no entries and were passed over"]
