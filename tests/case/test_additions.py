"""Evidence from elsewhere joins a case as if its files held it, and what was known is cut out."""

from __future__ import annotations

from datetime import date, timedelta

from tests.networks_for_tests import TEXT
from tests.small_case import UNTIL, entry, rating, report, small_case, timeline, watch
from tocsin.case.additions import known_on, with_evidence
from tocsin.case.schema import EvidenceFile, Sighting, Source

LATER = UNTIL + timedelta(days=60)
S1 = Source(id="S1", title="One", type="page")


def seen(day: date) -> Sighting:
    return Sighting(date=day, label=TEXT)


def test_nothing_more_leaves_the_case_as_it_is() -> None:
    case = small_case()
    assert with_evidence(case, [], EvidenceFile()) is case


def test_a_timeline_is_continued_in_order_of_dates() -> None:
    more = timeline("dispute", entry("d3", "2026-02-01", "on"), until=date(2025, 1, 1))
    case = small_case()
    merged = with_evidence(case, [], EvidenceFile(timelines=[more]))
    (dispute,) = [one for one in merged.evidence.timelines if one.node == "dispute"]
    assert [one.id for one in dispute.entries] == ["d1", "d2", "d3"]
    assert dispute.until == date(2026, 2, 1), "a step says where the node stood until then"
    assert merged.header.evidence_until == date(2026, 2, 1)
    others = [one for one in merged.evidence.timelines if one.node != "dispute"]
    assert others == [one for one in case.evidence.timelines if one.node != "dispute"]
    early = timeline("dispute", entry("d0", "2025-05-01", "on"), until=date(2025, 1, 1))
    (dispute,) = [
        one
        for one in with_evidence(case, [], EvidenceFile(timelines=[early])).evidence.timelines
        if one.node == "dispute"
    ]
    assert [one.id for one in dispute.entries] == ["d0", "d1", "d2"]
    assert dispute.until == UNTIL


def test_a_sighting_says_where_the_node_stood_until_then() -> None:
    more = timeline("force", until=date(2025, 1, 1)).model_copy(
        update={"sightings": [seen(LATER)], "sources": ["S1"]}
    )
    merged = with_evidence(small_case(), [S1], EvidenceFile(timelines=[more]))
    (force,) = [one for one in merged.evidence.timelines if one.node == "force"]
    assert (force.until, force.sightings, force.sources) == (LATER, [seen(LATER)], ["S1"])
    assert merged.sources == [S1]
    assert with_evidence(merged, [S1], EvidenceFile()).sources == [S1], "a source stands once"


def test_a_node_without_a_timeline_gets_one() -> None:
    more = timeline("mood", entry("m1", "2025-02-01", "high"), until=date(2024, 1, 1))
    merged = with_evidence(small_case(), [], EvidenceFile(timelines=[more]))
    assert merged.evidence.timelines[-1].until == date(2025, 2, 1)
    assert merged.header.evidence_until == UNTIL


def test_reports_ratings_and_watches_are_added_and_move_the_end_of_evidence() -> None:
    day = LATER.isoformat()
    added = EvidenceFile(
        reports=[report("r2", day, "mood >= high", "B2")],
        ratings=[rating("E2", (LATER + timedelta(days=1)).isoformat(), "a", h0="C", h1="I")],
        watches=[watch("w1", "mood >= high", 2.0, "2025-01-01", "2025-06-01")],
    )
    case = small_case()
    merged = with_evidence(case, [], added)
    assert merged.evidence.reports == [*case.evidence.reports, *added.reports]
    assert merged.evidence.ratings == [*case.evidence.ratings, *added.ratings]
    assert merged.evidence.watches == added.watches
    assert merged.header.evidence_until == LATER + timedelta(days=1)


def test_known_on_a_day_is_what_was_public_and_watching_as_far_as_it_had_come() -> None:
    case = small_case(
        watches=[
            watch("w1", "mood >= high", 2.0, "2025-01-01", "2025-12-01"),
            watch("w2", "mood >= high", 2.0, "2025-09-01", "2025-12-01"),
        ]
    )
    known = known_on(case.evidence, date(2025, 7, 9))
    steps = {one.node: ([e.id for e in one.entries], one.until) for one in known.timelines}
    day = date(2025, 7, 9)
    assert steps == {"trig": (["t1"], day), "dispute": (["d1"], day), "force": ([], day)}
    assert known.reports == [], "dated the 1st, public on the 10th"
    assert [one.id for one in known_on(case.evidence, date(2025, 7, 10)).reports] == ["r1"]
    assert [one.id for one in known.ratings] == ["E1"]
    assert [(one.id, one.until) for one in known.watches] == [("w1", day)]
    assert known_on(case.evidence, date(2025, 3, 31)).timelines[0].entries == []
