"""What to watch next: which signs are offered, how they rank, and what has to be declared."""

from __future__ import annotations

from datetime import date

import pytest

from tests.river_for_tests import ask, ask_afresh, river
from tests.small_case import small_case
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import WatchNext
from tocsin.workflows.watch_next import HEARD_RATE, watch_next


@pytest.fixture(scope="module")
def found() -> WatchNext:
    return ask(watch_next)  # type: ignore[no-any-return]


def test_the_most_telling_come_first_each_node_once(found: WatchNext) -> None:
    shares = [value.share for value in found.values]
    assert shares == sorted(shares, reverse=True)
    assert len({value.node for value in found.values}) == len(found.values)
    assert all(share >= 0 for share in shares)


def test_outcomes_are_no_signs_and_what_is_at_its_top_can_show_no_more(found: WatchNext) -> None:
    nodes = {value.node for value in found.values}
    assert not nodes & {"dispute", "coercion", "force"}
    assert "filling" not in nodes, "it stands at its highest level"
    assert nodes >= {"border", "protest", "reserves"}


def test_what_has_a_timeline_is_watched_and_the_rest_must_be_declared(found: WatchNext) -> None:
    timelines = {t.node for t in river().evidence.timelines}
    for value in found.values:
        assert value.declare == (value.node not in timelines)
    states = {value.node: value.state for value in found.values}
    assert states["border"] == "monitored, not observed"
    assert states["reserves"] == "not monitored"


def test_a_new_watch_hears_at_the_median_rate_of_the_case(found: WatchNext) -> None:
    assert found.heard_rate == 6.0
    assert watch_next(small_case(), samples=400).heard_rate == HEARD_RATE


def test_seen_or_not_average_to_what_is_expected(found: WatchNext) -> None:
    assert len({value.expected for value in found.values}) == 1
    for value in found.values:
        mixed = value.seen * value.if_seen + (1 - value.seen) * value.if_not
        assert mixed == pytest.approx(value.expected, rel=1e-6)
        assert value.level_label.en
        assert value.observable is not None


def test_the_border_tells_most_about_force(found: WatchNext) -> None:
    first = found.values[0]
    assert (first.node, first.level) == ("border", "settled")
    assert first.if_seen > first.if_not
    assert first.share > 2 * first.share_error


def test_the_days_are_those_asked_for() -> None:
    found = ask(watch_next, months=9, within=2, outcome="dispute")
    assert (found.by, found.months, found.outcome) == (date(2025, 12, 31), 9, "dispute")


def test_two_runs_give_the_same_bytes_and_json_reads_back(found: WatchNext) -> None:
    assert ask_afresh(watch_next).model_dump_json() == found.model_dump_json()
    assert WatchNext.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("months", "within", "said"),
    [
        (12, 12, "1 to 11 are allowed; shorten --within or lengthen --months"),
        (12, 0, "1 to 11 are allowed"),
        (1, 3, "leaves no time to watch; 2 or more months"),
    ],
)
def test_watching_must_end_before_the_horizon(months: int, within: int, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        ask(watch_next, months=months, within=within)


def test_progress_is_told_and_an_unknown_outcome_refused() -> None:
    told: dict[str, float] = {}
    ask(watch_next, progress=told.__setitem__)
    assert "signs" in told
    with pytest.raises(NotFoundError, match="no outcome 'war'"):
        ask(watch_next, outcome="war")
