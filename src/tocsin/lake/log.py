"""The lake's log: which Parquet files make up the lake, version after version.

Each commit is one small file that says which parts are added and which removed, claimed under the
next free number: of two writers one gets the number, and the other looks again. What no commit
names does not exist, so a kill between two writes loses and doubles nothing. Checkpoints repeat
the whole state from time to time, so that opening a lake reads a few files however old it is.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from tocsin.errors import LakeError
from tocsin.lake.storage import ASIDE, Storage

FORMAT = 1
"""The layout of the lake; a lake of a newer layout is refused."""
FOLDER = "log"
GROUP = 1000
"""Commits in one folder, so that listing the newest folder is enough."""
CHECKPOINT_EVERY = 64


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file: its table, source and month (``2018-03``), and what bounds its rows."""

    path: str
    table: str
    source: str
    month: str
    rows: int
    bytes: int
    first_id: str
    last_id: str
    first_known: str
    last_known: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The lake at one version: the parts that make it up. Version 0 is empty."""

    version: int = 0
    parts: tuple[Part, ...] = ()

    def of(self, table: str, source: str | None = None) -> list[Part]:
        """The parts of a table, or of one source in it."""
        return [p for p in self.parts if p.table == table and source in (None, p.source)]


@dataclass(frozen=True, slots=True)
class Commit:
    """What one commit changes: parts that come, and paths that go."""

    adds: tuple[Part, ...] = ()
    removes: tuple[str, ...] = ()
    format: int = field(default=FORMAT)


def snapshot(storage: Storage) -> Snapshot:
    """The newest version of the lake.

    Raises:
        LakeError: a log that cannot be read, has a gap, or comes from a newer Tocsin.
    """
    numbers, checkpoints = _names(storage)
    start = max(checkpoints, default=0)
    state = _checkpoint(storage, start) if start else Snapshot()
    parts = {part.path: part for part in state.parts}
    version = start
    for number in numbers:
        if number <= start:
            continue
        if number != version + 1:
            raise LakeError(
                f"the lake's log has no commit {version + 1} although it has {number}; "
                "restore the lake from a backup"
            )
        _apply(parts, _commit(storage, number))
        version = number
    return Snapshot(version, tuple(parts.values()))


def commit(storage: Storage, base: Snapshot, change: Commit) -> Snapshot | None:
    """Put ``change`` on top of ``base``; None when another writer was there first."""
    number = base.version + 1
    if not storage.claim(_path(number, "json"), _bytes(asdict(change))):
        return None
    parts = {part.path: part for part in base.parts}
    _apply(parts, change)
    state = Snapshot(number, tuple(parts.values()))
    if number % CHECKPOINT_EVERY == 0:
        with contextlib.suppress(OSError):  # an aid to readers; the commit stands without it
            storage.put(_path(number, "checkpoint"), _bytes(asdict(state) | {"format": FORMAT}))
    return state


def recently_removed(storage: Storage, until: Snapshot, now: float, seconds: float) -> set[str]:
    """The paths that commits of the last ``seconds`` removed: a reader may still be at them."""
    newest = range(max(1, until.version - 2 * GROUP), until.version + 1)
    return {
        path
        for number in newest
        if storage.age(_path(number, "json"), now) < seconds
        for path in _commit(storage, number).removes
    }


def _path(number: int, kind: str) -> str:
    return f"{FOLDER}/{number // GROUP:09d}/{number:012d}.{kind}"


def _names(storage: Storage) -> tuple[list[int], list[int]]:
    """Numbers of commits and of checkpoints, as far back as the newest checkpoint's folder."""
    commits: list[int] = []
    checkpoints: list[int] = []
    for group in reversed([name for name in storage.listed(FOLDER) if name.isdigit()]):
        for name in storage.listed(f"{FOLDER}/{group}"):
            number, _, kind = name.partition(".")
            if name.startswith(ASIDE) or not number.isdigit():
                continue
            (commits if kind == "json" else checkpoints).append(int(number))
        if checkpoints:
            break
    return sorted(commits), checkpoints


def _apply(parts: dict[str, Part], change: Commit) -> None:
    for path in change.removes:
        parts.pop(path, None)
    for part in change.adds:
        parts[part.path] = part


def _commit(storage: Storage, number: int) -> Commit:
    content = _content(storage, _path(number, "json"))
    adds = tuple(Part(**part) for part in content.pop("adds"))
    return Commit(adds=adds, removes=tuple(content.pop("removes")), **content)


def _checkpoint(storage: Storage, number: int) -> Snapshot:
    content = _content(storage, _path(number, "checkpoint"))
    return Snapshot(number, tuple(Part(**part) for part in content["parts"]))


def _content(storage: Storage, name: str) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(storage.read(name))
        written = int(content["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise LakeError(
            f"the lake's log is damaged: {name} cannot be read ({error}); "
            "restore the lake from a backup"
        ) from error
    if written > FORMAT:
        raise LakeError(
            f"the lake has format {written}, this Tocsin knows up to {FORMAT}; "
            "install a newer Tocsin to open it"
        )
    return content


def _bytes(content: dict[str, Any]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()
