"""The page of a case tested on its past: every part in both languages, nothing from outside."""

from __future__ import annotations

import re

import pytest

import tocsin
from tocsin.briefing import html, past, past_charts
from tocsin.briefing.parts import Figure, Table
from tocsin.language import Language
from tocsin.results import Backtest


@pytest.fixture(scope="module")
def river() -> Backtest:
    return tocsin.score_past("river", months=[3, 12], every=2, samples=512)


@pytest.mark.parametrize("language", list(Language))
def test_every_number_of_the_result_is_on_the_page(river: Backtest, language: Language) -> None:
    document = past.build(river, language)
    assert [s.anchor for s in document.sections] == [
        "judgement", "scores", "calibration", "limits", "forecasts", "run"
    ]  # fmt: skip
    tables = [b for s in document.sections for b in s.blocks if isinstance(b, Table)]
    scores = [t for t in tables if t.anchor.startswith("table-") and len(t.columns) == 4
              and t.anchor not in ("table-calibration", "table-past")]  # fmt: skip
    assert sum(len([r for r in t.rows if not r.title]) for t in scores) == len(river.scores)
    origins = {f.date for f in river.forecasts}
    (forecasts,) = [t for t in tables if t.anchor == "table-past"]
    assert len(forecasts.rows) == len(origins)
    figures = [b for s in document.sections for b in s.blocks if isinstance(b, Figure)]
    assert all(f.alternative and f.wide != f.narrow for f in figures)
    page = html.render(document)
    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []


def test_the_longest_horizon_of_a_year_is_drawn(river: Backtest) -> None:
    assert past_charts.headline(river) == 12
    assert past_charts.headline(river.model_copy(update={"months": [18, 24]})) == 18


def test_where_nothing_is_settled_there_is_a_curve_and_a_word(river: Backtest) -> None:
    bare = river.model_copy(update={"scores": [], "calibration": []})
    document = past.build(bare, Language.EN)
    assert [s.anchor for s in document.sections] == ["judgement", "limits", "forecasts", "run"]
