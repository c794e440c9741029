"""A small made-up world in files named as the published ones: quick, and nobody's data."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import polars as pl

from tocsin.backtest.panel import KINDS, Floats, Integers, Panel, month_id
from tocsin.backtest.views_files import TRAITS

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
COUNTRIES = np.arange(1, 25)
FIRST, LAST = month_id(1989, 1), month_id(2020, 12)
YEARS = (2018, 2019)


def deaths(seed: int = 5) -> dict[str, Floats]:
    """Spells of violence that come, last and go, at each country's own level: by kind (C, T)."""
    rng = np.random.default_rng(seed)
    months = LAST - FIRST + 1
    made = {}
    for kind in KINDS:
        on = np.zeros((COUNTRIES.size, months), dtype=bool)
        state = rng.random(COUNTRIES.size) < 0.2
        for t in range(months):
            begins = rng.random(COUNTRIES.size) < 0.01 * (1 + COUNTRIES / 12)
            state = np.where(state, rng.random(COUNTRIES.size) > 0.04, begins)
            on[:, t] = state
        level = np.exp(rng.normal(2, 1.2, COUNTRIES.size))[:, None]
        made[kind] = np.where(on, rng.negative_binomial(1, 1 / (1 + level), on.shape), 0.0)
    return made


def panel(last: int = LAST) -> Panel:
    """The same world as a panel."""
    values = {kind: v[:, : last - FIRST + 1] for kind, v in deaths().items()}
    return Panel(COUNTRIES.astype(np.int64), FIRST, values, {})


def write_files(root: Path) -> Path:
    """The world as files under ``root``; gives the folder to hand to ``--data``."""
    world = deaths()
    new, old = root / "views_2023", root / "views_2020"
    for folder in (new / "actuals", new / "actuals_competition_vintage", new / "eval", old):
        folder.mkdir(parents=True)
    _counts(old / "ged_cm_postpatch.parquet", world)
    for year in YEARS:
        start = month_id(year, 1)
        truth = world["sb"][:, start - FIRST : start - FIRST + 12]
        revised = truth.copy()
        revised[0, 3] += 40  # one cell was revised after the competition
        keys = _keys(start)
        name = f"cm_actuals_{year}.parquet"
        pl.DataFrame({"outcome": revised.ravel().astype(int), **keys}).write_parquet(
            new / "actuals" / name
        )
        pl.DataFrame({"ged_sb": truth.ravel(), **keys}).write_parquet(
            new / "actuals_competition_vintage" / name
        )
        features(new, year - 1, world)
        past = world["sb"][:, start - FIRST - 14 : start - FIRST - 2]
        cells = COUNTRIES.size * 12
        pl.DataFrame(
            {
                "month_id": np.repeat(keys["month_id"], 12),
                "country_id": np.repeat(keys["country_id"], 12),
                "draw": np.tile(np.arange(12), cells),
                "outcome": np.repeat(past, 12, axis=0).ravel().astype(int),
            }
        ).write_csv(new / f"Conflictology_{year}.csv")
    return root


def features(folder: Path, year: int, world: dict[str, Floats], late: int = 0) -> None:
    """A feature file to October of ``year``; ``late`` plants months after it."""
    end = month_id(year, 10) + late
    at = slice(end - 11 - FIRST, end + 1 - FIRST)
    keys = _keys(end - 11)
    columns = {f"ged_{kind}": world[kind][:, at].ravel() for kind in KINDS}
    slow = {name: np.repeat(np.linspace(1, 2, COUNTRIES.size), 12) for name in TRAITS}
    table = pl.DataFrame({**keys, **columns, **slow})
    table.write_parquet(folder / f"cm_features_to_oct{year}.parquet")


def _keys(start: int) -> dict[str, Integers]:
    return {
        "month_id": np.tile(np.arange(start, start + 12), COUNTRIES.size),
        "country_id": np.repeat(COUNTRIES, 12),
    }


def _counts(path: Path, world: dict[str, Floats]) -> None:
    months = LAST - FIRST + 1
    pl.DataFrame(
        {
            "country_id": np.repeat(COUNTRIES, months),
            "month_id": np.tile(np.arange(FIRST, LAST + 1), COUNTRIES.size),
            **{f"ged_best_{kind}": world[kind].ravel() for kind in KINDS},
        }
    ).write_parquet(path)


def write_africa(root: Path) -> None:
    """What the competition of 2020/21 adds: ten countries, a first vintage, one submission."""
    old = root / "views_2020"
    (old / "raw").mkdir()
    here = COUNTRIES[:10]
    months = np.arange(month_id(2017, 1), month_id(2019, 12) + 1)
    keys = {"country_id": np.repeat(here, 36), "month_id": np.tile(months, here.size)}
    pl.DataFrame(keys).write_parquet(old / "skeleton_cm_africa.parquet")
    first = deaths()
    first["sb"] = np.where(np.arange(first["sb"].shape[1]) % 50 == 0, 0.0, first["sb"])
    _counts(old / "ged_cm_prepatch.parquet", first)
    steps = {
        f"yourmodel_s{s}": keys["country_id"] + keys["month_id"] / 1000 + s for s in range(2, 8)
    }
    table = pl.DataFrame({**keys, **steps})
    name = "mueller/Mueller_Rauh_predictions_earliercheck.csv"
    with zipfile.ZipFile(old / "raw" / "mueller.zip", "w") as archive:
        archive.writestr(name, table.write_csv())
