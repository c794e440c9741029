"""Lakes that come about by random collections: rows far back, revisions, whole releases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from tests.lake.rows_for_tests import add, frame, row, utc
from tocsin.lake.append import Batch, Whole, append
from tocsin.lake.storage import storage
from tocsin.settings import Workspace


def told(number: int, happened: date, known: date, **given: Any) -> dict[str, Any]:
    who = {"actor1_country": "RUS", "actor2_country": "KAZ", "code": "111", "root": "11"}
    when = utc(known.year, known.month, known.day, 12)
    return row(str(number), when, happened=happened, **{**who, "quad": 3, **given})


def collected_at_random(draw: np.random.Generator, here: Workspace) -> None:
    """One collection: new rows, some far back, some revisions, now and then a whole release."""
    first = date(2018, 1, 1)
    rows = []
    for _ in range(int(draw.integers(1, 40))):
        known = first + timedelta(int(draw.integers(0, 400)))
        rows.append(
            told(
                int(draw.integers(0, 60)), known - timedelta(int(draw.choice([0, 0, 1, 8, 365]))),
                known, release=str(draw.integers(0, 3)),
                code=[None, "111", "112"][int(draw.integers(3))],
                actor2_country=[None, "KAZ"][int(draw.integers(2))],
                source="gdelt", count=int(draw.integers(1, 4)),
            )
        )  # fmt: skip
    rows = list({(r["event_id"], r["release"]): r for r in rows}.values())
    whole = None
    if draw.random() < 0.2:
        whole = Whole(utc(2019, 2, 1), date(2018, 6, 30))
    append(storage(here.lake), Batch("gdelt", {"events": frame(rows)}, whole))
    if draw.random() < 0.5:
        add(here.lake, [told(int(draw.integers(9)), first, first, source="icews", release="x")])
