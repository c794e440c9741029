"""A case is loaded with what a workspace counts for it, and its hashes say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cases_for_tests import write_minimal_case
from tests.workflows.test_indicators import DAY, desk, loud
from tocsin.settings import open_workspace
from tocsin.workflows.cases import load, run_record
from tocsin.workflows.counting import counted


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    root = tmp_path_factory.mktemp("all")
    return write_minimal_case(root / "river"), desk(root / "desk", loud())


def test_loading_with_a_workspace_counts(place: tuple[Path, Path]) -> None:
    folder, workspace = place
    case = load(folder, workspace=workspace, as_of=DAY)
    assert case == counted(load(folder), open_workspace(workspace), DAY)
    (series,) = case.counted
    assert series.blocks[-1].published <= DAY
    assert load(folder).counted == []


def test_a_case_without_indicators_is_left_alone(place: tuple[Path, Path]) -> None:
    case = load("ballot")
    assert counted(case, open_workspace(place[1]), DAY) == case


def test_the_record_covers_the_blocks_that_were_known(place: tuple[Path, Path]) -> None:
    case = load(place[0], workspace=place[1], as_of=DAY)
    bare = load(place[0])

    def evidence(of: object, day: date) -> str:
        return run_record(of, as_of=day, seed=1, samples=9).evidence_sha256  # type: ignore[arg-type]

    assert evidence(case, DAY) != evidence(bare, DAY)
    assert evidence(case, DAY) != evidence(case, date(2024, 5, 1))
    early = load(place[0], workspace=place[1], as_of=date(2024, 5, 1))
    assert evidence(early, date(2024, 5, 1)) == evidence(case, date(2024, 5, 1))
