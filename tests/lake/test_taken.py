"""Files that were collected are known again, whatever the clock said at the time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests.lake.rows_for_tests import add, frame, row, utc
from tocsin.lake import log
from tocsin.lake.append import Batch, append
from tocsin.lake.schema import FILES
from tocsin.lake.storage import storage
from tocsin.lake.taken import Taken, newest_day, taken


def _taken(root: Path, md5: str, size: int, when: datetime) -> Taken:
    place = storage(str(root))
    files = frame(
        [{"file": "a", "source": "gdelt", "release": md5, "known": when, "bytes": size, "rows": 1}],
        FILES,
    )
    append(place, Batch("gdelt", {"files": files}))
    return taken(place, log.snapshot(place), "gdelt")


def test_a_file_is_known_by_name_and_by_what_else_is_known_of_it(tmp_path: Path) -> None:
    found = _taken(tmp_path, "m", 10, utc(2026, 1, 1))
    assert found.holds("a", None, None)
    assert found.holds("a", "m", 10)
    assert not found.holds("a", "other", None)
    assert not found.holds("a", "m", 11)
    assert not found.holds("b", None, None)


def test_every_edition_counts_even_when_the_clock_was_set_back(tmp_path: Path) -> None:
    _taken(tmp_path, "m", 10, utc(2026, 1, 1))
    found = _taken(tmp_path, "n", 12, utc(2001, 1, 1))
    assert found.holds("a", "m", 10)
    assert found.holds("a", "n", 12)
    assert not found.holds("a", "m", 12)


def test_the_newest_day_is_that_of_the_source(tmp_path: Path) -> None:
    place = storage(str(tmp_path))
    assert newest_day(log.snapshot(place), "gdelt") is None
    add(tmp_path, [row("1", utc(2018, 3, 1)), row("2", utc(2018, 2, 27, 23))])
    add(tmp_path, [row("3", utc(2020, 1, 1), source="ucdp")])
    assert newest_day(log.snapshot(place), "gdelt") == date(2018, 3, 1)
