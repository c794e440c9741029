"""Faults in formulas, levels, influences, priors, and in what can be reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found

LOOP = (
    "      - {id: much, label: {en: Much, fr: Forte}, when: works >= plan and fear >= high}\n",
    "      - {id: much, label: {en: Much, fr: Forte}, when: echo >= loud}\n"
    "  - id: echo\n"
    "    label: {en: Echo, fr: Écho}\n"
    "    definition: {en: An echo., fr: Un écho.}\n"
    "    levels:\n"
    "      - {id: quiet, label: {en: Quiet, fr: Faible}}\n"
    "      - {id: loud, label: {en: Loud, fr: Fort}, when: tension >= much}\n",
)

MODEL = [
    Fault(
        "rate-without-source",
        "model",
        ("{events: 3, years: 10, source: S01}", "{events: 3, years: 10, source: ''}"),
        "up: {events: 3, years: 10, source: |''}",
        "going up without a source",
    ),
    Fault(
        "rate-without-source",
        "model",
        ("up: {events: 3, years: 10, source: S01}", "up: {none: {low: 1, high: 2, source: ' '}}"),
        "up: {none: {low: 1, high: 2, source: |' '}}",
        "going up without a source",
        more=("",),
    ),
    Fault(
        "formula-syntax",
        "model",
        ("up_while: tension >= some", "up_while: tension => some"),
        "up_while: tension |=> some",
        "unexpected character '='",
    ),
    Fault(
        "formula-syntax",
        "model",
        ("up_while: tension >= some", "up_while: 'tension >='"),
        "up_while: 'tension >=|'",
        "ends too early",
    ),
    Fault(
        "formula-syntax",
        "model",
        ("when: h0 and works >= plan", "when: h0 and (works >= plan"),
        "when: h0 and (works >= plan|\n",
        "allowed: )",
    ),
    Fault(
        "formula-syntax",
        "evidence",
        ("says: fear >= high\n    code", "says: >\n      fear > >\n    code"),
        "says: |>",
        "unexpected '>'",
    ),
    Fault(
        "formula-unknown-name",
        "model",
        ("h0 and works >= plan", "h0 and work >= plan"),
        "h0 and |work",
        "write works",
    ),
    Fault(
        "formula-unknown-name",
        "evidence",
        ("says: fear >= high\n    rate", "says: feer >= high\n    rate"),
        "says: |feer",
        "write fear",
    ),
    Fault(
        "formula-unknown-level",
        "model",
        ("h0 and works >= plan", "h0 and works >= plans"),
        "h0 and |works >= plans",
        "none, plan, building",
    ),
    Fault(
        "formula-hypothesis-level",
        "model",
        ("h0 and works >= plan", "h0 >= plan"),
        "when: |h0 >= plan",
        "write h0 or not h0",
    ),
    Fault(
        "formula-node-alone",
        "model",
        ("h0 and works >= plan", "h0 and works"),
        "h0 and |works\n",
        "write works >= building",
    ),
    Fault("derived-cycle", "model", LOOP, "- id: |tension", "tension -> echo -> tension"),
    Fault(
        "derived-cycle",
        "model",
        ("when: works >= plan or fear >= high}", "when: tension >= much}"),
        "- id: |tension",
        "tension -> tension",
    ),
    Fault(
        "derived-first-when",
        "model",
        ("fr: Calme}}", "fr: Calme}, when: fear >= low}"),
        "when: |fear >= low",
    ),
    Fault(
        "derived-no-when", "model", (", when: works >= plan and fear >= high}", "}"), "id: |much"
    ),
    Fault(
        "level-without-observable",
        "model",
        ("        observable: {en: No warnings., fr: Aucune mise en garde.}\n", ""),
        "- id: |low",
    ),
    Fault(
        "level-without-observable",
        "model",
        ("{en: No works., fr: Pas de travaux.}", "{en: No works., fr: ' '}"),
        "- id: |none",
    ),
    Fault(
        "rate-from-the-end",
        "model",
        (
            "up: {events: 2, years: 20, source: S03}",
            "up: {'off': {events: 2, years: 20, source: S03}, "
            "'on': {events: 1, years: 20, source: S03}}",
        ),
        "S03}, |'on'",
        "going up from 'on'",
    ),
    Fault(
        "influence-without-source",
        "model",
        ("    source: C01\nanchors", "    source: ''\nanchors"),
        "source: |''",
    ),
    Fault(
        "influence-cannot-move",
        "model",
        [
            ("    down: {events: 8, years: 2, source: S03}\n", ""),
            ("direction: up\n    leaving: ['off']", "direction: down"),
        ],
        "direction: |down",
        "no rate",
    ),
    Fault(
        "influence-cannot-move",
        "model",
        ("leaving: ['off']", "leaving: ['on']"),
        "leaving: [|'on']",
        "cannot go up",
    ),
    Fault(
        "influence-on-itself",
        "model",
        ("h0 and works >= plan", "h0 and dispute == off"),
        "when: |h0 and dispute",
    ),
    Fault(
        "start-sum",
        "model",
        ("{low: 0.7, high: 0.3}", "{low: 0.7, high: 0.4}"),
        "start: |{low: 0.7",
        "1.1",
    ),
    Fault("start-known", "model", ("start: none", "start: {none: 1}"), "start: |{none: 1}"),
    Fault("prior-sum", "case", ("prior: 0.6", "prior: 0.5"), "hypotheses:\n      |- id: h0", "0.9"),
    Fault(
        "duplicate-id",
        "model",
        (
            "off_ramps:",
            "  - asked: dispute\n"
            "    reference_class: river_pairs\n    label: {en: Again, fr: Encore}\noff_ramps:",
        ),
        "- asked: |dispute\n    reference_class: river_pairs\n    label: {en: Again",
    ),
    Fault(
        "table-codes",
        "case",
        ("groups:", "tables:\n  reliability: {A: 1, B: 0.8}\ngroups:"),
        "reliability: |{A",
        "A, B, C, D, E, F",
    ),
    Fault(
        "table-value",
        "case",
        ("groups:", "tables:\n  consistency: {CC: 2, C: 1, N: 1, I: 0.5, II: 0, NA: 1}\ngroups:"),
        "II: |0",
        "0.001 to 1000",
    ),
]

REACH = [
    Fault(
        "unreachable-outcome",
        "model",
        ("    up: {events: 2, years: 20, source: S03}\n", ""),
        "level: |'on'",
        "no rate up from off",
        "case",
        ("influence-cannot-move",),
    ),
    Fault(
        "unreachable-outcome",
        "model",
        ("up_while: tension >= some", "up_while: works > building"),
        "level: |'on'",
        "can never hold",
        "case",
    ),
    Fault(
        "unreachable-outcome",
        "model",
        (
            "up_while: tension >= some",
            "up_while: tension >= some and count(works >= plan, fear >= high) >= 3",
        ),
        "level: |'on'",
        "can never hold",
        "case",
    ),
    Fault(
        "unreachable-outcome",
        "case",
        ("level: 'on'", "level: 'off'"),
        "level: |'off'",
        "the first level",
    ),
]


@pytest.mark.parametrize("fault", [*MODEL, *REACH], ids=str)
def test_a_planted_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    assert_found(tmp_path / "river", fault)
