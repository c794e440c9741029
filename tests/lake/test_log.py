"""Commits: one number, one writer; gaps and damage are refused; checkpoints change nothing."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tocsin.errors import LakeError
from tocsin.lake import log
from tocsin.lake.log import Commit, Part, Snapshot
from tocsin.lake.storage import LocalStorage, storage


def _part(name: str, source: str = "gdelt") -> Part:
    return Part(name, "events", source, "2018-03", 1, 10, "1", "1", "x", "x")


def _committed(place: LocalStorage, base: Snapshot, change: Commit) -> Snapshot:
    after = log.commit(place, base, change)
    assert after is not None
    return after


@pytest.fixture
def place(tmp_path: Path) -> LocalStorage:
    found = storage(str(tmp_path / "lake"))
    assert isinstance(found, LocalStorage)
    return found


def test_an_empty_place_is_an_empty_lake(place: LocalStorage) -> None:
    assert log.snapshot(place) == Snapshot()


def test_commits_add_and_remove_parts(place: LocalStorage) -> None:
    one = _committed(place, Snapshot(), Commit(adds=(_part("a"), _part("b", "ucdp"))))
    two = _committed(place, one, Commit(adds=(_part("c"),), removes=("a",)))
    assert log.snapshot(place) == two
    assert [p.path for p in two.of("events")] == ["b", "c"]
    assert [p.path for p in two.of("events", "gdelt")] == ["c"]
    assert two.of("mentions") == []


def test_of_two_writers_one_is_first(place: LocalStorage) -> None:
    base = log.snapshot(place)
    assert log.commit(place, base, Commit(adds=(_part("a"),))) is not None
    assert log.commit(place, base, Commit(adds=(_part("b"),))) is None
    assert [p.path for p in log.snapshot(place).parts] == ["a"]


def test_checkpoints_spare_reading_and_change_nothing(
    place: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "GROUP", 10)
    monkeypatch.setattr(log, "CHECKPOINT_EVERY", 4)
    state = Snapshot()
    for k in range(33):
        removes = (f"p{k - 3}",) if k % 3 == 0 else ()
        state = _committed(place, state, Commit(adds=(_part(f"p{k}"),), removes=removes))
        assert log.snapshot(place) == state
    read: list[str] = []
    plain = place.read

    def noted(name: str) -> bytes:
        read.append(name)
        return plain(name)

    monkeypatch.setattr(place, "read", noted)
    assert log.snapshot(place) == state
    assert len(read) == 2
    # without its last checkpoints the log says the same
    for name in place.listed("log/000000003"):
        if name.endswith("checkpoint"):
            place.remove(f"log/000000003/{name}")
    assert log.snapshot(place) == state


def test_a_checkpoint_that_cannot_be_written_costs_nothing(
    place: LocalStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "CHECKPOINT_EVERY", 1)

    def full(name: str, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place, "put", full)
    state = _committed(place, Snapshot(), Commit(adds=(_part("a"),)))
    assert log.snapshot(place) == state


def test_damage_gaps_and_newer_formats_are_refused(place: LocalStorage) -> None:
    state = Snapshot()
    for name in ("a", "b", "c"):
        state = _committed(place, state, Commit(adds=(_part(name),)))
    names = place.listed("log/000000000")
    kept = place.read(f"log/000000000/{names[1]}")
    place.put(f"log/000000000/{names[1]}", kept[:-5])
    with pytest.raises(LakeError, match="damaged"):
        log.snapshot(place)
    place.put(f"log/000000000/{names[1]}", kept.replace(b'"format":1', b'"format":2'))
    with pytest.raises(LakeError, match="format 2, this Tocsin knows up to 1"):
        log.snapshot(place)
    place.remove(f"log/000000000/{names[1]}")
    with pytest.raises(LakeError, match="no commit 2 although it has 3"):
        log.snapshot(place)


def test_what_was_removed_lately_is_known(place: LocalStorage) -> None:
    one = _committed(place, Snapshot(), Commit(adds=(_part("a"), _part("b"))))
    two = _committed(place, one, Commit(removes=("a",)))
    now = time.time()
    assert log.recently_removed(place, two, now, 60) == {"a"}
    assert log.recently_removed(place, two, now + 3600, 60) == set()
    # a clock that was set back makes nothing older than it is
    assert log.recently_removed(place, two, now - 3600, 60) == {"a"}
