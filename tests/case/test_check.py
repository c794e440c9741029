"""The check as a whole: silent on a sound case, and everything at once, in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tocsin.errors import NotFoundError
from tocsin.workflows.check import check


def test_the_minimal_case_has_no_problem(minimal: Callable[..., Path]) -> None:
    assert check(minimal()) == []


def test_a_case_of_required_files_only_can_be_read(minimal: Callable[..., Path]) -> None:
    folder = minimal(
        claims=None,
        questions=None,
        monitoring=None,
        model=[("source: C01}", "source: S01}"), ("source: C01\n", "source: S01\n")],
    )
    codes = {(one.code, one.file) for one in check(folder)}
    assert codes == set()


def test_all_problems_come_at_once_sorted_by_file_and_line(minimal: Callable[..., Path]) -> None:
    folder = minimal(
        case=[("prior: 0.6", "prior: 0.7"), ("node: dispute", "node: disput")],
        evidence=[("level: plan", "level: plna"), ("{h0: I, h1: C}", "{h0: C, h1: C}")],
        questions=("  deadline: 2026-12-31\n", ""),
        routes=("date: 2024-02", "date: '2018'"),
    )
    problems = check(folder)
    assert [one.code for one in problems] == [
        "unknown-node",
        "prior-sum",
        "hypotheses-not-told-apart",
        "unknown-level",
        "question-without-deadline",
        "dates-order",
    ]
    assert [(one.file, one.line) for one in problems] == sorted(
        (one.file, one.line) for one in problems
    )


def test_syntax_and_schema_problems_of_all_files_come_at_once(
    minimal: Callable[..., Path],
) -> None:
    folder = minimal(
        case=("tlp: CLEAR", "tlp: CLAER"),
        sources="- id: S01\n  title: [\n",
        claims="- *x\n",
        model=("kind: trigger", "kind: tigger"),
        actors=None,
    )
    assert [(one.file, one.code) for one in check(folder)] == [
        ("actors.yaml", "file-missing"),
        ("case.yaml", "bad-value"),
        ("claims.yaml", "yaml-alias"),
        ("model.yaml", "bad-value"),
        ("sources.yaml", "yaml-syntax"),
    ]


def test_other_yaml_files_are_named_because_they_are_not_read(
    minimal: Callable[..., Path],
) -> None:
    folder = minimal(model_old="x: 1\n")
    (folder / "notes.yml").write_text("x: 1\n", encoding="utf-8")
    (folder / "notes.md").write_text("x", encoding="utf-8")
    assert [(one.severity, one.code, one.file) for one in check(folder)] == [
        ("warning", "file-unknown", "model_old.yaml"),
        ("warning", "file-unknown", "notes.yml"),
    ]


def test_a_problem_says_where_what_and_what_to_do(minimal: Callable[..., Path]) -> None:
    (problem,) = check(minimal(case=("node: dispute", "node: disputes")))
    assert str(problem) == (
        "case.yaml:11:11: error [unknown-node] got 'disputes', which is no node; "
        "allowed: works, fear, dispute; write dispute, if that is meant"
    )


def test_a_case_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="kazakhstan"):
        check(tmp_path / "nowhere")


def test_the_shipped_case_has_no_error() -> None:
    assert [str(one) for one in check("kazakhstan") if one.severity == "error"] == []
