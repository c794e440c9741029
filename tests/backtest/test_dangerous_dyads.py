"""The published logit: its table is read whole, and the refit lands within 0.3 standard errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tocsin.backtest.dangerous_dyads import TERMS, published, refitted
from tocsin.errors import BenchmarkError
from tocsin.outside_view.grid import shipped_grid
from tocsin.outside_view.tables import shipped

PUBLISHED = {
    "land": (1.062, 0.057), "parity": (0.453, 0.036), "major": (0.144, 0.057),
    "defence": (-0.119, 0.058), "democracy": (-0.493, 0.052), "wealth": (0.293, 0.051),
    "militarisation": (0.263, 0.023), "t": (-0.146, 0.005), "constant": (-3.045, 0.063),
}  # fmt: skip
"""Miller (2022): terms whose error is not rounded to nothing."""


def _table(folder: Path, numbers: list[float]) -> Path:
    path = folder / "table.tex"
    path.write_text(" & ".join(rf"\num{{{number}}}*" for number in numbers), encoding="utf-8")
    return path


def test_the_table_is_read_as_printed(tmp_path: Path) -> None:
    """Coefficients and errors alternate; the rows come last."""
    numbers = [float(k) for k in range(22)]
    found = published(_table(tmp_path, [*numbers, 103919]))
    assert found.rows == 103_919
    assert [found.coefficients[term] for term in TERMS] == numbers[::2]
    assert [found.errors[term] for term in TERMS] == numbers[1::2]


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="holds 3 numbers; 23 are needed"):
        published(_table(tmp_path, [1.0, 2.0, 3.0]))
    with pytest.raises(BenchmarkError, match="the published table is needed"):
        published(tmp_path / "absent.tex")


def test_the_refit_lands_within_three_tenths_of_a_standard_error() -> None:
    """On the extract that ships, so that it runs anywhere; the errors agree as well."""
    found = refitted(shipped_grid(), shipped().state_years)
    assert found.rows == 103_679
    for term, (coefficient, error) in PUBLISHED.items():
        assert abs(found.coefficients[term] - coefficient) < 0.3 * error + 0.0005, term
        assert found.errors[term] == pytest.approx(error, abs=0.0016), term
    assert found.coefficients["t2"] == pytest.approx(0.002, abs=0.0006)
    assert found.coefficients["t3"] == pytest.approx(0.0, abs=0.0005)
