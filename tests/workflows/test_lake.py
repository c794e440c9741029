"""What the lake holds, told as it is, and compacting through the public verb."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import tocsin
from tests.sources.gdelt_for_tests import event_files
from tests.workflows.collecting_for_tests import folder, ids, workspace
from tocsin.errors import WorkspaceError


def test_an_empty_lake_has_nothing(tmp_path: Path) -> None:
    status = tocsin.lake_status(workspace(tmp_path))
    assert (status.version, status.parts, status.crowded, status.leftover) == (0, [], 0, 0)
    assert status.place == str(tmp_path / "lake")
    with pytest.raises(WorkspaceError, match="tocsin init"):
        tocsin.lake_status(tmp_path / "nowhere")


def test_every_table_and_source_is_counted(tmp_path: Path) -> None:
    space = workspace(tmp_path / "w")
    files = event_files(4, rows=10)
    for k, (name, content) in enumerate(files.items()):
        tocsin.collect("gdelt", space, origin=folder(tmp_path / str(k), {name: content}))
    before = tocsin.lake_status(space)
    assert before.version == 4
    events, taken = before.parts
    assert (events.table, events.source, events.rows, events.files, events.months) == (
        "events", "gdelt", 40, 4, 1,
    )  # fmt: skip
    assert events.first_known == datetime(2018, 3, 26, 0, 0, tzinfo=UTC)
    assert events.last_known == datetime(2018, 3, 26, 0, 45, tzinfo=UTC)
    assert (taken.table, taken.rows) == ("files", 4)
    assert (before.crowded, before.leftover) == (2, 0)
    rows = ids(space)
    done = tocsin.lake_compact(space)
    assert (done.before, done.after, done.removed) == (8, 2, 0)
    after = tocsin.lake_status(space)
    assert (after.version, after.crowded, after.leftover) == (6, 0, 8)
    assert ids(space) == rows
