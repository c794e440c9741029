"""Table B: the published figures to the digit, ours below them, revision told from error."""

from __future__ import annotations

from pathlib import Path

import pytest

import tocsin
from tests.backtest.worlds_for_tests import SHARED, write_africa, write_files
from tocsin.backtest import escalation
from tocsin.errors import BenchmarkError
from tocsin.results import Benchmark


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escalation, "PENALTIES", (1000.0,))
    monkeypatch.setattr(escalation, "SCOPES", ("world",))
    monkeypatch.setattr(escalation, "PERIODS", 1)


def _table(result: Benchmark, key: str) -> dict[str, list[float | None]]:
    (found,) = [table for table in result.tables if table.key == key]
    return {row.key: [cell.value for cell in row.cells] for row in found.rows}


def test_every_model_in_both_vintages(few: None, tmp_path: Path) -> None:
    write_files(tmp_path)
    write_africa(tmp_path)
    result = tocsin.benchmark("views-2020", data=tmp_path)
    for vintage in ("prepatch", "postpatch"):
        found = _table(result, f"mse {vintage}")
        assert set(found) == {"no change", "mean 6", "mueller", "tocsin"}
        for cells in found.values():
            known = [cell for cell in cells if cell is not None]
            assert sum(known[:-1]) / 6 == pytest.approx(known[-1])
        assert (found["tocsin"][-1] or 9) < (found["no change"][-1] or 0)
    for wrong, changed, total in _table(result, "revision").values():
        assert (wrong or 0) + (changed or 0) == pytest.approx(total)
    first = _table(result, "revision")["no change"]
    assert first[0] == _table(result, "mse prepatch")["no change"][-1]
    assert first[2] == pytest.approx(_table(result, "mse postpatch")["no change"][-1])
    assert "raw/ettensperger.zip" in result.missing[0].en
    with pytest.raises(BenchmarkError, match="leave the windows out"):
        tocsin.benchmark("views-2020", data=tmp_path, windows="2018")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the repository")
def test_the_published_figures_come_out_to_the_digit(few: None) -> None:
    result = tocsin.benchmark("views-2020", data=SHARED)
    found = _table(result, "mse prepatch")
    published = {"mueller": 0.567, "ettensperger": 0.585, "mean 6": 0.587, "randahl": 0.651}
    for key, value in {**published, "no change": 0.857}.items():
        assert round(found[key][-1] or 0, 3) == value, key
    for vintage in ("prepatch", "postpatch"):
        rows = {key: cells[-1] or 0 for key, cells in _table(result, f"mse {vintage}").items()}
        assert min(rows, key=lambda key: rows[key]) == "tocsin"
