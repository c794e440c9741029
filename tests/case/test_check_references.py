"""Ids that stand twice, and references to what does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found

DOUBLE = "- id: S03\n  title: Annual review\n  type: study\n"

IDS = [
    Fault(
        "duplicate-id",
        "sources",
        DOUBLE
        + DOUBLE.replace("S03", "S01")
        + DOUBLE.replace("S03", "S02")
        + DOUBLE.replace("Annual", "Second"),
        "id: |S03\n  title: Second",
        "first at sources.yaml:1",
    ),
    Fault(
        "duplicate-id",
        "model",
        ("  - id: fear\n", "  - id: h0\n"),
        "- id: |h0\n    kind",
        "first at case.yaml:",
        more=("formula-", "unknown-", "told-apart", "reach"),
    ),
    Fault(
        "duplicate-id",
        "model",
        ("      - id: plan\n", "      - id: none\n"),
        "- id: |none\n        label: {en: Plan",
        more=("level", "formula-", "timeline", "influence"),
    ),
    Fault(
        "duplicate-id", "actors", ("- id: LEAGUE", "- id: BET"), "- id: |BET\n    label: {en: The"
    ),
    Fault("duplicate-id", "evidence", ("- id: R01", "- id: T01"), "- id: |T01\n    label"),
    Fault(
        "duplicate-id",
        "evidence",
        ("  - node: dispute", "  - node: works"),
        "sources: [S01]\n  - node: |works",
        more=(),
    ),
    Fault(
        "duplicate-id",
        "case",
        (
            "groups:\n",
            "  - id: again\n    node: dispute\n    level: 'on'\n"
            "    label: {en: A dispute again, fr: Un différend encore}\ngroups:\n",
        ),
        "- id: again\n    node: dispute\n    level: |'on'",
        "the onset dispute >= on a second time",
    ),
    Fault(
        "reserved-id",
        "model",
        ("- id: high\n", "- id: not\n"),
        "- id: |not\n",
        more=("formula-", "unknown-level", "indicator-level"),
    ),
]

REFERENCES = [
    Fault(
        "unknown-node",
        "case",
        ("node: dispute", "node: disputes"),
        "node: |disputes",
        "write dispute, if that is meant",
    ),
    Fault("unknown-level", "case", ("level: 'on'", "level: 'up'"), "level: |'up'", "off, on"),
    Fault(
        "derived-node",
        "case",
        ("node: dispute\n    level: 'on'", "node: tension\n    level: some"),
        "node: |tension",
        "fear, works",
    ),
    Fault(
        "unknown-source", "claims", ("source: S01", "source: S10"), "source: |S10", "S01, S02, S03"
    ),
    Fault("unknown-node-or-hypothesis", "claims", ("[works, h0]", "[works, h9]"), "[works, |h9]"),
    Fault("unknown-actor", "actors", ("{actor: BET,", "{actor: BTE,"), "{actor: |BTE", "write BET"),
    Fault("unknown-party", "actors", ("[ALF, BET]", "[ALF, LEAG]"), "[ALF, |LEAG]", "write LEAGUE"),
    Fault("unknown-party", "actors", ("bound: [ALF]", "bound: [FLA]"), "bound: [|FLA]"),
    Fault("unknown-party", "actors", ("toward: [BET]", "toward: [GAM]"), "toward: [|GAM]"),
    Fault(
        "unknown-source",
        "actors",
        ("source: S03\n    members", "source: S03 and S77\n    members"),
        "source: S03 and |S77",
    ),
    Fault(
        "unknown-place", "routes", ("[quay, lock]", "[quay, look]"), "[quay, |look]", "write lock"
    ),
    Fault(
        "unknown-actor",
        "routes",
        ("consent: [ALF, BET]", "consent: [ALF, LEAGUE]"),
        "consent: [ALF, |LEAGUE]",
    ),
    Fault("unknown-actor", "routes", ("actor: ALF", "actor: ALV"), "actor: |ALV"),
    Fault("unknown-source", "routes", ("source: S02", "source: S20"), "source: |S20"),
    Fault("unknown-node", "routes", ("mode: sea", "mode: sea\n    node: feri"), "node: |feri"),
    Fault(
        "unknown-level",
        "model",
        ("start: none", "start: nome"),
        "start: |nome",
        "write none",
        more=("unreachable",),
    ),
    Fault(
        "unknown-level",
        "model",
        ("{low: 0.7, high: 0.3}", "{low: 0.7, hihg: 0.3}"),
        "{low: 0.7, |hihg",
    ),
    Fault(
        "unknown-level",
        "model",
        (
            "up: {events: 2, years: 20, source: S03}",
            "up: {'of': {events: 2, years: 20, source: S03}}",
        ),
        "up: {|'of'",
        more=("influence-cannot-move", "unreachable"),
    ),
    Fault(
        "unknown-node", "model", ("    node: dispute\n", "    node: disput\n"), "node: |disput\n"
    ),
    Fault("unknown-level", "model", ("leaving: ['off']", "leaving: ['of']"), "leaving: [|'of']"),
    Fault(
        "unknown-source",
        "model",
        ("{events: 3, years: 10, source: S01}", "{events: 3, years: 10, source: see S99}"),
        "source: see |S99",
    ),
    Fault(
        "unknown-claim",
        "model",
        ("    source: C01\nanchors", "    source: C01 and C14\nanchors"),
        "source: C01 and |C14",
    ),
    Fault(
        "unknown-fit",
        "model",
        ("factor: {low: 1.5, high: 6, source: C01}", "factor: {fit: past, factor: dam}"),
        "{fit: |past",
    ),
    Fault("unknown-asked", "model", ("asked: dispute", "asked: dispte"), "asked: |dispte"),
    Fault(
        "unknown-reference-class",
        "model",
        ("reference_class: river_pairs", "reference_class: river_pair"),
        "reference_class: |river_pair",
    ),
    Fault(
        "unknown-reference-class",
        "model",
        (
            "reference_class: river_pairs",
            "reference_class: river_pairs\n    pool: {all_pairs: 0.1}",
        ),
        "pool: {|all_pairs",
    ),
    Fault(
        "unknown-level",
        "model",
        ("{node: fear, level: low}", "{node: fear, level: lwo}"),
        "level: |lwo",
    ),
    Fault(
        "derived-node",
        "model",
        ("{node: fear, level: low}", "{node: tension, level: calm}"),
        "{node: |tension",
    ),
    Fault(
        "unknown-factor",
        "model",
        (
            "off_ramps:",
            "fits:\n  - id: past\n"
            "    label: {en: Past, fr: Passé}\n    factors: [dam]\n    positive: [force]\n"
            "    negative: [no force]\n    source: S03\noff_ramps:",
        ),
        "factors: [|dam]",
        more=("not-learned",),
    ),
    Fault(
        # a fit picks past cases by how they ended, never one by one
        "unknown-outcome-class",
        "model",
        (
            "off_ramps:",
            "fits:\n  - id: past\n"
            "    label: {en: Past, fr: Passé}\n    factors: [dam]\n    positive: [P1]\n"
            "    negative: [no force]\n    source: S03\noff_ramps:",
        ),
        "positive: [|P1]",
        more=("not-learned", "unknown-factor"),
    ),
    Fault(
        "unknown-node",
        "evidence",
        ("- node: works", "- node: work"),
        "- node: |work\n",
        more=("not-monitored",),
    ),
    Fault("unknown-level", "evidence", ("level: plan", "level: plna"), "level: |plna"),
    Fault("unknown-source", "evidence", ("sources: [S02]", "sources: [S2]"), "sources: [|S2]"),
    Fault("unknown-claim", "evidence", ("sources: [S02]", "claims: [C02]"), "claims: [|C02]"),
    Fault(
        "unknown-hypothesis", "evidence", ("{h0: I, h1: C}", "{h0: I, h1: C, h2: N}"), "h1: C, |h2"
    ),
    Fault(
        "unknown-timeline",
        "evidence",
        ("    cluster: money", "    repeats: fear\n    cluster: money"),
        "repeats: |fear",
        more=("hypotheses-not-told-apart",),
    ),
    Fault(
        "unknown-source",
        "evidence",
        ("    source: S02", "    source: S02, S08"),
        "source: S02, |S08",
    ),
    Fault("unknown-node", "questions", ("node: dispute", "node: dispvte"), "node: |dispvte"),
    Fault("unknown-node", "monitoring", ("node: works", "node: worcs"), "node: |worcs"),
    Fault("unknown-claim", "monitoring", ("claim: C01", "claim: C11"), "claim: |C11"),
    Fault("unknown-source", "monitoring", ("[S01 and", "[S01, S44 and"), "S01, |S44 and"),
]


@pytest.mark.parametrize("fault", [*IDS, *REFERENCES], ids=str)
def test_a_planted_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    assert_found(tmp_path / "river", fault)
