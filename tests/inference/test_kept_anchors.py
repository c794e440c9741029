"""Anchors are found again as they were solved, and only where all that they follow from is so."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.small_case import QUIET, START, small_case
from tocsin.engine.compile import Compiled, compile_case
from tocsin.inference import kept_anchors
from tocsin.inference.anchors import Anchors, solve_anchors

UNTIL = date(2024, 12, 31)
SAMPLES = 200


@pytest.fixture
def compiled() -> Compiled:
    return compile_case(small_case(**QUIET), {})


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Any]:
    """What was asked of the solver; anchors are kept in a folder of the test's own."""
    asked: list[Any] = []

    def solve(*given: Any) -> Anchors:
        asked.append(given)
        return solve_anchors(*given)

    monkeypatch.setattr(kept_anchors, "solve_anchors", solve)
    monkeypatch.setattr(kept_anchors, "folder", lambda: tmp_path / "cache" / "anchors")
    return asked


def same(one: Anchors, other: Anchors) -> bool:
    return one.start == other.start and one.ends == other.ends and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("scale", "error", "drift")
    )  # fmt: skip


def test_anchors_are_solved_once(compiled: Compiled, solved: list[Any]) -> None:
    first = kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    again = kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    assert len(solved) == 1
    assert same(first, solve_anchors(compiled, START, UNTIL, 1, SAMPLES))
    assert same(first, again)
    # another day of the same quarter asks for the same scales
    kept_anchors.anchors(compiled, START, date(2024, 12, 1), 1, SAMPLES)
    assert len(solved) == 1


def test_whatever_they_follow_from_makes_other_anchors(
    compiled: Compiled, solved: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    net = compiled.network
    others = [
        (compiled, START, UNTIL, 2, SAMPLES),
        (compiled, START, UNTIL, 1, SAMPLES + 1),
        (compiled, START, date(2025, 3, 31), 1, SAMPLES),
        (compiled, date(START.year, 2, 1), UNTIL, 1, SAMPLES),
        (replace(compiled, network=net._replace(years=net.years * 1.01)), START, UNTIL, 1, SAMPLES),
        (replace(compiled, start=compiled.start[::-1]), START, UNTIL, 1, SAMPLES),
        (replace(compiled, classes=compiled.classes[::-1]), START, UNTIL, 1, SAMPLES),
    ]
    names = {
        kept_anchors._name(*given) for given in [(compiled, START, UNTIL, 1, SAMPLES), *others]
    }
    assert len(names) == len(others) + 1
    monkeypatch.setattr(kept_anchors, "_program", lambda: b"another")
    assert kept_anchors._name(compiled, START, UNTIL, 1, SAMPLES) not in names


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"nothing of the kind"])
def test_what_cannot_be_read_is_solved_anew(
    compiled: Compiled, solved: list[Any], content: bytes
) -> None:
    first = kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    (place,) = kept_anchors.folder().glob("*.npz")
    place.write_bytes(content)
    assert same(first, kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES))
    assert len(solved) == 2
    assert same(first, kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES))
    assert len(solved) == 2


def test_a_folder_that_cannot_be_written_keeps_nothing(
    compiled: Compiled, solved: list[Any]
) -> None:
    kept_anchors.folder().parent.write_text("a file where the folder should be")
    for _ in range(2):
        kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    assert len(solved) == 2


def test_those_not_asked_for_longest_go_first(
    compiled: Compiled, solved: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_anchors, "MOST_KEPT", 2)
    for seed in (1, 2):
        kept_anchors.anchors(compiled, START, UNTIL, seed, SAMPLES)
    for place in kept_anchors.folder().glob("*.npz"):
        os.utime(place, (0, 0))
    kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    kept_anchors.anchors(compiled, START, UNTIL, 3, SAMPLES)
    assert len(list(kept_anchors.folder().glob("*.npz"))) == 2
    before = len(solved)
    kept_anchors.anchors(compiled, START, UNTIL, 1, SAMPLES)
    assert len(solved) == before
    kept_anchors.anchors(compiled, START, UNTIL, 2, SAMPLES)
    assert len(solved) == before + 1
