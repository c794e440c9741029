"""Compacting the lake: many small parts become few, and what no version needs is removed.

Rows stay as they are. A merged part enters and the small ones leave in one commit, so a reader
meets either; the small files stay on the disk for a day, because a reader may still be at them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.errors import LakeError
from tocsin.lake import log
from tocsin.lake.frames import scan, written
from tocsin.lake.log import Commit, Part, Snapshot
from tocsin.lake.schema import TABLES
from tocsin.lake.storage import ASIDE, Storage

FULL = 1_000_000
"""Rows from which a part is left alone; a merged part has at most twice as many."""
GRACE = 24 * 3600.0
"""Seconds that a file stays after the last version that needed it."""


@dataclass(frozen=True, slots=True)
class Compacted:
    """Parts before and after, leftover files that were removed, and the lake that came of it."""

    before: int
    after: int
    removed: int
    snapshot: Snapshot


def crowded(state: Snapshot) -> list[list[Part]]:
    """The groups of parts that would each become one: of one table, source and month."""
    groups: dict[tuple[str, str, str], list[Part]] = {}
    for part in state.parts:
        if part.rows < FULL:
            groups.setdefault((part.table, part.source, part.month), []).append(part)
    return [chunk for parts in groups.values() for chunk in _chunks(parts) if len(chunk) > 1]


def _chunks(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts in order of their ids, as many together as stay small enough to hold in memory."""
    chunk: list[Part] = []
    for part in sorted(parts, key=lambda part: (part.first_id, part.path)):
        if chunk and sum(p.rows for p in chunk) + part.rows > FULL:
            yield chunk
            chunk = []
        chunk.append(part)
    yield chunk


def compact(storage: Storage, grace: float = GRACE) -> Compacted:
    """Merge small parts and remove leftovers. A kill at any point costs nothing but the work.

    Raises:
        LakeError: a lake that cannot be read, or a disk that takes no more.
    """
    state = log.snapshot(storage)
    before = len(state.parts)
    for parts in crowded(state):
        state = _merge(storage, state, parts)
    removed = _sweep(storage, state, grace)
    return Compacted(before, len(state.parts), removed, state)


def _merge(storage: Storage, state: Snapshot, parts: list[Part]) -> Snapshot:
    """The lake with some parts merged; as it is when another writer changed one of them."""
    table = TABLES[parts[0].table]
    rows = scan(table, storage, parts).collect().sort(table.key[0], maintain_order=True)
    merged = list(written(table, parts[0].source, rows))
    change = Commit(tuple(f.part for f in merged), tuple(part.path for part in parts))
    try:
        for file in merged:
            storage.put(file.part.path, file.content)
        while not set(change.removes) - {part.path for part in state.parts}:
            after = log.commit(storage, state, change)
            if after is not None:
                return after
            state = log.snapshot(storage)
    except OSError as error:
        raise LakeError(
            f"the lake could not be written: {error}; it is as it was; make room, then try again"
        ) from error
    return state


def leftovers(storage: Storage, state: Snapshot) -> list[str]:
    """Files that no part of the lake is: interrupted writes, and parts that were replaced."""
    live = {part.path for part in state.parts}
    return [path for path in _files(storage) if path not in live]


def _files(storage: Storage) -> Iterator[str]:
    for table in TABLES:
        for source in storage.listed(table):
            for month in storage.listed(f"{table}/{source}"):
                folder = f"{table}/{source}/{month}"
                yield from (f"{folder}/{name}" for name in storage.listed(folder))
    for group in storage.listed(log.FOLDER):
        folder = f"{log.FOLDER}/{group}"
        yield from (f"{folder}/{n}" for n in storage.listed(folder) if n.startswith(ASIDE))


def _sweep(storage: Storage, state: Snapshot, grace: float) -> int:
    """Remove leftovers that are old enough; how many."""
    now = time.time()
    recent = log.recently_removed(storage, state, now, grace)
    removed = 0
    for path in leftovers(storage, state):
        try:
            old = storage.age(path, now) >= grace
        except FileNotFoundError:  # another process swept it
            continue
        if old and path not in recent:
            storage.remove(path)
            removed += 1
    return removed
