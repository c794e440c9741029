"""The files: both vintages, what was known, what is refused, what is done without."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.backtest.worlds_for_tests import COUNTRIES, FIRST, SHARED, deaths, features, write_files
from tocsin.backtest import views_files as files
from tocsin.backtest.panel import Panel, month_id
from tocsin.errors import BenchmarkError, LeakError
from tocsin.language import Text

ORIGIN = month_id(2017, 10)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_files(tmp_path)


def _panel(data: Path, until: int) -> tuple[Panel, list[Text]]:
    new, old = files.folders(data)
    return files.history(new, old, COUNTRIES, until)


def test_a_window_in_both_vintages(data: Path) -> None:
    new, _ = files.folders(data)
    assert files.folders(new) == files.folders(data)
    assert files.windows_in(new) == [2018, 2019]
    window = files.read_window(new, 2018)
    assert window.origin == ORIGIN
    assert window.then is not None
    assert (window.revised != window.then).sum() == 1
    (new / "actuals_competition_vintage/cm_actuals_2018.parquet").unlink()
    assert files.read_window(new, 2018).then is None


def test_a_gap_in_the_outcomes_is_refused(data: Path) -> None:
    path = data / "views_2023/actuals/cm_actuals_2018.parquet"
    pl.read_parquet(path).slice(1).write_parquet(path)
    with pytest.raises(BenchmarkError, match="every country in every month"):
        files.read_window(path.parent.parent, 2018)


def test_history_is_what_happened_and_ends_where_it_should(data: Path) -> None:
    panel, words = _panel(data, ORIGIN)
    assert (panel.first, panel.last, words) == (FIRST, ORIGIN, [])
    np.testing.assert_array_equal(panel.deaths["sb"], deaths()["sb"][:, : ORIGIN - FIRST + 1])
    assert set(panel.traits) == set(files.TRAITS)
    assert panel.until(ORIGIN - 1).traits == {}


def test_a_future_month_planted_in_the_features_is_caught(data: Path) -> None:
    features(data / "views_2023", 2017, deaths(), late=1)
    path = data / "views_2023/cm_features_to_oct2017.parquet"
    path.unlink()
    features(data / "views_2023", 2017, deaths(), late=1)
    with pytest.raises(LeakError, match="holds 2017-11; months up to 2017-10"):
        _panel(data, ORIGIN)


def test_a_month_that_nothing_tells_of_is_refused(data: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"cm_features_to_oct2022\.parquet"):
        _panel(data, month_id(2022, 10))


def test_later_windows_make_do_with_outcomes_and_say_so(data: Path) -> None:
    counts = data / "views_2020/ged_cm_postpatch.parquet"
    end = month_id(2018, 12)
    pl.read_parquet(counts).filter(pl.col("month_id") <= end).write_parquet(counts)
    panel, words = _panel(data, month_id(2019, 10))
    truth = deaths()["sb"][:, end + 1 - FIRST : month_id(2019, 10) + 1 - FIRST]
    np.testing.assert_array_equal(panel.deaths["sb"][:, -10:], truth)
    assert "From 2019-01 on" in words[0].en
    other = panel.deaths["os"]
    np.testing.assert_allclose(other[:, -1], other[:, -22:-10].mean(axis=1))


def test_draws_are_read_in_the_order_of_the_cells(data: Path) -> None:
    new, _ = files.folders(data)
    window = files.read_window(new, 2018)
    found = files.competitor(new, "conflictology", window)
    assert found is not None
    year = deaths()["sb"][:, ORIGIN - 11 - FIRST : ORIGIN + 1 - FIRST]
    np.testing.assert_array_equal(found.draws[12 * 3], year[3])
    assert files.competitor(new, "nbinom", window) is None
    path = new / "Conflictology_2018.csv"
    pl.read_csv(path).slice(5).write_csv(path)
    with pytest.raises(BenchmarkError, match="the same number of draws"):
        files.competitor(new, "conflictology", window)


def test_published_scores_or_none(data: Path) -> None:
    new, _ = files.folders(data)
    window = files.read_window(new, 2018)
    assert files.published_scores(new, "zero", "crps", window) is None
    cells = {"month_id": np.tile(np.arange(457, 469), 24), "country_id": np.repeat(COUNTRIES, 12)}
    table = pl.DataFrame({**cells, "value": np.arange(288.0)})
    table.write_csv(new / "eval/bm_zero_2018_crps.csv")
    found = files.published_scores(new, "zero", "crps", window)
    np.testing.assert_array_equal(found, np.arange(288.0))


def test_neighbours_are_mutual_and_nobody_is_their_own() -> None:
    matrix = files.neighbours(np.array([63, 65, 134, 117]))
    np.testing.assert_array_equal(matrix, matrix.T)
    assert matrix.diagonal().sum() == 0
    assert matrix[0, 1] == 1  # Kazakhstan and Russia
    assert matrix[0, 2] == 1  # Kazakhstan and Kyrgyzstan
    assert matrix[0, 3] == 0  # Kazakhstan and Ukraine


def test_no_folder_no_tables(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="no views_2023"):
        files.folders(tmp_path / "nowhere")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the repository")
def test_what_was_known_agrees_with_a_competitor_who_published_it() -> None:
    new, old = files.folders(SHARED)
    window = files.read_window(new, 2019)
    panel, _ = files.history(new, old, window.countries, window.origin)
    found = files.competitor(new, "conflictology", window)
    assert found is not None
    theirs = found.draws[::12]
    ours = panel.stretch("sb", window.origin, 12)
    assert (theirs == ours).mean() > 0.98  # the rest was revised in between
