"""Contests over pairs: who is scored on what, and that no outcome of the test years is read."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tocsin.backtest.dyads import (
    CLASS_SIGNS,
    by_events,
    by_structure,
    chosen_ridge,
    class_shares,
    published_signs,
    quiet,
)
from tocsin.outside_view.fitting import Panel

NAMES = (
    "relevant", *CLASS_SIGNS, "parity", "capability", "democracy", "wealth", "militarisation",
    "quiet",
)  # fmt: skip
PAIRS, FIRST = 60, 1947


@pytest.fixture(scope="module")
def data() -> Panel:
    """Sixty pairs for 68 years: disputes by a border, a rivalry and a short peace."""
    rng = np.random.default_rng(3)
    row = np.repeat(np.arange(PAIRS), 68)
    year = np.tile(np.arange(FIRST, FIRST + 68), PAIRS)
    signs = rng.normal(size=(row.size, len(NAMES)))
    for name in ("relevant", *CLASS_SIGNS):
        signs[:, NAMES.index(name)] = rng.integers(0, 2, PAIRS)[row]
    signs[:, NAMES.index("quiet")] = np.log1p(rng.integers(0, 30, row.size))
    odds = (
        -2 + 1.5 * signs[:, NAMES.index("land")] + signs[:, NAMES.index("capability")]
        - 0.6 * signs[:, NAMES.index("quiet")]
    )  # fmt: skip
    outcome = (rng.random(row.size) < 1 / (1 + np.exp(-odds))).astype(np.int64)
    relevant = signs[:, 0] > 0
    return Panel(NAMES, signs, outcome, row, year, relevant)


def _with_other_ends(data: Panel, first: int) -> Panel:
    """The same cases with every outcome from a year on turned round."""
    outcome = np.where(data.year >= first, 1 - data.outcome, data.outcome)
    return dataclasses.replace(data, outcome=outcome)


def _counts(data: Panel) -> np.ndarray:
    counts = np.random.default_rng(4).poisson(3, (PAIRS, 13, 4)).astype(float)
    counts[:5] = np.nan
    return counts


def test_everyone_is_scored_on_the_same_later_cases(data: Panel) -> None:
    contest, ridge, scores = by_structure(data)
    asked = (data.year >= 1990) & data.relevant
    assert len(contest.outcome) == asked.sum()
    assert {len(values) for values in contest.forecasts.values()} == {asked.sum()}
    assert list(contest.forecasts) == ["class", "published", "dyad model"]
    assert scores[ridge] == min(scores.values())


def test_no_outcome_of_a_test_year_is_read(data: Panel) -> None:
    """A leak would show: with every later outcome turned round, the forecasts stay the same."""
    known, ridge, _ = by_structure(data)
    blind, same, _ = by_structure(_with_other_ends(data, 1990))
    assert ridge == same
    for name, values in known.forecasts.items():
        np.testing.assert_array_equal(values, blind.forecasts[name])
    counts = _counts(data)
    known, mix, _ = by_events(data, counts, 2002, 10.0)
    blind, same, _ = by_events(_with_other_ends(data, 2011), counts, 2002, 10.0)
    assert mix == same
    for name, values in known.forecasts.items():
        np.testing.assert_array_equal(values, blind.forecasts[name])


def test_an_outcome_of_a_fitted_year_is_read(data: Panel) -> None:
    """The test above can fail: turning 1989 round does change the forecasts."""
    known, _, _ = by_structure(data)
    other, _, _ = by_structure(_with_other_ends(data, 1989))
    assert not np.array_equal(known.forecasts["dyad model"], other.forecasts["dyad model"])


def test_pairs_without_event_data_are_in_no_contest_over_them(data: Panel) -> None:
    contest, _, _ = by_events(data, _counts(data), 2002, 10.0)
    assert contest.pair.min() == 5
    assert len(contest.outcome) == 4 * (PAIRS - 5)
    assert list(contest.forecasts)[-1] == "dyad model and events"


def test_class_shares_by_hand(data: Panel) -> None:
    known = data.year <= 1980
    shares = class_shares(data, known)
    code = [tuple(row) for row in data.signs[:, 1:6]]
    here = np.array([one == code[0] for one in code])
    x, n = data.outcome[here & known].sum(), (here & known).sum()
    assert shares[here] == pytest.approx((x + 0.5) / (n + 1))


def test_quiet_pairs_had_five_years_without(data: Panel) -> None:
    years = np.rint(np.expm1(data.signs[:, NAMES.index("quiet")]))
    np.testing.assert_array_equal(quiet(data), years >= 5)


def test_published_terms_are_powers_of_the_years_of_peace(data: Panel) -> None:
    terms = published_signs(data)
    years = np.expm1(data.signs[:, NAMES.index("quiet")])
    assert terms.shape == (len(years), 10)
    assert terms[:, -1] == pytest.approx(years**3)


def test_the_penalty_is_the_one_with_the_least_loss(data: Panel) -> None:
    known, judged = data.year <= 1960, (data.year > 1960) & (data.year <= 1970)
    ridge, scores = chosen_ridge(data.signs, data, known, judged)
    assert scores[ridge] == min(scores.values())
    assert len(set(scores.values())) == len(scores)


def test_a_part_of_a_contest_keeps_its_rows_together(data: Panel) -> None:
    contest, _, _ = by_structure(data)
    part = contest.of(contest.quiet)
    assert part.quiet.all()
    np.testing.assert_array_equal(
        part.forecasts["class"], contest.forecasts["class"][contest.quiet]
    )
