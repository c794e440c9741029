"""The verb benchmark: names, years, folders."""

from __future__ import annotations

from pathlib import Path

import pytest

import tocsin
from tocsin.errors import BenchmarkError
from tocsin.workflows.benchmark import TABLES, years


def test_years_are_read_as_people_write_them() -> None:
    assert years(None) is None
    assert years("2020") == [2020]
    assert years("2018-2021") == [2018, 2019, 2020, 2021]
    for odd in ("2021-2018", "last", "2018-", ""):
        with pytest.raises(BenchmarkError, match="give the earlier one first"):
            years(odd)


def test_what_cannot_be_scored_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"views-2023.* are allowed"):
        tocsin.benchmark("nonsense", data=tmp_path)
    with pytest.raises(BenchmarkError, match="no folder 'absent'"):
        tocsin.benchmark("views-2023", data=tmp_path / "absent")
    for name in TABLES:
        with pytest.raises(BenchmarkError):
            tocsin.benchmark(name, data=tmp_path)
