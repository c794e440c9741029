"""Competing hypotheses, held to an example that was worked by hand."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from tests.small_case import hypotheses, rating, small_case
from tocsin.case.schema import Case, Rating
from tocsin.inference import ratings

L2, L14, L06, L03 = (math.log(x) for x in (2.0, 1.4, 0.6, 0.3))


def _repeating(item: Rating) -> Rating:
    return item.model_copy(update={"repeats": "trig"})


def _case(**changes: object) -> Case:
    """Three items in cluster a, one alone in b, one that repeats a timeline; two groups."""
    items = [
        rating("E3", "2024-05-01", "a", h0="I", h1="CC", g0="N"),
        rating("E1", "2024-02-01", "a", h0="II", h1="C"),
        rating("E2", "2024-03-01", "a", h0="C", h1="NA", g1="II"),
        rating("E4", "2024-04-01", "b", h0="CC", g0="I"),
        _repeating(rating("E5", "2024-01-01", "a", h0="II", h1="CC")),
    ]
    groups = [hypotheses("thesis", h0=0.3, h1=0.7), hypotheses("other", g0=0.2, g1=0.8)]
    return small_case(ratings=items, groups=groups, **changes)


def test_the_discount_of_correlated_items() -> None:
    assert ratings.discount(1, 0.5) == 1.0
    assert ratings.discount(3, 0.5) == 0.5
    assert ratings.discount(5, 1.0) == pytest.approx(1 / 5)
    assert ratings.discount(9, 0.0) == 1.0


def test_totals_worked_by_hand() -> None:
    """Cluster a: 3 items, discount 1 / (1 + 2 x 0.5) = 1/2; exponent 1/2; so a quarter of each."""
    case = _case()
    sums = ratings.totals(case, ratings.counted(case))
    assert sums["h0"] == pytest.approx((L03 + L14 + L06) / 4 + L2 / 2)
    assert sums["h1"] == pytest.approx((L14 + 0.0 + L2) / 4)
    assert sums["g0"] == pytest.approx(L06 / 2)
    assert sums["g1"] == pytest.approx(L03 / 4)


def test_undiscounted_totals_leave_out_discount_and_exponent() -> None:
    case = _case()
    sums = ratings.totals(case, ratings.counted(case), discounted=False)
    assert sums["h0"] == pytest.approx(L03 + L14 + L06 + L2)
    assert sums["h1"] == pytest.approx(L14 + L2)


def test_the_posterior_is_normalised_within_each_group() -> None:
    sums = {"h0": math.log(2), "h1": 0.0, "g0": math.log(4), "g1": math.log(3)}
    found = ratings.posterior(_case(), sums)
    assert found == pytest.approx({"h0": 0.6 / 1.3, "h1": 0.7 / 1.3, "g0": 0.25, "g1": 0.75})


def test_an_item_that_repeats_a_timeline_is_kept_out() -> None:
    case = _case()
    assert [r.id for r in ratings.counted(case)] == ["E1", "E2", "E4", "E3"]


def test_increments_add_up_and_deepen_the_discount_of_earlier_items() -> None:
    case = _case()
    steps = ratings.increments(case)
    totals = ratings.totals(case, ratings.counted(case))
    for name, total in totals.items():
        assert sum(added[name] for _, added in steps) == pytest.approx(total)
    # second of its cluster: both now count 1 / (1 + 0.5), the first counted in full before
    second = {r.id: added for r, added in steps}["E2"]
    assert second["h0"] == pytest.approx((L03 + L14) / 1.5 / 2 - L03 / 2)
    assert all(a.published <= b.published for (a, _), (b, _) in pairwise(steps))


def test_the_matrix_has_the_numbers_of_the_posterior() -> None:
    case = _case()
    rows = ratings.matrix(case, case.evidence.ratings)
    totals = ratings.totals(case, ratings.counted(case))
    for name, total in totals.items():
        cells = [cell for row in rows for cell in row.cells if cell.hypothesis == name]
        assert sum(cell.log_ratio for cell in cells) == pytest.approx(total)
    by_id = {row.id: row for row in rows}
    assert by_id["E3"].discount == 0.5
    assert by_id["E4"].discount == 1.0
    assert by_id["E3"].diagnosticity == pytest.approx(L2 - L06)
    shown = by_id["E5"]
    assert not shown.counts
    assert shown.repeats == "trig"
    assert {cell.log_ratio for cell in shown.cells} == {0.0}
    assert [cell.code for cell in shown.cells] == ["II", "CC"]


def test_the_inconsistency_ranking_counts_inconsistent_items_only() -> None:
    case = _case()
    points = ratings.inconsistency(case, ratings.counted(case))
    assert points == {"h0": 3.0, "h1": 0.0, "g0": 1.0, "g1": 2.0}


def test_no_item_leaves_the_prior() -> None:
    case = _case()
    prior = ratings.posterior(case, ratings.totals(case, []))
    assert prior == pytest.approx({"h0": 0.3, "h1": 0.7, "g0": 0.2, "g1": 0.8})
