"""The files of the ViEWS competition of 2020/21: two vintages of deaths, and the submissions."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import polars as pl

from tocsin.backtest.escalation import FIRST, LAST, MONTHS, STEPS
from tocsin.backtest.panel import KINDS, Floats, Integers, Panel
from tocsin.backtest.views_files import FIRST_MONTH, read
from tocsin.errors import BenchmarkError
from tocsin.language import Text, pair

VINTAGES = {"prepatch": "ged_cm_prepatch.parquet", "postpatch": "ged_cm_postpatch.parquet"}
"""Deaths before and after UCDP's revision."""

SUBMISSIONS: dict[str, tuple[str, str, str, Text]] = {
    "mueller": (
        "mueller.zip",
        "Mueller_Rauh_predictions_earliercheck.csv",
        "yourmodel_s{step}",
        pair("Mueller & Rauh", "Mueller & Rauh"),
    ),
    "ettensperger": (
        "ettensperger.zip",
        "Ettensperger_Task2_Jan2017_to_Dec2019_Prediction_Ensemble.csv",
        "S.{step}",
        pair("Ettensperger", "Ettensperger"),
    ),
    "randahl": (
        "randahl.zip",
        "drjv_predictions_set2.csv",
        "drjv_vmm_weighted_s{step}",
        pair("Randahl (VMM)", "Randahl (VMM)"),
    ),
    "oswald": (
        "oswald.zip",
        "oswald_task2.csv",
        "ss_task2_delta_{step}",
        pair("Oswald & Ohme", "Oswald & Ohme"),
    ),
}
"""Archive, file in it, column of a step, and name. ``month_id`` is the month that is forecast."""


def africa(folder: Path) -> Integers:
    """The ids of the African countries of the competition, rising."""
    table = read(folder / "skeleton_cm_africa.parquet")
    there = table.filter(pl.col("month_id").is_between(FIRST, LAST))
    return np.unique(there["country_id"].to_numpy()).astype(np.int64)


def panel(folder: Path, vintage: str) -> Panel:
    """Deaths of every country that was there in the last month before the test, to its end."""
    columns = {kind: f"ged_best_{kind}" for kind in KINDS}
    table = read(folder / VINTAGES[vintage]).select("country_id", "month_id", *columns.values())
    ids = table.filter(pl.col("month_id") == FIRST - 1)["country_id"].to_numpy()
    countries = np.unique(ids).astype(np.int64)
    kept = table.filter(
        pl.col("month_id").is_between(FIRST_MONTH, LAST) & pl.col("country_id").is_in(countries)
    )
    row = np.searchsorted(countries, kept["country_id"].to_numpy())
    month = kept["month_id"].to_numpy() - FIRST_MONTH
    deaths = {}
    for kind, column in columns.items():
        deaths[kind] = np.zeros((countries.size, LAST - FIRST_MONTH + 1))
        deaths[kind][row, month] = kept[column].fill_null(0).to_numpy()
    return Panel(countries, FIRST_MONTH, deaths, {})


def submission(folder: Path, key: str, countries: Integers) -> dict[int, Floats] | None:
    """A competitor's changes by step, (countries, MONTHS); None where the archive is not there."""
    archive, name, column, _ = SUBMISSIONS[key]
    path = folder / "raw" / archive
    if not path.is_file():
        return None
    try:
        with zipfile.ZipFile(path) as opened:
            (inside,) = (n for n in opened.namelist() if n.endswith(f"/{name}") or n == name)
            raw = opened.read(inside)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BenchmarkError(
            f"{archive} has no single {name} that can be read ({error}); the archive as published "
            "is needed; take it again"
        ) from error
    table = pl.read_csv(io.BytesIO(raw), null_values=["NA", ""], infer_schema_length=None)
    steps = {step: column.format(step=step) for step in STEPS}
    table = table.filter(
        pl.col("month_id").is_between(FIRST, LAST) & pl.col("country_id").is_in(countries)
    ).sort("country_id", "month_id")
    if table.height != countries.size * MONTHS:
        raise BenchmarkError(
            f"{name}: {table.height} rows for {countries.size} countries and {MONTHS} months; one "
            "for each is allowed; take the archive as published"
        )
    changes = {
        step: table[name_of].cast(pl.Float64).to_numpy().reshape(countries.size, MONTHS)
        for step, name_of in steps.items()
    }
    if not all(np.isfinite(values).all() for values in changes.values()):
        raise BenchmarkError(f"{name} has gaps; a forecast for every cell is needed to compare")
    return changes
