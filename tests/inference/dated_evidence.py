"""The filter's dated evidence as the exact filter takes it: spans between days, jumps, factors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from tocsin.engine.exact import Evidence, Jump, Likelihood, Span
from tocsin.engine.network import Floats
from tocsin.inference.anchors import Anchors
from tocsin.inference.evidence import Schedule
from tocsin.periods import years_between


def _scales(anchors: Anchors, day: date) -> Floats:
    quarter = min(sum(end <= day for end in anchors.ends), len(anchors.ends) - 1)
    return np.asarray(anchors.scale[:, quarter])


def dated(
    items: Schedule, anchors: Anchors, start: date, as_of: date, moving: int, hypothesis: str
) -> Iterator[Evidence | float]:
    """Spans from one day of change to the next; what ratings add under a hypothesis as numbers."""
    days = {i.effective for i in items.items} | set(anchors.ends) | set(items.known_until.values())
    days |= {d for w in items.watches for d in (w.since, w.until)} | {as_of}
    day = start
    for following in sorted(d for d in days if start < d <= as_of):
        known = np.array([day < items.known_until.get(n, start) for n in range(moving)])
        heard = tuple((w.function, w.rate) for w in items.watches if w.since <= day < w.until)
        yield Span(years_between(day, following), _scales(anchors, day), known, heard)
        day = following
        for item in (i for i in items.items if i.effective == day):
            if item.kind == "jump":
                yield Jump(item.node, item.level, _scales(anchors, day))
            elif item.kind == "report":
                yield Likelihood(item.function, float(np.exp(item.log_ratio)), 1.0)
            else:
                yield dict(item.by_hypothesis)[hypothesis]
