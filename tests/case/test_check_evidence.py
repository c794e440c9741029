"""Faults in timelines, reports, ratings, watches, questions and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found

BUILDING = (
    "        sources: [S01]\n  - node: dispute",
    "        sources: [S01]\n"
    "      - id: T02\n"
    "        date: 2024-05-01\n"
    "        published: 2024-07-01\n"
    "        level: building\n"
    "        label: {en: Site opened, fr: Chantier ouvert}\n"
    "  - node: dispute",
)
SECOND_RATING = (
    "watches:",
    "  - id: E02\n"
    "    label: {en: New budget, fr: Nouveau budget}\n"
    "    published: 2024-11-01\n"
    "    cluster: money\n"
    "    scores: {h1: C}\n"
    "watches:",
)

EVIDENCE = [
    Fault(
        "counted-twice",
        "evidence",
        ("sources: [S03]", "sources: [S01]"),
        "{h0: I, h1: C}\n    sources: [|S01]",
        "the timeline entry T01",
    ),
    Fault(
        "counted-twice",
        "evidence",
        ("sources: [S03]", "sources: [S02]"),
        "{h0: I, h1: C}\n    sources: [|S02]",
        "the report R01",
    ),
    Fault(
        "counted-twice",
        "evidence",
        [("sources: [S02]", "claims: [C01]"), ("sources: [S03]", "claims: [C01]")],
        "{h0: I, h1: C}\n    claims: [|C01]",
        "claim C01",
    ),
    Fault(
        "counted-twice",
        "evidence",
        ("- id: E01", "- id: R01"),
        "ratings:\n  - id: |R01",
        "the report R01",
    ),
    Fault("timeline-no-change", "evidence", ("level: plan", "level: none"), "level: |none"),
    Fault(
        "timeline-jump",
        "evidence",
        ("level: plan", "level: building"),
        "level: |building",
        "passed plan",
    ),
    Fault(
        "timeline-impossible-step",
        "model",
        ("    up: {events: 3, years: 10, source: S01}\n", ""),
        "level: |plan",
        "no rate",
        "evidence",
    ),
    Fault("rating-incomplete", "evidence", SECOND_RATING, "scores: |{h1: C}", "for h0"),
    Fault(
        "hypotheses-not-told-apart",
        "evidence",
        ("{h0: I, h1: C}", "{h0: C, h1: C}"),
        "- id: |h1",
        "no rating that tells h1 from h0",
        "case",
    ),
    Fault(
        "hypotheses-not-told-apart",
        "model",
        ("h0 and works >= plan", "works >= plan"),
        "- id: |h1",
        "no influence that tells h1 from h0",
        "case",
    ),
    Fault(
        "watch-over-timeline",
        "evidence",
        ("says: fear >= high\n    rate", "says: works >= plan\n    rate"),
        "says: |works >= plan",
    ),
    Fault(
        "not-monitored",
        "evidence",
        ("- node: works", "- node: fear"),
        "- id: |works\n    kind",
        "the trigger works",
        "model",
        ("unknown-level", "start-known", "watch-over-timeline"),
    ),
    Fault("question-without-deadline", "questions", ("  deadline: 2026-12-31\n", ""), "- id: |Q1"),
    Fault(
        "question-without-source-of-truth",
        "questions",
        ("  source_of_truth: {en: The two gazettes, fr: Les deux journaux officiels}\n", ""),
        "- id: |Q1",
    ),
]

DATES = [
    Fault(
        "dates-order",
        "case",
        ("evidence_until: 2025-12-31", "evidence_until: 2023-12-31"),
        "evidence_until: |2023",
        "before the case's start",
        "",
        ("dates-order",),
    ),
    Fault("dates-order", "evidence", BUILDING, "date: |2024-05-01", "before the entry above it"),
    Fault(
        "dates-order",
        "evidence",
        ("date: 2024-06-01", "date: 2023-06-01"),
        "date: |2023-06-01",
        "before the case's start",
    ),
    Fault(
        "dates-order",
        "evidence",
        ("published: 2024-06-03", "published: 2024-05-30"),
        "published: |2024-05-30",
        "published before it happened",
    ),
    Fault(
        "dates-order",
        "evidence",
        ("until: 2025-12-31", "until: 2024-05-31"),
        "date: |2024-06-01",
        "",
        "",
        ("dates-order",),
    ),
    Fault(
        "dates-order",
        "evidence",
        ("until: 2025-12-31", "until: 2026-01-01"),
        "until: |2026-01-01",
        "all evidence ends before",
    ),
    Fault(
        "dates-order",
        "evidence",
        ("published: 2024-09-02", "published: 2024-08-31"),
        "published: |2024-08-31",
        "2024-09-01 or later",
    ),
    Fault(
        "dates-order",
        "evidence",
        ("until: 2025-12-31\n    source", "until: 2023-12-31\n    source"),
        "until: |2023-12-31",
    ),
    Fault("dates-order", "actors", ("until: '2020-05'", "until: '1998-12'"), "until: |'1998-12'"),
    Fault(
        "dates-order",
        "actors",
        ("until: '2020-05'", "frozen_since: '1998'"),
        "frozen_since: |'1998'",
    ),
    Fault(
        "dates-order",
        "actors",
        ("in_force: '2002'", "in_force: '2001-02'"),
        "in_force: |'2001-02'",
        "before it was signed",
    ),
    Fault("dates-order", "actors", ("in_force: '2002'", "ended: '2000'"), "ended: |'2000'"),
    Fault("dates-order", "routes", ("date: 2024-02", "date: '2018'"), "date: |'2018'"),
    Fault(
        "dates-order",
        "questions",
        ("deadline: 2026-12-31", "deadline: 2025-12-30"),
        "deadline: |2025-12-30",
    ),
    Fault("no-such-date", "sources", ("date: 2024-06-03", "date: 2024-06-31"), "date: |2024-06-31"),
    Fault("no-such-date", "routes", ("as_of: 2025-12-01", "as_of: 2025-13"), "as_of: |2025-13"),
]


@pytest.mark.parametrize("fault", [*EVIDENCE, *DATES], ids=str)
def test_a_planted_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    assert_found(tmp_path / "river", fault)
