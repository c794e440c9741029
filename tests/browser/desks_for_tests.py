"""Real desks for a real browser: the command as a process of its own, on a free loopback port."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from docs.demo import opened

SAMPLES = 1_000
"""Histories in the filter: enough for the river case to answer, few enough to answer at once."""


MANY = 40 * SAMPLES
"""Histories that keep the desk at work for longer than a page waits, on a fast machine, too."""


def served(case: str, workspace: Path, samples: int = SAMPLES) -> AbstractContextManager[str]:
    """The address at which ``tocsin serve`` shows a case of a workspace."""
    return opened(case, "--workspace", str(workspace), "--samples", str(samples))
