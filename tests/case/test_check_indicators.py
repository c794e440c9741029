"""Faults in indicators: levels, baselines, kinds of event, events counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.case.faults_for_tests import Fault, assert_found
from tests.cases_for_tests import INDICATORS, write_minimal_case
from tocsin.workflows.check import check

QUARRELS = INDICATORS.replace("Protests", "Quarrels", 1)
SECOND = INDICATORS.replace("id: notes", "id: more")
ACTORS = "  source: gdelt\n  doers: [BET]\n  towards: [ALF]\n  quads: [3]\n"
WORDS = "  source: documents\n  words: {en: [note*], fr: [note, notes verbales]}\n"
TOLD = INDICATORS.replace(ACTORS, WORDS)
MORE = TOLD.replace("id: notes", "id: more")

FAULTS = [
    Fault("indicator-level", "indicators", ("high:\n", "low:\n"), "    |low:", "itself",
          more=("indicator-level",)),
    Fault("indicator-level", "indicators", ("baseline_level: low", "baseline_level: high"),
          "  levels:\n    |high:", "no ratio at low", more=("indicator-level",)),
    Fault("unknown-level", "indicators", ("baseline_level: low", "baseline_level: deep"),
          "baseline_level: |deep", more=("indicator-level",)),
    Fault("unknown-node", "indicators", ("node: fear", "node: fears"), "node: |fears"),
    Fault("derived-node", "indicators", ("node: fear", "node: tension"), "node: |tension",
          more=("unknown-level", "indicator-level")),
    Fault("unknown-source", "indicators", ("[S02]", "[S09]"), "[|S09]"),
    Fault("duplicate-id", "indicators", INDICATORS + QUARRELS,
          "- id: |notes\n  node: fear\n  label: {en: Quarrels", "notes a second time",
          more=("indicator-counted-twice",)),
    Fault("formula-unknown-name", "indicators", ("when: dispute", "when: disputes"),
          "when: |disputes"),
    Fault("indicator-baseline", "indicators", ("2023-12-17", "2023-12-31"),
          "until: |2023-12-31", "2024-01-08"),
    Fault("indicator-baseline", "indicators", ("since: 2022-01-03", "since: 2023-09-01"),
          "since: |2023-09-01", "108 days"),
    Fault("indicator-kind", "indicators",
          ("source: gdelt\n", "source: ucdp\n  roots: ['18']\n"), "roots: |['18']", "ucdp"),
    Fault("indicator-rule", "indicators", (ACTORS, "  source: documents\n"),
          "source: |documents", "without words"),
    Fault("indicator-rule", "indicators", (ACTORS, "  source: gdelt\n"), "source: |gdelt",
          "without doers"),
    *(
        Fault("indicator-rule", "indicators", (ACTORS, f"{WORDS}  {said}\n"),
              f"  {said.replace(': ', ': |', 1)}", f"{said.split(':')[0]} of documents")
        for said in ("doers: [BET]", "towards: [ALF]", "quads: [3]", "roots: ['11']",
                     "codes: ['111']", "places: [ALF]", "unit: events", "volume: doers",
                     "directed: false")
    ),
    *(
        Fault("indicator-rule", "indicators", (ACTORS, f"{ACTORS}  {said}\n"),
              f"  {said.replace(': ', ': |', 1)}", f"{said.split(':')[0]} of gdelt")
        for said in ("words: {en: [note]}", "feeds: ['feed:alpha']", "publishers: [Alpha]")
    ),
    Fault("bad-value", "indicators", TOLD.replace("note*", "no*te"), "{en: [|no*te"),
    Fault("indicator-counted-twice", "indicators", TOLD + MORE, "- id: |more", "notes counts"),
    Fault("indicator-counted-twice", "indicators", INDICATORS + SECOND, "- id: |more",
          "notes counts"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.where[:24]}")
def test_each_fault_is_found_where_it_is(tmp_path: Path, fault: Fault) -> None:
    assert_found(tmp_path, fault)


APART = {
    "the other way": ("doers: [BET]\n  towards: [ALF]", "doers: [ALF]\n  towards: [BET]"),
    "another class": ("quads: [3]", "quads: [4]"),
    "another node": ("node: fear", "node: works"),
    "another source": ("source: gdelt\n", "source: icews\n"),
    "another place": ("quads: [3]", "quads: [3]\n  places: [ALF]"),
}


@pytest.mark.parametrize("change", APART.values(), ids=APART.keys())
def test_indicators_that_count_other_events_may_stand_together(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    old, new = change
    assert old in SECOND
    other = SECOND.replace(old, new)
    first = INDICATORS
    if "places" in new:
        first = first.replace("quads: [3]", "quads: [3]\n  places: [BET]")
    write_minimal_case(tmp_path, indicators=first + other)
    assert not [p for p in check(tmp_path) if p.code == "indicator-counted-twice"]


def test_documents_of_other_feeds_and_events_may_stand_beside_documents(tmp_path: Path) -> None:
    alpha, beta = (WORDS + f"  feeds: ['feed:{name}']\n" for name in ("alpha", "beta"))
    write_minimal_case(
        tmp_path, indicators=TOLD.replace(WORDS, alpha) + MORE.replace(WORDS, beta)
        + INDICATORS.replace("id: notes", "id: events"),
    )  # fmt: skip
    assert check(tmp_path) == []
