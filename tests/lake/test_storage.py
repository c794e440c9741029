"""Files written whole or not at all, claimed once, wherever they lie."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

import pytest

from tocsin.errors import LakeError
from tocsin.lake.storage import Storage, storage


@pytest.fixture(params=["folder", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return storage(str(tmp_path / "lake"))
    return storage(f"memory://{uuid.uuid4().hex}/lake")


def test_what_is_put_is_read_and_listed(place: Storage) -> None:
    assert place.listed("a") == []
    place.put("a/two", b"2")
    place.put("a/one", b"1")
    place.put("a/one", b"new")
    assert place.listed("a") == ["one", "two"]
    assert place.read("a/one") == b"new"
    assert -5 < place.age("a/one", time.time()) < 60
    place.remove("a/one")
    place.remove("a/one")
    assert place.listed("a") == ["two"]
    with pytest.raises(FileNotFoundError):
        place.read("a/one")


def test_a_name_is_claimed_once(place: Storage) -> None:
    assert place.claim("log/1", b"first")
    assert not place.claim("log/1", b"second")
    assert place.read("log/1") == b"first"
    assert place.listed("log") == ["1"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "link"])
def test_a_failed_write_leaves_nothing(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = storage(str(tmp_path))
    place.put("kept", b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    if broken == "link":
        with pytest.raises(LakeError, match="hard links"):
            place.claim("log/1", b"x")
    else:
        with pytest.raises(OSError, match="No space"):
            place.put("kept", b"new")
    monkeypatch.undo()
    assert place.read("kept") == b"old"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["kept"]


def test_an_unknown_kind_of_place_is_refused() -> None:
    with pytest.raises(LakeError, match="nowhere://x cannot be opened"):
        storage("nowhere://x")


def test_engines_are_told_absolute_paths_and_urls(tmp_path: Path) -> None:
    assert storage(str(tmp_path)).address("a/b") == str(tmp_path / "a/b")
    assert storage(f"file://{tmp_path}").address("a/b") == str(tmp_path / "a/b")
    assert storage("memory://lake/").address("a/b") == "memory://lake/a/b"
