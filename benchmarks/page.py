"""What every table of the benchmarks shares: its layout, and the facts about the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

import numba as nb
import numpy as np


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table that is also easy to read in a terminal; numbers stand to the right."""
    widths = [max(len(row[k]) for row in (head, *rows)) for k in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = (
            cell.ljust(w) if k == 0 else cell.rjust(w)
            for k, (cell, w) in enumerate(zip(cells, widths, strict=True))
        )
        return f"| {' | '.join([first, *rest])} |"

    rule = [":" + "-" * (widths[0] - 1), *("-" * (w - 1) + ":" for w in widths[1:])]
    return "\n".join([line(head), line(rule), *map(line, rows)])


def machine() -> str:
    """What a reader must know of the machine; only ratios carry over to another."""
    return (
        f"{os.cpu_count()} processor cores ({platform.machine()}), Python "
        f"{platform.python_version()}, numba {nb.__version__}, NumPy {np.__version__}"
    )
