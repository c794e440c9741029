"""Table D: onset from quiet, on the windows of the VIEWS Prediction Challenge 2023/24."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.backtest import views_files as files
from tocsin.backtest.onset import OnsetModel, quiet, violence_score
from tocsin.backtest.panel import STATE, Floats, Integers, Panel
from tocsin.errors import ScoreError
from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.results import Figure, PublishedTable, TableColumn, TableRow
from tocsin.rng import Purpose, generator
from tocsin.scoring.calibration import calibration, equal_count
from tocsin.scoring.comparison import Blocks, Interval, bootstrap, skill
from tocsin.scoring.discrimination import area_under_roc, average_precision
from tocsin.scoring.proper import brier
from tocsin.workflows.benchmark_views import chosen_years
from tocsin.workflows.tables import Progress, figure, filled, ranged

LEVEL = 0.9
RESAMPLES = 2_000
BINS = 5
RECENT = 120
"""Months over which the base rate is taken: quiet countries, ten years to the origin."""

UNITS = ("months", "first", "countries")
COLUMNS = ("auc", "precision", "skill")
DIGITS = {"auc": 3, "precision": 3, "skill": 4}


@dataclass(frozen=True)
class Cohort:
    """Quiet countries of all windows: a row for each country-month ahead, (n,).

    ``scores`` rank the rows, by model; ``chances`` are those that are probabilities. ``country``
    and ``window`` say where a row belongs; ``violent`` whether there was violence.
    """

    scores: dict[str, Floats]
    chances: dict[str, Floats]
    violent: Floats
    country: Integers
    window: Integers

    def kept(self, rows: NDArray[np.bool_]) -> Cohort:
        """The same for some of the rows."""
        return Cohort(
            {k: v[rows] for k, v in self.scores.items()},
            {k: v[rows] for k, v in self.chances.items()},
            self.violent[rows], self.country[rows], self.window[rows],
        )  # fmt: skip


def tables(
    data: Path, windows: list[int] | None, seed: int, progress: Progress | None
) -> tuple[list[PublishedTable], list[Text], list[Text]]:
    """The tables of onsets, what was missing, and how our row was made."""
    new, old = files.folders(data)
    years = chosen_years(new, windows)
    read = {year: files.read_window(new, year) for year in years}
    last = max(window.origin for window in read.values())
    panel, missing = files.history(new, old, read[years[0]].countries, last)
    model = OnsetModel(panel, files.neighbours(panel.countries))
    protocol = [LABELS["benchmark onset protocol"]]
    parts, published = [], []
    for k, (year, window) in enumerate(read.items()):

        def told(share: float, k: int = k) -> None:
            if progress is not None:
                progress("onset", (k + share) / len(read))

        chance, penalty, shift = model.forecast(window.origin, told)
        traits = "known" if panel.until(window.origin).traits else "unknown"
        protocol.append(filled(
            "benchmark onset chosen", year=str(year), penalty=f"{penalty:g}",
            shift=f"{shift:+.2f}", traits=LABELS[f"traits {traits}"],
        ))  # fmt: skip
        found = _cohort(new, panel, window, chance, missing)
        parts.append(found)
        twelve = files.competitor(new, "conflictology", window)
        if twelve is not None:
            calm = twelve.draws[::12].sum(axis=1) == 0
            published.append(found.kept(np.repeat(calm, 12)))
    whole = _joined(parts)
    calm = ~np.isnan(whole.scores["tocsin"])
    cohort = whole.kept(calm)
    rng = generator(seed, Purpose.RANGE)
    made = [_counts(whole, calm, published, years)]
    made += [_unit(cohort, unit, rng) for unit in UNITS]
    made.append(_calibration(cohort))
    if published:
        made.append(_published(_joined(published)))
    return made, missing, protocol


def _cohort(
    folder: Path, panel: Panel, window: files.Window, chance: Floats, missing: list[Text]
) -> Cohort:
    """Every country of one window; rows that are not quiet have NaN as our chance."""
    origin = window.origin
    months = window.revised.shape[1]
    known = panel.until(origin)
    score = violence_score(known, origin)
    scores = {"violence 36": np.repeat(score, months), "tocsin": np.repeat(chance, months)}
    chances = {
        "base rate": np.full(window.revised.size, _base_rate(known, origin)),
        "tocsin": scores["tocsin"],
    }
    submitted = files.competitor(folder, "nbinom", window)
    if submitted is None:
        name = files.SUBMISSIONS["nbinom"][0].format(year=window.year)
        label = files.SUBMISSIONS["nbinom"][1]
        missing.append(filled("benchmark no file", model=label, year=str(window.year), file=name))
    else:
        # a chance of exactly zero is what a thousand draws cannot tell from a small one
        draws = submitted.draws
        chances["nbinom"] = ((draws > 0).sum(axis=1) + 0.5) / (draws.shape[1] + 1)
        scores["nbinom"] = chances["nbinom"]
    return Cohort(
        scores, chances, (window.revised.ravel() > 0).astype(float),
        np.repeat(window.countries, months), np.full(window.revised.size, window.year),
    )  # fmt: skip


def _base_rate(known: Panel, origin: int) -> float:
    """Share of months with violence in quiet countries, over windows of the last ten years."""
    violent = total = 0.0
    for back in range(14, RECENT, 12):
        calm = quiet(known, origin - back)
        at = origin - back + 3 - known.first
        later = known.deaths[STATE][calm, at : at + 12] > 0
        violent += float(later.sum())
        total += later.size
    return violent / total


def _joined(parts: list[Cohort]) -> Cohort:
    """All windows as one; a model that some window lacks is left out."""

    def together(name: str) -> dict[str, Floats]:
        each: list[dict[str, Floats]] = [getattr(part, name) for part in parts]
        shared = [key for key in each[0] if all(key in one for one in each)]
        return {key: np.concatenate([one[key] for one in each]) for key in shared}

    return Cohort(
        together("scores"), together("chances"),
        np.concatenate([part.violent for part in parts]),
        np.concatenate([part.country for part in parts]),
        np.concatenate([part.window for part in parts]),
    )  # fmt: skip


# --- tables -------------------------------------------------------------------------------------

NAMES: dict[str, tuple[Text, str]] = {
    "violence 36": (LABELS["onset violence 36"], "baseline"),
    "base rate": (LABELS["onset base rate"], "baseline"),
    "nbinom": (files.SUBMISSIONS["nbinom"][1], "published"),
    "tocsin": (pair("Tocsin", "Tocsin"), "ours"),
}


def _row(key: str, cells: list[Figure], suffix: str = "") -> TableRow:
    label, kind = NAMES[key]
    return TableRow.model_validate(
        {"key": f"{key}{suffix}", "label": label, "kind": kind, "cells": cells}
    )


def _counts(
    whole: Cohort, calm: NDArray[np.bool_], published: list[Cohort], years: list[int]
) -> PublishedTable:
    """Cases and onsets by year, by what was known and as the published draws have it."""
    rows = []
    sets = {"known": whole.kept(calm)}
    if published:
        sets["published"] = _joined(published)
    for name, cohort in sets.items():
        for what in ("cases", "onsets", "countries"):
            each = [_count(cohort.kept(cohort.window == year), what) for year in years]
            values = [*each, _count(cohort, what) if what != "countries" else sum(each)]
            label = filled(f"onset count {what}", cohort=LABELS[f"cohort {name}"])
            cells = [figure(float(value), 0) for value in values]
            rows.append(TableRow(key=f"{name} {what}", label=label, kind="note", cells=cells))
    columns = [TableColumn(key=str(y), label=pair(str(y), str(y))) for y in years]
    return PublishedTable(
        key="cases",
        caption=LABELS["onset cases"],
        columns=[*columns, TableColumn(key="all", label=LABELS["onset all"])],
        rows=rows,
        notes=[LABELS["onset cases note"]],
    )


def _count(cohort: Cohort, what: str) -> int:
    if what == "cases":
        return cohort.violent.size
    if what == "onsets":
        return int(cohort.violent.sum())
    return int(np.unique(cohort.country[cohort.violent > 0]).size)


def _unit(cohort: Cohort, unit: str, rng: np.random.Generator) -> PublishedTable:
    """Discrimination and skill, with whole countries drawn again."""
    cohort = _as_unit(cohort, unit)
    rows = []
    blocks = Blocks.by(cohort.country)
    base = brier(cohort.chances["base rate"], cohort.violent)
    for key in (k for k in NAMES if k in cohort.scores):
        ranked = _as_share(cohort.scores[key])
        cells = [
            _ranking(statistic, ranked, cohort, blocks, rng)
            for statistic in (area_under_roc, average_precision)
        ]
        if key in cohort.chances and unit == "months":
            loss = brier(cohort.chances[key], cohort.violent)
            gain = skill(loss, base, blocks, draws=RESAMPLES, level=LEVEL, rng=rng)
            cells.append(ranged(gain, DIGITS["skill"]))
        else:
            cells.append(figure(None, DIGITS["skill"]))
        rows.append(_row(key, cells))
    names = [c for c in COLUMNS if c != "skill" or unit == "months"]
    rows = [row.model_copy(update={"cells": row.cells[: len(names)]}) for row in rows]
    cases, onsets = str(cohort.violent.size), str(int(cohort.violent.sum()))
    return PublishedTable(
        key=f"onset {unit}",
        caption=filled(f"onset {unit}", cases=cases, onsets=onsets),
        columns=[TableColumn(key=c, label=LABELS[f"onset {c}"]) for c in names],
        rows=rows,
        notes=[filled("onset share", share=f"{cohort.violent.mean():.4f}")],
    )


def _ranking(
    statistic: Callable[[Floats, Floats], float], ranked: Floats, cohort: Cohort, blocks: Blocks,
    rng: np.random.Generator,
) -> Figure:  # fmt: skip
    """A measure of the order of forecasts; without an interval where some draw has no onset."""
    if not 0 < cohort.violent.sum() < cohort.violent.size:
        return figure(None, 3)

    def of(rows: Integers) -> float:
        return float(statistic(ranked[rows], cohort.violent[rows]))

    try:
        return ranged(bootstrap(of, blocks, draws=RESAMPLES, level=LEVEL, rng=rng), 3)
    except ScoreError:  # so few countries had an onset that drawing countries can miss them all
        return figure(float(statistic(ranked, cohort.violent)), 3)


def _as_share(scores: Floats) -> Floats:
    """Scores as numbers from 0 to 1 in the same order; ranks of ties are kept equal."""
    _, rank = np.unique(scores, return_inverse=True)
    return np.asarray(rank / max(int(rank.max()), 1), dtype=np.float64)


def _as_unit(cohort: Cohort, unit: str) -> Cohort:
    """All months; months up to the first with violence; or one row for a country and year."""
    if unit == "months":
        return cohort
    violent = cohort.violent.reshape(-1, 12)
    if unit == "first":
        before = np.cumsum(violent, axis=1) - violent
        return cohort.kept((before == 0).ravel())
    first = np.zeros(violent.shape, dtype=bool)
    first[:, 0] = True
    years = cohort.kept(first.ravel())
    scores = {k: v.reshape(-1, 12).mean(axis=1) for k, v in cohort.scores.items()}
    happened = violent.any(axis=1).astype(float)
    return Cohort(scores, years.chances, happened, years.country, years.window)


def _calibration(cohort: Cohort) -> PublishedTable:
    """Our chances beside the shares that happened, in bins of equal size."""
    chance = cohort.chances["tocsin"]
    found = calibration(
        chance, cohort.violent, edges=equal_count(chance, BINS), level=LEVEL, method="wilson"
    )
    rows = []
    for k in range(found.count.size):
        happened = Interval(
            float(found.frequency[k]), float(found.low[k]), float(found.high[k]), LEVEL,
            int(found.count[k]), 1,
        )  # fmt: skip
        cells = [
            figure(float(found.count[k]), 0),
            figure(float(found.events[k]), 0),
            figure(float(found.forecast[k]), 4),
            ranged(happened, 4),
        ]
        label = filled("onset bin", number=str(k + 1))
        rows.append(TableRow(key=f"bin {k + 1}", label=label, kind="note", cells=cells))
    keys = ("cases", "events", "forecast", "happened")
    return PublishedTable(
        key="calibration",
        caption=LABELS["onset calibration"],
        columns=[TableColumn(key=k, label=LABELS[f"calibration {k}"]) for k in keys],
        rows=rows,
        notes=[LABELS["onset calibration note"]],
    )


def _published(cohort: Cohort) -> PublishedTable:
    """The same cases as the published figure: quiet by the published last twelve months."""
    rows = []
    for key in (k for k in NAMES if k in cohort.scores):
        known = ~np.isnan(cohort.scores[key])
        ranked = _as_share(cohort.scores[key][known])
        some = 0 < cohort.violent[known].sum() < known.sum()
        cells = [
            figure(float(measure(ranked, cohort.violent[known])) if some else None, 3)
            for measure in (area_under_roc, average_precision)
        ]
        cells.append(figure(float(known.sum()), 0))
        rows.append(_row(key, cells))
    return PublishedTable(
        key="onset published cohort",
        caption=LABELS["onset published cohort"],
        columns=[
            TableColumn(key="auc", label=LABELS["onset auc"]),
            TableColumn(key="precision", label=LABELS["onset precision"]),
            TableColumn(key="cases", label=LABELS["calibration cases"]),
        ],
        rows=rows,
        notes=[LABELS["onset published note"]],
    )
