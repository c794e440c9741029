"""Table D: cases, onsets three ways, intervals by country, calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import tocsin
from tests.backtest.worlds_for_tests import SHARED, write_files
from tocsin.backtest import onset
from tocsin.results import Benchmark
from tocsin.scoring.comparison import Blocks
from tocsin.scoring.discrimination import area_under_roc
from tocsin.workflows import benchmark_onset
from tocsin.workflows.benchmark_onset import Cohort


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onset, "INNER", 2)
    monkeypatch.setattr(onset, "EVERY", 12)
    monkeypatch.setattr(benchmark_onset, "RESAMPLES", 30)


def _table(result: Benchmark, key: str) -> dict[str, list[float | None]]:
    (found,) = [table for table in result.tables if table.key == key]
    return {row.key: [cell.value for cell in row.cells] for row in found.rows}


def test_cases_and_calibration_add_up(tmp_path: Path) -> None:
    result = tocsin.benchmark("onset", data=write_files(tmp_path))
    cases = _table(result, "cases")
    assert cases["known cases"][-1] == sum(c or 0 for c in cases["known cases"][:-1])
    bins = _table(result, "calibration")
    assert sum(row[0] or 0 for row in bins.values()) == cases["known cases"][-1]
    assert sum(row[1] or 0 for row in bins.values()) == cases["known onsets"][-1]
    for table in result.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
    assert "no forecast for 2018" in result.missing[0].en


def _cohort() -> Cohort:
    violent = np.zeros(24)
    violent[[2, 3, 5, 20]] = 1
    chance = np.linspace(0.01, 0.2, 24)
    return Cohort({"tocsin": chance}, {"tocsin": chance}, violent, np.repeat([1, 2], 12),
                  np.full(24, 2018))  # fmt: skip


def test_an_onset_is_counted_once_where_it_should_be() -> None:
    first = benchmark_onset._as_unit(_cohort(), "first")
    assert (first.violent.size, first.violent.sum()) == (3 + 9, 2)
    years = benchmark_onset._as_unit(_cohort(), "countries")
    assert (years.violent.tolist(), years.country.tolist()) == ([1.0, 1.0], [1, 2])
    assert benchmark_onset._as_unit(_cohort(), "months").violent.sum() == 4


def test_scores_keep_their_order_and_their_ties() -> None:
    share = benchmark_onset._as_share(np.array([0.0, 900.0, 3.0, 0.0]))
    assert share.tolist() == [0.0, 1.0, 0.5, 0.0]


def test_a_year_with_few_onsets_has_figures_but_no_interval() -> None:
    cohort = _cohort()
    blocks = Blocks.by(cohort.country)
    rng = np.random.default_rng(1)
    ranked = cohort.scores["tocsin"]
    one = cohort.violent * (cohort.country == 1)
    few = Cohort(cohort.scores, cohort.chances, one, cohort.country, cohort.window)
    shown = benchmark_onset._ranking(area_under_roc, ranked, few, blocks, rng)
    assert shown.value == area_under_roc(ranked, one)
    assert shown.low is None
    none = Cohort(cohort.scores, cohort.chances, one * 0, cohort.country, cohort.window)
    assert benchmark_onset._ranking(area_under_roc, ranked, none, blocks, rng).value is None


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the repository")
def test_the_published_cases_and_how_we_do_on_them() -> None:
    result = tocsin.benchmark("onset", data=SHARED, windows="2018-2021")
    assert _table(result, "cases")["published cases"][-1] == 6984
    rows = _table(result, "onset published cohort")
    # published over 2018-2023: .59 and .021
    assert rows["violence 36"][0] == pytest.approx(0.59, abs=0.02)
    assert rows["violence 36"][1] == pytest.approx(0.021, abs=0.002)
    assert (rows["tocsin"][0] or 0) > 0.75
