"""Dates as the model sees them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.periods import add_months, earliest, quarters, weekly, years_between

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_a_year_has_365_and_a_quarter_days() -> None:
    assert years_between(date(2024, 1, 1), date(2028, 1, 1)) == 4.0
    assert years_between(date(2024, 1, 2), date(2024, 1, 1)) == -1 / 365.25


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 10, 15), 3, date(2025, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 31), 24, date(2026, 12, 31)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 5, 5), 0, date(2024, 5, 5)),
    ],
)
def test_months_keep_the_day_or_take_the_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(day=DAYS, months=st.integers(0, 120))
def test_months_never_leave_the_month_they_lead_to(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@given(start=DAYS, length=st.integers(-10, 2_000))
def test_quarters_cover_the_end_and_no_more(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    ends = quarters(start, end)
    assert ends[-1] >= end
    assert all(day < end for day in ends[:-1])
    assert ends == [add_months(start, 3 * k) for k in range(1, len(ends) + 1)]


def test_quarters_end_on_the_last_day_of_short_months_and_come_back() -> None:
    ends = quarters(date(2023, 11, 30), date(2024, 8, 1))
    assert ends == [date(2024, 2, 29), date(2024, 5, 30), date(2024, 8, 30)]


def test_a_longer_period_keeps_the_earlier_quarters() -> None:
    short, long = (quarters(date(2024, 1, 1), date(y, 5, 1)) for y in (2025, 2027))
    assert long[: len(short)] == short


@given(start=DAYS, length=st.integers(0, 400))
def test_weekly_starts_at_the_start_and_ends_at_the_end(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    days = list(weekly(start, end))
    assert (days[0], days[-1]) == (start, end)
    gaps = [(b - a).days for a, b in pairwise(days)]
    assert all(gap == 7 for gap in gaps[:-1])
    assert all(1 <= gap <= 7 for gap in gaps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-12-16", date(2025, 12, 16)),
        ("2025-12", date(2025, 12, 1)),
        ("2025", date(2025, 1, 1)),
    ],
)
def test_the_earliest_day_of_a_partial_date(text: str, expected: date) -> None:
    assert earliest(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "2025-01-01-01", "2025-"])
def test_what_is_no_date_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        earliest(text)
