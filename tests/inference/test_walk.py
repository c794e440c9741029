"""Going through the history with what was known on each day: no day feels the future."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.small_case import entry, rating, report, small_case, timeline
from tocsin.case.schema import Case
from tocsin.inference.particles import Particles
from tocsin.inference.prepare import begin
from tocsin.inference.walk import Walk
from tocsin.periods import weekly
from tocsin.workflows.assess import assess

SAMPLES = 600
AS_OF = date(2025, 9, 1)
HAPPENED, PUBLISHED = "2025-03-05", "2025-04-14"


def _empty(*days: str, **changes: Any) -> list[Any]:
    """Reports that say nothing: a walk ends a step on these days, as it does where one is late."""
    return [report(f"empty{k}", day, "mood >= high", "F6", **changes) for k, day in enumerate(days)]


def _case(steps: list[Any], **changes: Any) -> Case:
    timelines = [
        timeline("trig", *steps),
        timeline("dispute", entry("d1", "2025-06-02", "on"), entry("d2", "2025-08-01", "off")),
        timeline("force"),
    ]
    return small_case(timelines=timelines, **changes)


def _late(**changes: Any) -> Case:
    return _case([entry("t1", HAPPENED, "some", PUBLISHED)], **changes)


def _walk_to(case: Case, day: date) -> Walk:
    """As ``assess`` walks: every week the sample is looked at."""
    walk = begin(case, AS_OF, [12], 3, SAMPLES)
    for week in weekly(case.header.start, day):
        walk.approach(week)
    walk.arrive(day)
    return walk


def _same(one: Particles, two: Particles) -> bool:
    """To the last bit; influences may be worked out in one and not yet in the other."""
    kept = one.influences, two.influences
    agree = (kept[0] == kept[1]) | np.isnan(kept[0]) | np.isnan(kept[1])
    return bool(agree.all()) and all(
        np.array_equal(getattr(one, f.name), getattr(two, f.name))
        for f in fields(Particles)
        if f.name != "influences"
    )


@pytest.mark.parametrize("day", [date(2025, 4, 14), date(2025, 4, 21), AS_OF])
def test_after_publication_the_sample_is_that_of_one_who_knew_all_along(day: date) -> None:
    knew = _case([entry("t1", HAPPENED, "some")], reports=_empty(PUBLISHED))
    late = _late(reports=_empty(PUBLISHED))
    assert _same(_walk_to(late, day).particles, _walk_to(knew, day).particles)


@pytest.mark.parametrize("day", [date(2025, 3, 10), date(2025, 4, 7), date(2025, 4, 13)])
def test_before_publication_the_sample_is_that_of_one_who_never_knew(day: date) -> None:
    late = _walk_to(_late(), day).particles
    assert _same(late, _walk_to(_case([]), day).particles)
    assert not _same(late, _walk_to(_case([entry("t1", HAPPENED, "some")]), day).particles)


def test_who_looks_on_the_way_changes_nothing() -> None:
    straight = begin(_late(), AS_OF, [12], 3, SAMPLES)
    straight.arrive(AS_OF)
    assert _same(_walk_to(_late(), AS_OF).particles, straight.particles)


def test_the_late_item_matters() -> None:
    never = _walk_to(_case([]), AS_OF).particles
    assert not _same(never, _walk_to(_late(), AS_OF).particles)


def test_two_items_of_one_week_can_be_late() -> None:
    """The second trip back begins before both and takes both in."""
    reports = [report("r1", "2025-03-04", "mood >= high", "A1", published="2025-05-05")]
    known = [
        report("r1", "2025-03-04", "mood >= high", "A1"),
        *_empty(PUBLISHED, "2025-05-05"),
    ]
    day = date(2025, 5, 12)
    late = _walk_to(_late(reports=reports), day).particles
    knew = _walk_to(_case([entry("t1", HAPPENED, "some")], reports=known), day).particles
    assert late.log_weight == pytest.approx(knew.log_weight, rel=1e-12)
    assert np.array_equal(late.levels, knew.levels)


def test_a_trip_back_for_nothing_changes_nothing() -> None:
    """Going the way again stops where the first walk did, between two stops, too."""
    steps = [entry("t1", HAPPENED, "some", "2025-04-16")]
    # it happened on the end of a quarter, which is a stop with or without it
    empty = [report("r", "2025-04-01", "mood >= high", "F6", published="2025-05-07")]
    day = date(2025, 5, 7)
    again = _walk_to(_case(steps, reports=empty), day)
    assert [item.id for item in again.known] == ["t1", "r"]
    other = _walk_to(_case(steps, reports=[]), day)
    assert _same(again.particles, other.particles)


def test_the_curve_at_earlier_dates_knows_nothing_of_later_evidence() -> None:
    """Whether the later evidence happened later or was only published later, to the last bit."""
    learned = date(2025, 7, 16)
    more = _late(
        reports=[
            report("r1", "2025-07-01", "mood >= high", "B2", published="2025-07-10"),
            report("r2", "2025-03-20", "mood >= high", "A1", published="2025-07-16"),
            report("r3", "2025-08-20", "trig >= wide", "A1"),
        ],
        ratings=[
            rating("E1", "2025-06-01", "a", h0="II"),
            rating("E2", "2025-07-18", "a", h1="II"),
        ],
    )
    less = _late(ratings=[rating("E1", "2025-06-01", "a", h0="II")])
    with_it = assess(more, as_of=AS_OF, samples=SAMPLES).curve
    without = assess(less, as_of=AS_OF, samples=SAMPLES).curve
    before = [k for k, point in enumerate(with_it) if point.date < learned]
    assert len(before) > 70
    assert [with_it[k] for k in before] == [without[k] for k in before]
    after = [k for k, point in enumerate(with_it) if point.date >= learned]
    assert all(with_it[k].probability != without[k].probability for k in after)


def test_a_later_as_of_date_extends_the_curve_and_changes_none_of_it() -> None:
    case = _late()
    early = assess(case, as_of=date(2025, 5, 5), samples=SAMPLES).curve
    late = assess(case, as_of=AS_OF, samples=SAMPLES).curve
    *before, last = early
    assert late[: len(before)] == before
    # the last point is the figure that is shown, from more futures than a point of the curve
    then = late[len(before)]
    for name, p in last.probability.items():
        error = np.hypot(last.mc_error[name], then.mc_error[name])
        assert abs(p - then.probability[name]) < 4 * error


def test_items_are_handed_out_by_day_of_publication() -> None:
    walk = begin(_late(), AS_OF, [12], 1, SAMPLES)
    assert walk.next_items(date(2025, 4, 13)) == []
    (item,) = walk.next_items(date(2025, 4, 14))
    assert item.id == "t1"


def test_snapshots_are_dropped_once_no_item_can_need_them() -> None:
    walk = _walk_to(_late(), date(2025, 4, 7))
    # r1 will go back as well, to a stop that is still to come
    assert set(walk.snapshots) == {date(2025, 1, 1)}
    assert _walk_to(_late(), date(2025, 7, 14)).snapshots == {}


def test_a_fork_leaves_the_walk_as_it_was() -> None:
    walk = _walk_to(_late(), date(2025, 4, 13))
    before = walk.particles.copy()
    fork = walk.fork()
    fork.go(date(2025, 4, 14))
    for item in fork.next_items(date(2025, 4, 14)):
        fork.learn(item)
    assert walk.day == date(2025, 4, 13)
    assert _same(walk.particles, before)
    assert walk.pending[0].id == "t1"
    assert date(2025, 1, 1) in walk.snapshots


def test_learning_tells_whether_particles_have_moved() -> None:
    walk = begin(_late(), AS_OF, [12], 1, SAMPLES)
    told: dict[str, bool] = {}
    while news := walk.next_items(AS_OF):
        walk.go(news[0].published)
        told |= {item.id: walk.learn(item) for item in news}
    assert told == {"t1": True, "E1": False, "d1": True, "r1": True, "d2": True}
