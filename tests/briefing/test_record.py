"""The track record as a section: what was said of each question, and how it came out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.exports.findings_for_tests import findings
from tests.record_for_tests import record as made_up
from tocsin.briefing.findings import Writer
from tocsin.briefing.markdown import body
from tocsin.briefing.record import record
from tocsin.language import Language
from tocsin.results import TrackRecord


def told(found: TrackRecord | None, language: Language = Language.EN) -> str:
    """The section as text, with its spaces made plain."""
    section = record(Writer(findings(record=found), language))
    return " ".join(body([section], language).split())


@pytest.mark.parametrize(
    ("language", "question", "said", "base", "brier"),
    [
        (Language.EN, "q1 Will it?", "70%", "20%", "0.090"),
        (Language.FR, "q1 Le fera-t-il ?", "70 %", "20 %", "0,090"),
    ],
)
def test_a_question_stands_with_what_was_said_and_its_loss(
    language: Language, question: str, said: str, base: str, brier: str
) -> None:
    shown = told(made_up(), language)
    row = shown[shown.index(question) :]
    assert row.index(said) < row.index(base) < row.index(brier)
    assert told(made_up(), Language.EN).count("1 question: no more than an anecdote") == 1


def test_scores_and_calibration_stand_where_there_are_any() -> None:
    shown = told(made_up())
    assert "−0.550" in shown
    assert "60% – 80%" in shown
    bare = made_up().model_copy(update={"scores": [], "calibration": []})
    assert "−0.550" not in told(bare)
    assert "60% – 80%" not in told(bare)
    assert "Will it?" in told(bare)


def test_a_record_without_questions_has_no_empty_table() -> None:
    nothing: dict[str, Any] = {
        "registered": 0, "yes": 0, "scored": 0, "void_rate": None, "scores": [],
        "calibration": [], "questions": [],
    }  # fmt: skip
    shown = told(made_up().model_copy(update=nothing))
    assert "0 registered" in shown
    assert "no score" in shown
    assert "|" not in shown


def test_without_a_workspace_there_is_none() -> None:
    assert "|" not in told(None)
