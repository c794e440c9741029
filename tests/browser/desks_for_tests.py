"""Real desks for a real browser: the command as a process of its own, on a free loopback port."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SAMPLES = 1_000
"""Histories in the filter: enough for the river case to answer, few enough to answer at once."""
COMMAND = "from tocsin.cli import app; app()"


@contextmanager
def served(case: str, workspace: Path | None = None) -> Iterator[str]:
    """The address at which ``tocsin serve`` shows a case; it is ended as a user ends it."""
    asked = [] if workspace is None else ["--workspace", str(workspace)]
    desk = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "serve", case, *asked,
         "--port", "0", "--samples", str(SAMPLES)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert desk.stdout is not None
    try:
        told = ""
        for line in desk.stdout:
            told += line
            if found := re.search(r"http://127\.0\.0\.1:\d+", told):
                break
        assert found, f"no desk was opened: {told}"
        yield found[0]
    finally:
        desk.send_signal(signal.SIGINT)
        desk.stdout.close()
        try:
            desk.wait(timeout=10)
        except subprocess.TimeoutExpired:
            desk.kill()
            desk.wait()
