"""How an indicator stands: within its baseline, out of it, or not monitored."""

from __future__ import annotations

import math
from datetime import date, timedelta

from scipy.stats import nbinom

from tocsin.case.schema import Block, Case, CountSeries, Indicator
from tocsin.formats import day, decimal
from tocsin.language import Language, Text, pair
from tocsin.results import Standing

OUT, BACK = 0.01, 0.05
"""A block leaves its baseline where it is rarer than ``OUT`` on its side, and is back where it is
commoner than ``BACK``; between the two it is neither for news.
"""
STALE = timedelta(weeks=8)
"""Without a block that ends within this time an indicator is not monitored."""

WORDS = {
    "unmonitored": pair("not monitored", "non suivi"),
    "within": pair("within its baseline", "dans sa référence"),
    "above": pair("above its baseline", "au-dessus de sa référence"),
    "below": pair("below its baseline", "au-dessous de sa référence"),
}


def count_standings(case: Case, as_of: date) -> list[Standing]:
    """Every indicator of a case that was loaded with what its workspace counts."""
    counted = {series.indicator: series for series in case.counted}
    return [_standing(each, counted.get(each.id), as_of) for each in case.indicators]


def _standing(indicator: Indicator, series: CountSeries | None, as_of: date) -> Standing:
    block = series.blocks[-1] if series is not None and series.blocks else None
    if series is None or block is None or as_of - block.until > STALE:
        return _of(indicator, "unmonitored", pair("no recent count", "aucun décompte récent"))
    expected = math.exp(series.baseline.log_mean) * block.exposure
    law = nbinom(series.size, series.size / (series.size + expected))
    above, below = float(law.sf(block.count - 1)), float(law.cdf(block.count))
    rarer = min(above, below)
    state = "within" if rarer >= OUT else "above" if above < below else "below"
    return _of(indicator, state, _detail(block, expected), firm=not OUT <= rarer < BACK)


def _of(indicator: Indicator, state: str, detail: Text, *, firm: bool = True) -> Standing:
    return Standing(
        subject="indicator", id=indicator.id, label=indicator.label, state=state,
        wording=WORDS[state], detail=detail, firm=firm,
    )  # fmt: skip


def _detail(block: Block, expected: float) -> Text:
    def told(language: Language) -> tuple[str, str, str]:
        since, until = (day(each, language, short=True) for each in (block.since, block.until))
        return since, until, decimal(expected, language, 1)

    english, french = told(Language.EN), told(Language.FR)
    return pair(
        f"{block.count} from {english[0]} to {english[1]}, {english[2]} expected; a count is a "
        "sign of attention as well, and says nothing by itself",
        f"{block.count} du {french[0]} au {french[1]}, {french[2]} attendus ; un décompte est "
        "aussi un signe d’attention et ne dit rien à lui seul",
    )
