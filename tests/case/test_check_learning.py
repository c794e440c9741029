"""Faults in coded histories and in learned numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found
from tests.cases_for_tests import Change, write_minimal_case
from tocsin.workflows.check import check
from tocsin.workflows.learn import learn

HISTORIES = """\
histories:
  - id: dam_past
    node: works
    label: {en: An earlier dam, fr: Un barrage antérieur}
    since: 1990-01-01
    until: 2020-01-01
    start: none
    entries:
      - date: 1995-06-01
        level: plan
        label: {en: Plan, fr: Projet}
      - date: 2001-06-01
        level: none
        label: {en: Dropped, fr: Abandonné}
    source: S03
  - id: second_past
    node: works
    label: {en: Another, fr: Un autre}
    since: 2010-01-01
    until: 2024-01-01
    start: none
    source: S03
"""
TOLD: Change = ("reference_classes:", f"{HISTORIES}reference_classes:")
STEP = "      - date: 2001-06-01\n        level: none"


def told(old: str, new: str) -> Change:
    """The histories with one thing changed."""
    assert old in HISTORIES
    return ("reference_classes:", f"{HISTORIES.replace(old, new, 1)}reference_classes:")


FAULTS = [
    Fault(
        "unknown-node",
        "precedents",
        told("node: works", "node: workz"),
        "dam_past\n    node: |workz",
        "write works",
    ),
    Fault(
        "derived-node",
        "precedents",
        told("node: works", "node: tension"),
        "dam_past\n    node: |tension",
    ),
    Fault("unknown-level", "precedents", told("start: none", "start: nil"), "start: |nil"),
    Fault(
        "unknown-level",
        "precedents",
        told("level: plan", "level: project"),
        "level: |project",
    ),
    Fault("unknown-source", "precedents", told("source: S03", "source: S99"), "source: |S99"),
    Fault("duplicate-id", "precedents", told("id: second_past", "id: dam_past"),
          "source: S03\n  - id: |dam_past"),
    Fault(
        "dates-order",
        "precedents",
        told("date: 2001-06-01", "date: 1994-06-01"),
        "date: |1994-06-01",
        "before the entry above it",
    ),
    Fault(
        "dates-order",
        "precedents",
        told("date: 1995-06-01", "date: 1989-06-01"),
        "date: |1989-06-01",
        "before the history begins",
    ),
    Fault(
        "dates-order",
        "precedents",
        told("until: 2020-01-01", "until: 2000-01-01"),
        "date: |2001-06-01",
        "the history ends before its entry",
    ),
    Fault(
        "dates-order",
        "precedents",
        told("until: 2024-01-01", "until: 2009-12-31"),
        "until: |2009-12-31",
        "ends before it begins",
    ),
    Fault(
        "history-after-start",
        "precedents",
        told("until: 2024-01-01", "until: 2024-01-02"),
        "until: |2024-01-02",
        "histories up to 2024-01-01",
    ),
    Fault(
        "history-no-change",
        "precedents",
        told(STEP, STEP.replace("none", "plan")),
        "2001-06-01\n        level: |plan",
        "where it already stands",
    ),
    Fault(
        "history-no-change",
        "precedents",
        told("level: plan", "level: none"),
        "1995-06-01\n        level: |none",
        more=("history-no-change",),
    ),
    Fault(
        "not-learned",
        "model",
        ("up: {events: 3, years: 10, source: S01}", "up: {learned: works.up}"),
        "up: {learned: |works.up}",
        "run tocsin learn with --write",
    ),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code} {fault.where[-20:]}")
def test_a_planted_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    assert_found(tmp_path / "river", fault)


def test_histories_ask_for_no_learned_numbers_by_themselves(tmp_path: Path) -> None:
    assert check(write_minimal_case(tmp_path / "river", precedents=TOLD)) == []


def test_an_entry_after_the_start_is_found_as_well_as_the_end(tmp_path: Path) -> None:
    change = ("reference_classes:", HISTORIES.replace("2001", "2025").replace("2020", "2026")
              + "reference_classes:")  # fmt: skip
    found = check(write_minimal_case(tmp_path / "river", precedents=change))
    assert [one.code for one in found] == ["history-after-start"] * 2


LEARNED: Change = ("up: {events: 3, years: 10, source: S01}", "up: {learned: works.up}")


@pytest.fixture
def river(tmp_path: Path) -> Path:
    """The minimal case with histories, a rate learned from them, and the numbers written."""
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=LEARNED)
    learn(folder, write=True)
    return folder


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_learned_numbers_make_the_case_sound(river: Path) -> None:
    assert check(river) == []


def test_numbers_learned_from_something_else_are_stale(river: Path) -> None:
    _change(river / "precedents.yaml", "date: 1995-06-01", "date: 1996-06-01")
    (found,) = check(river)
    assert (found.severity, found.code, found.file, found.line) == (
        "error", "learned-stale", "learned.yaml", 3,
    )  # fmt: skip
    assert "run tocsin learn with --write" in str(found)
    learn(river, write=True)
    assert check(river) == []


def test_a_rate_that_no_history_gives_is_named_with_the_nearest(river: Path) -> None:
    _change(river / "model.yaml", "learned: works.up", "learned: works.up.nome")
    (found,) = check(river)
    assert found.code == "unknown-learned-rate"
    assert "works.up, works.up.none, works.up.plan" in found.allowed
    assert found.do == "write works.up.none, if that is meant"


def test_an_id_that_is_none_says_what_one_looks_like(river: Path) -> None:
    _change(river / "model.yaml", "learned: works.up", "learned: works")
    (found,) = check(river)
    assert re.search(r"node\.up, node\.down, or one of them with \.level", str(found))


def test_a_learned_rate_for_one_level_is_found_too(tmp_path: Path) -> None:
    by_level: Change = (
        "up: {events: 3, years: 10, source: S01}",
        "up: {none: {learned: works.up.none}, plan: {low: 0.1, high: 1, source: S01}}",
    )
    folder = write_minimal_case(tmp_path / "river", precedents=TOLD, model=by_level)
    (found,) = check(folder)
    assert found.code == "not-learned"
    learn(folder, write=True)
    assert check(folder) == []
