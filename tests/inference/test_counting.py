"""Counting steps and exposure: by hand, and against a simulated history of known rates."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tests.small_case import START, events, history, node, small_case
from tocsin.case.schema import Case, LearnedRate, Node
from tocsin.errors import CaseError
from tocsin.inference.counting import learned_rates, tally
from tocsin.periods import DAYS_PER_YEAR

LEVELS = ["none", "some", "wide"]


def _rates(case: Case) -> dict[str, LearnedRate]:
    return {rate.id: rate for rate in learned_rates(case)}


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def test_a_history_worked_by_hand() -> None:
    """none 2000-2004, some to 2006, wide to 2007, some to 2009, none to 2024."""
    told = history(
        "h", "trig", "2000-01-01", "none",
        ("2004-01-01", "some"), ("2006-01-01", "wide"), ("2007-01-01", "some"),
        ("2009-01-01", "none"),
    )  # fmt: skip
    found = {key: (one.events, one.days) for key, one in tally(told, LEVELS).items()}
    none = _days("2000-01-01", "2004-01-01") + _days("2009-01-01", "2024-01-01")
    some = _days("2004-01-01", "2006-01-01") + _days("2007-01-01", "2009-01-01")
    assert found == {
        ("up", 0): (1, none),
        ("up", 1): (1, some),
        ("down", 1): (1, some),
        ("down", 2): (1, _days("2006-01-01", "2007-01-01")),
    }


def test_a_step_over_two_levels_is_one_step_out_of_each() -> None:
    told = history("h", "trig", "2020-01-01", "none", ("2021-01-01", "wide"))
    found = {key: (one.events, one.days) for key, one in tally(told, LEVELS).items()}
    assert found == {
        ("up", 0): (1, 366),
        ("up", 1): (1, 0),
        ("down", 2): (0, _days("2021-01-01", "2024-01-01")),
    }
    rates = _rates(small_case(histories=[told]))
    # no time was spent at the level in between, so it gives no rate of its own
    assert set(rates) == {"trig.up.none", "trig.down.wide"}


def test_rates_by_level_and_pooled_over_levels_and_histories() -> None:
    first = history("h1", "trig", "2010-01-01", "none", ("2014-01-01", "some"))
    second = history("h2", "trig", "2020-01-01", "some", ("2022-01-01", "wide"))
    rates = _rates(small_case(histories=[first, second]))
    assert list(rates) == [
        "trig.up", "trig.up.none", "trig.up.some",
        "trig.down", "trig.down.some", "trig.down.wide",
    ]  # fmt: skip
    some = _days("2014-01-01", "2024-01-01") + _days("2020-01-01", "2022-01-01")
    told = rates["trig.up.some"]
    assert (told.events, told.histories, told.leaving) == (1, ["h1", "h2"], "some")
    assert told.years == pytest.approx(some / DAYS_PER_YEAR, abs=1e-6)
    assert told.source == "source of h1; source of h2"
    pooled = rates["trig.up"]
    assert (pooled.events, pooled.leaving) == (2, None)
    assert pooled.years == pytest.approx(
        (some + _days("2010-01-01", "2014-01-01")) / DAYS_PER_YEAR, abs=1e-6
    )
    assert (rates["trig.down"].events, rates["trig.down.wide"].events) == (0, 0)


def test_time_at_one_level_of_several_gives_no_rate_for_all_of_them() -> None:
    quiet = history("h", "trig", "2014-01-01", "some")
    assert set(_rates(small_case(histories=[quiet]))) == {"trig.up.some", "trig.down.some"}


def test_a_node_of_two_levels_has_one_rate_each_way() -> None:
    told = history("h", "mood", "2014-01-01", "low", ("2020-01-01", "high"))
    rates = _rates(small_case(histories=[told]))
    assert {name: one.events for name, one in rates.items()} == {"mood.up": 1, "mood.down": 0}


def test_what_lies_after_the_start_is_refused() -> None:
    told = history("late", "trig", "2014-01-01", "none")
    late = told.model_copy(update={"until": date(2024, 6, 1)})
    with pytest.raises(CaseError, match=r"'late' reaches 2024-06-01; histories up to.*count twice"):
        learned_rates(small_case(histories=[late]))
    planted = history("late", "trig", "2014-01-01", "none", ("2024-03-01", "some"))
    with pytest.raises(CaseError, match="reaches 2024-03-01"):
        learned_rates(small_case(histories=[planted]))


RATES = {("up", 0): 0.8, ("up", 1): 0.3, ("down", 1): 1.1, ("down", 2): 2.0}
"""A year; the truth behind the simulated history."""


def _simulated(rng: np.random.Generator, years: float) -> list[tuple[str, str]]:
    """Steps of a chain with ``RATES``, to the day, over ``years`` that end at the start."""
    clock, at = 0.0, 0
    steps: list[tuple[str, str]] = []
    while True:
        out = {key: rate for key, rate in RATES.items() if key[1] == at}
        clock += rng.exponential(1 / sum(out.values()))
        if clock >= years:
            return steps
        pick = rng.choice(len(out), p=np.array(list(out.values())) / sum(out.values()))
        at += 1 if list(out)[pick][0] == "up" else -1
        day = START - timedelta(days=round((years - clock) * DAYS_PER_YEAR))
        steps.append((day.isoformat(), LEVELS[at]))


def _deviations(rates: dict[str, LearnedRate]) -> list[float]:
    """How far each counted rate is from the truth, in standard errors of a Poisson count."""
    return [
        (rates[f"trig.{way}.{LEVELS[left]}"].events - rate * years) / np.sqrt(rate * years)
        for (way, left), rate in RATES.items()
        for years in [rates[f"trig.{way}.{LEVELS[left]}"].years]
    ]


def _long_history() -> list[tuple[str, str]]:
    return _simulated(np.random.default_rng(7), 1500.0)


def test_a_long_simulated_history_gives_its_rates_back() -> None:
    told = history("h", "trig", "0524-01-01", "none", *_long_history())
    found = _rates(small_case(histories=[told]))
    assert found["trig.up"].events > 500
    assert np.abs(_deviations(found)).max() < 4


def test_counting_a_step_for_the_level_it_reaches_is_caught() -> None:
    """Planted: the exposure of each level is exchanged with that of the level above."""
    told = history("h", "trig", "0524-01-01", "none", *_long_history())
    found = _rates(small_case(histories=[told]))
    low, high = found["trig.up.none"], found["trig.up.some"]
    found["trig.up.none"] = low.model_copy(update={"years": high.years})
    assert np.abs(_deviations(found)).max() > 4


def test_nodes_come_in_the_order_of_the_model() -> None:
    nodes: list[Node] = [
        node("b", "off", "on", up=events(1, 10)),
        node("a", "off", "on", up=events(1, 10)),
        node("dispute", "off", "on", kind="outcome", up=events(7, 10)),
        node("force", "off", "on", kind="outcome", up=events(1, 300)),
    ]
    told = [history(name, name, "2014-01-01", "off") for name in ("a", "b")]
    case = small_case(nodes=nodes, influences=[], histories=told)
    assert [rate.id for rate in learned_rates(case)] == ["b.up", "a.up"]
