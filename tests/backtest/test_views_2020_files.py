"""The files of the 2020/21 competition: read in order, refused where they do not fit."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.backtest.worlds_for_tests import COUNTRIES, FIRST, deaths, write_africa, write_files
from tocsin.backtest import views_2020_files as files
from tocsin.backtest.escalation import FIRST as TEST_FIRST
from tocsin.backtest.escalation import LAST, MONTHS
from tocsin.errors import BenchmarkError

AFRICA = COUNTRIES[:10]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_files(tmp_path)
    write_africa(tmp_path)
    return tmp_path / "views_2020"


def test_countries_and_deaths(folder: Path) -> None:
    np.testing.assert_array_equal(files.africa(folder), AFRICA)
    panel = files.panel(folder, "prepatch")
    assert (panel.first, panel.last) == (FIRST, LAST)
    np.testing.assert_array_equal(panel.deaths["ns"], deaths()["ns"][:, : LAST - FIRST + 1])


def test_a_submission_by_country_and_month(folder: Path) -> None:
    found = files.submission(folder, "mueller", AFRICA)
    assert found is not None
    assert found[2].shape == (10, MONTHS)
    assert found[3][4, 5] == pytest.approx(AFRICA[4] + (TEST_FIRST + 5) / 1000 + 3)
    assert files.submission(folder, "oswald", AFRICA) is None


def test_a_submission_with_gaps_is_refused(folder: Path) -> None:
    archive, name, *_ = files.SUBMISSIONS["mueller"]
    with zipfile.ZipFile(folder / "raw" / archive) as opened:
        table = pl.read_csv(opened.read(f"mueller/{name}"))
    for spoilt, said in (
        (table.slice(1), "one for each is allowed"),
        (table.with_columns(pl.lit(None).alias("yourmodel_s2")), "has gaps"),
    ):
        with zipfile.ZipFile(folder / "raw" / archive, "w") as opened:
            opened.writestr(f"mueller/{name}", spoilt.write_csv())
        with pytest.raises(BenchmarkError, match=said):
            files.submission(folder, "mueller", AFRICA)
    (folder / "raw" / archive).write_bytes(b"no archive")
    with pytest.raises(BenchmarkError, match="take it again"):
        files.submission(folder, "mueller", AFRICA)
