"""Table A: deaths by country and month, as in the VIEWS Prediction Challenge 2023/24."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tocsin.backtest import views_files as files
from tocsin.backtest.counts_scores import (
    SCORES,
    Revision,
    Scored,
    difference,
    interval,
    joined,
    revision,
    score,
    where_violent,
)
from tocsin.backtest.counts_tuning import Tuner, forecast
from tocsin.backtest.panel import Floats, Panel
from tocsin.errors import BenchmarkError
from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.results import Figure, PublishedTable, TableColumn, TableRow
from tocsin.rng import Purpose, generator
from tocsin.workflows.tables import Progress, figure, filled, ranged

DRAWS = 1_000
VINTAGES = ("revised", "then")
DIGITS = {"crps": 2, "crps ln": 3, "ignorance": 3, "mis": 1, "coverage": 3}
EVAL_NAMES = {"crps": "crps", "ignorance": "ign", "mis": "mis"}
OURS = "tocsin"


@dataclass(frozen=True)
class Model:
    """A model's scores, by year and vintage, and where its forecasts came from."""

    label: Text
    kind: str
    scored: dict[tuple[int, str], Scored]
    places: dict[int, Floats]
    """By year, where the deaths of violent months fell among its positive draws."""


@dataclass(frozen=True)
class Counts:
    """Everything the tables are made of."""

    years: list[int]
    windows: dict[int, files.Window]
    models: dict[str, Model]
    missing: list[Text]
    protocol: list[Text]


def tables(
    data: Path, windows: list[int] | None, seed: int, progress: Progress | None
) -> tuple[list[PublishedTable], list[Text], list[Text]]:
    """The tables of the challenge, what was missing, and how our row was made."""
    found = measure(data, chosen_years(files.folders(data)[0], windows), seed, progress)
    rng = generator(seed, Purpose.RANGE)
    made = [
        _scores(found, name, vintage, rng) for name in SCORES for vintage in VINTAGES
        if vintage == "revised" or any(w.then is not None for w in found.windows.values())
    ]  # fmt: skip
    made += [_differences(found, rng), _places(found), *_revisions(found), _cells(found)]
    return made, found.missing, found.protocol


def chosen_years(folder: Path, windows: list[int] | None) -> list[int]:
    """The years to score: those asked for, or all that are there."""
    there = files.windows_in(folder)
    years = there if windows is None else windows
    absent = [year for year in years if year not in there]
    if absent or not years:
        raise BenchmarkError(
            f"no outcomes for {', '.join(map(str, absent)) or 'any year'}; "
            f"{', '.join(map(str, there)) or 'none'} are there; ask for years whose "
            f"{files.REVISED}/cm_actuals_YEAR.parquet is in the folder"
        )
    return years


def measure(data: Path, years: list[int], seed: int, progress: Progress | None) -> Counts:
    """Read, forecast and score every window."""
    new, old = files.folders(data)
    windows = {year: files.read_window(new, year) for year in years}
    last = max(window.origin for window in windows.values())
    countries = windows[years[0]].countries
    panel, words = files.history(new, old, countries, last)
    models: dict[str, Model] = {}
    missing = list(words)
    for year, window in windows.items():
        _others(new, window, models, missing, seed)
        if window.then is None:
            missing.append(filled("benchmark no vintage", year=str(year)))
    protocol = _ours(panel, windows, models, seed, progress)
    return Counts(years, windows, models, missing, protocol)


def _add(
    models: dict[str, Model], key: str, label: Text, kind: str, window: files.Window, draws: Floats,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    model = models.setdefault(key, Model(label, kind, {}, {}))
    blocks = np.repeat(window.countries, 12)
    revised = window.revised.ravel()
    model.scored[window.year, "revised"] = score(draws, revised, blocks)
    if window.then is not None:
        model.scored[window.year, "then"] = score(draws, window.then.ravel(), blocks)
    model.places[window.year] = where_violent(draws, revised, rng)


def _others(
    folder: Path, window: files.Window, models: dict[str, Model], missing: list[Text], seed: int
) -> None:
    """Zero, the published draws, and the published scores of those without draws."""
    rng = generator(seed, Purpose.CHECK, window.year)
    zero = np.zeros((window.revised.size, 1))
    _add(models, "zero", LABELS["benchmark zero"], "baseline", window, zero, rng)
    for key, label in files.PUBLISHED_SCORES.items():
        losses = {}
        for name, short in EVAL_NAMES.items():
            given = files.published_scores(folder, key, short, window)
            if given is not None:
                losses[name] = given
        if losses:
            model = models.setdefault(key, Model(label, "scores", {}, {}))
            violent = (window.revised.ravel() > 0).astype(float)
            blocks = np.repeat(window.countries, 12)
            model.scored[window.year, "revised"] = Scored(losses, violent, blocks)
        else:
            missing.append(_absent(label, window.year, f"eval/bm_{key}_{window.year}_crps.csv"))
    for key, (name, label) in files.SUBMISSIONS.items():
        found = files.competitor(folder, key, window)
        if found is None:
            missing.append(_absent(label, window.year, name.format(year=window.year)))
        else:
            _add(models, key, label, "published", window, found.draws, rng)


def _absent(label: Text, year: int, name: str) -> Text:
    return filled("benchmark no file", model=label, year=str(year), file=name)


def _ours(
    panel: Panel, windows: dict[int, files.Window], models: dict[str, Model], seed: int,
    progress: Progress | None,
) -> list[Text]:  # fmt: skip
    """Our forecast of each window from what was known in October; says what was chosen."""
    tuner = Tuner(panel, seed)
    words = [LABELS["benchmark counts protocol"]]
    for k, (year, window) in enumerate(windows.items()):

        def told(share: float, k: int = k) -> None:
            if progress is not None:
                progress("counts", (k + share) / len(windows))

        draws, chosen, loss = forecast(tuner, window.origin, DRAWS, told)
        rng = generator(seed, Purpose.RANGE, year)
        _add(models, OURS, pair("Tocsin", "Tocsin"), "ours", window, draws, rng)
        words.append(
            filled(
                "benchmark counts chosen",
                year=str(year), decay=f"{chosen.decay:g}", noise=f"{chosen.noise:g}",
                midpoint=f"{chosen.midpoint:g}", loss=f"{loss:.3f}",
            )
        )  # fmt: skip
    return words


# --- tables -------------------------------------------------------------------------------------


def _columns(years: list[int]) -> list[TableColumn]:
    each = [TableColumn(key=str(y), label=pair(str(y), str(y))) for y in years]
    return [*each, TableColumn(key="mean", label=LABELS["benchmark mean"])]


def _scores(found: Counts, name: str, vintage: str, rng: np.random.Generator) -> PublishedTable:
    rows = []
    for key, model in found.models.items():
        parts = {y: model.scored.get((y, vintage)) for y in found.years}
        known = [part for part in parts.values() if part is not None and name in part.losses]
        if not known:
            continue
        cells = [_cell(part, name, model.kind, rng) for part in parts.values()]
        whole = joined(known) if len(known) == len(found.years) else None
        # the published mean is over windows, which coverage counts with different weights
        mean = _mean(known, name) if whole is not None else None
        cells.append(_cell(whole, name, model.kind, rng, mean))
        rows.append(TableRow.model_validate(
            {"key": key, "label": model.label, "kind": model.kind, "cells": cells}
        ))  # fmt: skip
    return PublishedTable(
        key=f"{name} {vintage}",
        caption=filled(f"benchmark {name}", vintage=LABELS[f"vintage {vintage}"]),
        columns=_columns(found.years),
        rows=rows,
        notes=[LABELS["benchmark coverage note"]] if name == "coverage" else [],
    )


def _mean(parts: list[Scored], name: str) -> float:
    return float(np.mean([part.mean(name) for part in parts]))


def _cell(
    part: Scored | None, name: str, kind: str, rng: np.random.Generator, value: float | None = None
) -> Figure:
    """The mean of one window; with its interval where it is ours."""
    if part is None or name not in part.losses:
        return figure(None, DIGITS[name])
    shown = part.mean(name) if value is None else value
    if kind != "ours":
        return figure(shown, DIGITS[name])
    around = interval(part, name, rng)
    assert around is not None  # the score was just looked up
    return ranged(around, DIGITS[name], shown)


def _differences(found: Counts, rng: np.random.Generator) -> PublishedTable:
    """Ours minus each of the others on the same cells, over all windows: below 0 is better."""
    ours = found.models[OURS]
    names = ("crps", "crps ln", "ignorance", "mis")
    rows = []
    for key, model in found.models.items():
        shared = [y for y in found.years if (y, "revised") in model.scored]
        if key == OURS or not shared:
            continue
        cells = []
        both = [joined([m.scored[y, "revised"] for y in shared]) for m in (ours, model)]
        for name in names:
            if name in both[1].losses:
                apart = difference(both[0].losses[name], both[1].losses[name], both[0].blocks, rng)
                cells.append(ranged(apart, DIGITS[name]))
            else:
                cells.append(figure(None, DIGITS[name]))
        rows.append(TableRow.model_validate(
            {"key": key, "label": model.label, "kind": model.kind, "cells": cells}
        ))  # fmt: skip
    return PublishedTable(
        key="differences",
        caption=LABELS["benchmark differences"],
        columns=[TableColumn(key=n, label=LABELS[f"short {n}"]) for n in names],
        rows=rows,
        notes=[],
    )


def _places(found: Counts) -> PublishedTable:
    """In which tenth of a model's positive draws the deaths of violent months fell."""
    rows = []
    for key, model in found.models.items():
        place = np.concatenate([*model.places.values(), np.zeros(0)])
        if place.size == 0:
            continue
        share = np.histogram(place, np.linspace(0, 1, 11))[0] / place.size
        violent = sum(int((found.windows[y].revised > 0).sum()) for y in model.places)
        cells = [figure(float(s), 3) for s in share]
        cells.append(figure(float(violent - place.size), 0))
        rows.append(TableRow.model_validate(
            {"key": key, "label": model.label, "kind": model.kind, "cells": cells}
        ))  # fmt: skip
    tenths = [TableColumn(key=f"tenth {k}", label=pair(str(k), str(k))) for k in range(1, 11)]
    return PublishedTable(
        key="places",
        caption=LABELS["benchmark places"],
        columns=[*tenths, TableColumn(key="left out", label=LABELS["benchmark left out"])],
        rows=rows,
        notes=[LABELS["benchmark places note"]],
    )


def _revisions(found: Counts) -> list[PublishedTable]:
    """CRPS on revised data as what we got wrong plus what the data changed."""
    both = [y for y in found.years if found.windows[y].then is not None]
    if not both:
        return []
    rows = []
    for key, model in found.models.items():
        if all((y, v) in model.scored for y in both for v in VINTAGES):
            for name in ("crps", "crps ln"):
                split = _split(model, found, both, name)
                label = filled(
                    "benchmark split row", model=model.label, score=LABELS[f"short {name}"]
                )
                values = (split.wrong, split.changed, split.total)
                cells = [figure(v, DIGITS[name] + 1) for v in values]
                rows.append(TableRow.model_validate(
                    {"key": f"{key} {name}", "label": label, "kind": model.kind, "cells": cells}
                ))  # fmt: skip
    keys = ("wrong", "changed", "total")
    return [
        PublishedTable(
            key="revision",
            caption=filled("benchmark revision", years=", ".join(map(str, both))),
            columns=[TableColumn(key=k, label=LABELS[f"revision {k}"]) for k in keys],
            rows=rows,
            notes=[LABELS["benchmark revision note"]],
        )
    ]


def _split(model: Model, found: Counts, years: list[int], name: str) -> Revision:
    then, now = (
        joined([model.scored[y, v] for y in years]).losses[name] for v in ("then", "revised")
    )
    changes = []
    for y in years:
        window = found.windows[y]
        assert window.then is not None  # the years were chosen so
        changes.append((window.revised - window.then).ravel())
    return revision(then, now, np.concatenate(changes))


def _cells(found: Counts) -> PublishedTable:
    """What the means are over, and how much of them one cell can be."""
    rows = []
    counts: dict[str, list[Figure]] = {k: [] for k in ("cells", "violent", "revised", "largest")}
    for window in found.windows.values():
        deaths = window.revised.ravel()
        changed = None if window.then is None else float((window.revised != window.then).sum())
        counts["cells"].append(figure(float(deaths.size), 0))
        counts["violent"].append(figure(float((deaths > 0).sum()), 0))
        counts["revised"].append(figure(changed, 0))
        counts["largest"].append(figure(_largest(found, window.year), 2))
    for key, cells in counts.items():
        rows.append(TableRow(key=key, label=LABELS[f"cells {key}"], kind="note", cells=cells))
    return PublishedTable(
        key="cells",
        caption=LABELS["benchmark cells"],
        columns=_columns(found.years)[:-1],
        rows=rows,
        notes=[],
    )


def _largest(found: Counts, year: int) -> float | None:
    """How much of the total CRPS of the last twelve months is that of a single cell."""
    model = found.models.get("conflictology")
    if model is None or (year, "revised") not in model.scored:
        return None
    loss = model.scored[year, "revised"].losses["crps"]
    return float(loss.max() / loss.sum())
