"""GDELT 2.0: real files, their lists, and what stands in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.sources.gdelt_for_tests import (
    EXPORT,
    MENTIONS,
    TRANSLATED,
    event_files,
    master_list,
    publish,
    zipped,
)
from tests.sources.server_for_tests import Server
from tocsin.errors import SourceError
from tocsin.lake.frames import shaped
from tocsin.lake.schema import TABLES
from tocsin.sources import gdelt
from tocsin.sources.addresses import Guard
from tocsin.sources.connector import Window
from tocsin.sources.gdelt import Gdelt
from tocsin.sources.origin import Folder, Item, Site
from tocsin.sources.web import Web

real = pytest.mark.skipif(not EXPORT.is_file(), reason="the shared material is not here")


@real
def test_real_events_become_rows() -> None:
    content = zipped("x", EXPORT.read_bytes())
    rows = Gdelt().read([Item("20180326044500.export.CSV.zip", "x")], [content])
    assert rows.counts == [1540]
    frame = shaped(TABLES["events"], rows.tables["events"])
    assert frame["known"].unique().to_list() == [datetime(2018, 3, 26, 4, 45, tzinfo=UTC)]
    # files look back a year: what happened then was known only now
    assert frame["happened"].min() == date(2017, 3, 26)
    russia = frame.filter(pl.any_horizontal(pl.col("actor1_country", "actor2_country") == "RUS"))
    assert russia.height == 51
    assert frame["code"].str.starts_with("0").any()
    assert frame["place_country"].is_in(["RUS", "ZAF"]).any()
    assert frame["place_country"].null_count() == 38
    assert set(frame["source"]) == {"gdelt"}
    assert set(frame["release"]) == {"2.0"}
    assert frame["count"].sum() == 1540


@real
def test_real_mentions_become_rows_with_the_language_of_the_article() -> None:
    items = [
        Item("20150218230000.mentions.CSV", "x"),
        Item("20150218224500.translation.mentions.CSV", "x"),
    ]
    rows = Gdelt().read(items, [MENTIONS.read_bytes(), TRANSLATED.read_bytes()])
    assert rows.counts == [100, 100]
    frame = shaped(TABLES["mentions"], rows.tables["mentions"])
    english = frame.filter(pl.col("release") == "2.0")
    translated = frame.filter(pl.col("release") == "2.0 translation")
    assert english.height == translated.height == 100
    assert english["language"].null_count() == 100
    assert translated["language"].null_count() == 0
    assert {"spa", "rus"} <= set(translated["language"])
    assert frame.filter(pl.col("event_known") > pl.col("known")).is_empty()


def test_files_of_both_kinds_and_languages_are_read_together() -> None:
    events, other = event_files(2).items()
    items = [
        Item(events[0], "x"),
        Item(other[0].replace(".export", ".translation.export"), "x"),
    ]
    rows = Gdelt().read(items, [events[1], other[1]])
    assert rows.counts == [20, 20]
    assert set(rows.tables) == {"events"}
    assert rows.tables["events"]["release"].to_list() == ["2.0"] * 20 + ["2.0 translation"] * 20


def test_a_file_of_another_name_or_width_is_refused() -> None:
    [(name, content)] = event_files(1).items()
    with pytest.raises(SourceError, match="is not named like a file"):
        Gdelt().read([Item("gkg.csv", "x")], [content])
    with pytest.raises(SourceError, match="61 columns instead of 16"):
        Gdelt().read([Item(name.replace("export", "mentions"), "x")], [content])


def test_a_folder_needs_no_list(tmp_path: Path) -> None:
    files = event_files(3)
    (tmp_path / "deep").mkdir()
    for name, content in files.items():
        (tmp_path / "deep" / name).write_bytes(content)
    (tmp_path / "deep" / "20180326004500.gkg.csv.zip").write_bytes(b"")
    (tmp_path / "deep" / "20189999999999.export.CSV.zip").write_bytes(b"")
    plan = Gdelt().plan(Folder(tmp_path), Window())
    assert [item.name for item in plan.items] == sorted(files)
    assert [item.size for item in plan.items] == [len(content) for content in files.values()]


def test_a_mirror_s_list_is_used_and_its_damaged_lines_are_told(tmp_path: Path) -> None:
    files = event_files(3)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    text = master_list(files)
    (tmp_path / "masterfilelist.txt").write_bytes(text + b"  \n150383 e3b2\nno size x y\n")
    plan = Gdelt().plan(Folder(tmp_path), Window())
    assert [item.name for item in plan.items] == sorted(files)
    assert all(item.md5 for item in plan.items)
    assert plan.remarks == ["masterfilelist.txt: 2 lines are no entries and were passed over"]


@pytest.fixture
def site(server: Server, tmp_path: Path) -> Site:
    return Site(server.url, Web(Guard(server.url), tmp_path))


def test_a_window_takes_whole_days(server: Server, site: Site) -> None:
    files = event_files(3 * 96)
    publish(server, files)
    with site.web:
        plan = Gdelt().plan(site, Window(date(2018, 3, 27), date(2018, 3, 27)))
    names = [item.name for item in plan.items]
    assert len(names) == 96
    assert {name[:8] for name in names} == {"20180327"}
    assert all(item.place.startswith(server.url) for item in plan.items)


def test_a_recent_window_fetches_the_end_of_the_list_only(
    server: Server, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = date.today()
    start = f"{today - timedelta(days=20):%Y%m%d}000000"
    files = event_files(21 * 96, rows=1, start=start)
    publish(server, files)
    monkeypatch.setattr(gdelt, "BYTES_PER_DAY", 96 * 110)
    with site.web:
        plan = Gdelt().plan(site, Window(since=today - timedelta(days=1)))
        assert len(list(plan.items)) == 2 * 96
        assert server.asked[0][1]["range"] == f"bytes=-{3 * 96 * 110}"
        assert server.times("/masterfilelist.txt") == 1
        # where the end does not reach back far enough, all of it is fetched
        monkeypatch.setattr(gdelt, "BYTES_PER_DAY", 500)
        plan = Gdelt().plan(site, Window(since=today - timedelta(days=5)))
        assert len(list(plan.items)) == 6 * 96
        assert server.times("/masterfilelist.txt") == 3
