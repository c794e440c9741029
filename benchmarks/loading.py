"""``python -m benchmarks.loading``: GDELT's zip files to Parquet, beside other ways to read them.

The files are real rows, replicated: 300 files of fifteen minutes with ids of their own. Every way
starts from the same zip files and ends with Parquet, but for ``unzip``, which throws away what it
unpacks. gdeltPyR would be a peer, but it loads tables from the network when it is imported; what it
does with a file, reading it with pandas, is measured instead. Only ratios carry over.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from benchmarks import page
from benchmarks.clock import Seconds, best_of

REAL = Path(__file__).parents[2] / "shared/data/gdelt2/dias/20180326044500.export.CSV"
FILES = 300
REPEATS = 3


def make(folder: Path, files: int) -> int:
    """Write zip files of real rows with ids and days of their own; the rows of all of them."""
    lines = [line.split(b"\t", 1)[1] for line in REAL.read_bytes().splitlines(keepends=True)]
    begun = datetime(2018, 3, 26)
    day = b"20180326\t"
    for k in range(files):
        stamp = f"{begun + timedelta(minutes=15 * k):%Y%m%d%H%M%S}"
        text = b"".join(
            b"%d\t%s" % (741_917_022 + k * len(lines) + n, line) for n, line in enumerate(lines)
        )
        text = text.replace(b"20180326044500", stamp.encode()).replace(
            day, stamp[:8].encode() + day[-1:]
        )
        name = f"{stamp}.export.CSV"
        with zipfile.ZipFile(folder / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, text)
    return files * len(lines)


def with_tocsin(source: Path, target: Path) -> None:
    """The whole of ``tocsin collect``: checked, normalised, without doubles, on the disk."""
    from tocsin.workflows.collect import collect

    target.mkdir()
    (target / "workspace.yaml").write_text("format: 1\n", encoding="utf-8")
    done = collect("gdelt", target, origin=source)
    assert not done.refused


def with_unzip(source: Path, target: Path) -> None:
    """``unzip -p`` of each file, to nowhere."""
    for file in sorted(source.glob("*.zip")):
        subprocess.run(["unzip", "-p", file], stdout=subprocess.DEVNULL, check=True)


def with_polars(source: Path, target: Path) -> None:
    """Each file through zipfile and Polars, as text, to a Parquet file of its own."""
    import polars as pl

    target.mkdir()
    for file in sorted(source.glob("*.zip")):
        with zipfile.ZipFile(file) as archive:
            text = archive.read(archive.namelist()[0])
        frame = pl.read_csv(
            text, separator="\t", has_header=False, quote_char=None, infer_schema_length=0
        )
        frame.write_parquet(target / f"{file.stem}.parquet")


def with_duckdb(source: Path, target: Path) -> None:
    """Unpacked to the disk, then all at once through DuckDB, as text, to one Parquet file."""
    import duckdb

    target.mkdir()
    for file in sorted(source.glob("*.zip")):
        with zipfile.ZipFile(file) as archive:
            archive.extractall(target)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_csv('{target}/*.CSV', delim='\t', header=false, quote='', "
            f"all_varchar=true)) TO '{target}/all.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )


def with_pandas(source: Path, target: Path) -> None:
    """Each file with pandas, as gdeltPyR reads it, to a Parquet file of its own."""
    import pandas as pd  # type: ignore[import-untyped]

    target.mkdir()
    for file in sorted(source.glob("*.zip")):
        with zipfile.ZipFile(file) as archive:
            text = archive.read(archive.namelist()[0])
        frame = pd.read_csv(BytesIO(text), sep="\t", header=None, dtype={26: str, 27: str, 28: str})
        frame.columns = frame.columns.map(str)
        frame.to_parquet(target / f"{file.stem}.parquet")


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "Tocsin, into the lake": with_tocsin,
    "`unzip -p`, to nowhere": with_unzip,
    "Polars, a file at a time": with_polars,
    "DuckDB, unpacked first": with_duckdb,
    "pandas, a file at a time": with_pandas,
}


def measure(source: Path, repeats: int = REPEATS) -> dict[str, Seconds]:
    """The least seconds of each way."""
    taken = {}
    for name, way in WAYS.items():
        if way is with_pandas and find_spec("pandas") is None:
            print("pandas is not installed: its row is left out.\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            targets = iter(range(repeats))
            taken[name] = best_of(
                repeats,
                lambda way=way, folder=folder, targets=targets: way(  # type: ignore[misc]
                    source, Path(folder) / str(next(targets))
                ),
            )
    return taken


def report(rows: int, taken: dict[str, Seconds]) -> str:
    """The table of rows a second and ratios."""
    ours = next(iter(taken.values()))
    lines = [
        [
            name, f"{seconds.wall:.2f} s", f"{rows / seconds.wall / 1000:,.0f} k",
            f"{seconds.wall / ours.wall:.2f}", f"{seconds.processor:.2f} s",
        ]
        for name, seconds in taken.items()
    ]  # fmt: skip
    return page.table(["way", "wall", "rows a second", "wall, Tocsin 1", "processor"], lines)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Load GDELT's files, beside other ways.")
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--collect", nargs=2, type=Path, metavar=("FROM", "TO"))
    given = parser.parse_args()
    if given.collect:
        with_tocsin(*given.collect)
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
        return
    print(f"{page.machine()}.\n")
    # before this process grows: a child's largest memory is never less than its parent's at birth
    memory = []
    for files in (given.files, 3 * given.files):
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), files)
            memory.append((files, _peak(Path(folder))))
    with tempfile.TemporaryDirectory() as folder:
        rows = make(Path(folder), given.files)
        print(f"{given.files} files, {rows:,} rows.\n\n{report(rows, measure(Path(folder)))}\n")
    print("Memory: " + ", ".join(f"{size:.0f} MB for {files} files" for files, size in memory))


def _peak(source: Path) -> float:
    """The largest memory, in MB, of a process that collects from a folder."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.loading", "--collect", source, Path(folder) / "w"],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    return float(done.stdout)


if __name__ == "__main__":
    main()
