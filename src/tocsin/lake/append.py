"""Adding rows to the lake: all of a batch or nothing, each version of each row once.

A row's versions share its table's key and differ in their release. A version that is there already
is not added again; a newer one leaves the older in place, marked with the time from which it no
longer stands, so that a question as of an earlier day still gets the older.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl

from tocsin.errors import LakeError
from tocsin.lake import log
from tocsin.lake.frames import Written, scan, shaped, written
from tocsin.lake.log import Commit, Part, Snapshot
from tocsin.lake.schema import TABLES, Table
from tocsin.lake.storage import Storage

ATTEMPTS = 100
"""How often a writer looks again when others were there first."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A release that is complete: rows known before it that it no longer holds are withdrawn.

    Only rows of the source that happened by ``until`` and were known before ``known``.
    """

    known: datetime
    until: date


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one source that enter together: frames by the name of their table."""

    source: str
    tables: Mapping[str, pl.DataFrame]
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """What a batch changed, in rows by table, and the lake that came of it."""

    added: dict[str, int]
    repeated: dict[str, int]
    revised: int
    withdrawn: int
    snapshot: Snapshot


@dataclass(slots=True)
class _Plan:
    """What one attempt would write."""

    files: list[Written] = field(default_factory=list)
    removes: list[str] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)
    repeated: dict[str, int] = field(default_factory=dict)
    revised: int = 0
    withdrawn: int = 0


def append(storage: Storage, batch: Batch, base: Snapshot | None = None) -> Appended:
    """Add a batch to the lake; adding it again changes nothing.

    ``base`` is the lake as the caller last saw it; without it the log is read.

    Raises:
        LakeError: rows that do not fit their table, or a disk that takes no more.
    """
    frames = {name: shaped(TABLES[name], frame) for name, frame in batch.tables.items()}
    state = log.snapshot(storage) if base is None else base
    for _ in range(ATTEMPTS):
        plan = _plan(storage, state, batch, frames)
        after = _commit(storage, state, plan)
        if after is not None:
            return Appended(plan.added, plan.repeated, plan.revised, plan.withdrawn, after)
        state = log.snapshot(storage)
    raise LakeError(
        f"other writers were first {ATTEMPTS} times; collect with fewer processes at once"
    )


def _commit(storage: Storage, state: Snapshot, plan: _Plan) -> Snapshot | None:
    """The lake with the plan carried out; None when another writer was first."""
    if not plan.files and not plan.removes:
        return state
    try:
        for file in plan.files:
            storage.put(file.part.path, file.content)
        adds = tuple(file.part for file in plan.files)
        return log.commit(storage, state, Commit(adds, tuple(plan.removes)))
    except OSError as error:
        raise LakeError(
            f"the lake could not be written: {error}; nothing of this batch was added; "
            "make room or mend the disk, then collect again"
        ) from error


def _plan(
    storage: Storage, state: Snapshot, batch: Batch, frames: Mapping[str, pl.DataFrame]
) -> _Plan:
    plan = _Plan()
    for name, frame in frames.items():
        table = TABLES[name]
        fresh = _once(frame, [*table.key, "release"])
        parts = state.of(name, batch.source)
        ends = _Ends(table, storage, parts, fresh)
        whole = batch.whole if name == "events" else None
        _take(plan, batch.source, ends, frame.height, whole)
    return plan


def _once(frame: pl.DataFrame, version: list[str]) -> pl.DataFrame:
    """The first of rows that are the same version."""
    if _ascends(frame, version[0]):
        return frame
    return frame.unique(version, keep="first", maintain_order=True)


def _ascends(frame: pl.DataFrame, name: str) -> bool:
    """Whether ids ascend, as GDELT's do: then nothing is there twice, which costs little to see."""
    ids = frame[name]
    return ids.is_sorted() and not (ids == ids.shift()).any()


class _Ends:
    """Which rows of a table are new, and when which rows stop standing."""

    def __init__(
        self, table: Table, storage: Storage, parts: list[Part], fresh: pl.DataFrame
    ) -> None:
        self.table = table
        self.storage = storage
        self.parts = parts
        self.fresh = fresh
        self.version = [*table.key, "release"]
        near = self._near()
        if near:
            first, last = self._bounds()
            self.old = (
                scan(table, storage, near)
                .filter(pl.col(table.key[0]).is_between(pl.lit(first), pl.lit(last)))
                .select([*self.version, "known", "superseded"])
                .join(
                    fresh.lazy().select(list(table.key)),
                    on=list(table.key),
                    how="semi",
                    nulls_equal=True,
                )
                .collect()
            )
            self.fresh = fresh.join(self.old, on=self.version, how="anti", nulls_equal=True)
        else:
            self.old = fresh.clear().select([*self.version, "known", "superseded"])

    def _bounds(self) -> tuple[str, str]:
        ids = self.fresh[self.table.key[0]]
        return str(ids.min()), str(ids.max())

    def _near(self) -> list[Part]:
        """The parts that may hold versions of the new rows."""
        if self.fresh.is_empty():
            return []
        first, last = self._bounds()
        return [p for p in self.parts if p.first_id <= last and first <= p.last_id]

    def revisions(self) -> pl.DataFrame:
        """Versions, new and old, that another version follows, with the time it was known."""
        columns = [*self.version, "known", "superseded"]
        every = pl.concat([self.old, self.fresh.select(columns)])
        key = list(self.table.key)
        if _ascends(every, key[0]) or every.height == every.select(key).n_unique():
            return every.clear().rename({"superseded": "end"}).drop("known")
        following = pl.col("known").shift(-1).over(list(self.table.key))
        return (
            every.sort("known", "release")
            .with_columns(pl.min_horizontal(following, "superseded").alias("end"))
            .filter(pl.col("end").is_not_null() & pl.col("end").ne_missing(pl.col("superseded")))
            .select([*self.version, "end"])
        )

    def withdrawals(self, whole: Whole, given: pl.DataFrame) -> pl.DataFrame:
        """Versions that a complete release no longer holds, with the time it was known."""
        covered = scan(self.table, self.storage, self.parts).filter(
            pl.col("happened") <= whole.until
        )
        return (
            covered.filter(pl.col("superseded").is_null() & (pl.col("known") < whole.known))
            .select(self.version)
            .join(given.lazy().select(list(self.table.key)), on=list(self.table.key), how="anti")
            .with_columns(pl.lit(whole.known).cast(pl.Datetime("us", "UTC")).alias("end"))
            .collect()
        )


def _take(plan: _Plan, source: str, ends: _Ends, given: int, whole: Whole | None) -> None:
    """Put one table's new rows and changed parts into the plan."""
    table = ends.table
    revisions = ends.revisions()
    plan.added[table.name] = ends.fresh.height
    plan.repeated[table.name] = given - ends.fresh.height
    changed = revisions
    if whole is not None:
        gone = ends.withdrawals(whole, pl.concat([ends.fresh.select(list(table.key)),
                                                  ends.old.select(list(table.key))]))  # fmt: skip
        plan.withdrawn += gone.height
        changed = pl.concat([revisions, gone])
    if ends.fresh.height:
        plan.files += written(table, source, _ended(ends.fresh, changed, ends.version))
    if changed.is_empty():
        return
    plan.revised += revisions.height
    for part in ends.parts:
        if not _touched(part, changed, table):
            continue
        rows = scan(table, ends.storage, [part]).collect()
        ended = _ended(rows, changed, ends.version)
        if not ended.equals(rows):
            plan.removes.append(part.path)
            plan.files += written(table, source, ended)


def _touched(part: Part, changed: pl.DataFrame, table: Table) -> bool:
    ids = changed[table.key[0]]
    return bool(ids.is_between(pl.lit(part.first_id), pl.lit(part.last_id)).any())


def _ended(rows: pl.DataFrame, changed: pl.DataFrame, version: list[str]) -> pl.DataFrame:
    """Rows with the times from which they no longer stand."""
    if changed.is_empty():
        return rows
    names = rows.columns
    joined = rows.join(changed, on=version, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.coalesce("end", "superseded").alias("superseded")).select(names)
