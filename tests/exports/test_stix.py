"""The STIX bundle, read back by the reference library."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2

from tests.exports.findings_for_tests import findings
from tocsin.case.schema import Tlp
from tocsin.exports.stix import CREDIBILITY, MARKINGS, OPINIONS, OWN, PROGRAM, stix_bundle

FOUND = findings()
BUNDLE = stix_bundle(FOUND)
OBJECTS: list[dict[str, Any]] = json.loads(BUNDLE)["objects"]
BY_ID = {each["id"]: each for each in OBJECTS}


def of(kind: str) -> list[dict[str, Any]]:
    return [each for each in OBJECTS if each["type"] == kind]


def test_the_reference_library_reads_every_object() -> None:
    read = stix2.parse(BUNDLE.decode(), allow_custom=False)
    assert len(read.objects) == len(OBJECTS) == len(BY_ID)
    assert {each.get("spec_version") for each in OBJECTS} == {"2.1"}


def test_two_runs_give_the_same_bytes_and_a_later_day_newer_versions() -> None:
    assert stix_bundle(findings()) == BUNDLE
    later = FOUND.assessment.model_copy(update={"as_of": FOUND.assessment.as_of.replace(day=20)})
    newer = {each["id"]: each for each in json.loads(stix_bundle(findings(assessment=later)))
             ["objects"]}  # fmt: skip
    for name in ("note", "report", "identity"):
        for each in of(name):
            assert newer[each["id"]]["created"] == each["created"]
            assert each["id"] == PROGRAM or newer[each["id"]]["modified"] > each["modified"]


def test_every_reference_leads_to_an_object_of_the_bundle() -> None:
    for each in OBJECTS:
        named = [value for key, value in each.items() if key.endswith("_ref")]
        named += [v for key, values in each.items() if key.endswith("_refs") for v in values]
        assert set(named) <= set(BY_ID), each["id"]


def test_every_object_of_the_case_carries_its_mark() -> None:
    free = {"marking-definition", "extension-definition"}
    for each in OBJECTS:
        if each["type"] not in free and each["id"] != PROGRAM:
            assert each["object_marking_refs"] == [MARKINGS["CLEAR"]]


@pytest.mark.parametrize("mark", list(Tlp))
def test_each_mark_is_the_one_that_oasis_defines(mark: Tlp) -> None:
    marked = FOUND.assessment.model_copy(update={"tlp": mark.value})
    (made,) = [each for each in json.loads(stix_bundle(findings(assessment=marked)))["objects"]
               if each["type"] == "marking-definition"]  # fmt: skip
    assert (made["id"], made["name"]) == (MARKINGS[mark], f"TLP:{mark}")
    (extension,) = made["extensions"].values()
    assert extension["tlp_2_0"] == mark.lower()


def test_probabilities_stand_in_the_extension_and_never_as_confidence() -> None:
    told = [each["extensions"][OWN] for each in of("note") if "extensions" in each]
    horizons = [h for o in FOUND.assessment.outcomes for h in o.horizons]
    assert sorted(each["probability"] for each in told if "probability" in each) == sorted(
        h.probability for h in horizons
    )
    trusted = [each for each in OBJECTS if "confidence" in each]
    codes = [report.code[1] for report in FOUND.case.evidence.reports]
    assert sorted(each["confidence"] for each in trusted) == sorted(
        CREDIBILITY[code] for code in codes if code in CREDIBILITY
    )


def test_every_text_has_its_french() -> None:
    told = {each["object_ref"]: each["contents"]["fr"] for each in of("language-content")}
    for each in OBJECTS:
        if each.get("lang") == "en" and each["type"] != "relationship":
            assert told[each["id"]], each["id"]
    outcome = FOUND.assessment.outcomes[0]
    assert any(each.get("abstract") == outcome.label.fr for each in told.values())


def test_only_duties_that_apply_bind_anyone() -> None:
    told = [each for each in of("relationship") if each["relationship_type"].startswith("has-")]
    o = FOUND.obligations
    actors = {actor.id for actor in FOUND.case.actors.actors}
    applying = [
        (duty.actor, other)
        for duty in [*o.bound, *o.restrained]
        if duty.applies == "applies" and duty.actor in actors
        for other in duty.toward
        if other in actors
    ]
    assert len(told) == len(applying) > 0


def test_an_opinion_is_held_of_what_was_verified_only() -> None:
    held = [each["opinion"] for each in of("opinion")]
    known = [OPINIONS[c.status] for c in FOUND.case.claims if c.status in OPINIONS]
    assert sorted(held) == sorted(known)


def test_the_report_names_everything_and_its_sources() -> None:
    (report,) = of("report")
    assert {each["id"] for each in of("indicator")} <= set(report["object_refs"])
    named = {each["external_id"] for each in report["external_references"]}
    assert named <= {source.id for source in FOUND.case.sources}
    assert named


def test_a_case_without_off_ramps_has_no_courses_of_action() -> None:
    bare = json.loads(stix_bundle(findings(off_ramps=None)))["objects"]
    assert not [each for each in bare if each["type"] == "course-of-action"]
