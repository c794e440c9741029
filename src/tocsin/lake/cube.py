"""The weekly cube: what every assessment asks of the events, counted beforehand.

A cell is one source, week, pair of countries and code, split by the week in which it became known
and the week from which it no longer stood, so that any date of knowledge and any allowance for late
rows can still be asked of it. ``cells`` is the one definition: the cube is its result, kept beside
the lake and brought up to date week by week. It names the files that it has counted, so it is known
to be stale as soon as the lake has others, and is refreshed before it answers.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import ibis
import ibis.expr.types as ir
import polars as pl

from tocsin.lake import log, store
from tocsin.lake.frames import ROW_GROUP, dtypes, scan
from tocsin.lake.log import Part
from tocsin.lake.schema import EVENTS, Column, Table
from tocsin.lake.storage import Storage, storage
from tocsin.settings import Workspace

FORMAT = 1
"""The layout of the cube; one of another layout is counted anew."""
FOLDER = "cube"
STATE = f"{FOLDER}/state.json"

CELLS = Table(
    "cells",
    "Counts of events by week, pair of countries and code.",
    (
        Column("source", "string", "as in events", True),
        Column("week", "date", "the Monday of the week in which it happened", True),
        Column("actor1_country", "string", "as in events"),
        Column("actor2_country", "string", "as in events"),
        Column("code", "string", "as in events"),
        Column("root", "string", "as in events"),
        Column("quad", "int8", "as in events"),
        Column("known_week", "date", "the Monday of the week in which it was known", True),
        Column("superseded_week", "date", "the Monday of the week from which it stood no more"),
        Column("acts", "int64", "distinct speech acts: one pair, one code, one day", True),
        Column("events", "int64", "events, as the source counts them", True),
    ),
    key=("source", "week"),
    month="week",
)
_KEPT = ("source", "actor1_country", "actor2_country", "code", "root", "quad")
_DAYS = 6
"""A row that covers more days than a week has no week of its own and is left out."""
ROWS_AT_ONCE = 200_000
"""About how many rows are counted at once: whole days of them, so that memory does not grow with
the lake."""


def cells(rows: ir.Table) -> ir.Table:
    """The cells of some versions of events; columns as in ``CELLS``.

    A speech act is one doer, one other side, one code, one day: it was known when its first telling
    was, and stands as long as any does. Rows without a day, or that cover more than a week, are
    left out.
    """
    within = rows.filter(
        rows.happened.notnull(),
        rows.happened_end.isnull()
        | (rows.happened_end <= rows.happened + ibis.interval(days=_DAYS)),
    )
    dated = within.select(
        *_KEPT,
        "happened",
        week=within.happened.truncate("W"),
        known_week=within.known.date().truncate("W"),
        superseded_week=within.superseded.date().truncate("W"),
        number=within["count"],
    )
    split = (*_KEPT, "week", "known_week", "superseded_week")
    told = dated.group_by(*_KEPT, "week", "happened").agg(
        known_week=dated.known_week.min(),
        last=dated.superseded_week.max(),
        standing=dated.superseded_week.isnull().sum(),
    )
    told = told.mutate(superseded_week=ibis.ifelse(told.standing > 0, ibis.null("date"), told.last))
    none = ibis.literal(0, "int64")
    acts = told.group_by(*split).agg(acts=told.count()).mutate(events=none)
    events = dated.group_by(*split).agg(events=dated.number.sum()).mutate(acts=none)
    both = ibis.union(acts, events.select(acts.columns))
    found = both.group_by(*split).agg(acts=both.acts.sum(), events=both.events.sum())
    return found.select(found[c.name].cast(c.type).name(c.name) for c in CELLS.columns)


def weekly(workspace: Workspace) -> ir.Table:
    """The cells of a workspace's events, never stale: refreshed first where the lake has moved.

    Where the cube cannot be written they are counted from the events.
    """
    try:
        state = refresh(workspace)
    except OSError:
        return cells(store.versions(workspace))
    files = [_part(key, path) for key, path in sorted(state.files.items())]
    return store.held(workspace, CELLS, files)


@dataclass(frozen=True, slots=True)
class State:
    """Which parts of the lake the cube has counted, and its file for each source and year.

    ``files`` go by ``source/year``, the year being that of the week's Monday.
    """

    parts: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)


def refresh(workspace: Workspace) -> State:
    """Bring the cube up to date and say what it holds; every collection ends with it.

    Only weeks in which a part that came or went has rows are counted anew. Of two refreshes at once
    either may be kept: each is whole, and the next look finds out whether it is the last.
    """
    place = storage(workspace.lake)
    state = _read(place)
    parts = log.snapshot(place).of(EVENTS.name)
    if set(state.parts) == {part.path for part in parts}:
        return state
    files = dict(state.files)
    for source in sorted({*_sources(state), *(part.source for part in parts)}):
        mine = [part for part in parts if part.source == source]
        touched = _touched(place, state, mine, source)
        if touched is None or touched:
            _count(workspace, place, mine, files, source, touched)
    after = State(tuple(sorted(part.path for part in parts)), files)
    content = {"format": FORMAT, "parts": after.parts, "files": after.files}
    place.put(STATE, json.dumps(content, separators=(",", ":")).encode())
    _tidy(place, {*state.files.values(), *after.files.values()})
    return after


def _read(place: Storage) -> State:
    """The cube as it is kept; nothing where there is none, or one of another format."""
    try:
        content = json.loads(place.read(STATE))
    except (FileNotFoundError, ValueError):
        return State()
    if content.get("format") != FORMAT:
        return State()
    return State(tuple(content["parts"]), content["files"])


def _touched(place: Storage, state: State, parts: list[Part], source: str) -> list[date] | None:
    """The weeks in which parts of a source that came or went have rows; None for all of them."""
    if source not in _sources(state):
        return None
    counted = set(state.parts)
    now = {part.path for part in parts}
    gone = [p for p in counted - now if f"/source={source}/" in p]
    changed = [part for part in parts if part.path not in counted]
    changed += [_part(source, path) for path in gone]
    if not changed:
        return []
    try:
        weeks = scan(EVENTS, place, changed).select(pl.col("happened").dt.truncate("1w")).unique()
        found: list[date] = weeks.collect()["happened"].drop_nulls().to_list()
    except (FileNotFoundError, pl.exceptions.ComputeError):
        return None  # a part that went is no longer there to be asked
    return found


def _count(
    workspace: Workspace, place: Storage, parts: list[Part], files: dict[str, str], source: str,
    touched: list[date] | None,
) -> None:  # fmt: skip
    """Count the touched weeks of one source anew and put what their years become into ``files``."""
    rows = store.held(workspace, EVENTS, parts)
    old = {key: path for key, path in files.items() if key.partition("/")[0] == source}
    if touched is not None:
        rows = rows.filter(rows.happened.truncate("W").isin(touched))
        years = {week.year for week in touched}
        old = {key: path for key, path in old.items() if int(key.partition("/")[2]) in years}
    for key in old:
        del files[key]
    kept = pl.DataFrame(schema=dtypes(CELLS))
    if touched is not None and old:
        before = scan(CELLS, place, [_part(key, path) for key, path in old.items()])
        kept = before.filter(~pl.col("week").is_in(touched)).collect()
    whole = pl.concat([kept, _by_days(rows)])
    for (year,), year_cells in whole.group_by(pl.col("week").dt.year()):
        files[f"{source}/{year}"] = _written(place, year_cells)


def _by_days(rows: ir.Table) -> pl.DataFrame:
    """The cells of some rows, counted some days at a time: a speech act lies within one day, so
    the cells of days add up to those of their week.
    """
    counted = rows.filter(rows.happened.notnull()).group_by("happened").agg(n=ibis._.count())
    days = counted.order_by("happened").to_polars()
    found = [pl.DataFrame(schema=dtypes(CELLS))]
    for (_,), some in days.group_by(pl.col("n").cum_sum() // ROWS_AT_ONCE, maintain_order=True):
        first, last = some["happened"][0], some["happened"][-1]
        fresh = cells(rows.filter(rows.happened.between(first, last))).to_polars()
        found.append(fresh.select(pl.col(n).cast(t) for n, t in dtypes(CELLS).items()))
    split = [c.name for c in CELLS.columns if c.name not in ("acts", "events")]
    return pl.concat(found).group_by(split).agg(pl.col("acts", "events").sum())


def _written(place: Storage, frame: pl.DataFrame) -> str:
    """Write some cells under a name that their content gives; tells the name."""
    # pairs lie together, so that a question about a few of them reads few row groups
    first = ["actor1_country", "actor2_country", "week"]
    ordered = frame.sort([*first, *(c.name for c in CELLS.columns if c.name not in first)])
    buffer = BytesIO()
    ordered.write_parquet(buffer, compression="zstd", compression_level=1, row_group_size=ROW_GROUP)
    content = buffer.getvalue()
    path = f"{FOLDER}/{hashlib.sha256(content).hexdigest()[:32]}.parquet"
    place.put(path, content)
    return path


def _sources(state: State) -> set[str]:
    return {key.partition("/")[0] for key in state.files}


def _part(source: str, path: str) -> Part:
    """A file as the lake's readers take it; they look at nothing but its path."""
    return Part(path, "", source, "", 0, 0, "", "", "", "")


def _tidy(place: Storage, wanted: set[str]) -> None:
    """Remove the cube's files that neither this state nor the one before it names."""
    for name in place.listed(FOLDER):
        path = f"{FOLDER}/{name}"
        if name.endswith(".parquet") and path not in wanted:
            place.remove(path)
