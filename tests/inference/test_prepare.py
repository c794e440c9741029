"""From a case to a walk that stands at its start."""

from __future__ import annotations

from datetime import date

import pytest

from tests.counted_for_tests import block, hidden_case, series
from tests.small_case import START, small_case
from tocsin.errors import CaseError
from tocsin.inference.prepare import begin, enough
from tocsin.periods import add_months


def test_the_walk_stands_at_the_start_with_all_evidence_to_come() -> None:
    walk = begin(small_case(), date(2025, 6, 1), [12], 1, 101)
    assert walk.day == START
    assert not walk.known
    assert [item.id for item in walk.pending] == ["t1", "d1", "E1", "r1", "d2"]
    # rounded up to the two hypotheses
    assert len(walk.particles) == 102
    assert walk.model.seed == 1


@pytest.mark.parametrize("months", [3, 12, 24])
def test_anchors_reach_as_far_as_is_forecast(months: int) -> None:
    as_of = date(2025, 6, 1)
    ends = begin(small_case(), as_of, [months], 1, 50).model.anchors.ends
    assert ends[-2] < add_months(as_of, months) <= ends[-1]


def test_a_date_before_the_start_is_an_error_that_says_what_is_allowed() -> None:
    with pytest.raises(CaseError, match="2023-12-31 is before the case's start; 2024-01-01 or"):
        begin(small_case(), date(2023, 12, 31), [12], 1, 50)
    assert begin(small_case(), START, [12], 1, 50).day == START


def test_progress_is_told_of_the_anchors() -> None:
    told: list[tuple[str, float]] = []
    begin(small_case(), START, [12], 1, 50, lambda what, share: told.append((what, share)))
    assert {what for what, _ in told} == {"anchors"}
    assert told[-1][1] == 1.0


@pytest.mark.parametrize("months", [[0], [-3, 6], [12, 121]])
def test_horizons_out_of_range_are_an_error_that_says_what_is_allowed(months: list[int]) -> None:
    with pytest.raises(CaseError, match="1 to 120 are allowed"):
        begin(small_case(), START, months, 1, 50)


def test_counts_are_given_more_histories() -> None:
    assert enough(small_case(), 1_000) == 1_000
    assert enough(hidden_case([series([block(0, 40)])]), 1_000) == 2_000
