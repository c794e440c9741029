"""Proposing as a workflow: the rules hold for whoever calls it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tocsin
from tocsin.errors import LedgerError
from tocsin.workflows.propose import LONGEST_TEXT, propose

DAY = date(2026, 3, 30)


def test_copies_share_their_origin(tmp_path: Path) -> None:
    space = tocsin.init(tmp_path / "space").root
    url = "https://example.org/1"
    first = propose(space, "river", by="reader", title="Minutes signed", published=DAY, url=url)
    copy = propose(space, "river", by="other", title="Signed at last", published=DAY, url=url)
    assert (first.origin, copy.origin, copy.because) == ("P-1", "P-1", "same address")


def test_nobody_cannot_propose(tmp_path: Path) -> None:
    space = tocsin.init(tmp_path / "space").root
    with pytest.raises(LedgerError, match="nobody is named"):
        propose(space, "river", by=" ", title="x", published=DAY)


def test_what_is_too_long_is_refused(tmp_path: Path) -> None:
    space = tocsin.init(tmp_path / "space").root
    with pytest.raises(LedgerError, match="at most 20000"):
        propose(space, "river", by="r", title="x", published=DAY, text="x" * (LONGEST_TEXT + 1))
