"""Archives: unpacked within limits, refused with a reason when anything is wrong."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.sources.gdelt_for_tests import zipped
from tocsin.errors import SourceError
from tocsin.sources.archives import unpacked

TEXT = b"a\tb\n" * 1000


def _archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_one_file_is_unpacked(method: int) -> None:
    assert unpacked("a.zip", _archive({"a.csv": TEXT}, method)) == TEXT
    assert unpacked("a.zip", _archive({"folder/": b"", "folder/a.csv": TEXT}, method)) == TEXT
    assert unpacked("a.zip", _archive({"a.csv": b""}, method)) == b""


def test_plain_text_stays_as_it_is() -> None:
    assert unpacked("a.csv", TEXT) == TEXT
    with pytest.raises(SourceError, match=r"a\.zip is no zip archive"):
        unpacked("a.zip", TEXT)


@pytest.mark.parametrize("kept", range(4, 200, 9))
def test_a_truncated_archive_is_refused(kept: int) -> None:
    whole = zipped("a.csv", bytes(range(200)))
    with pytest.raises(SourceError, match=r"truncated|damaged"):
        unpacked("a.zip", whole[:kept])


def test_every_flipped_bit_of_the_content_is_noticed() -> None:
    whole = zipped("a.csv", TEXT)
    start = 30 + len("a.csv")
    end = whole.index(b"PK\x01\x02")
    for place in range(start, end):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        with pytest.raises(SourceError, match=r"truncated|damaged"):
            unpacked("a.zip", bytes(damaged))


def test_a_bomb_is_not_unpacked() -> None:
    whole = _archive({"a.csv": bytes(5_000_000)})
    assert len(whole) < 10_000
    with pytest.raises(SourceError, match="would grow beyond 1 MB; it was not unpacked"):
        unpacked("a.zip", whole, limit=1 << 20)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    whole = bytearray(_archive({"a.csv": bytes(5_000_000)}))
    place = whole.index(b"PK\x01\x02") + 24
    struct.pack_into("<L", whole, place, 1000)
    with pytest.raises(SourceError, match="would grow beyond 1 MB"):
        unpacked("a.zip", bytes(whole), limit=1 << 20)
    with pytest.raises(SourceError, match="truncated or damaged: its sum is wrong"):
        unpacked("a.zip", bytes(whole))


def test_several_files_encryption_and_odd_methods_are_refused() -> None:
    with pytest.raises(SourceError, match="holds 2 files instead of one"):
        unpacked("a.zip", _archive({"a": TEXT, "b": TEXT}))
    with pytest.raises(SourceError, match="holds 0 files"):
        unpacked("a.zip", _archive({}))
    with pytest.raises(SourceError, match="packed in a way that is not read here"):
        unpacked("a.zip", _archive({"a": TEXT}, zipfile.ZIP_BZIP2))
    locked = bytearray(zipped("a.csv", TEXT))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceError, match="encrypted"):
        unpacked("a.zip", bytes(locked))
