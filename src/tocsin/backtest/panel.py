"""Monthly counts by country, and the one place where the future is cut off.

A month is counted from January 1980, which is month 1 (the ``month_id`` of VIEWS): October 2017 is
month 454.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import BenchmarkError, LeakError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

STATE, NON_STATE, ONE_SIDED = "sb", "ns", "os"
"""The three kinds of violence of UCDP: state-based, non-state, one-sided."""

KINDS = (STATE, NON_STATE, ONE_SIDED)


def month_id(year: int, month: int) -> int:
    """The number of a calendar month, January 1980 being 1."""
    return 12 * (year - 1980) + month


def month_name(month: int) -> str:
    """A month as ``2017-10``."""
    year, rest = divmod(month - 1, 12)
    return f"{1980 + year}-{rest + 1:02d}"


@dataclass(frozen=True)
class Panel:
    """Deaths by country and month, up to the last month that is known.

    Attributes:
        countries: ids (C,), rising.
        first: the first month.
        deaths: by kind of violence, arrays (C, T), one column for each month from ``first``.
        traits: what is known of each country and changes slowly, by name, (C,); may be empty.
        traits_known: the month from which each trait is known, for all of them.
    """

    countries: Integers
    first: int
    deaths: dict[str, Floats]
    traits: dict[str, Floats]
    traits_known: int = 0

    @property
    def last(self) -> int:
        """The last month that is known."""
        return self.first + int(self.deaths[STATE].shape[1]) - 1

    def until(self, month: int) -> Panel:
        """The panel as it was known at the end of ``month``: later columns are gone.

        What a forecaster is given is always the answer of this function, so that nothing later
        than its origin is in its hands. Traits that became known later are left out as well.
        """
        if not self.first <= month <= self.last:
            raise BenchmarkError(
                f"a panel of {month_name(self.first)} to {month_name(self.last)} cannot be cut "
                f"at {month_name(month)}; a month within it is allowed; add the missing files"
            )
        width = month - self.first + 1
        return replace(
            self,
            deaths={kind: values[:, :width] for kind, values in self.deaths.items()},
            traits=self.traits if self.traits_known <= month else {},
        )

    def stretch(self, kind: str, until: int, months: int) -> Floats:
        """Deaths of one kind in the ``months`` months that end with ``until``, (C, months)."""
        end = until - self.first + 1
        if not months <= end <= self.deaths[kind].shape[1]:
            raise LeakError(
                f"{months} months to {month_name(until)} were asked of a panel that knows "
                f"{month_name(self.first)} to {month_name(self.last)}; only what is known may be "
                "used; choose an origin within it"
            )
        return self.deaths[kind][:, end - months : end]

    def spoilt_after(self, month: int, rng: np.random.Generator) -> Panel:
        """The same panel with every later value replaced by nonsense: bait for a leak."""
        width = month - self.first + 1
        spoilt = {}
        for kind, values in self.deaths.items():
            bait = rng.integers(1, 50_000, values[:, width:].shape).astype(np.float64)
            spoilt[kind] = np.concatenate([values[:, :width], bait], axis=1)
        return replace(self, deaths=spoilt)


def refuse_leak(
    forecast: Callable[[Panel, int], Floats], panel: Panel, origin: int, *, seed: int = 1
) -> None:
    """Run a forecaster twice, once on a panel whose future is nonsense; the answers must agree.

    ``forecast(panel, origin)`` gets the whole panel, so it has every chance to look ahead.

    Raises:
        LeakError: the forecast changed with values that nobody knew at ``origin``.
    """
    honest = forecast(panel, origin)
    bait = panel.spoilt_after(origin, np.random.default_rng(seed))
    if not np.array_equal(honest, forecast(bait, origin)):
        raise LeakError(
            f"a forecast as of {month_name(origin)} changed when later values changed; only what "
            "was known by then may enter; cut the panel with until() before anything is computed"
        )
