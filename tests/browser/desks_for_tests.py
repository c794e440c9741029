"""Real desks for a real browser: the command as a process of its own, on a free loopback port."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from docs.demo import opened

SAMPLES = 1_000
"""Histories in the filter: enough for the river case to answer, few enough to answer at once."""


def served(case: str, workspace: Path) -> AbstractContextManager[str]:
    """The address at which ``tocsin serve`` shows a case of a workspace."""
    return opened(case, "--workspace", str(workspace), "--samples", str(SAMPLES))
