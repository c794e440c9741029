"""The weekly cube equals the full query, whatever has been done to the lake."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import polars as pl
import pytest

from tests.lake.random_lakes_for_tests import collected_at_random, told
from tests.lake.rows_for_tests import add, row, space, utc
from tocsin.lake import cube, log, store
from tocsin.lake.compact import compact
from tocsin.lake.cube import CELLS, cells, refresh, weekly
from tocsin.lake.storage import LocalStorage, storage
from tocsin.settings import Engine, Workspace

ENGINES = [Engine.POLARS, Engine.DUCKDB]


@pytest.fixture(params=ENGINES, ids=str)
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Workspace:
    return space(tmp_path / "lake", request.param)


def ordered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort([column.name for column in CELLS.columns])


def full(here: Workspace) -> pl.DataFrame:
    return ordered(cells(store.versions(here)).to_polars())


def kept(here: Workspace) -> pl.DataFrame:
    return ordered(weekly(here).to_polars())


def test_acts_are_counted_once_however_often_they_are_told(here: Workspace) -> None:
    day = date(2018, 3, 27)
    add(here.lake, [
        told(1, day, day), told(2, day, day + timedelta(1)), told(3, day, day + timedelta(9)),
        told(4, day + timedelta(1), day + timedelta(1)), told(5, day, day, code="112", count=3),
    ])  # fmt: skip
    found = kept(here)
    assert found.schema == full(here).schema
    by_code = found.group_by("code").agg(pl.col("acts", "events").sum()).sort("code")
    assert by_code.rows() == [("111", 2, 4), ("112", 1, 3)]
    assert found["week"].unique().to_list() == [date(2018, 3, 26)]
    late = found.filter(pl.col("known_week") > date(2018, 3, 26))
    assert late.select("acts", "events", "known_week").rows() == [(0, 1, date(2018, 4, 2))]


def test_rows_without_a_week_of_their_own_are_left_out(here: Workspace) -> None:
    year = {"happened": date(2018, 1, 1), "happened_end": date(2018, 12, 31)}
    add(here.lake, [row("1", utc(2019, 1, 1), **year), row("2", utc(2019, 1, 1), happened=None)])
    assert kept(here).height == 0


def test_a_revised_row_stands_until_the_week_in_which_it_was_revised(here: Workspace) -> None:
    day = date(2018, 3, 27)
    add(here.lake, [told(1, day, day)])
    add(here.lake, [told(1, day, day + timedelta(21), code="112", release="2.1")])
    found = kept(here).select("code", "known_week", "superseded_week").sort("code").rows()
    first, then = date(2018, 3, 26), date(2018, 4, 16)
    assert found == [("111", first, then), ("112", then, None)]


def test_an_empty_lake_has_an_empty_cube(here: Workspace) -> None:
    assert kept(here).height == 0
    assert weekly(here).schema() == ibis.schema(CELLS.types)


@pytest.mark.parametrize("seed", range(6))
def test_the_cube_equals_the_full_query_after_any_sequence(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:
        monkeypatch.setattr(cube, "ROWS_AT_ONCE", 5)
    draw = np.random.default_rng(seed)
    here = space(tmp_path / "lake", ENGINES[seed % len(ENGINES)])
    for _ in range(8):
        collected_at_random(draw, here)
        if draw.random() < 0.7:
            refresh(here)
        if draw.random() < 0.3:
            compact(storage(here.lake))
        if draw.random() < 0.5:
            assert kept(here).equals(full(here))
    assert kept(here).equals(full(here))
    assert kept(here).height > 10


def test_parts_that_are_gone_from_the_disk_let_everything_be_counted_anew(
    tmp_path: Path,
) -> None:
    here = space(tmp_path / "lake")
    day = date(2018, 3, 27)
    add(here.lake, [told(1, day, day)])
    before = {part.path for part in log.snapshot(storage(here.lake)).parts}
    refresh(here)
    add(here.lake, [told(1, day, day + timedelta(7), release="2.1")])
    after = {part.path for part in log.snapshot(storage(here.lake)).parts}
    for path in before - after:
        (tmp_path / "lake" / path).unlink()
    assert kept(here).equals(full(here))


def test_only_weeks_that_were_touched_are_counted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = space(tmp_path / "lake")
    add(here.lake, [told(1, date(2018, 1, 2), date(2018, 1, 2))])
    refresh(here)
    add(here.lake, [told(2, date(2018, 3, 27), date(2018, 3, 27))])
    seen = []

    def spied(rows: Any) -> Any:
        seen.append(rows.count().to_pyarrow().as_py())
        return cells(rows)

    monkeypatch.setattr(cube, "cells", spied)
    assert kept(here).height == 2
    assert seen == [1]


def test_a_refresh_without_news_writes_nothing(tmp_path: Path) -> None:
    here = space(tmp_path / "lake")
    add(here.lake, [told(1, date(2018, 1, 2), date(2018, 1, 2))])
    state = refresh(here)
    stamp = (tmp_path / "lake" / cube.STATE).stat().st_mtime_ns
    assert refresh(here) == state
    assert (tmp_path / "lake" / cube.STATE).stat().st_mtime_ns == stamp


def test_a_cube_of_another_format_is_counted_anew(tmp_path: Path) -> None:
    here = space(tmp_path / "lake")
    add(here.lake, [told(1, date(2018, 1, 2), date(2018, 1, 2))])
    refresh(here)
    (tmp_path / "lake" / cube.STATE).write_text('{"format": 0, "parts": [], "files": {}}')
    assert kept(here).height == 1


def test_a_cube_that_cannot_be_written_is_counted_from_the_events(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = space(tmp_path / "lake")
    add(here.lake, [told(1, date(2018, 1, 2), date(2018, 1, 2))])

    def full_disk(self: LocalStorage, name: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(LocalStorage, "put", full_disk)
    assert kept(here).equals(full(here))
    assert not (tmp_path / "lake" / cube.FOLDER).exists()
