"""Table B: change of violence in Africa, as in the ViEWS competition of 2020/21."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.backtest import escalation as task
from tocsin.backtest import views_2020_files as files
from tocsin.backtest.counts_scores import Revision, difference, loss_interval, revision
from tocsin.backtest.panel import Floats, Integers, Panel
from tocsin.backtest.views_files import folders
from tocsin.errors import BenchmarkError
from tocsin.labels import LABELS
from tocsin.language import Text, pair
from tocsin.results import Figure, PublishedTable, TableColumn, TableRow
from tocsin.rng import Purpose, generator
from tocsin.workflows.tables import Progress, figure, filled, ranged

OURS = "tocsin"
DIGITS = 3


@dataclass(frozen=True)
class Vintage:
    """One vintage: what happened by step, and each model's squared errors, (countries, months)."""

    panel: Panel
    actual: dict[int, Floats]
    changes: dict[str, dict[int, Floats]]
    choice: task.Choice

    def errors(self, key: str) -> dict[int, Floats]:
        """Squared errors of a model by step."""
        return squared(self.changes[key], self.actual)


def squared(changes: dict[int, Floats], actual: dict[int, Floats]) -> dict[int, Floats]:
    """Squared errors by step."""
    return {step: (values - actual[step]) ** 2 for step, values in changes.items()}


def tables(
    data: Path, windows: list[int] | None, seed: int, progress: Progress | None
) -> tuple[list[PublishedTable], list[Text], list[Text]]:
    """The tables of the competition, what was missing, and how our row was made."""
    if windows is not None:
        raise BenchmarkError(
            f"windows {windows[0]}-{windows[-1]} for a benchmark that has one period, 2017-2019; "
            "leave the windows out"
        )
    _, folder = folders(data)
    countries = files.africa(folder)
    kinds, labels = _models()
    missing: list[Text] = []
    others = {}
    for key, (archive, _, _, label) in files.SUBMISSIONS.items():
        found = files.submission(folder, key, countries)
        if found is None:
            missing.append(filled("benchmark no archive", model=label, file=f"raw/{archive}"))
        else:
            others[key] = found
    vintages = {}
    for k, name in enumerate(files.VINTAGES):

        def told(share: float, k: int = k) -> None:
            if progress is not None:
                progress("escalation", (k + share) / len(files.VINTAGES))

        vintages[name] = _vintage(files.panel(folder, name), countries, others, told)
    rng = generator(seed, Purpose.RANGE)
    blocks = np.repeat(countries, task.MONTHS)
    made = [
        _errors(name, vintage, labels, kinds, blocks, rng) for name, vintage in vintages.items()
    ]
    made.append(_differences(vintages, labels, kinds, blocks, rng))
    made.append(_revision(vintages, labels, kinds))
    return made, missing, _protocol(vintages)


def _models() -> tuple[dict[str, str], dict[str, Text]]:
    kinds = {"no change": "baseline", "mean 6": "baseline", OURS: "ours"}
    labels = {
        "no change": LABELS["benchmark no change"],
        "mean 6": LABELS["benchmark mean 6"],
        OURS: pair("Tocsin", "Tocsin"),
    }
    for key, (_, _, _, label) in files.SUBMISSIONS.items():
        kinds[key], labels[key] = "published", label
    return kinds, labels


def _vintage(
    panel: Panel, countries: Integers, others: dict[str, dict[int, Floats]], told: object
) -> Vintage:
    here: NDArray[np.bool_] = np.isin(panel.countries, countries)
    described = task.Described.of(panel)
    choice = task.choose(described, task.FIRST, here, told)  # type: ignore[arg-type]
    steps = list(task.STEPS)
    actual = {step: task.actual(panel, task.FIRST, step, here) for step in steps}
    changes = {
        "no change": {step: np.zeros_like(actual[step]) for step in steps},
        "mean 6": {step: task.mean_of_last(panel, task.FIRST, step, here) for step in steps},
        **others,
        OURS: {step: task.forecast(described, task.FIRST, step, here, choice) for step in steps},
    }
    return Vintage(panel, actual, changes, choice)


def _whole(errors: dict[int, Floats]) -> Floats:
    """The mean over steps in each cell, (countries * months,): its mean is the published figure."""
    return np.asarray(np.mean(list(errors.values()), axis=0).ravel())


def _errors(
    name: str, vintage: Vintage, labels: dict[str, Text], kinds: dict[str, str], blocks: Integers,
    rng: np.random.Generator,
) -> PublishedTable:  # fmt: skip
    rows = []
    for key in vintage.changes:
        errors = vintage.errors(key)
        parts = [*(values.ravel() for values in errors.values()), _whole(errors)]
        cells: list[Figure] = []
        for part in parts:
            if kinds[key] == "ours":
                cells.append(ranged(loss_interval(part, blocks, rng), DIGITS))
            else:
                cells.append(figure(float(part.mean()), DIGITS))
        rows.append(_row(key, labels[key], kinds[key], cells))
    columns = [TableColumn(key=f"s {s}", label=pair(f"s = {s}", f"s = {s}")) for s in task.STEPS]
    return PublishedTable(
        key=f"mse {name}",
        caption=filled("benchmark mse", vintage=LABELS[f"vintage {name}"]),
        columns=[*columns, TableColumn(key="mean", label=LABELS["benchmark mean"])],
        rows=rows,
        notes=[],
    )


def _row(key: str, label: Text, kind: str, cells: list[Figure]) -> TableRow:
    return TableRow.model_validate({"key": key, "label": label, "kind": kind, "cells": cells})


def _differences(
    vintages: dict[str, Vintage], labels: dict[str, Text], kinds: dict[str, str], blocks: Integers,
    rng: np.random.Generator,
) -> PublishedTable:  # fmt: skip
    rows = []
    for key in next(iter(vintages.values())).changes:
        if key == OURS:
            continue
        cells = [
            ranged(difference(_whole(v.errors(OURS)), _whole(v.errors(key)), blocks, rng), DIGITS)
            for v in vintages.values()
        ]
        rows.append(_row(key, labels[key], kinds[key], cells))
    return PublishedTable(
        key="differences",
        caption=LABELS["benchmark mse differences"],
        columns=[TableColumn(key=name, label=LABELS[f"vintage {name}"]) for name in vintages],
        rows=rows,
        notes=[],
    )


def _revision(
    vintages: dict[str, Vintage], labels: dict[str, Text], kinds: dict[str, str]
) -> PublishedTable:
    """What a forecast from the first vintage got wrong, and what the second vintage changed."""
    then, now = vintages["prepatch"], vintages["postpatch"]
    changed = np.mean([np.abs(now.actual[s] - then.actual[s]) for s in task.STEPS], axis=0).ravel()
    rows = []
    for key, changes in then.changes.items():
        split: Revision = revision(
            _whole(squared(changes, then.actual)), _whole(squared(changes, now.actual)), changed
        )
        values = (split.wrong, split.changed, split.total)
        rows.append(_row(key, labels[key], kinds[key], [figure(v, DIGITS + 1) for v in values]))
    return PublishedTable(
        key="revision",
        caption=LABELS["benchmark mse revision"],
        columns=[
            TableColumn(key=k, label=LABELS[f"revision {k}"]) for k in ("wrong", "changed", "total")
        ],
        rows=rows,
        notes=[LABELS["benchmark mse revision note"]],
    )


def _protocol(vintages: dict[str, Vintage]) -> list[Text]:
    words = [LABELS["benchmark mse protocol"]]
    for name, vintage in vintages.items():
        words.append(
            filled(
                "benchmark mse chosen",
                vintage=LABELS[f"vintage {name}"], scope=LABELS[f"scope {vintage.choice.scope}"],
                penalty=f"{vintage.choice.penalty:g}", loss=f"{vintage.choice.loss:.3f}",
            )
        )  # fmt: skip
    return words
