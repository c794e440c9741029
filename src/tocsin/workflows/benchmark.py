"""The verb ``benchmark``: published tables recomputed from their files, with our rows beside."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from tocsin.errors import BenchmarkError
from tocsin.labels import LABELS
from tocsin.results import Benchmark
from tocsin.workflows.tables import Progress

TABLES = {
    "views-2023": "benchmark_views",
    "views-2020": "benchmark_escalation",
    "onset": "benchmark_onset",
    "mid": "benchmark_dyads",
}
"""Each published benchmark and the module of ``tocsin.workflows`` that makes its tables.

A module offers ``tables(data, windows, seed, progress)``, which returns the tables, what the files
did not allow, and how our rows were made. ``windows`` is a range of years, or None for all.
"""


def benchmark(
    name: str,
    *,
    data: str | Path,
    windows: str | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Benchmark:
    """Recompute a published benchmark from the files in ``data``, competitors included.

    Args:
        name: which: one of ``TABLES``.
        data: the folder of the published files.
        windows: the years to score, ``2018-2021`` or ``2020``; by default all that are there.
        seed: of our draws and of every bootstrap.
        progress: told what is being done and how far.

    Raises:
        BenchmarkError: an unknown benchmark, years that are not there, files that cannot be used.
        LeakError: a file that holds what could not be known when its forecasts were made.
    """
    if name not in TABLES:
        raise BenchmarkError(
            f"no benchmark {name!r}; {', '.join(TABLES)} are allowed; choose one of them"
        )
    folder = Path(data)
    if not folder.is_dir():
        raise BenchmarkError(
            f"no folder {folder.name!r} to read; the folder of the published files is needed; "
            "give it with --data"
        )
    module = import_module(f"tocsin.workflows.{TABLES[name]}")
    tables, missing, protocol = module.tables(folder, years(windows), seed, progress)
    return Benchmark(
        name=name,
        title=LABELS[f"{name} title"],
        seed=seed,
        tables=tables,
        missing=missing,
        protocol=protocol,
        tocsin=version("tocsin"),
    )


def years(windows: str | None) -> list[int] | None:
    """``2018-2021`` or ``2020`` as a list of years, rising; None stays None."""
    if windows is None:
        return None
    first, dash, last = windows.partition("-")
    try:
        found = list(range(int(first), int(last if dash else first) + 1))
    except ValueError:
        found = []
    if not found:
        raise BenchmarkError(
            f"windows {windows!r}; a year or two with a dash, as 2018-2021, are allowed; give the "
            "earlier one first"
        )
    return found
