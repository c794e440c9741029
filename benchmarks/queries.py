"""``python -m benchmarks.queries``: weekly counts of pairs of states, from lake and cube.

The same question is put to bare engines on the lake's own files, to Ibis on each engine as the lake
asks it, and to the weekly cube. All answers must agree. Rows are made up in GDELT's shape: 250
countries and 200 codes whose shares fall off as power laws, half of the actors unknown, one row in
fifty known late.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import polars as pl

from benchmarks.clock import Seconds, best_of, now
from benchmarks.page import machine, table
from tocsin.case.schema import Indicator
from tocsin.indicators.series import counted
from tocsin.lake import cube, log, store
from tocsin.lake.append import Batch, append
from tocsin.lake.storage import storage
from tocsin.settings import Engine, Settings, Workspace

FIRST = date(2018, 1, 1)
WEEKS = 104
BATCH = 500_000
DYADS = [
    (one, other)
    for pair in (("RUS", "KAZ"), ("RUS", "UKR"), ("ARM", "AZE"), ("TUR", "KAZ"), ("PAK", "IND"))
    for one, other in (pair, pair[::-1])
]
NAMED = sorted({state for pair in DYADS for state in pair})
STATES = NAMED + [f"{a}{b}Z" for a in "ABCDEFGHIJKLMNOP" for b in "ABCDEFGHIJKLMNOP"][:240]


def made_up(rows: int, first: int, draw: np.random.Generator) -> pl.DataFrame:
    """Rows of one batch; ids go on from ``first``."""
    share, names = _share(len(STATES), 1.2), pl.Series(STATES)

    def actors() -> pl.Series:
        chosen = names.gather(draw.choice(len(STATES), rows, p=share))
        return pl.select(pl.when(pl.Series(draw.random(rows) < 0.5)).then(chosen)).to_series()

    kind = np.random.default_rng(7).permutation(200)[draw.choice(200, rows, p=_share(200, 1.2))]
    root = kind // 10 + 1
    code = [f"{r:02d}{k}" for r, k in zip(root, kind % 10, strict=True)]
    day = np.datetime64(FIRST) + draw.integers(0, 7 * WEEKS, rows).astype("timedelta64[D]")
    late = np.where(draw.random(rows) < 0.02, draw.integers(1, 30, rows), 0)
    known = (day + late.astype("timedelta64[D]")).astype("datetime64[us]") + np.timedelta64(9, "h")
    return pl.DataFrame(
        {
            "event_id": [f"{first + k:010d}" for k in range(rows)],
            "source": "gdelt", "release": "2.0", "happened": day,
            "known": pl.Series(known).dt.replace_time_zone("UTC"),
            "actor1_country": actors(), "actor2_country": actors(), "code": code,
            "root": [c[:2] for c in code], "quad": (root - 1) // 5 + 1, "count": 1, "articles": 3,
        }
    )  # fmt: skip


def _share(number: int, power: float) -> np.ndarray:
    share = 1 / np.arange(1, number + 1) ** power
    return np.asarray(share / share.sum())


def lake(root: Path, rows: int) -> Workspace:
    """A workspace whose lake holds so many rows."""
    here = Workspace(root, Settings(lake=str(root / "lake")))
    draw = np.random.default_rng(1)
    for first in range(0, rows, BATCH):
        frame = made_up(min(BATCH, rows - first), first, draw)
        append(storage(here.lake), Batch("gdelt", {"events": frame}))
    return here


def _files(here: Workspace) -> list[str]:
    place = storage(here.lake)
    return [place.address(part.path) for part in log.snapshot(place).of("events")]


def bare_polars(files: list[str]) -> pl.DataFrame:
    """The question in Polars' own words."""
    pairs = pl.any_horizontal(
        (pl.col("actor1_country") == one) & (pl.col("actor2_country") == other)
        for one, other in DYADS
    )
    return (
        pl.scan_parquet(files)
        .filter(pairs & pl.col("superseded").is_null())
        .group_by(
            pl.col("happened").dt.truncate("1w").alias("week"), "actor1_country", "actor2_country"
        )
        .agg(pl.col("count").sum().alias("events"))
        .collect()
    )


def bare_duckdb(files: list[str]) -> pl.DataFrame:
    """The question in DuckDB's SQL."""
    pairs = " OR ".join(
        f"(actor1_country = '{one}' AND actor2_country = '{other}')" for one, other in DYADS
    )
    with duckdb.connect() as connection:
        return connection.execute(
            "SELECT date_trunc('week', happened)::DATE AS week, actor1_country, actor2_country, "
            f"sum(count)::BIGINT AS events FROM read_parquet({files}) "
            f"WHERE ({pairs}) AND superseded IS NULL GROUP BY ALL"
        ).pl()


def _pairs(rows: Any) -> Any:
    found = ibis.literal(False)
    for one, other in DYADS:
        found = found | ((rows.actor1_country == one) & (rows.actor2_country == other))
    return found


def by_ibis(here: Workspace) -> pl.DataFrame:
    """The question as the lake asks it, on the workspace's engine."""
    rows = store.events(here)
    rows = rows.filter(_pairs(rows)).mutate(week=lambda t: t.happened.truncate("W"))
    asked = rows.group_by("week", "actor1_country", "actor2_country")
    found: pl.DataFrame = asked.agg(events=rows["count"].sum()).to_polars()
    return found


def by_cube(here: Workspace) -> pl.DataFrame:
    """The question put to the cube."""
    cells = cube.weekly(here)
    cells = cells.filter(_pairs(cells), cells.superseded_week.isnull())
    asked = cells.group_by("week", "actor1_country", "actor2_country")
    found: pl.DataFrame = asked.agg(events=cells.events.sum()).to_polars()
    return found


def agreed(answers: list[pl.DataFrame]) -> bool:
    """Whether all answers hold the same rows."""
    columns = ["week", "actor1_country", "actor2_country", "events"]
    same = [
        a.select(columns).with_columns(pl.col("events").cast(pl.Int64)).sort(columns)
        for a in answers
    ]
    return all(one.equals(same[0]) for one in same)


INDICATOR = Indicator.model_validate(
    {
        "id": "asked", "node": "node", "label": {"en": "asked", "fr": "posé"}, "source": "gdelt",
        "doers": ["RUS"], "towards": ["KAZ"], "quads": [3, 4], "baseline_level": "low",
        "baseline": {"since": "2018-01-01", "until": "2018-12-30"},
        "levels": {"high": {"low": 1.5, "high": 6, "source": "benchmark"}},
    }
)  # fmt: skip


def report(rows: int, repeats: int = 5) -> str:
    """All rows of the table, measured side by side."""
    with tempfile.TemporaryDirectory() as folder:
        here = lake(Path(folder), rows)
        on = {e: Workspace(here.root, here.settings.model_copy(update={"engine": e}))
              for e in (Engine.POLARS, Engine.DUCKDB)}  # fmt: skip
        files = _files(here)
        begun = now()
        cube.refresh(here)
        built = now().processor - begun.processor
        ways: dict[str, Callable[[], Any]] = {
            "Polars, bare": lambda: bare_polars(files),
            "DuckDB, bare": lambda: bare_duckdb(files),
            "Ibis on Polars (the default)": lambda: by_ibis(on[Engine.POLARS]),
            "Ibis on DuckDB": lambda: by_ibis(on[Engine.DUCKDB]),
            "the cube, on Polars": lambda: by_cube(on[Engine.POLARS]),
            "the cube, on DuckDB": lambda: by_cube(on[Engine.DUCKDB]),
        }
        if not agreed([way() for way in ways.values()]):
            raise AssertionError("the answers differ")
        taken = {name: best_of(repeats, way) for name, way in ways.items()}
        every = best_of(repeats, lambda: counted(cube.weekly(here), INDICATOR).to_pyarrow())
        grown = _grown(here, rows)
        size = sum(p.stat().st_size for p in (Path(here.lake) / "cube").glob("*.parquet"))
    return _text(taken, every, built, grown, size, rows)


def _grown(here: Workspace, rows: int) -> float:
    """Processor seconds to bring the cube up to date after fifteen minutes' rows."""
    draw = np.random.default_rng(2)
    fresh = made_up(2_000, rows, draw).with_columns(
        happened=pl.lit(FIRST + timedelta(days=7 * WEEKS)),
        known=pl.lit(datetime.combine(FIRST, datetime.min.time(), UTC)) + timedelta(days=7 * WEEKS),
    )
    append(storage(here.lake), Batch("gdelt", {"events": fresh}))
    begun = now()
    cube.refresh(here)
    return now().processor - begun.processor


def _text(
    taken: dict[str, Seconds], every: Seconds, built: float, grown: float, size: int, rows: int
) -> str:
    bare = [taken[name] for name in ("Polars, bare", "DuckDB, bare")]
    wall, processor = min(b.wall for b in bare), min(b.processor for b in bare)
    lines = [
        [name, f"{1e3 * each.wall:.0f} ms", f"{each.wall / wall:.2f}",
         f"{1e3 * each.processor:.0f} ms", f"{each.processor / processor:.2f}"]
        for name, each in taken.items()
    ]  # fmt: skip
    head = [f"{rows / 1e6:g} million rows", "wall", "of the best", "processor", "of the best"]
    told = (
        f"The cube takes {size / 1e6:.0f} MB. Building it from nothing takes {built:.1f} "
        f"processor seconds, bringing it up to date after 2,000 new rows {grown:.2f}, and an "
        f"indicator's whole series from it {1e3 * every.wall:.0f} ms."
    )
    return f"{table(head, lines)}\n\n{told}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows in the lake")
    print(f"{machine()}.\n")
    print(report(parser.parse_args().rows))
