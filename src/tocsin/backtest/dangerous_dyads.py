"""The published "dangerous dyads" logit (Miller 2022, after Bremer 1992), fitted again.

Non-directed, politically relevant dyad-years, 1816 to 2010; the onset of a dispute in the data of
Gibler, Miller and Little. It explains a year by figures of the same year: it is no forecast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import BenchmarkError
from tocsin.outside_view.fitting import fit
from tocsin.outside_view.grid import COVERED, Grid, column
from tocsin.outside_view.signs import quiet_years, state_figures
from tocsin.outside_view.tables import Columns

Floats = NDArray[np.float64]

TERMS = (
    "land", "parity", "major", "defence", "democracy", "wealth", "militarisation", "t", "t2", "t3",
    "constant",
)  # fmt: skip
"""The terms in the order of the published table."""

SCALED = ("parity", "democracy", "wealth", "militarisation")
"""Terms that are centred and divided by two standard deviations, over all rows before any is left
out (Gelman 2008)."""


@dataclass(frozen=True)
class Table:
    """Coefficients by term, their standard errors, and the number of dyad-years."""

    coefficients: dict[str, float]
    errors: dict[str, float]
    rows: int


def published(path: Path) -> Table:
    """The table as it was published, from its TeX source."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BenchmarkError(
            f"cannot read {path.name}: {error.strerror}; the published table is needed; put it "
            f"into {path.parent.name}"
        ) from error
    numbers = [float(found) for found in re.findall(r"\\num\{(-?[\d.]+)\}", text)]
    if len(numbers) != 2 * len(TERMS) + 1:
        raise BenchmarkError(
            f"{path.name} holds {len(numbers)} numbers; {2 * len(TERMS) + 1} are needed: a "
            "coefficient and an error for each term, and the rows; use the table as published"
        )
    coefficients, errors = numbers[:-1:2], numbers[1:-1:2]
    return Table(
        dict(zip(TERMS, coefficients, strict=True)),
        dict(zip(TERMS, errors, strict=True)),
        int(numbers[-1]),
    )


def refitted(grid: Grid, state_years: Columns) -> Table:
    """The same logit on the grid: figures of the year itself, none carried forward."""
    years = slice(0, column(COVERED["gml"][1]) + 1)
    here = grid.relevant[:, years]
    quiet = quiet_years(grid.relevant, grid.ongoing["gml"])[:, years][here].astype(np.float64)
    terms = {
        "land": (grid.contiguity == 1)[:, years][here],
        **_ratios(grid, state_years, years, here),
        "major": grid.major[:, years][here],
        "defence": grid.defence[:, years][here],
        "t": quiet,
        "t2": quiet**2,
        "t3": quiet**3,
    }
    names = TERMS[:-1]
    design = np.column_stack([np.asarray(terms[name], dtype=np.float64) for name in names])
    for name in SCALED:
        values = design[:, names.index(name)]
        design[:, names.index(name)] = (values - np.nanmean(values)) / (
            2 * np.nanstd(values, ddof=1)
        )
    outcome = (grid.began["gml"]["dispute"][:, years][here] > 0).astype(np.int64)
    known = ~np.isnan(design).any(axis=1)
    fitted = fit(design[known], outcome[known], names, ridge=0)
    # from standardised columns back to the columns themselves
    back = np.diag(1 / np.append(1.0, fitted.spread))
    back[0, 1:] = -fitted.mean / fitted.spread
    coefficients = back @ fitted.coefficients
    errors = np.sqrt(np.diag(back @ fitted.covariance @ back.T))
    order = [*range(1, len(TERMS)), 0]
    return Table(
        dict(zip(TERMS, coefficients[order].tolist(), strict=True)),
        dict(zip(TERMS, errors[order].tolist(), strict=True)),
        int(known.sum()),
    )


def _ratios(
    grid: Grid, state_years: Columns, years: slice, here: NDArray[np.bool_]
) -> dict[str, Floats]:
    """Lower over higher capability, and the lower of both sides for the other figures."""
    every = np.arange(len(grid.one))

    def sides(name: str) -> tuple[Floats, Floats]:
        one, other = state_figures(grid, state_years, name, carried=False, rows=every)
        return one[:, years][here], other[:, years][here]

    one, other = sides("capability")
    with np.errstate(invalid="ignore"):
        parity = np.minimum(one, other) / np.maximum(one, other)
    weak = {name: np.minimum(*sides(name)) for name in ("democracy", "wealth", "militarisation")}
    return {"parity": parity, **weak}
