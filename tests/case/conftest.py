from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases_for_tests import Change, write_minimal_case


@pytest.fixture
def minimal(tmp_path: Path) -> Callable[..., Path]:
    """Writes the minimal case, with changes, to a folder of its own."""

    def write(**changes: Change) -> Path:
        return write_minimal_case(tmp_path / "river", **changes)

    return write
