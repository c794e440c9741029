"""Faults in timelines, reports, ratings, watches, questions and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found
from tests.cases_for_tests import INDICATORS, Change, write_minimal_case
from tocsin.workflows.check import check

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
        "claim-without-paraphrase",
        "claims",
        (
            "{en: The dam will bring a dispute., fr: Le barrage amènera un différend.}",
            "{en: The dam will bring a dispute., fr: ' '}",
        ),
        "- id: |C01",
        "C01 without a paraphrase",
    ),
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
    Fault(
        "question-without-threshold",
        "questions",
        ("threshold: {en: One note., fr: Une note.}", "threshold: {en: One note., fr: ' '}"),
        "- id: |Q1",
        "so that two readers agree",
    ),
    Fault(
        "question-without-event",
        "questions",
        ("event: {en: A protest note., fr: Une note de", "event: {en: '', fr: Une note de"),
        "- id: |Q1",
    ),
    Fault(
        "question-without-void-if",
        "questions",
        ("{en: The treaty ends., fr: Le traité prend fin.}", "{en: '', fr: ''}"),
        "- id: |Q1",
    ),
    Fault(
        "question-vague",
        "questions",
        ("threshold: {en: One note., fr", "threshold: {en: A serious note., fr"),
        "threshold: {en: |A serious note.",
        "the word 'serious'",
    ),
    Fault(
        "question-vague",
        "questions",
        ("fr: Une note.}", "fr: Une note significative.}"),
        "fr: |Une note significative.",
        "the word 'significative'",
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
        (
            BUILDING[0],
            BUILDING[1].replace("2024-05-01", "2024-06-02").replace("2024-07-01", "2024-06-02"),
        ),
        "published: |2024-06-02",
        "cannot be public before the one above it",
    ),
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


SOUND: list[tuple[str, Change]] = [
    # a day or month may lie anywhere in the year that is all that is known
    ("actors", ("since: '1999', until: '2020-05'", "since: '2020-05', until: '2020'")),
    ("actors", ("'2001-03'\n    in_force: '2002'", "2001-03-09\n    in_force: 2001-03")),
    # the same day is in order
    ("evidence", ("published: 2024-06-03", "published: 2024-06-01")),
    # a watch may depend on something known, as long as it is over something latent too
    ("evidence", ("fear >= high\n    rate", "fear >= high and works >= plan\n    rate")),
    ("evidence", ("says: fear >= high\n    rate", "says: tension >= some\n    rate")),
    # an item that only repeats a timeline is shown and not counted
    (
        "evidence",
        (
            "watches:",
            "  - id: E02\n"
            "    label: {en: The plan again, fr: Encore le projet}\n"
            "    published: 2024-06-03\n"
            "    cluster: plan\n"
            "    scores: {h0: C}\n"
            "    sources: [S01]\n"
            "    repeats: works\n"
            "watches:",
        ),
    ),
]


@pytest.mark.parametrize(("file", "change"), SOUND)
def test_what_is_sound_is_left_alone(tmp_path: Path, file: str, change: Change) -> None:
    assert check(write_minimal_case(tmp_path / "river", **{file: change})) == []


def test_a_trigger_is_monitored_through_what_is_derived_from_it(tmp_path: Path) -> None:
    report = (
        "reports:\n"
        "  - id: R01\n"
        "    label: {en: A minister warns, fr: Un ministre met en garde}\n"
        "    date: 2024-09-01\n"
        "    published: 2024-09-02\n"
        "    says: tension >= some\n"
        "    code: C3\n"
        "    origin: ministry\n"
    )
    folder = write_minimal_case(tmp_path / "river", evidence=report)
    assert "not-monitored" not in {one.code for one in check(folder)}


def test_a_trigger_that_an_indicator_counts_for_is_observed(tmp_path: Path) -> None:
    changes = {"evidence": ("- node: works", "- node: fear")}
    bare = write_minimal_case(tmp_path / "bare", **changes)
    assert "not-monitored" in {one.code for one in check(bare)}
    counted = INDICATORS.replace("node: fear", "node: works")
    folder = write_minimal_case(tmp_path / "river", indicators=counted, **changes)
    assert "not-monitored" not in {one.code for one in check(folder)}
