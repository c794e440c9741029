"""The picture of a series: weeks, blocks, means, weeks that nobody collected; in two languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.networks_for_tests import TEXT
from tests.results_for_tests import RUN
from tocsin.briefing.drawing import WIDE, picture, png
from tocsin.briefing.indicator_charts import series
from tocsin.language import Language, pair
from tocsin.results import (
    IndicatorBlock,
    IndicatorMean,
    Indicators,
    IndicatorState,
    IndicatorWeek,
)

FIRST = date(2023, 1, 2)


def a_state(**changes: Any) -> IndicatorState:
    """A series of sixty weeks, of which three are dead, and two blocks."""
    weeks = [
        IndicatorWeek(
            week=FIRST + timedelta(weeks=k), count=5 + k % 3, exposure=0.0 if 40 <= k < 43 else 1.0
        )
        for k in range(60)
    ]
    blocks = [
        IndicatorBlock(
            since=FIRST + timedelta(weeks=52 + 4 * k),
            until=FIRST + timedelta(weeks=56 + 4 * k, days=-1),
            published=FIRST + timedelta(weeks=57 + 4 * k), count=30, exposure=4.0, expected=24.0,
        )
        for k in range(2)
    ]  # fmt: skip
    stated: dict[str, Any] = {
        "id": "talk", "label": pair("Protests", "Protestations"), "node": "mood",
        "node_label": pair("Mood", "Humeur"), "source": "gdelt", "unit": "acts",
        "monitored": True, "missing": None, "baseline_since": FIRST,
        "baseline_until": FIRST + timedelta(weeks=52), "size": 6.0, "autocorrelation": 1.2,
        "means": [
            IndicatorMean(level="low", label=pair("Low", "Faible"), mean=6.0, low=5.0, high=7.0,
                          probability=0.75),
            IndicatorMean(level="high", label=pair("High", "Forte"), mean=9.0, low=6.0, high=13.0,
                          probability=0.25),
            IndicatorMean(level="", label=pair("while raised", "tant qu’élevé"), mean=90.0,
                          low=20.0, high=200.0, probability=None, raised=True),
        ],
        "weeks": weeks, "blocks": blocks, "change": 0.4, "mc_error": 0.05,
    }  # fmt: skip
    return IndicatorState(**(stated | changes))


def an_answer(*states: IndicatorState) -> Indicators:
    return Indicators(
        case="small", title=TEXT, outcome="dispute",
        outcome_label=pair("A dispute", "Un différend"),
        months=12, as_of=date(2024, 3, 1), probability=0.2, effective_ancestors=500.0,
        indicators=list(states), run=RUN,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.EN, ["Protests", "Low (75%): 6.0", "“A dispute” +0.40 ± 0.05", "bears on Mood"]),
        (Language.FR, ["Protestations", "Faible (75 %) : 6,0", "« Un différend » +0,40 ± 0,05"]),
    ],
)
def test_a_panel_names_levels_and_what_the_series_did(language: Language, words: list[str]) -> None:
    svg = picture(series(an_answer(a_state()), language, WIDE), "x", language)
    text = svg.replace("\u202f", " ").replace("\u00a0", " ")
    for word in words:
        assert word in text, word
    assert "while raised" not in text, "a mean far above everything drawn is left out"
    assert "tant qu’élevé" not in text


def test_there_is_a_panel_for_each_series_and_none_for_what_has_none() -> None:
    bare = a_state(means=[], weeks=[], blocks=[], monitored=False, missing=TEXT)
    chart = series(an_answer(a_state(), bare, a_state()), Language.EN, WIDE)
    assert len(chart.vconcat) == 2
    assert png(picture(chart, "x", Language.EN)).startswith(b"\x89PNG")


def test_weeks_that_nobody_collected_are_shaded_and_have_no_point() -> None:
    spec = series(an_answer(a_state()), Language.EN, WIDE).to_dict()
    layers = spec["vconcat"][0]["layer"]
    shaded = next(layer for layer in layers if layer["mark"].get("opacity") == 0.22)
    assert len(spec["datasets"][shaded["data"]["name"]]) == 3
    points = next(layer for layer in layers if layer["mark"]["type"] == "circle")
    assert sum(row["rate"] is None for row in spec["datasets"][points["data"]["name"]]) == 3
