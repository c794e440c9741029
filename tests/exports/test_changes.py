"""What changed: crossings of bands as they were known, dated items, what a watch noted."""

from __future__ import annotations

from datetime import date

from tests.exports.findings_for_tests import findings
from tocsin.exports.changes import changes
from tocsin.language import pair
from tocsin.results import CurvePoint, Notice

FOUND = findings()


def noted(subject: str, day: date) -> Notice:
    title = pair("Strikes: high", "Grèves : élevé")
    return Notice.model_validate(
        {"key": f"k:{subject}:{day}", "case": "k", "as_of": day, "subject": subject, "id": "x",
         "before": None, "title": title, "detail": title}
    )  # fmt: skip


def point(day: date, p: float, error: float) -> CurvePoint:
    ids = [each.id for each in FOUND.assessment.outcomes]
    return CurvePoint(
        date=day, probability=dict.fromkeys(ids, p), mc_error=dict.fromkeys(ids, error),
        base_rate=dict.fromkeys(ids),
    )  # fmt: skip


def crossings(*points: CurvePoint) -> list[Notice]:
    a = FOUND.assessment.model_copy(
        update={"curve": list(points), "outcomes": FOUND.assessment.outcomes[:1]}
    )
    return [each for each in changes(findings(assessment=a), []) if each.subject == "outcome"]


def test_they_stand_newest_first_and_have_keys_of_their_own() -> None:
    found = changes(FOUND, [])
    assert found == sorted(found, key=lambda each: (each.as_of, each.key), reverse=True)
    assert len({each.key for each in found}) == len(found) > 1
    assert changes(findings(), []) == found, "the same keys in every run"


def test_a_band_crossed_for_certain_is_told_on_the_day_it_was_known() -> None:
    days = [date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)]
    (told,) = crossings(*(point(day, p, 0.001) for day, p in zip(days, (0.1, 0.4, 0.41),
                                                                 strict=True)))  # fmt: skip
    assert told.as_of == days[1]
    assert "very unlikely" in told.title.en
    assert "(avant : très improbable)" in told.title.fr
    assert told.key.endswith(f":{days[1]}:outcome:{FOUND.assessment.outcomes[0].id}")


def test_what_lies_on_the_edge_of_a_band_is_not_told_back_and_forth() -> None:
    days = [date(2025, 1, 6), date(2025, 1, 13), date(2025, 1, 20)]
    edge = (0.19, 0.205, 0.195)
    assert crossings(*(point(d, p, 0.01) for d, p in zip(days, edge, strict=True))) == []


def test_dated_items_are_told_with_what_they_rest_on() -> None:
    line = next(each for each in FOUND.case.evidence.timelines if each.entries)
    entry = line.entries[0]
    (told,) = [each for each in changes(FOUND, []) if each.id == entry.id]
    assert told.as_of == entry.published
    assert entry.label.fr in told.title.fr
    assert all(source in told.detail.en for source in entry.sources)


def test_of_a_watch_only_what_the_case_cannot_tell_is_taken() -> None:
    day = FOUND.assessment.as_of
    kept = changes(
        FOUND, [noted(each, day) for each in ("outcome", "trigger", "indicator", "feed")]
    )
    assert {each.subject for each in kept if each.id == "x"} == {"indicator", "feed"}
    later = date(2099, 1, 1)
    assert not [each for each in changes(FOUND, [noted("feed", later)]) if each.id == "x"]
