"""Standings read off an assessment: firm where sampling cannot move them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import results_for_tests as made
from tocsin.results import Assessment
from tocsin.watching.standings import feed_standing, standings


def assessed(p: float, error: float) -> Assessment:
    result = made.assessment()
    last = result.curve[-1]
    point = last.model_copy(
        update={
            "probability": {**last.probability, "force": p},
            "mc_error": {**last.mc_error, "force": error},
        }
    )
    return result.model_copy(update={"curve": [*result.curve[:-1], point]})


def standing_of(assessment: Assessment, name: str) -> Any:
    return next(each for each in standings(assessment) if each.id == name)


@pytest.mark.parametrize(
    ("p", "error", "state", "firm"),
    [
        (0.004, 0.0001, "<1%", True),
        (0.0099, 0.0001, "<1%", False),
        (0.06, 0.004, "very unlikely", True),
        (0.06, 0.006, "very unlikely", False),
        (0.995, 0.001, ">99%", True),
    ],
)
def test_an_outcome_stands_in_its_band(p: float, error: float, state: str, firm: bool) -> None:
    found = standing_of(assessed(p, error), "force")
    assert (found.state, found.firm) == (state, firm)
    assert "12" in found.detail.en
    assert "12" in found.detail.fr


def test_only_a_decided_level_is_part_of_the_state() -> None:
    result = made.assessment()
    node = result.triggers[0]
    known = node.model_copy(update={"known": True, "level": "a"})
    inferred = node.model_copy(update={"known": False, "level": "a"})
    states = [
        standing_of(result.model_copy(update={"triggers": [each]}), node.id).state
        for each in (known, inferred)
    ]
    assert states == [f"{node.state}: a", node.state]


@pytest.mark.parametrize(("day", "state"), [(4, "heard"), (5, "silent")])
def test_a_source_is_silent_after_its_days(day: int, state: str) -> None:
    found = feed_standing("gdelt", date(2026, 3, 1), date(2026, 3, day), 3)
    assert found.state == state
    assert "2026-03-01" in found.detail.fr
