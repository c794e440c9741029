"""The tournament always shows the channel that is due first."""

from __future__ import annotations

import numpy as np
import pytest

from tocsin.engine.calendar import Calendar, calendar, enter, play


def _is_first(cal: Calendar) -> bool:
    return bool(cal.due[cal.winner[1]] == cal.due.min())


@pytest.mark.parametrize("channels", [1, 2, 3, 7, 8, 9, 80, 118])
def test_the_winner_is_due_first_whatever_changes(channels: int) -> None:
    rng = np.random.default_rng(channels)
    cal = calendar(channels)
    cal.due[:channels] = np.where(rng.random(channels) < 0.5, np.inf, rng.random(channels))
    play(cal)
    assert _is_first(cal)
    for _ in range(2_000):
        # the winner itself is put off half of the time, as a channel that has fired is
        channel = int(cal.winner[1] if rng.random() < 0.5 else rng.integers(channels))
        enter(cal, channel, float(rng.choice([np.inf, rng.random(), rng.random() + 1])))
        assert _is_first(cal)


def test_an_empty_calendar_has_nothing_due() -> None:
    cal = calendar(5)
    play(cal)
    assert cal.due[cal.winner[1]] == np.inf


def test_the_check_sees_matches_that_are_not_played_again() -> None:
    """The planted bug: a moment is changed behind the tournament's back."""
    cal = calendar(8)
    cal.due[:] = np.arange(8.0)
    play(cal)
    cal.due[0] = 9.0
    assert not _is_first(cal)
