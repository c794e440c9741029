"""Table A: the published figures to the digit, our row beside them, what is missing said."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import tocsin
from tests.backtest.worlds_for_tests import SHARED, write_files
from tocsin.backtest import counts_tuning
from tocsin.cli import app
from tocsin.errors import BenchmarkError
from tocsin.results import Benchmark

PUBLISHED: dict[str, dict[str, tuple[float | None, ...]]] = {
    "crps revised": {
        "zero": (24.13, 23.02, 32.04, 87.34, 41.63),
        "boot_240": (23.58, 22.46, 31.42, 86.63, 41.02),
        "last_historical_poisson": (20.17, 9.48, 23.70, 85.61, 34.74),
        "conflictology": (14.48, 9.15, 21.34, 76.85, 30.45),
        "nbinom": (14.09, 9.34, 21.88, 78.20, 30.88),
    },
    "ignorance revised": {"nbinom": (0.617, 0.554, 0.575, 0.722)},
    "coverage revised": {
        "conflictology": (None, None, None, None, 0.68),
        "nbinom": (None, None, None, None, 0.75),
    },
}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts_tuning, "INNER", 1)
    monkeypatch.setattr(counts_tuning, "GRID", counts_tuning.GRID[::24])
    monkeypatch.setattr(counts_tuning, "FEW", 40)
    monkeypatch.setattr("tocsin.workflows.benchmark_views.DRAWS", 60)
    monkeypatch.setattr("tocsin.backtest.counts_scores.RESAMPLES", 40)


def _values(result: Benchmark, table: str) -> dict[str, list[float | None]]:
    (found,) = [one for one in result.tables if one.key == table]
    return {row.key: [cell.value for cell in row.cells] for row in found.rows}


@pytest.fixture
def made_up(few: None, tmp_path: Path) -> Benchmark:
    return tocsin.benchmark("views-2023", data=write_files(tmp_path))


def test_every_row_has_a_cell_for_every_column(made_up: Benchmark) -> None:
    assert len({table.key for table in made_up.tables}) == len(made_up.tables) == 14
    for table in made_up.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns), (table.key, row.key)
    ours = next(row for row in made_up.tables[0].rows if row.kind == "ours")
    assert all(c.low is not None and c.low <= (c.value or 0) <= (c.high or 0) for c in ours.cells)


def test_revision_is_told_apart_from_error(made_up: Benchmark) -> None:
    for wrong, changed, total in _values(made_up, "revision").values():
        assert wrong is not None
        assert changed is not None
        assert wrong + changed == pytest.approx(total, abs=1e-12)
    # one cell of 576 was revised by 40 deaths: for zero that is all that changed
    assert _values(made_up, "revision")["zero crps"][1] == pytest.approx(2 * 40 / 576)
    assert _values(made_up, "cells")["revised"] == [1.0, 1.0]


def test_what_is_missing_is_said(made_up: Benchmark) -> None:
    said = [text.en for text in made_up.missing]
    assert any("bodentien_rueter_cm_nbinom_test_window_2018.parquet" in text for text in said)
    assert "Counts 2018: decay" in made_up.protocol[1].en


def test_years_that_are_not_there_are_refused(few: None, tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no outcomes for 2020; 2018, 2019 are there"):
        tocsin.benchmark("views-2023", data=write_files(tmp_path), windows="2019-2020")


@pytest.mark.parametrize(("lang", "word"), [("en", "Ignorance in bits"), ("fr", "Ignorance en")])
def test_the_tables_fit_a_terminal(few: None, tmp_path: Path, lang: str, word: str) -> None:
    folder = str(write_files(tmp_path))
    shown = CliRunner().invoke(
        app, ["benchmark", "views-2023", "--data", folder, "--windows", "2018", "--lang", lang],
        env={"COLUMNS": "80"},
    )  # fmt: skip
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80


def test_every_cell_is_in_the_json(few: None, tmp_path: Path) -> None:
    folder = str(write_files(tmp_path))
    said = CliRunner().invoke(
        app, ["benchmark", "views-2023", "--data", folder, "--windows", "2018", "--json"]
    )
    found = Benchmark.model_validate_json(said.output)
    assert _values(found, "crps revised")["zero"][0] == _values(found, "crps revised")["zero"][1]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the repository")
def test_the_published_figures_come_out_to_the_digit(few: None) -> None:
    result = tocsin.benchmark("views-2023", data=SHARED, windows="2018-2021")
    for table, rows in PUBLISHED.items():
        found = _values(result, table)
        for key, figures in rows.items():
            for published, value in zip(figures, found[key], strict=False):
                if published is not None:
                    digits = 3 if published < 1 and table.startswith("ign") else 2
                    assert round(value or 0, digits) == published, (table, key)
    assert round(_values(result, "ignorance revised")["conflictology"][0] or 0, 2) == 1.24
    assert _values(result, "cells")["largest"][3] == pytest.approx(0.64, abs=0.01)
