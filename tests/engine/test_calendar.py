"""The calendar always shows the channel that is due first."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.engine.calendar import Calendar, calendar, enter, next_due, play


def _is_first(cal: Calendar) -> bool:
    return bool(cal.due[next_due(cal)] == cal.due.min())


@pytest.mark.parametrize("channels", [1, 2, 3, 7, 8, 9, 80, 118])
def test_the_next_is_due_first_whatever_changes(channels: int) -> None:
    rng = np.random.default_rng(channels)
    cal = calendar(channels)
    cal.due[:channels] = np.where(rng.random(channels) < 0.5, np.inf, rng.random(channels))
    play(cal)
    assert _is_first(cal)
    for _ in range(2_000):
        # the next itself is put off half of the time, as a channel that has fired is
        channel = int(next_due(cal) if rng.random() < 0.5 else rng.integers(channels))
        channel = min(channel, channels - 1)
        enter(cal, channel, float(rng.choice([np.inf, rng.random(), rng.random() + 1])))
        assert _is_first(cal)


def test_an_empty_calendar_has_nothing_due() -> None:
    cal = calendar(5)
    play(cal)
    assert cal.due[next_due(cal)] == np.inf


def test_the_check_sees_a_block_that_is_not_looked_through() -> None:
    """The planted bug: a moment is changed behind the calendar's back."""
    cal = calendar(16)
    cal.due[:] = np.arange(16.0)
    play(cal)
    cal.due[8] = -1.0
    assert not _is_first(cal)
