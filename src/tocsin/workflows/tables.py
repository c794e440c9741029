"""Cells of a published table, as every benchmark makes them."""

from __future__ import annotations

from collections.abc import Callable

from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.results import Figure
from tocsin.scoring.comparison import Interval

Progress = Callable[[str, float], None]
"""Told what is being done and the share of it that is done."""


def figure(value: float | None, digits: int) -> Figure:
    """A cell without an interval."""
    return Figure(value=value, digits=digits)


def ranged(interval: Interval, digits: int, value: float | None = None) -> Figure:
    """A cell with its bootstrap interval; ``value`` replaces the interval's own estimate."""
    shown = interval.estimate if value is None else value
    return Figure(value=shown, low=interval.low, high=interval.high, digits=digits)


def filled(key: str, **values: str | Text) -> Text:
    """A fixed wording with values filled in, each in its own language."""

    def spoken(french: bool) -> dict[str, str]:
        return {
            name: value if isinstance(value, str) else (value.fr if french else value.en)
            for name, value in values.items()
        }

    wording = LABELS[key]
    return pair(wording.en.format(**spoken(False)), wording.fr.format(**spoken(True)))
