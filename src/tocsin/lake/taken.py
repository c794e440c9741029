"""What was collected before: the files a source need not be asked for again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from tocsin.lake import log
from tocsin.lake.frames import scan
from tocsin.lake.schema import FILES
from tocsin.lake.storage import Storage


class Taken:
    """The files of a source that are in the lake, by name, with the sizes and sums they had.

    Every edition counts, whenever it was collected: a clock that was set back changes nothing.
    """

    def __init__(self, rows: Iterable[tuple[str, str, int]]) -> None:
        self._editions: dict[str, set[tuple[str, int]]] = {}
        for name, md5, size in rows:
            self._editions.setdefault(name, set()).add((md5, size))

    def holds(self, name: str, md5: str | None, size: int | None) -> bool:
        """Whether the file is there, as far as its sum and size are known beforehand."""
        return any(
            md5 in (None, known) and size in (None, length)
            for known, length in self._editions.get(name, ())
        )


def taken(storage: Storage, state: log.Snapshot, source: str) -> Taken:
    """What the lake holds of a source's files."""
    rows = scan(FILES, storage, state.of(FILES.name, source)).select("file", "release", "bytes")
    return Taken(rows.collect().iter_rows())


def newest_day(state: log.Snapshot, source: str) -> date | None:
    """The day of the newest row of a source, by when it was known."""
    known = [part.last_known for part in state.of("events", source)]
    return datetime.fromisoformat(max(known)).date() if known else None
