"""A lake of a few years of weekly events, for the minimal case's indicator."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from tests.cases_for_tests import write_minimal_case
from tests.lake.rows_for_tests import add, space
from tocsin.case.load import load_case
from tocsin.case.schema import Case
from tocsin.settings import Engine, Workspace

FIRST = date(2022, 1, 3)
"""The Monday on which the lake begins."""


def minimal(folder: Path, **changes: Any) -> Case:
    """The minimal case, with changes to its one indicator."""
    case = load_case(write_minimal_case(folder / "case"))
    one = case.indicators[0].model_copy(update=changes)
    return case.model_copy(update={"indicators": [one]})


def event(number: int, happened: date, known: date | None = None, **given: Any) -> dict[str, Any]:
    """One protest of BET to ALF, told on its own day unless it says otherwise."""
    when = datetime.combine(known or happened, time(9), UTC)
    return {
        "event_id": str(number), "known": when, "source": "gdelt", "release": "2.0",
        "happened": happened, "count": 1, "actor1_country": "BET", "actor2_country": "ALF",
        "code": "111", "root": "11", "quad": 3, **given,
    }  # fmt: skip


def others(number: int, happened: date, **given: Any) -> dict[str, Any]:
    """What else the source tells: it makes up the volume."""
    plain = {"actor1_country": "USA", "actor2_country": "GBR", "code": "040", "root": "04"}
    return event(number, happened, **{**plain, "quad": 1, **given})


def weeks_of_news(
    weeks: int, rate: float = 5.0, volume: int = 12, seed: int = 1, dead: range = range(0)
) -> list[dict[str, Any]]:
    """``weeks`` weeks with that many acts on average, each of its own day and code."""
    draw = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for week in range(weeks):
        if week in dead:
            continue
        monday = FIRST + timedelta(weeks=week)
        for k in range(int(draw.poisson(rate))):
            day = monday + timedelta(days=int(draw.integers(7)))
            rows.append(event(len(rows), day, code=f"11{k % 10}{k // 10}"))
        for k in range(volume):
            day = monday + timedelta(days=k % 7)
            rows.append(others(len(rows), day, code=f"04{k % 10}{k // 10}"))
    return rows


def lake(folder: Path, rows: list[dict[str, Any]], engine: Engine = Engine.POLARS) -> Workspace:
    """A workspace with those rows in its lake."""
    if rows:
        add(folder / "lake", rows)
    return space(folder / "lake", engine)
