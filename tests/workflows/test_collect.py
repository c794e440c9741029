"""The whole path: from a server or a folder into the lake, with every trouble on the way."""

from __future__ import annotations

import os
import threading
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

import tocsin
from tests.sources.gdelt_for_tests import (
    DATA,
    EXPORT,
    MENTIONS,
    TRANSLATED,
    event_files,
    master_list,
    publish,
    real_files,
    zipped,
)
from tests.sources.server_for_tests import Reply, Server, serving
from tests.workflows.collecting_for_tests import folder, ids, workspace
from tocsin.errors import LakeError, SourceError
from tocsin.lake import cube, store
from tocsin.lake.storage import LocalStorage
from tocsin.settings import open_workspace
from tocsin.sources import archives, web
from tocsin.workflows import collect as module
from tocsin.workflows.collect import Progress, collect

real = pytest.mark.skipif(not EXPORT.is_file(), reason="the shared material is not here")
DAY = date(2018, 3, 26)


@pytest.fixture
def space(tmp_path: Path) -> Path:
    return workspace(tmp_path / "w")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web.Web.__init__, "__defaults__", (web.LIMIT, lambda _: None, 5.0, None))


@real
def test_real_files_come_from_a_server_once(server: Server, space: Path) -> None:
    files = real_files(16)
    files["20180326000000.mentions.CSV.zip"] = zipped("m", MENTIONS.read_bytes())
    files["20180326000000.translation.mentions.CSV.zip"] = zipped("t", TRANSLATED.read_bytes())
    publish(server, files)
    done = collect("gdelt", space, since=DAY, until=DAY, origin=server.url)
    assert (done.files, done.skipped, done.refused) == (18, 0, [])
    assert done.added == {"events": 1540, "mentions": 198}
    assert done.repeated == 2  # two mentions differ only in the order of the actors
    expected = sorted(line.split("\t")[0] for line in EXPORT.read_text("utf-8").splitlines())
    assert ids(space) == expected
    before = len(server.asked)
    again = collect("gdelt", space, since=DAY, until=DAY, origin=server.url)
    assert (again.files, again.skipped, again.added) == (0, 18, {})
    assert len(server.asked) - before <= 4  # the two lists, nothing else
    found = store.events(open_workspace(space))
    assert found.count().to_pyarrow().as_py() == 1540


@real
@pytest.mark.parametrize(
    ("name", "path", "release", "rows"),
    [
        ("gdelt-v1", "gdelt1/events.csv", None, 710),
        ("icews", "icews", None, 217_863),
        ("ucdp", "ucdp_ged", "23.1", 4_782),
    ],
)
def test_real_files_come_from_a_folder_once(
    space: Path, name: str, path: str, release: str | None, rows: int
) -> None:
    done = tocsin.collect(name, space, origin=DATA / path, release=release)
    assert done.added == {"events": rows}
    assert done.refused == []
    again = tocsin.collect(name, space, origin=DATA / path, release=release)
    assert (again.files, again.added) == (0, {})


def test_a_folder_and_a_server_give_the_same(server: Server, tmp_path: Path) -> None:
    files = event_files(12)
    publish(server, files)
    one, two = workspace(tmp_path / "one"), workspace(tmp_path / "two")
    collect("gdelt", one, since=DAY, origin=server.url)
    collect("gdelt", two, origin=folder(tmp_path / "files", files))
    assert ids(one) == ids(two)
    # what was collected from one place is not taken from another again
    assert collect("gdelt", one, origin=tmp_path / "files").skipped == 12


def _bomb(size: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x", bytes(size))
    return buffer.getvalue()


def test_one_bad_file_never_stops_the_rest(
    server: Server, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = event_files(12)
    names = list(files)
    files[names[1]] = zipped("x", b"a\tb\tc\n")
    files[names[2]] = _bomb(5_000_000)
    publish(server, files)
    secret = "http://169.254.169.254/latest/meta-data"
    server.pages[f"/{names[3]}"] = Reply(status=404)
    server.pages[f"/{names[4]}"] = [
        Reply(status=429, headers={"Retry-After": "1"}), Reply(files[names[4]])
    ]  # fmt: skip
    server.pages[f"/{names[5]}"] = Reply(files[names[5]][:-30])
    server.pages[f"/{names[6]}"] = Reply(status=302, headers={"Location": secret})
    server.pages[f"/{names[7]}"] = [Reply(files[names[7]], cut=100), Reply(files[names[7]])]
    server.pages[f"/{names[8]}"] = Reply(status=503, headers={"Retry-After": "100000"})
    monkeypatch.setattr(archives.unpacked, "__defaults__", (1 << 20,))
    done = collect("gdelt", space, since=DAY, origin=server.url)
    reasons = {refused.file: refused.reason for refused in done.refused}
    assert set(reasons) == {names[k] for k in (1, 2, 3, 5, 6, 8)}
    for k, said in {
        1: "3 columns instead of 61", 2: "would grow beyond 1 MB", 3: "answered 404",
        5: "MD5 differs", 6: "not public", 8: "asks to wait",
    }.items():  # fmt: skip
        assert said in reasons[names[k]]
        assert reasons[names[k]].count(".") + reasons[names[k]].count(";") > 0
    assert done.files == 6
    assert len(ids(space)) == 6 * 20
    # once the source is mended, the next run brings what was missing and nothing else
    files[names[1]], files[names[2]] = (event_files(12)[names[k]] for k in (1, 2))
    publish(server, files)
    mended = collect("gdelt", space, since=DAY, origin=server.url)
    assert (mended.files, mended.skipped, mended.refused) == (6, 6, [])
    assert len(set(ids(space))) == len(ids(space)) == 12 * 20


def test_lines_of_the_list_that_are_damaged_are_told(server: Server, space: Path) -> None:
    files = event_files(3)
    publish(server, files)
    server.put("/masterfilelist.txt", b"x y\n" + master_list(files))
    done = collect("gdelt", space, since=DAY, origin=server.url)
    assert done.remarks == ["masterfilelist.txt: 1 lines are no entries and were passed over"]
    assert done.files == 3


def test_without_a_list_nothing_can_be_collected(server: Server, space: Path) -> None:
    with pytest.raises(SourceError, match=r"masterfilelist\.txt answered 404"):
        collect("gdelt", space, since=DAY, origin=server.url)


def test_a_later_run_goes_on_where_the_last_ended(server: Server, space: Path) -> None:
    publish(server, event_files(96 * 2))
    with pytest.raises(SourceError, match="say from which day gdelt is to be collected"):
        collect("gdelt", space, origin=server.url)
    collect("gdelt", space, since=DAY, until=DAY, origin=server.url)
    done = collect("gdelt", space, origin=server.url)
    assert (done.files, done.skipped) == (96, 96)


def test_progress_tells_files_and_rows(tmp_path: Path, space: Path) -> None:
    seen: list[Progress] = []
    collect("gdelt", space, origin=folder(tmp_path / "f", event_files(60)), progress=seen.append)
    assert [p.files for p in seen] == [24, 48, 60]
    assert {p.of for p in seen} == {60}
    assert seen[-1].rows == 0  # nothing is in the lake before it is committed
    seen.clear()
    collect("gdelt", space, origin=tmp_path / "f", progress=seen.append)
    assert seen == []


def test_large_collections_are_committed_in_batches(
    tmp_path: Path, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMIT_ROWS", 100)
    seen: list[Progress] = []
    collect("gdelt", space, origin=folder(tmp_path / "f", event_files(60)), progress=seen.append)
    assert [p.rows for p in seen] == [480, 960, 1200]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"connector": "gdlet"}, "there is no connector gdlet; choose one of acled, document,"),
        ({"origin": "nowhere"}, "nowhere does not exist"),
        ({"since": date(2020, 1, 2), "until": date(2020, 1, 1)}, "exchange them"),
        ({"connector": "icews", "origin": None}, "icews is collected from files: name them"),
        ({"origin": "ftp://example.org/x"}, "no web address"),
        ({"connector": "ucdp", "release": "x"}, "x is no edition"),
        ({"connector": "acled", "origin": None}, "ACLED needs your own access"),
    ],
)
def test_what_cannot_be_collected_says_why(
    space: Path, given: dict[str, object], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ACLED_EMAIL", "ACLED_PASSWORD", "ACLED_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    asked = {"connector": "gdelt", "since": DAY, "origin": space, **given}
    with pytest.raises(SourceError, match=said):
        collect(str(asked.pop("connector")), space, **asked)  # type: ignore[arg-type]


def test_a_key_is_for_the_source_s_own_site_only(
    server: Server, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACLED_ACCESS_TOKEN", "secret")
    monkeypatch.setenv("UCDP_ACCESS_TOKEN", "secret")
    for name in ("acled", "ucdp"):
        with pytest.raises(SourceError, match="404"):
            collect(name, space, since=DAY, origin=server.url, release="23.1")
    assert server.asked
    assert not [k for _, headers in server.asked for k, v in headers.items() if "secret" in v]


def test_a_clock_that_is_set_back_loses_and_doubles_nothing(
    tmp_path: Path, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = event_files(8)
    source = folder(tmp_path / "f", dict(list(files.items())[:5]))
    collect("gdelt", space, origin=source)

    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Back:
            return cls(1999, 1, 1, tzinfo=tz)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "datetime", Back)
    folder(source, files)
    done = collect("gdelt", space, origin=source)
    assert (done.files, done.skipped) == (3, 5)
    assert collect("gdelt", space, origin=source).skipped == 8
    assert len(set(ids(space))) == len(ids(space)) == 8 * 20
    assert len(ids(space, "files")) == 8


def test_a_full_disk_at_any_write_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "COMMIT_ROWS", 100)
    source = folder(tmp_path / "f", event_files(60, rows=5))
    left = [0]

    def spend() -> None:
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1

    plain = LocalStorage._aside

    def aside(self: LocalStorage, target: Path, content: bytes) -> Path:
        spend()
        return plain(self, target, content)

    monkeypatch.setattr(LocalStorage, "_aside", aside)
    for writes in range(100):
        space = workspace(tmp_path / str(writes))
        left[0] = writes
        try:
            collect("gdelt", space, origin=source)
            break
        except LakeError:
            left[0] = 1_000
            collect("gdelt", space, origin=source)
        assert len(set(ids(space))) == len(ids(space)) == 300
        assert len(ids(space, "files")) == 60
    assert writes == 9  # three commits, of events, of files and of the log


def test_two_collectors_at_once(server: Server, space: Path) -> None:
    publish(server, event_files(96, rows=5))
    found: list[int] = []

    def run() -> None:
        done = collect("gdelt", space, since=DAY, origin=server.url)
        found.append(done.added.get("events", 0))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(found) == 480
    assert len(set(ids(space))) == len(ids(space)) == 480
    assert len(ids(space, "files")) == 96
    assert not list((space / "spool").glob("*.part"))
    assert os.listdir(space / "lake" / "events")


@pytest.mark.parametrize("files", [pytest.param(event_files(4), id="made-up"), pytest.param(
    "real", marks=real)])  # fmt: skip
def test_a_collection_ends_with_a_cube_that_is_current(
    space: Path, tmp_path: Path, files: dict[str, bytes] | str
) -> None:
    given = real_files(4) if isinstance(files, str) else files
    collect("gdelt", space, origin=folder(tmp_path / "f", given))
    here = open_workspace(space)
    state = (space / "lake" / cube.STATE).stat().st_mtime_ns
    kept = cube.weekly(here)
    assert (space / "lake" / cube.STATE).stat().st_mtime_ns == state, "it was current"
    columns = kept.columns
    full = cube.cells(store.versions(here)).to_polars().sort(columns)
    assert kept.to_polars().sort(columns).equals(full)
    assert 0 < full["acts"].sum() <= full["events"].sum() == len(ids(space))
