"""Curves by hand and by brute force: ties, ends, and no smoothing between the points."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import ScoreError
from tocsin.scoring.discrimination import (
    area_under_roc,
    average_precision,
    precision_recall_curve,
    roc_curve,
)

P, Y = [0.9, 0.8, 0.8, 0.4, 0.1], [1, 1, 0, 0, 1]
"""One event on top, an event and a non-event tied, a non-event, an event at the bottom."""

Mixed = st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=40).filter(
    lambda pairs: len({y for _, y in pairs}) == 2
)


def test_curves_by_hand() -> None:
    roc = roc_curve(P, Y)
    assert roc.threshold.tolist() == [np.inf, 0.9, 0.8, 0.4, 0.1]
    assert roc.x.tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert roc.y.tolist() == pytest.approx([0.0, 1 / 3, 2 / 3, 2 / 3, 1.0])
    curve = precision_recall_curve(P, Y)
    assert curve.x.tolist() == pytest.approx([1 / 3, 2 / 3, 2 / 3, 1.0])
    assert curve.y.tolist() == pytest.approx([1.0, 2 / 3, 1 / 2, 3 / 5])


def test_areas_by_hand() -> None:
    """Pairs of event and non-event: of six, three are right and one is a tie."""
    assert area_under_roc(P, Y) == pytest.approx(3.5 / 6)
    assert average_precision(P, Y) == pytest.approx((1 + 2 / 3 + 3 / 5) / 3)


@given(pairs=Mixed)
@settings(max_examples=200, deadline=None)
def test_area_is_the_share_of_pairs_in_order(pairs: list[tuple[int, bool]]) -> None:
    events = [p for p, y in pairs if y]
    others = [p for p, y in pairs if not y]
    right = sum(Fraction(int(e > o) * 2 + int(e == o), 2) for e in events for o in others)
    share = float(right / (len(events) * len(others)))
    found = area_under_roc([p / 6 for p, _ in pairs], [y for _, y in pairs])
    assert found == pytest.approx(share)


@given(pairs=Mixed)
@settings(max_examples=200, deadline=None)
def test_average_precision_by_brute_force(pairs: list[tuple[int, bool]]) -> None:
    """The precision at each event's own forecast, averaged over events."""
    total = 0.0
    for p, y in pairs:
        if y:
            warned = [other for q, other in pairs if q >= p]
            total += sum(warned) / len(warned)
    events = sum(y for _, y in pairs)
    found = average_precision([p / 6 for p, _ in pairs], [y for _, y in pairs])
    assert found == pytest.approx(total / events)


def test_a_rising_change_leaves_discrimination_as_it_is() -> None:
    squared = [p * p for p in P]
    assert area_under_roc(squared, Y) == area_under_roc(P, Y)
    assert average_precision(squared, Y) == average_precision(P, Y)


def test_no_skill_has_half_the_area_and_the_share_as_precision() -> None:
    assert area_under_roc([0.3] * 5, Y) == 0.5
    assert average_precision([0.3] * 5, Y) == pytest.approx(3 / 5)


def test_both_kinds_are_needed() -> None:
    with pytest.raises(ScoreError, match="no event among 2 outcomes"):
        average_precision([0.1, 0.2], [0, 0])
    with pytest.raises(ScoreError, match="all 2 outcomes are events"):
        roc_curve([0.1, 0.2], [1, 1])
