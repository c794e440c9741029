"""One expression on every engine: equal to the last row on Spark, compiled for two warehouses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import polars as pl
import pytest

from tests.indicators.lakes_for_tests import minimal
from tests.lake.random_lakes_for_tests import collected_at_random
from tests.lake.rows_for_tests import space
from tocsin.indicators.series import counted, placed_cells
from tocsin.lake import cube, store
from tocsin.lake.cube import CELLS, cells, weekly
from tocsin.lake.schema import EVENTS
from tocsin.settings import Engine, Workspace

SNAPSHOTS = Path(__file__).parent / "snapshots"
RULES: list[dict[str, Any]] = [
    {"doers": ["RUS"], "towards": ["KAZ"]},
    {"doers": ["RUS"], "towards": [], "directed": False, "quads": [], "codes": ["111"]},
    {"doers": ["RUS"], "towards": ["KAZ"], "unit": "events", "volume": "doers", "lag_weeks": 0},
    {"doers": ["RUS"], "towards": ["KAZ"], "places": ["KAZ"]},
]


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake of random collections, some of them revised."""
    root = tmp_path_factory.mktemp("all") / "lake"
    draw = np.random.default_rng(11)
    for _ in range(6):
        collected_at_random(draw, space(root))
    return root


@pytest.fixture(scope="module")
def spark(lakes: Path) -> Iterator[Workspace]:
    """The same lake on a local cluster of two workers' threads."""
    sql = pytest.importorskip("pyspark.sql", reason="needs the extra spark")
    if shutil.which("java") is None:
        pytest.skip("needs java, 17 or later")
    builder = sql.SparkSession.builder.master("local[2]")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "America/New_York",  # what tocsin asks for must win
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield space(lakes, Engine.SPARK)
    store._session.cache_clear()
    session.stop()


def rows(table: ir.Table) -> pl.DataFrame:
    frame: pl.DataFrame = table.to_polars()
    return frame.select(sorted(frame.columns)).sort(sorted(frame.columns))


@pytest.mark.filterwarnings("ignore")
def test_the_cells_on_spark_are_those_of_the_local_engines(lakes: Path, spark: Workspace) -> None:
    there = rows(cells(store.versions(spark)))
    assert there.height > 30
    for engine in (Engine.POLARS, Engine.DUCKDB):
        assert rows(cells(store.versions(space(lakes, engine)))).equals(there)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_series_on_spark_is_that_of_the_local_engines(
    lakes: Path, spark: Workspace, tmp_path: Path, rule: dict[str, Any]
) -> None:
    one = minimal(tmp_path, **rule).indicators[0]

    def series(here: Workspace) -> pl.DataFrame:
        every = store.versions(here)
        placed = placed_cells(every, one) if one.places else None
        return rows(counted(cells(every), one, placed))

    there = series(spark)
    assert there["collected"].sum() > 50
    for engine in (Engine.POLARS, Engine.DUCKDB):
        assert series(space(lakes, engine)).equals(there)


@pytest.mark.filterwarnings("ignore")
def test_the_cube_is_kept_by_spark_as_well(lakes: Path, spark: Workspace) -> None:
    (lakes / cube.STATE).unlink(missing_ok=True)
    assert rows(weekly(spark)).equals(rows(cells(store.versions(space(lakes)))))


@pytest.mark.filterwarnings("ignore")
def test_an_empty_lake_on_spark_has_no_cells(spark: Workspace, tmp_path: Path) -> None:
    none = weekly(space(tmp_path / "none", Engine.SPARK))
    assert none.schema() == ibis.schema(CELLS.types)
    assert none.count().to_pyarrow().as_py() == 0


@pytest.mark.parametrize("dialect", ["clickhouse", "bigquery"])
def test_the_sql_of_a_warehouse_is_the_one_that_was_read(dialect: str, tmp_path: Path) -> None:
    """Checked by eye when it changes: delete the file and run the test once to write it anew."""
    events = ibis.table(ibis.schema(EVENTS.types), name="events")
    one = minimal(tmp_path, directed=False, codes=["112"]).indicators[0]
    written = ibis.to_sql(counted(cells(events), one), dialect=dialect) + "\n"
    path = SNAPSHOTS / f"{dialect}.sql"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf-8")
        pytest.fail(f"wrote {path.name}; read it and commit it")
    assert written == path.read_text(encoding="utf-8")
