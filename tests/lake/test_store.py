"""The lake through Ibis: the same answers on each engine, wherever it lies, as of any day."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pytest

from tests.lake.rows_for_tests import add, every_table, row, space, utc
from tocsin.lake import store
from tocsin.lake.schema import EVENTS, Table
from tocsin.settings import Engine, Workspace

ENGINES = [Engine.POLARS, Engine.DUCKDB]


@pytest.fixture(params=ENGINES, ids=str)
def engine(request: pytest.FixtureRequest) -> Engine:
    found: Engine = request.param
    return found


@pytest.fixture(params=["folder", "memory"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return str(tmp_path / "lake")
    return f"memory://{uuid.uuid4().hex}"


def _seen(table: ir.Table) -> list[tuple[str, str]]:
    rows = table.select("event_id", "release").order_by("event_id", "release").to_pyarrow()
    return [(row["event_id"], row["release"]) for row in rows.to_pylist()]


@pytest.mark.parametrize("table", every_table(), ids=lambda table: table.name)
def test_an_empty_lake_has_no_rows_of_the_right_types(
    table: Table, engine: Engine, root: str
) -> None:
    for _ in range(2):
        rows = getattr(store, table.name)(space(root, engine))
        assert rows.schema() == ibis.schema(table.types)
        assert rows.count().to_pyarrow().as_py() == 0


def test_types_stay_the_same_with_rows(engine: Engine, root: str) -> None:
    add(root, [row("1", utc(2018, 3, 1)), row("2", utc(2018, 4, 1))])
    assert store.events(space(root, engine)).schema() == ibis.schema(EVENTS.types)


def test_only_what_was_known_counts(engine: Engine, root: str) -> None:
    add(root, [row("1", utc(2018, 3, 1, 23, 59, 59)), row("2", utc(2018, 3, 2))])
    here = space(root, engine)
    assert _seen(store.events(here, date(2018, 2, 28))) == []
    assert _seen(store.events(here, date(2018, 3, 1))) == [("1", "2.0")]
    assert _seen(store.events(here, date(2018, 3, 2))) == [("1", "2.0"), ("2", "2.0")]
    assert _seen(store.events(here, utc(2018, 3, 1, 12))) == []
    assert _seen(store.events(here, utc(2018, 3, 2))) == [("1", "2.0"), ("2", "2.0")]


def test_a_revision_supersedes_but_not_before_it_was_known(engine: Engine, root: str) -> None:
    add(
        root, [row("1", utc(2022, 6, 1), release="22.1"), row("2", utc(2022, 6, 1), release="22.1")]
    )
    add(root, [row("1", utc(2023, 6, 1), release="23.1")])
    here = space(root, engine)
    assert _seen(store.events(here)) == [("1", "23.1"), ("2", "22.1")]
    assert _seen(store.events(here, date(2023, 5, 31))) == [("1", "22.1"), ("2", "22.1")]
    assert _seen(store.events(here, date(2023, 6, 1))) == [("1", "23.1"), ("2", "22.1")]


def test_a_table_shows_the_lake_as_it_was_when_it_was_asked_for(engine: Engine, root: str) -> None:
    add(root, [row("1", utc(2018, 3, 1))])
    before = store.events(space(root, engine))
    add(root, [row("2", utc(2018, 3, 1))])
    assert _seen(before) == [("1", "2.0")]
    assert len(_seen(store.events(space(root, engine)))) == 2


def _weekly(workspace: Workspace) -> list[dict[str, object]]:
    rows = store.events(workspace)
    week = rows.happened.truncate("W").name("week")
    counted = (
        rows.filter(rows.actor1_country.isin(["RUS", "KAZ"]))
        .group_by(week, "actor1_country", "actor2_country", "quad")
        .aggregate(events=rows["count"].sum(), articles=rows.articles.sum())
    )
    found: list[dict[str, object]] = counted.order_by(counted.columns).to_pyarrow().to_pylist()
    return found


def test_an_expression_gives_the_same_on_each_engine(tmp_path: Path) -> None:
    countries = ["RUS", "KAZ", "ARM", None]
    add(
        tmp_path,
        [
            row(
                f"{k:05d}", utc(2018, 3, 1 + k % 28), happened=date(2018, 3, 1 + k % 28),
                actor1_country=countries[k % 4], actor2_country=countries[k % 3], quad=1 + k % 4,
                articles=k % 7,
            )
            for k in range(500)
        ],
    )  # fmt: skip
    polars, duckdb = (_weekly(space(tmp_path, engine)) for engine in ENGINES)
    assert polars == duckdb
    assert sum(int(str(r["events"])) for r in polars) == 250
