"""GDELT's event files, version 1 and 2, as rows of the lake.

Tab-delimited without a header under a .csv name: 61 columns in version 2, 58 in version 1, 57
before April 2013, when there was no address. A row is known when GDELT added it, not when it
happened: rows that look back one and ten years are part of every file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.countries import FROM_CAMEO, FROM_FIPS

SHARED: dict[int, str] = {
    0: "event_id", 1: "happened", 5: "actor1_code", 6: "actor1_name", 7: "actor1_country",
    15: "actor2_code", 16: "actor2_name", 17: "actor2_country", 26: "code", 28: "root", 29: "quad",
    30: "goldstein", 31: "mentions", 32: "sources_count", 33: "articles", 34: "tone",
}  # fmt: skip
"""The columns that both versions have in the same place."""
VERSION_2: dict[int, str] = {
    **SHARED, 52: "place_name", 53: "place_country", 56: "latitude", 57: "longitude", 59: "known",
    60: "url",
}  # fmt: skip
VERSION_1: dict[int, str] = {
    **SHARED, 50: "place_name", 51: "place_country", 53: "latitude", 54: "longitude", 56: "known",
    57: "url",
}  # fmt: skip

TAB, NEWLINE = 9, 10
_NUMBERS: dict[str, pl.DataType] = {
    "quad": pl.Int8(), "goldstein": pl.Float32(), "mentions": pl.Int32(),
    "sources_count": pl.Int32(), "articles": pl.Int32(), "tone": pl.Float32(),
    "latitude": pl.Float64(), "longitude": pl.Float64(),
}  # fmt: skip


def lines(name: str, text: bytes, widths: Sequence[int]) -> int:
    """The number of lines, once each has one of the widths that the format allows.

    Raises:
        SourceError: a line with another number of columns, with its place.
    """
    if text and not text.endswith(b"\n"):
        raise SourceError(
            f"{name} ends within a line: it is truncated; fetch it again or collect later"
        )
    # NumPy counts a frequent byte several times as fast as bytes.count
    characters = np.frombuffer(text, np.uint8)
    count = int(np.count_nonzero(characters == NEWLINE))
    if len(widths) == 1 and np.count_nonzero(characters == TAB) == count * (widths[0] - 1):
        return count
    for number, line in enumerate(text.splitlines(), 1):
        found = line.count(b"\t") + 1
        if found not in widths:
            allowed = " or ".join(map(str, widths))
            raise SourceError(
                f"{name}, line {number}: {found} columns instead of {allowed}; the file is damaged "
                "or its format has changed; collect it again later, or report it"
            )
    return count


def read_table(
    texts: Sequence[bytes],
    width: int,
    wanted: Mapping[int, str],
    numbers: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    """The wanted columns of some files, one after the other; what is no number is null."""
    content = texts[0] if len(texts) == 1 else b"".join(texts)
    types = {name: numbers.get(name, pl.String()) for name in wanted.values()}
    if not content:
        return pl.DataFrame(schema=types)
    schema = {f"column_{k + 1}": types.get(wanted.get(k, ""), pl.String()) for k in range(width)}
    frame = pl.read_csv(
        content, separator="\t", has_header=False, quote_char=None, columns=list(wanted),
        schema=schema, missing_columns="insert", ignore_errors=True, encoding="utf8-lossy",
    )  # fmt: skip
    return frame.rename({f"column_{k + 1}": name for k, name in wanted.items()})


def events(frame: pl.DataFrame, source: str, release: pl.Expr, known: pl.Expr) -> pl.DataFrame:
    """Rows of the lake from the columns of an event file."""
    codes = [pl.col(name).str.strip_chars() for name in ("actor1_code", "actor2_code")]
    return frame.with_columns(
        *codes,
        pl.lit(source).alias("source"),
        release.alias("release"),
        pl.col("happened").str.to_date("%Y%m%d", strict=False),
        known.alias("known"),
        _country("actor1_country", FROM_CAMEO),
        _country("actor2_country", FROM_CAMEO),
        _country("place_country", FROM_FIPS),
        pl.lit(1, pl.Int64).alias("count"),
    )


def event_table(texts: Sequence[bytes], wanted: Mapping[int, str], width: int) -> pl.DataFrame:
    """The wanted columns of event files, as they stand."""
    return read_table(texts, width, wanted, _NUMBERS)


def _country(name: str, codes: Mapping[str, str]) -> pl.Expr:
    return pl.col(name).replace_strict(codes, default=None, return_dtype=pl.String)
