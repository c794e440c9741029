"""The files of the two VIEWS competitions: what happened, what was known, what others forecast.

A folder may hold other windows than the shipped ones: whatever is named in the same way is used,
and what is missing is said in words, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import polars as pl

from tocsin.backtest.panel import (
    KINDS,
    STATE,
    Floats,
    Integers,
    Panel,
    month_id,
    month_name,
)
from tocsin.errors import BenchmarkError, LeakError
from tocsin.language import Text, pair

REVISED, THEN = "actuals", "actuals_competition_vintage"
"""Folders of the two vintages of what happened: as revised later, and as the competition had it."""

FIRST_MONTH = month_id(1989, 1)
"""The first month of the event data behind the monthly counts."""

TRAITS = {
    "wdi_sp_pop_totl": True,
    "wdi_sp_dyn_imrt_in": True,
    "vdem_v2x_libdem": False,
    "vdem_v2x_neopat": False,
    "vdem_v2xpe_exlsocgr": False,
    "vdem_v2x_clphy": False,
}
"""Columns of the feature files that say slow things about a country, and whether as logarithm:
population, infant mortality, liberal democracy, neopatrimonial rule, exclusion by social group,
freedom from physical violence by the state. Columns of ACLED are never read."""


@dataclass(frozen=True)
class Window:
    """One year of the 2023/24 challenge.

    ``revised`` and ``then`` are deaths (C, 12) in the two vintages; ``then`` is None where only the
    revised file is there. A forecast for it may use what was known up to ``origin``.
    """

    year: int
    countries: Integers
    revised: Floats
    then: Floats | None

    @property
    def first(self) -> int:
        """The first month of the window."""
        return month_id(self.year, 1)

    @property
    def origin(self) -> int:
        """The last month that a forecast may use: October of the year before."""
        return self.first - 3


@dataclass(frozen=True)
class Competitor:
    """A published forecast: its name, and draws (C * 12, m) by country, then month."""

    key: str
    label: Text
    draws: Floats


def folders(data: Path) -> tuple[Path, Path]:
    """The folders of the 2023/24 and the 2020/21 competition under ``data``, or beside it."""
    new, old = "views_2023", "views_2020"
    for root in (data, data.parent):
        if (root / new).is_dir() or (root / old).is_dir():
            return root / new, root / old
    raise BenchmarkError(
        f"no {new} and no {old} in {str(data)!r}; the folder that holds both is allowed; "
        "see the guide to the published tables for where the files come from"
    )


def windows_in(folder: Path) -> list[int]:
    """The years whose outcomes are in the folder, rising."""
    found = (re.fullmatch(r"cm_actuals_(\d{4})\.parquet", f.name) for f in folder.glob("*/*"))
    return sorted({int(match[1]) for match in found if match})


def read_window(folder: Path, year: int) -> Window:
    """What happened in one year, in both vintages where both are there."""
    name = f"cm_actuals_{year}.parquet"
    months = range(month_id(year, 1), month_id(year, 1) + 12)
    countries, revised = _grid(folder / REVISED / name, "outcome", months)
    then = None
    if (folder / THEN / name).is_file():
        also, then = _grid(folder / THEN / name, "ged_sb", months)
        if not np.array_equal(countries, also):
            raise BenchmarkError(
                f"{name}: the two vintages hold different countries; the same in both are allowed; "
                "take both files from one release"
            )
    return Window(year, countries, revised, then)


def _grid(path: Path, column: str, months: Sequence[int]) -> tuple[Integers, Floats]:
    """Countries (C,) and one column as (C, months), each cell exactly once."""
    table = read(path).select("country_id", "month_id", column)
    countries = np.unique(table["country_id"].to_numpy()).astype(np.int64)
    table = table.sort("country_id", "month_id")
    wanted = np.tile(np.asarray(months), countries.size)
    got = table["month_id"].to_numpy()
    if got.size != wanted.size or not np.array_equal(got, wanted):
        raise BenchmarkError(
            f"{path.name}: {got.size} rows; every country in every month from "
            f"{month_name(months[0])} to {month_name(months[-1])} exactly once is allowed; "
            "take the file of that window again"
        )
    values = table[column].cast(pl.Float64).to_numpy().reshape(countries.size, len(months))
    if not np.isfinite(values).all():
        raise BenchmarkError(f"{path.name}: {column} has gaps; none are allowed; take it again")
    return countries, values


def read(path: Path) -> pl.DataFrame:
    """A Parquet or CSV file, or a refusal that names it."""
    if not path.is_file():
        raise BenchmarkError(
            f"no file {path.name} in {path.parent.name}; the files of the published release are "
            "needed; put it there"
        )
    try:
        if path.suffix == ".csv":
            return pl.read_csv(path, null_values=["NA", ""], infer_schema_length=None)
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise BenchmarkError(
            f"{path.name} cannot be read: {error}; a file as published is needed; take it again"
        ) from error


# --- what was known -----------------------------------------------------------------------------


def history(new: Path, old: Path, countries: Integers, until: int) -> tuple[Panel, list[Text]]:
    """Deaths by country and month up to ``until``, and in words what had to be made do with.

    Each month is taken from the record nearest to what forecasters had: the competition's feature
    files, then its own vintage of earlier outcomes, then the monthly event counts since 1989, and
    only then revised outcomes.
    """
    deaths, last = _event_counts(old / "ged_cm_postpatch.parquet", countries, until)
    known = np.zeros(until - FIRST_MONTH + 1, dtype=bool)
    known[: max(0, min(last, until) - FIRST_MONTH + 1)] = True
    by_kind_until = min(last, until)
    words: list[Text] = []
    for folder, name in ((REVISED, "outcome"), (THEN, "ged_sb")):
        for year in windows_in(new):
            path = new / folder / f"cm_actuals_{year}.parquet"
            start = month_id(year, 1)
            if start > until or not path.is_file():
                continue
            fresh = np.arange(start, min(start + 11, until) + 1)
            if folder == REVISED:
                fresh = fresh[~known[fresh - FIRST_MONTH]]
            if fresh.size:
                _, values = _grid(path, name, range(start, start + 12))
                deaths[STATE][:, fresh - FIRST_MONTH] = values[:, fresh - start]
                known[fresh - FIRST_MONTH] = True
    traits: dict[str, Floats] = {}
    traits_known = 0
    for year in _feature_years(new):
        end = month_id(year, 10)
        if end > until:
            continue
        table = _features(new, year, countries)
        for kind in KINDS:
            deaths[kind][:, end - 11 - FIRST_MONTH : end + 1 - FIRST_MONTH] = _feature(
                table, f"ged_{kind}", countries.size
            )
        known[end - 11 - FIRST_MONTH : end + 1 - FIRST_MONTH] = True
        by_kind_until = max(by_kind_until, end)
        if not traits:
            traits, traits_known = _traits(table, countries.size), end
    if not known.all():
        gap = FIRST_MONTH + int(np.flatnonzero(~known)[0])
        raise BenchmarkError(
            f"nothing says what happened in {month_name(gap)}, which a forecast as of "
            f"{month_name(until)} may use; a feature file, outcomes or event counts that reach it "
            f"are allowed; put cm_features_to_oct{1980 + (until - 1) // 12}.parquet there"
        )
    if by_kind_until < until:
        at = by_kind_until + 1 - FIRST_MONTH
        for kind in KINDS[1:]:
            deaths[kind][:, at:] = deaths[kind][:, at - 12 : at].mean(axis=1, keepdims=True)
        words.append(
            pair(
                f"From {month_name(by_kind_until + 1)} on only state-based violence is known; the "
                "other kinds are carried forward at the mean of their last twelve months.",
                f"À partir de {month_name(by_kind_until + 1)}, seule la violence étatique est "
                "connue ; les autres formes sont prolongées à la moyenne de leurs douze derniers "
                "mois.",
            )
        )
    return Panel(countries, FIRST_MONTH, deaths, traits, traits_known), words


def _event_counts(path: Path, countries: Integers, until: int) -> tuple[dict[str, Floats], int]:
    """Monthly counts by kind, (C, months), and the last month in which the file has any."""
    columns = {kind: f"ged_best_{kind}" for kind in KINDS}
    table = read(path).select("country_id", "month_id", *columns.values())
    some = table.filter(pl.any_horizontal(pl.col(*columns.values()) > 0))
    last = int(np.max(some["month_id"].to_numpy()))
    kept = some.filter(pl.col("month_id").is_between(FIRST_MONTH, until))
    row = np.searchsorted(countries, kept["country_id"].to_numpy())
    row = np.minimum(row, countries.size - 1)
    here = countries[row] == kept["country_id"].to_numpy()
    month = kept["month_id"].to_numpy() - FIRST_MONTH
    deaths = {}
    for kind, column in columns.items():
        deaths[kind] = np.zeros((countries.size, until - FIRST_MONTH + 1))
        deaths[kind][row[here], month[here]] = kept[column].fill_null(0).to_numpy()[here]
    return deaths, last


def _feature_years(folder: Path) -> list[int]:
    found = (re.fullmatch(r"cm_features_to_oct(\d{4})\.parquet", f.name) for f in folder.iterdir())
    return sorted(int(match[1]) for match in found if match)


def _features(folder: Path, year: int, countries: Integers) -> pl.DataFrame:
    """The feature file of one year, by country and month, with nothing later than its name says.

    Raises:
        LeakError: a row later than October of the year, whatever it holds.
    """
    path = folder / f"cm_features_to_oct{year}.parquet"
    wanted = ["country_id", "month_id", *(f"ged_{kind}" for kind in KINDS), *TRAITS]
    table = read(path).select(wanted).sort("country_id", "month_id")
    end = month_id(year, 10)
    latest = int(np.max(table["month_id"].to_numpy()))
    if latest > end:
        raise LeakError(
            f"{path.name} holds {month_name(latest)}; months up to {month_name(end)} are allowed, "
            "because a forecast for the next year may know no more; take the file as published"
        )
    expected = (np.repeat(countries, 12), np.tile(np.arange(end - 11, end + 1), countries.size))
    got = (table["country_id"].to_numpy(), table["month_id"].to_numpy())
    if any(not np.array_equal(a, b) for a, b in zip(expected, got, strict=True)):
        raise BenchmarkError(
            f"{path.name}: {table.height} rows; the window's {countries.size} countries in the "
            f"twelve months to {month_name(end)} are allowed; take the file as published"
        )
    return table


def _feature(table: pl.DataFrame, column: str, countries: int) -> Floats:
    values = table[column].fill_null(0).cast(pl.Float64).to_numpy()
    return np.asarray(values.reshape(countries, -1), dtype=np.float64)


def _traits(table: pl.DataFrame, countries: int) -> dict[str, Floats]:
    """Each slow trait, the mean of its twelve months, gaps at the median of the world; (C,)."""
    traits = {}
    for column, as_log in TRAITS.items():
        by_month = table[column].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        by_month = by_month.reshape(countries, -1)
        seen = np.isfinite(by_month)
        total = np.where(seen, by_month, 0).sum(axis=1)
        value = np.where(seen.any(axis=1), total / np.maximum(seen.sum(axis=1), 1), np.nan)
        value = np.where(np.isnan(value), np.nanmedian(value), value)
        traits[column] = np.log(np.maximum(value, 1e-6)) if as_log else value
    return traits


def neighbours(countries: Integers) -> Floats:
    """Who borders whom, by land or a river, or across at most twelve miles of water: (C, C)."""
    text = files("tocsin.backtest").joinpath("neighbours.csv").read_text(encoding="utf-8")
    at = {int(country): k for k, country in enumerate(countries)}
    matrix = np.zeros((countries.size, countries.size))
    for line in text.splitlines():
        if line.startswith(("#", "country")):
            continue
        one, other = (at.get(int(value)) for value in line.split(","))
        if one is not None and other is not None:
            matrix[one, other] = matrix[other, one] = 1.0
    return matrix


# --- what others forecast -----------------------------------------------------------------------

SUBMISSIONS = {
    "conflictology": (
        "Conflictology_{year}.csv",
        pair("conflictology, last 12", "conflictologie, 12 mois"),
    ),
    "nbinom": (
        "bodentien_rueter_cm_nbinom_test_window_{year}.parquet",
        pair("neg. binomial (B. & R.)", "binom. négative (B. & R.)"),
    ),
    "hurdle": (
        "bodentien_rueter_cm_hurdle_test_window_{year}.parquet",
        pair("hurdle (B. & R.)", "à seuil (B. & R.)"),
    ),
}
"""File and name of the forecasts that come as draws."""

PUBLISHED_SCORES = {
    "boot_240": pair("bootstrap 240", "rééchantillonnage 240"),
    "last_historical_poisson": pair("last, Poisson", "dernier mois, Poisson"),
}
"""Names of the forecasts of which only scores by cell are in the folder ``eval``."""


def competitor(folder: Path, key: str, window: Window) -> Competitor | None:
    """A published forecast of one window by its draws, or None where its file is not there."""
    name, label = SUBMISSIONS[key]
    path = folder / name.format(year=window.year)
    if not path.is_file():
        return None
    table = read(path).select("country_id", "month_id", "outcome")
    table = table.sort("country_id", "month_id", maintain_order=True)
    cells = window.countries.size * 12
    m, rest = divmod(table.height, cells)
    wanted = np.repeat(np.repeat(window.countries, 12), max(m, 1))
    if rest or not np.array_equal(table["country_id"].to_numpy(), wanted):
        raise BenchmarkError(
            f"{path.name}: {table.height} rows for {cells} country-months; the same number of "
            "draws for each is allowed; take the file as published"
        )
    return Competitor(key, label, table["outcome"].cast(pl.Float64).to_numpy().reshape(cells, m))


def published_scores(folder: Path, key: str, score: str, window: Window) -> Floats | None:
    """Scores by cell as their authors published them, (C * 12,), against the revised outcomes."""
    path = folder / "eval" / f"bm_{key}_{window.year}_{score}.csv"
    if not path.is_file():
        return None
    table = read(path).sort("country_id", "month_id")
    if not np.array_equal(table["country_id"].to_numpy(), np.repeat(window.countries, 12)):
        raise BenchmarkError(f"{path.name}: not the window's countries and months; take it again")
    return table["value"].cast(pl.Float64).to_numpy()
