"""The lake itself: what it holds, and keeping its files few."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from pathlib import Path

from tocsin.lake import compact as compacting
from tocsin.lake import log
from tocsin.lake.log import Part
from tocsin.lake.storage import storage
from tocsin.results.collection import Compaction, LakePart, LakeStatus
from tocsin.settings import open_workspace


def lake_status(workspace: str | Path) -> LakeStatus:
    """What the lake of a workspace holds, by table and source.

    Raises:
        WorkspaceError: no workspace there.
        LakeError: a lake that cannot be read.
    """
    space = open_workspace(workspace)
    place = storage(space.lake)
    state = log.snapshot(place)
    ordered = sorted(state.parts, key=_of)
    return LakeStatus(
        place=space.lake,
        version=state.version,
        parts=[_part(key, list(parts)) for key, parts in groupby(ordered, _of)],
        crowded=len({(p.table, p.source, p.month) for g in compacting.crowded(state) for p in g}),
        leftover=len(compacting.leftovers(place, state)),
    )


def lake_compact(workspace: str | Path) -> Compaction:
    """Merge the small files of a workspace's lake; rows stay as they are.

    Files that no version needs any more are removed after a day.

    Raises:
        WorkspaceError: no workspace there.
        LakeError: a lake that cannot be read or written.
    """
    done = compacting.compact(storage(open_workspace(workspace).lake))
    return Compaction(before=done.before, after=done.after, removed=done.removed)


def _of(part: Part) -> tuple[str, str]:
    return part.table, part.source


def _part(key: tuple[str, str], parts: list[Part]) -> LakePart:
    return LakePart(
        table=key[0],
        source=key[1],
        rows=sum(part.rows for part in parts),
        files=len(parts),
        bytes=sum(part.bytes for part in parts),
        months=len({part.month for part in parts}),
        first_known=datetime.fromisoformat(min(part.first_known for part in parts)),
        last_known=datetime.fromisoformat(max(part.last_known for part in parts)),
    )
