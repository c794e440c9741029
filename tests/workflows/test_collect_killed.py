"""``tocsin collect`` killed at random, fifty times: no row lost, none doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from tests.sources.gdelt_for_tests import event_files, publish
from tests.sources.server_for_tests import serving
from tests.workflows.collecting_for_tests import ids, workspace
from tocsin.lake.compact import compact
from tocsin.lake.storage import storage
from tocsin.workflows.collect import collect

KILLS = 50
FILES = 96
NURSERY = """
import os, signal, sys
from datetime import date
from tocsin.workflows import collect as module

module.COMMIT_ROWS = 1
module.Gdelt.together = 1
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    space, url = line.split()
    child = os.fork()
    if not child:
        module.collect("gdelt", space, since=date(2018, 3, 26), origin=url)
        os._exit(0)
    print(child, flush=True)
"""
"""Imports once, which takes a second, and forks a collector on each line that it reads."""


class Nursery:
    """A process whose children collect. None of its threads runs before it forks."""

    def __enter__(self) -> Nursery:
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "POLARS_MAX_THREADS": "1"},
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def collector(self, space: Path, url: str) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{space} {url}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def _gone(child: int) -> None:
    """Wait until a killed process is no more; it cannot write after that."""
    for _ in range(2000):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        time.sleep(0.001)
    raise AssertionError(f"{child} is still there")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 on this system")
def test_killed_fifty_times_at_random_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    chance = random.Random(4)
    space = workspace(tmp_path / "w")
    files = event_files(FILES, rows=3)
    expected = sorted(f"7{k:08d}" for k in range(3 * FILES))
    reached, longest, killed = set(), 0.3, 0
    with serving() as server, Nursery() as nursery:
        publish(server, files)
        while killed < KILLS:
            child = nursery.collector(space, server.url)
            time.sleep(chance.uniform(0, longest))
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:  # it was faster than the axe
                longest *= 0.8
            else:
                killed += 1
            _gone(child)
            found = ids(space)
            assert len(set(found)) == len(found)
            assert set(found) <= set(expected)
            assert 3 * len(ids(space, "files")) == len(found)
            reached.add(len(found))
            if found == expected:  # all is there: begin anew in an empty lake
                space = workspace(tmp_path / f"w{killed}")
            elif not any(reached):
                longest *= 1.3
        collect("gdelt", space, origin=server.url, since=date(2018, 3, 26))
        assert ids(space) == expected
        assert len(ids(space, "files")) == FILES
        compact(storage(str(space / "lake")), grace=0)
        assert ids(space) == expected
    # the kills came in the middle of the work, at many places
    assert len(reached) > 10
