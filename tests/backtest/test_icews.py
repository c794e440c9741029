"""Event counts by pair of states, from a file made here and from the published one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tocsin.backtest.icews import KINDS, read
from tocsin.errors import BenchmarkError
from tocsin.outside_view.grid import shipped_grid
from tocsin.outside_view.tables import shipped

ICEWS = Path(__file__).parents[2].parent / "shared" / "data" / "icews" / "icews_dyad_year.parquet"


def _file(folder: Path, rows: list[tuple[str, str, int, float]]) -> Path:
    one, other, years, conflict = zip(*rows, strict=True)
    columns = {"i_iso3c": one, "j_iso3c": other, "year": years}
    counts = {kind: [0.0] * len(rows) for kind in KINDS} | {"matlConf": list(conflict)}
    path = folder / "events.parquet"
    pq.write_table(pa.table({**{k: list(v) for k, v in columns.items()}, **counts}), path)
    return path


def test_both_directions_are_added(tmp_path: Path) -> None:
    rows = [("RUS", "UKR", 2013, 46.0), ("UKR", "RUS", 2013, 4.0), ("KAZ", "RUS", 2012, 1.0)]
    events = read(_file(tmp_path, rows), shipped())
    assert events.sent(365, 369, "matlConf") == {2013: 46.0}
    grid = shipped_grid()
    total = events.both_ways(grid, range(2012, 2014))
    assert total[grid.row(365, 369), 1].tolist() == [0, 0, 0, 50]
    assert total[grid.row(365, 705), 0, 3] == 1
    assert np.isnan(total[grid.row(365, 705), 1]).all()
    assert np.isnan(total[grid.row(2, 20)]).all()


def test_states_that_there_are_not_are_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="holds the states XYZ"):
        read(_file(tmp_path, [("XYZ", "RUS", 2013, 1.0)]), shipped())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"cannot read absent\.parquet"):
        read(tmp_path / "absent.parquet", shipped())


@pytest.mark.shared
@pytest.mark.skipif(not ICEWS.is_file(), reason="the published events stand beside a checkout")
def test_signals_of_the_published_file() -> None:
    """Checked facts: two wars with a warning, and a pair that stays quiet."""
    events = read(ICEWS, shipped())
    ukraine, georgia, kazakhstan = (events.sent(365, n, "matlConf") for n in (369, 372, 705))
    assert (ukraine[2012], ukraine[2013], ukraine[2014]) == (46, 46, 2547)
    assert [georgia[year] for year in (2005, 2006, 2007, 2008)] == [67, 512, 402, 2330]
    assert all(7 <= count <= 21 for count in kazakhstan.values())
