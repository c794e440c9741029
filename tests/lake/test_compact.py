"""Compacting loses nothing: under a reader, beside a writer, on a full disk, after a kill."""

from __future__ import annotations

import itertools
import os
import time
import uuid
from pathlib import Path

import pytest

from tests.lake.rows_for_tests import add, row, space, utc
from tocsin.errors import LakeError
from tocsin.lake import compact as compacting
from tocsin.lake import log, store
from tocsin.lake.compact import compact, crowded, leftovers
from tocsin.lake.frames import scan
from tocsin.lake.schema import EVENTS
from tocsin.lake.storage import LocalStorage, storage
from tocsin.settings import Engine


def _rows(root: Path | str) -> list[tuple[object, ...]]:
    place = storage(str(root))
    frame = scan(EVENTS, place, log.snapshot(place).of("events")).collect()
    return sorted(frame.select("event_id", "release", "superseded", "known").rows(), key=str)


def _filled(root: Path | str) -> list[tuple[object, ...]]:
    for k in range(6):
        add(root, [row(f"{k}{n}", utc(2018, 3 + k % 2, 1 + n)) for n in range(5)])
    add(root, [row("03", utc(2018, 9, 1), release="2.1")])
    return _rows(root)


@pytest.fixture(params=["folder", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return str(tmp_path / "lake")
    return f"memory://{uuid.uuid4().hex}"


def test_small_parts_become_one_a_month_and_rows_stay(root: str) -> None:
    rows = _filled(root)
    done = compact(storage(root))
    assert (done.before, done.after, done.removed) == (7, 3, 0)
    assert _rows(root) == rows
    again = compact(storage(root))
    assert again.snapshot == done.snapshot


def test_parts_that_are_large_enough_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(tmp_path)
    monkeypatch.setattr(compacting, "FULL", 5)
    assert crowded(log.snapshot(storage(str(tmp_path)))) == []
    monkeypatch.setattr(compacting, "FULL", 11)
    groups = crowded(log.snapshot(storage(str(tmp_path))))
    assert [len(parts) for parts in groups] == [2, 2]


@pytest.mark.parametrize("engine", [Engine.POLARS, Engine.DUCKDB], ids=str)
def test_a_reader_that_began_before_is_not_disturbed(root: str, engine: Engine) -> None:
    rows = _filled(root)
    table = store.events(space(root, engine), utc(2030, 1, 1))
    compact(storage(root))
    assert table.count().to_pyarrow().as_py() == len(rows) - 1


def test_replaced_files_go_after_a_day_and_not_before(tmp_path: Path) -> None:
    rows = _filled(tmp_path)
    compact(storage(str(tmp_path)))
    place = storage(str(tmp_path))
    assert isinstance(place, LocalStorage)
    old = leftovers(place, log.snapshot(place))
    assert len(old) == 3 + 3 + 1  # what was merged, and a part that was revised
    # a part that is years old was replaced only now: a reader may still be at it
    for path in old:
        os.utime(tmp_path / path, (1, 1))
    assert compact(place).removed == 0
    for commit in (tmp_path / "log").rglob("*.json"):
        os.utime(commit, (time.time() - 90_000,) * 2)
    assert compact(place).removed == len(old)
    assert leftovers(place, log.snapshot(place)) == []
    assert _rows(tmp_path) == rows


def test_interrupted_writes_are_swept(tmp_path: Path) -> None:
    rows = _filled(tmp_path)
    place = storage(str(tmp_path))
    compact(place, grace=0)
    place.put("events/source=gdelt/month=2018-03/.aside-x", b"half")
    place.put("log/000000000/.aside-y", b"half")
    assert compact(place).removed == 0
    assert compact(place, grace=0).removed == 2
    assert _rows(tmp_path) == rows


class _Full(LocalStorage):
    left = 0

    def put(self, name: str, content: bytes) -> None:
        self._spend()
        super().put(name, content)

    def claim(self, name: str, content: bytes) -> bool:
        self._spend()
        return super().claim(name, content)

    def _spend(self) -> None:
        if not self.left:
            raise OSError(28, "No space left on device")
        self.left -= 1


def test_a_full_disk_at_any_write_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    for writes in itertools.count():
        root = tmp_path / str(writes)
        rows = _filled(root)
        place = _Full(root)
        place.left = writes
        if writes == 4:  # two months, for each a part and a commit
            break
        with pytest.raises(LakeError, match="it is as it was; make room"):
            compact(place)
        assert _rows(root) == rows
    compact(place)
    assert _rows(root) == rows


class _Beside(LocalStorage):
    """A disk on which somebody else commits before each of the first commits."""

    others = 0

    def claim(self, name: str, content: bytes) -> bool:
        if self.others:
            self.others -= 1
            self.meanwhile()
        return super().claim(name, content)

    def meanwhile(self) -> None:
        add(self.root, [row(f"new{self.others}", utc(2018, 3, 1))])


def test_rows_that_come_meanwhile_are_kept(tmp_path: Path) -> None:
    rows = _filled(tmp_path)
    place = _Beside(tmp_path)
    place.others = 3
    compact(place)
    found = _rows(tmp_path)
    assert set(rows) < set(found)
    assert len(found) == len(rows) + 3


class _Revising(_Beside):
    def meanwhile(self) -> None:
        add(self.root, [row("00", utc(2019, 3, 1), release="2.2")])


def test_a_part_that_is_revised_meanwhile_is_not_brought_back(tmp_path: Path) -> None:
    _filled(tmp_path)
    place = _Revising(tmp_path)
    place.others = 1
    compact(place)
    ends = {(r[0], r[1]): r[2] for r in _rows(tmp_path)}
    assert ends["00", "2.0"] == utc(2019, 3, 1)
    assert ends["00", "2.2"] is None
    assert len(_rows(tmp_path)) == 32
