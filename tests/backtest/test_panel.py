"""The future is cut off, and what looks past the cut is caught."""

from __future__ import annotations

import numpy as np
import pytest

from tests.backtest.worlds_for_tests import FIRST, LAST, panel
from tocsin.backtest.panel import Floats, Panel, month_id, month_name, refuse_leak
from tocsin.errors import BenchmarkError, LeakError

ORIGIN = month_id(2010, 10)


def test_months_are_counted_from_january_1980() -> None:
    assert month_id(1980, 1) == 1
    assert month_id(2017, 10) == 454
    assert [month_name(m) for m in (1, 454, 456)] == ["1980-01", "2017-10", "2017-12"]


def test_a_cut_panel_holds_nothing_later() -> None:
    whole = panel()
    cut = whole.until(ORIGIN)
    assert (cut.first, cut.last, whole.last) == (FIRST, ORIGIN, LAST)
    assert all(v.shape[1] == ORIGIN - FIRST + 1 for v in cut.deaths.values())
    np.testing.assert_array_equal(cut.stretch("sb", ORIGIN, 12), whole.stretch("sb", ORIGIN, 12))
    with pytest.raises(LeakError, match="only what is known"):
        cut.stretch("sb", ORIGIN + 1, 12)
    with pytest.raises(BenchmarkError, match="cannot be cut at 2030-01"):
        whole.until(month_id(2030, 1))


def test_traits_are_not_known_before_their_month() -> None:
    whole = panel()
    late = Panel(whole.countries, FIRST, whole.deaths, {"x": np.ones(24)}, ORIGIN)
    assert late.until(ORIGIN).traits
    assert late.until(ORIGIN - 1).traits == {}


def test_a_planted_future_value_is_caught() -> None:
    def honest(known: Panel, origin: int) -> Floats:
        return np.asarray(known.until(origin).deaths["sb"][:, -12:].mean(axis=1))

    def leaking(known: Panel, origin: int) -> Floats:
        at = origin - known.first + 1
        return honest(known, origin) + 1e-9 * known.deaths["sb"][:, at + 2]

    refuse_leak(honest, panel(), ORIGIN)
    with pytest.raises(LeakError, match="as of 2010-10 changed when later values changed"):
        refuse_leak(leaking, panel(), ORIGIN)
