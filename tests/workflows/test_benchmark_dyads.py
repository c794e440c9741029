"""The table of disputes from the published files: reproduced figures, ours beside, intervals."""

from __future__ import annotations

from pathlib import Path

import pytest

import tocsin
from tocsin.errors import BenchmarkError
from tocsin.results import Benchmark, Figure, PublishedTable

DATA = Path(__file__).parents[2].parent / "shared" / "data"

needs_files = pytest.mark.skipif(
    not (DATA / "interstate").is_dir(), reason="the published files stand beside a checkout"
)


@pytest.fixture(scope="module")
def found() -> Benchmark:
    return tocsin.benchmark("mid", data=DATA, seed=2)


def _table(result: Benchmark, key: str) -> PublishedTable:
    return next(table for table in result.tables if table.key == key)


def _cell(table: PublishedTable, row: str, column: str) -> Figure:
    at = [each.key for each in table.columns].index(column)
    return next(each for each in table.rows if each.key == row).cells[at]


@pytest.mark.shared
@needs_files
def test_the_published_logit_is_reproduced(found: Benchmark) -> None:
    table = _table(found, "dangerous dyads")
    for row in table.rows:
        apart = _cell(table, row.key, "apart").value
        if apart is not None:
            assert abs(apart) < 0.3, row.key
    assert _cell(table, "rows", "published").value == 103_919
    assert _cell(table, "rows", "refitted").value == 103_679


@pytest.mark.shared
@needs_files
def test_the_quick_logit_is_about_as_reported(found: Benchmark) -> None:
    """AUC .902 and average precision .159 over 157 onsets; here .905 and .163 over 161."""
    table = _table(found, "events")
    assert _cell(table, "events", "area").value == pytest.approx(0.902, abs=0.004)
    assert _cell(table, "events", "precision").value == pytest.approx(0.159, abs=0.006)
    assert "161 onsets" in table.notes[0].en


@pytest.mark.shared
@needs_files
def test_ours_is_better_with_an_interval_that_says_so(found: Benchmark) -> None:
    for key, row in (
        ("relevant", "dyad model"),
        ("relevant quiet", "dyad model"),
        ("events", "dyad model"),
        ("events quiet", "dyad model and events"),
    ):
        better = _cell(_table(found, key), row, "precision apart")
        assert better.low is not None
        assert better.low > 0, key
        assert _cell(_table(found, key), row, "skill").value > 0  # type: ignore[operator]


@pytest.mark.shared
@needs_files
def test_signals_and_coverage_are_told(found: Benchmark) -> None:
    assert _cell(_table(found, "signals"), "RUS-UKR", "2014").value == 2547
    assert any("GDELT" in text.en for text in found.missing)
    assert any("157" in text.fr for text in found.missing)
    counts = [_cell(_table(found, "events calibration"), str(k), "count").value for k in (1, 10)]
    assert counts == pytest.approx([4590, 4590], abs=2)


def test_years_cannot_be_chosen_and_files_are_needed(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="leave --windows out"):
        tocsin.benchmark("mid", data=tmp_path, windows="2010")
    with pytest.raises(BenchmarkError, match="no folder 'interstate'"):
        tocsin.benchmark("mid", data=tmp_path)
