"""The account of a change in log-odds: it adds up, and simple effects are analytic."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.networks_for_tests import interval
from tests.small_case import (
    QUIET,
    START,
    anchor,
    asked,
    entry,
    events,
    fixed,
    influence,
    node,
    rating,
    reference,
    small_case,
    timeline,
)
from tocsin.case.schema import Case
from tocsin.errors import CollapseError
from tocsin.inference.evidence import Item
from tocsin.inference.explanation import NOTHING, Account, Explainer, Step, _turned
from tocsin.inference.particles import first_particles
from tocsin.inference.prepare import begin
from tocsin.inference.walk import Walk
from tocsin.periods import add_months, years_between

UNTIL = date(2025, 12, 31)
NEXT = date(2024, 1, 2)
"""The day after the start, when what was published before it has come in."""


def _account(case: Case, until: date, onset: int, samples: int = 1_000, seed: int = 1) -> Account:
    return Explainer(begin(case, until, [12], seed, samples), onset, 12).run(until)


def _total(account: Account) -> float:
    terms = [step for _, step in account.items]
    terms += [*account.time.values(), account.resampling, account.interaction]
    return math.fsum(term.change for term in terms)


def test_the_terms_add_up_to_the_whole_change() -> None:
    account = _account(small_case(), UNTIL, 1)
    assert _total(account) == pytest.approx(
        account.last.log_odds - account.first.log_odds, abs=1e-12
    )
    assert [item.id for item, _ in account.items] == ["t1", "d1", "E1", "r1", "d2"]
    assert sorted(account.time) == [2024, 2025]


def test_steps_add_their_errors_as_independent() -> None:
    step = Step(1.0, 3.0) + Step(-0.5, 4.0)
    assert (step.change, step.error) == (0.5, 5.0)
    assert step.half() == Step(0.25, 2.5)
    # but one change that was measured twice on the same futures is no more precise for it
    assert Step(1.0, 3.0).mean(Step(2.0, 3.0)) == Step(1.5, 3.0)
    assert step + NOTHING == step


# --- effects of ratings ---------------------------------------------------------------------------


def _rated(*ratings: Any) -> Case:
    """Force comes at a rate that the hypothesis alone decides."""
    strong = influence("i", "force", "h0", 1, 2)
    return small_case(
        nodes=[node("force", "off", "on", kind="outcome", up=fixed(0.02), down=fixed(1.0))],
        influences=[strong.model_copy(update={"factor": interval(7.9999, 8.0001)})],
        anchors=[],
        asked=[asked("force")],
        **(QUIET | {"ratings": list(ratings)}),
    )


def _log_odds(*log_ratios: float) -> float:
    """Of force, when log-ratios of h0 over h1 have come in."""
    t = years_between(START, add_months(START, 12))
    odds = 0.3 / 0.7 * math.exp(sum(log_ratios))
    p = (odds * -math.expm1(-0.16 * t) - math.expm1(-0.02 * t)) / (1 + odds)
    return math.log(p / (1 - p))


def _ratio(code0: str, code1: str) -> float:
    """The discounted log-ratio of a single item of its cluster, exponent one half."""
    table = {"CC": 2.0, "C": 1.4, "N": 1.0, "I": 0.6, "II": 0.3}
    return 0.5 * math.log(table[code0] / table[code1])


@pytest.mark.parametrize("codes", [("II", "C"), ("CC", "I"), ("N", "N")])
def test_the_effect_of_a_single_rating_is_analytic(codes: tuple[str, str]) -> None:
    case = _rated(rating("E1", "2020-01-01", "a", h0=codes[0], h1=codes[1]))
    account = _account(case, NEXT, 0, 8_000)
    ((_, step),) = account.items
    expected = _log_odds(_ratio(*codes)) - _log_odds()
    assert abs(step.change - expected) <= 4 * step.error
    assert step.error < 0.02
    assert abs(account.first.log_odds - _log_odds()) < 0.05


def test_items_of_one_day_get_the_mean_of_both_orders() -> None:
    a = rating("A", "2020-01-01", "a", h0="CC", h1="II")
    b = rating("B", "2020-01-01", "b", h0="CC", h1="I")
    account = _account(_rated(a, b), NEXT, 0, 8_000)
    x, y = _ratio("CC", "II"), _ratio("CC", "I")
    first = (_log_odds(x) - _log_odds() + _log_odds(x, y) - _log_odds(y)) / 2
    second = (_log_odds(y) - _log_odds() + _log_odds(x, y) - _log_odds(x)) / 2
    steps = {item.id: step for item, step in account.items}
    for name, expected, alone in [
        ("A", first, _log_odds(x) - _log_odds()),
        ("B", second, _log_odds(x, y) - _log_odds(x)),
    ]:
        assert abs(steps[name].change - expected) < 4 * steps[name].error
        # one order alone would be told apart
        assert abs(alone - expected) > 8 * steps[name].error
    assert account.interaction.change == pytest.approx(0.0, abs=1e-12)


def test_the_stated_error_of_a_row_is_its_spread_over_seeds() -> None:
    """For items of one day, too: the two orders share their futures and do not average out."""
    day = date(2025, 6, 1)
    solved = begin(small_case(), day, [12], 1, 2_000).model
    runs = 60
    changes, errors = np.empty((runs, 3)), np.empty((runs, 3))
    for seed in range(runs):
        model = replace(solved, seed=seed, drawn={})
        walk = Walk.begin(model, first_particles(model.compiled, 500, seed))
        items = Explainer(walk, 1, 12).run(day).items
        assert [item.id for item, _ in items] == ["t1", "d1", "E1"]
        changes[seed] = [step.change for _, step in items]
        errors[seed] = [step.error for _, step in items]
    ratio = changes.std(axis=0, ddof=1) / np.sqrt(np.square(errors).mean(axis=0))
    assert (np.abs(ratio - 1) < 4 / np.sqrt(2 * runs)).all()


# --- time and jumps -------------------------------------------------------------------------------


def _lone(until: date = UNTIL, *entries: Any) -> Case:
    """One onset and nothing else: a Gamma class of which quiet years are more exposure."""
    return small_case(
        nodes=[node("force", "off", "on", kind="outcome", up=events(1, 1), down=fixed(2.0))],
        influences=[],
        anchors=[anchor("force", "CLASS")],
        reference_classes=[reference("CLASS", 3, 4)],
        asked=[asked("force")],
        groups=[],
        **(QUIET | {"timelines": [timeline("force", *entries, until=until)]}),
    )


def _gamma_log_odds(shape: float, years: float) -> float:
    quiet = (years / (years + 1)) ** shape
    return math.log((1 - quiet) / quiet)


def test_quiet_time_lowers_the_odds_by_what_the_gamma_says() -> None:
    account = _account(_lone(), UNTIL, 0, 4_000)
    assert set(account.time) == {2024, 2025}
    assert all(step.change < 0 for step in account.time.values())
    new_year = date(2025, 1, 1)
    for year, begins, ends in [(2024, START, new_year), (2025, new_year, UNTIL)]:
        x, y = (4.0 + years_between(START, day) for day in (begins, ends))
        expected = _gamma_log_odds(3.5, y) - _gamma_log_odds(3.5, x)
        # ranges of a year: 365 or 366 days move the log-odds by less than 0.003
        assert abs(account.time[year].change - expected) < 4 * account.time[year].error + 0.003


def test_an_onset_raises_the_odds_of_another_once_it_has_ended() -> None:
    steps = [entry("on", "2024-04-01", "on"), entry("off", "2024-05-06", "off")]
    account = _account(_lone(UNTIL, *steps), date(2024, 6, 3), 0, 4_000)
    exposure = years_between(START, date(2024, 4, 1)) + years_between(
        date(2024, 5, 6), date(2024, 6, 3)
    )
    expected = _gamma_log_odds(4.5, 4.0 + exposure)
    error = math.sqrt(np.square(account.last.pull).sum())
    assert abs(account.last.log_odds - expected) < 4 * error + 0.003
    changes = {item.id: step.change for item, step in account.items}
    # while it goes on no new onset can come, until it ends
    assert changes["on"] < 0 < changes["off"]


def _item(name: str, kind: Any, of: int = -1) -> Item:
    return Item(name, kind, START, START, small_case().header.title, (), node=of)


def test_the_other_order_keeps_the_steps_of_one_node_in_sequence() -> None:
    news = [
        _item("a1", "jump", 0),
        _item("r", "report"),
        _item("a2", "jump", 0),
        _item("b", "jump", 1),
        _item("a3", "jump", 0),
    ]
    assert [item.id for item in _turned(news)] == ["a1", "b", "a2", "r", "a3"]
    assert [item.id for item in _turned(news[1:4])] == ["b", "a2", "r"]


def test_steps_of_one_node_published_on_one_day_are_accounted_for() -> None:
    """Backwards, the second step would be one that the model cannot make."""
    steps = [
        entry("z", "2025-03-05", "some", "2025-05-05"),
        entry("a", "2025-04-09", "wide", "2025-05-05"),
    ]
    case = small_case(timelines=[timeline("trig", *steps)], ratings=[], reports=[])
    account = _account(case, date(2025, 6, 2), 1)
    assert [item.id for item, _ in account.items] == ["z", "a"]
    assert _total(account) == pytest.approx(account.last.log_odds - account.first.log_odds)
    assert abs(account.interaction.change) < 4 * account.interaction.error + 1e-12


def test_the_last_measure_does_not_depend_on_the_order_of_one_day() -> None:
    """Late and timely items of one day: the walk ends where either order leads."""
    steps = [entry("t", "2025-03-05", "some", "2025-05-05")]
    case = small_case(
        timelines=[timeline("trig", *steps)],
        ratings=[rating("E", "2025-05-05", "a", h0="II", h1="C")],
        reports=[],
    )
    account = _account(case, date(2025, 5, 5), 1)
    assert account.interaction.change == pytest.approx(0.0, abs=1e-9)


def test_odds_that_are_not_finite_are_refused() -> None:
    case = small_case(
        nodes=[node("force", "off", "on", kind="outcome", down=fixed(1.0))],
        influences=[], anchors=[], asked=[asked("force")], **QUIET,
    )  # fmt: skip
    with pytest.raises(CollapseError, match="not finite"):
        _account(case, START, 0, 100)


def test_progress_does_not_go_back() -> None:
    told: list[float] = []
    Explainer(begin(small_case(), UNTIL, [12], 1, 200), 0, 12).run(UNTIL, told.append)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] <= 1
