"""Batches enter whole and once; versions follow one another; nothing is lost when writing fails."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lake.rows_for_tests import add, frame, row, utc
from tocsin.errors import LakeError
from tocsin.lake import log
from tocsin.lake.append import Batch, Whole, append
from tocsin.lake.frames import scan
from tocsin.lake.schema import EVENTS, FILES
from tocsin.lake.storage import LocalStorage, storage


def every_version(root: Path) -> list[dict[str, Any]]:
    place = storage(str(root))
    rows = scan(EVENTS, place, log.snapshot(place).of("events")).collect()
    return rows.sort("event_id", "known").to_dicts()


def ends(root: Path) -> list[tuple[str, str, datetime | None]]:
    return [(r["event_id"], r["release"], r["superseded"]) for r in every_version(root)]


def test_a_batch_enters_once(tmp_path: Path) -> None:
    rows = [row("1", utc(2018, 3, 1)), row("2", utc(2018, 4, 1)), row("2", utc(2018, 4, 1))]
    first = add(tmp_path, rows)
    assert (first.added, first.repeated) == ({"events": 2}, {"events": 1})
    again = add(tmp_path, rows)
    assert (again.added, again.repeated) == ({"events": 0}, {"events": 3})
    assert again.snapshot == first.snapshot
    assert [r["event_id"] for r in every_version(tmp_path)] == ["1", "2"]


def test_the_same_id_of_another_source_is_another_event(tmp_path: Path) -> None:
    add(tmp_path, [row("1", utc(2018, 3, 1))])
    added = add(tmp_path, [row("1", utc(2018, 3, 1), source="ucdp")])
    assert added.added == {"events": 1}
    assert added.revised == 0


def test_a_newer_release_supersedes_and_keeps_the_older(tmp_path: Path) -> None:
    one, two, three = utc(2022, 6, 1), utc(2023, 6, 1), utc(2024, 6, 1)
    add(tmp_path, [row("a", one, release="22.1", best=1), row("b", one, release="22.1")])
    last = add(tmp_path, [row("a", three, release="24.1", best=3)])
    assert last.revised == 1
    assert ends(tmp_path) == [("a", "22.1", three), ("a", "24.1", None), ("b", "22.1", None)]
    # an edition in between that is collected late falls into its place
    late = add(tmp_path, [row("a", two, release="23.1", best=2)])
    assert late.revised == 2
    assert ends(tmp_path) == [
        ("a", "22.1", two), ("a", "23.1", three), ("a", "24.1", None), ("b", "22.1", None),
    ]  # fmt: skip
    assert [r["best"] for r in every_version(tmp_path)] == [1, 2, 3, None]


def test_versions_of_one_batch_follow_one_another(tmp_path: Path) -> None:
    one, two = utc(2022, 6, 1), utc(2023, 6, 1)
    add(tmp_path, [row("a", two, release="y"), row("a", one, release="x")])
    assert ends(tmp_path) == [("a", "x", two), ("a", "y", None)]


def test_a_complete_release_withdraws_what_it_no_longer_holds(tmp_path: Path) -> None:
    one, two = utc(2022, 6, 1), utc(2023, 6, 1)
    early, late = date(2021, 5, 1), date(2023, 1, 5)
    old = [row(k, one, release="22.1", happened=early) for k in ("kept", "gone")]
    add(tmp_path, [*old, row("later", one, release="22.1", happened=late)])
    done = add(
        tmp_path, [row("kept", two, release="23.1", happened=early)],
        whole=Whole(known=two, until=date(2022, 12, 31)),
    )  # fmt: skip
    assert (done.revised, done.withdrawn) == (1, 1)
    assert ends(tmp_path) == [
        ("gone", "22.1", two), ("kept", "22.1", two), ("kept", "23.1", None),
        ("later", "22.1", None),
    ]  # fmt: skip
    again = add(
        tmp_path, [row("kept", two, release="23.1", happened=early)],
        whole=Whole(known=two, until=date(2022, 12, 31)),
    )  # fmt: skip
    assert again.snapshot == done.snapshot


def test_a_bad_batch_leaves_the_lake_as_it_was(tmp_path: Path) -> None:
    add(tmp_path, [row("1", utc(2018, 3, 1))])
    files = frame([{"file": "x"}], FILES)
    with pytest.raises(LakeError, match="rows for files lack source"):
        append(
            storage(str(tmp_path)),
            Batch("gdelt", {"events": frame([row("2", utc(2018, 3, 1))]), "files": files}),
        )
    assert [r["event_id"] for r in every_version(tmp_path)] == ["1"]


class _Full(LocalStorage):
    """A disk that takes a number of writes and then no more."""

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


def test_a_full_disk_at_any_write_loses_nothing(tmp_path: Path) -> None:
    one, two = utc(2022, 6, 1), utc(2023, 7, 1)
    before = [row("a", one, release="x"), row("b", one, release="x")]
    change = frame([row("a", two, release="y"), row("c", one, release="y")])
    for writes in itertools.count():
        root = tmp_path / str(writes)
        add(root, before)
        place = _Full(root)
        place.left = writes
        if writes == 4:  # two months of new rows, the old part rewritten, the commit
            break
        with pytest.raises(LakeError, match="nothing of this batch was added; make room"):
            append(place, Batch("gdelt", {"events": change}))
        assert ends(root) == [("a", "x", None), ("b", "x", None)]
        append(storage(str(root)), Batch("gdelt", {"events": change}))
        assert ends(root) == [
            ("a", "x", two), ("a", "y", None), ("b", "x", None), ("c", "y", None),
        ]  # fmt: skip
    append(place, Batch("gdelt", {"events": change}))


def test_a_writer_that_comes_second_looks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = storage(str(tmp_path))
    stale = log.snapshot(place)
    add(tmp_path, [row("1", utc(2018, 3, 1)), row("2", utc(2018, 3, 1))])
    rows = frame([row("2", utc(2018, 3, 1)), row("3", utc(2018, 3, 1))])
    second = append(place, Batch("gdelt", {"events": rows}), stale)
    assert (second.added, second.repeated) == ({"events": 1}, {"events": 1})
    assert [r["event_id"] for r in every_version(tmp_path)] == ["1", "2", "3"]
    monkeypatch.setattr(log, "commit", lambda *_: None)
    with pytest.raises(LakeError, match="other writers were first 100 times"):
        add(tmp_path, [row("9", utc(2018, 3, 1))])


_VERSION = st.tuples(st.sampled_from("abc"), st.integers(0, 4))
_BATCHES = st.lists(st.lists(_VERSION, min_size=1, max_size=5), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(batches=_BATCHES)
def test_in_whatever_order_releases_come_each_version_ends_where_the_next_begins(
    batches: list[list[tuple[str, int]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("lake")
    for batch in batches:
        add(
            root,
            [row(key, utc(2020 + year, 1 + year, 1), release=f"r{year}") for key, year in batch],
        )
    expected = []
    for key in "abc":
        years = sorted({year for batch in batches for k, year in batch if k == key})
        for year, following in itertools.zip_longest(years, years[1:]):
            end = (
                None
                if following is None
                else datetime(2020 + following, 1 + following, 1, tzinfo=UTC)
            )
            expected.append((key, f"r{year}", end))
    assert ends(root) == expected
    assert pl.DataFrame(every_version(root)).height == len(expected)
