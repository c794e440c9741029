"""What is known of each pair of states at the end of a year: the signs that dyad models read.

Figures of states are carried forward from the last year for which they are known, never back. A
model that forecasts takes the signs of one year and the events of the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from tocsin.case.schema import DyadRelease
from tocsin.outside_view.grid import FIRST, LAST, Grid
from tocsin.outside_view.tables import Columns

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

SMALLEST_CAPABILITY, SMALLEST_SHARE = 1e-6, 1e-4
"""What stands for none at all where a logarithm is taken."""


def structure(
    grid: Grid,
    state_years: Columns,
    release: DyadRelease,
    *,
    rows: Integers | None = None,
    since: int = FIRST,
) -> dict[str, Floats]:
    """The signs of pairs in every year from ``since``, (rows, years) each; NaN where unknown.

    relevant: politically relevant; land, water: a border on land, contiguity across water; major: a
    major power in the pair; defence: a defence pact; rivalry: strategic rivals; parity: lower over
    higher capability; capability: logarithm of the product of both; democracy, most_democratic:
    lower and higher democracy; wealth: lower GDP a head (logarithm); militarisation: lower share of
    the people under arms (logarithm); quiet: log(1 + years without dispute); calm: those years up
    to 40, in tens; disputes_5, disputes_25: log(1 + disputes begun in so many years); elsewhere:
    the same of either side with others in five years, added up; ongoing: a dispute is going on.

    ``rows`` are rows of the grid, all by default.
    """
    at = np.arange(len(grid.one)) if rows is None else rows
    cut = slice(since - FIRST, None)

    def sides(name: str) -> tuple[Floats, Floats]:
        one, other = state_figures(grid, state_years, name, carried=True, rows=at)
        return one[:, cut], other[:, cut]

    one, other = (np.maximum(side, SMALLEST_CAPABILITY) for side in sides("capability"))
    democracy = sides("democracy")
    ongoing = grid.ongoing[release][at]
    ended = np.where(ongoing, 0, quiet_years(grid.exists[at], ongoing) + 1)[:, cut]
    began = grid.began[release]["dispute"].astype(np.int64)
    signs = {
        "relevant": grid.relevant[at][:, cut],
        "land": grid.contiguity[at][:, cut] == 1,
        "water": grid.contiguity[at][:, cut] > 1,
        "major": grid.major[at][:, cut],
        "defence": grid.defence[at][:, cut],
        "rivalry": grid.rivalry[at][:, cut],
        "parity": np.minimum(one, other) / np.maximum(one, other),
        "capability": np.log(one) + np.log(other),
        "democracy": np.minimum(*democracy),
        "most_democratic": np.maximum(*democracy),
        "wealth": np.minimum(*sides("wealth")),
        "militarisation": np.log(np.maximum(np.minimum(*sides("militarisation")), SMALLEST_SHARE)),
        "quiet": np.log1p(ended),
        "calm": np.minimum(ended, 40) / 10,
        "disputes_5": np.log1p(window(began[at], 5))[:, cut],
        "disputes_25": np.log1p(window(began[at], 25))[:, cut],
        "elsewhere": elsewhere(grid, began, 5, at)[:, cut],
        "ongoing": ongoing[:, cut],
    }
    return {name: np.asarray(sign, dtype=np.float64) for name, sign in signs.items()}


def state_figures(
    grid: Grid, state_years: Columns, name: str, *, carried: bool, rows: Integers
) -> tuple[Floats, Floats]:
    """A figure of each side of the pairs in ``rows``, (rows, Y) twice; NaN where unknown."""
    numbers = np.unique(np.concatenate([grid.one, grid.other]))
    table = np.full((len(numbers), LAST - FIRST + 1), np.nan)
    kept = (state_years["year"] >= FIRST) & (state_years["year"] <= LAST)
    at = np.searchsorted(numbers, state_years["state"][kept])
    table[at, state_years["year"][kept].astype(int) - FIRST] = state_years[name][kept]
    if carried:
        table = forward(table)
    one, other = (np.searchsorted(numbers, side[rows]) for side in (grid.one, grid.other))
    return table[one], table[other]


def forward(table: Floats) -> Floats:
    """Each row with its last known figure in place of what is unknown after it."""
    known = ~np.isnan(table)
    last = np.maximum.accumulate(np.where(known, np.arange(table.shape[1]), -1), axis=1)
    rows = np.arange(len(table))[:, None]
    return np.where(last >= 0, table[rows, np.maximum(last, 0)], np.nan)


def quiet_years(present: NDArray[np.bool_], busy: NDArray[np.bool_]) -> Integers:
    """Years of peace before each cell: cells of its row since the last busy one (P, Y).

    Only cells that are ``present`` count, as if the others were not there, which is how
    peacesciencer counts peace years: 0 in the first year and in the year after a busy one.
    """
    quiet = np.zeros(present.shape, dtype=np.int64)
    running = np.zeros(len(present), dtype=np.int64)
    for year in range(present.shape[1]):
        quiet[:, year] = running
        counted = np.where(busy[:, year], 0, running + 1)
        running = np.where(present[:, year], counted, running)
    return quiet


def window(counts: Integers, years: int) -> Integers:
    """The sum of each row's counts over the ``years`` up to and with each year."""
    total = np.cumsum(counts, axis=1)
    before = np.zeros_like(total)
    before[:, years:] = total[:, :-years]
    return total - before


def elsewhere(grid: Grid, began: Integers, years: int, rows: Integers) -> Floats:
    """Disputes of either side with third states begun in the last ``years``: log(1 + n), added."""
    numbers = np.unique(np.concatenate([grid.one, grid.other]))
    one, other = np.searchsorted(numbers, grid.one), np.searchsorted(numbers, grid.other)
    pairs = np.arange(len(one))
    belongs = csr_array(
        (np.ones(2 * len(pairs), dtype=np.int64), (np.append(one, other), np.append(pairs, pairs))),
        shape=(len(numbers), len(pairs)),
    )
    summed, own = window(belongs @ began, years), window(began[rows], years)
    apart = [np.log1p(summed[side[rows]] - own) for side in (one, other)]
    return np.asarray(apart[0] + apart[1], dtype=np.float64)
