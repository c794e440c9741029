"""ICEWS as directed yearly counts: how many events of each quad class one state aimed at another.

The published files of this kind are yearly counts, not events, so a row of the lake stands for as
many events as its ``count`` says, somewhere between 1 January and 31 December. A count can be known
once its year is over; the files do not say when it was published, so that is what the lake takes.
Pairs without events give no rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.countries import ISO
from tocsin.lake.schema import EVENTS
from tocsin.sources.archives import unpacked
from tocsin.sources.connector import Plan, Rows, Window, given
from tocsin.sources.origin import Item, Origin, local
from tocsin.sources.web import Web

CLASSES = {"verbCoop": 1, "matlCoop": 2, "verbConf": 3, "matlConf": 4}
"""The columns of counts, and their quad classes."""
NEEDED = ["i", "j", "year", "i_iso3c", "j_iso3c", *CLASSES]
ENDINGS = (".parquet", ".csv", ".zip")


class Icews:
    """The connector. A file is taken whole: it is small, and ``files`` says so of it."""

    name = "icews"
    site = None
    together = 1

    def headers(self, web: Web) -> dict[str, str]:
        """None: no key is needed."""
        return {}

    def plan(self, origin: Origin, window: Window) -> Plan:
        """Every table of the folder."""
        names = [n for n in given(origin, "ICEWS") if n.lower().endswith(ENDINGS)]
        return Plan([local(origin, name.rsplit("/", 1)[-1], name) for name in names])

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of some files."""
        rows = [_rows(_table(i.name, c)) for i, c in zip(items, contents, strict=True)]
        return Rows({EVENTS.name: pl.concat(rows)}, [frame.height for frame in rows])


def _table(name: str, content: bytes) -> pl.DataFrame:
    """The needed columns of a file, as text where they are text."""
    text = unpacked(name, content)
    try:
        frame = pl.read_parquet(BytesIO(text)) if text.startswith(b"PAR1") else pl.read_csv(text)
        absent = [column for column in NEEDED if column not in frame.columns]
        if absent:
            raise SourceError(
                f"{name} has no columns {', '.join(absent)}; it is no file of directed yearly "
                f"counts, which has {', '.join(NEEDED)}"
            )
        return frame.select(
            pl.col("i", "j", "i_iso3c", "j_iso3c").cast(pl.String),
            pl.col("year").cast(pl.Int32),
            pl.col(*CLASSES).cast(pl.Float64).fill_nan(None),
        )
    except pl.exceptions.PolarsError as error:
        raise SourceError(f"{name} cannot be read as a table: {error}; fetch it again") from error


def _rows(table: pl.DataFrame) -> pl.DataFrame:
    """One row for each pair, year and class with events in it."""
    long = table.unpivot(
        list(CLASSES), index=["i", "j", "i_iso3c", "j_iso3c", "year"],
        variable_name="class", value_name="count",
    ).filter(pl.col("count") > 0)  # fmt: skip
    # a file that goes on further is a newer edition of the years before
    release = f"yearly counts to {max(table['year'].to_list(), default=0)}"
    quad = pl.col("class").replace_strict(CLASSES, return_dtype=pl.Int8)
    first, after = pl.date(pl.col("year"), 1, 1), pl.date(pl.col("year") + 1, 1, 1)
    return long.select(
        pl.concat_str(
            [pl.coalesce(_country("i"), "i"), pl.coalesce(_country("j"), "j"), "year", quad],
            separator="-",
        ).alias("event_id"),
        pl.lit("icews").alias("source"),
        pl.lit(release).alias("release"),
        first.alias("happened"),
        (after - pl.duration(days=1)).alias("happened_end"),
        after.cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias("known"),
        _country("i").alias("actor1_country"),
        _country("j").alias("actor2_country"),
        pl.col("i").alias("actor1_name"),
        pl.col("j").alias("actor2_name"),
        quad.alias("quad"),
        pl.lit("events of a year").alias("kind"),
        pl.col("count").round().cast(pl.Int64),
    )


def _country(side: str) -> pl.Expr:
    code = pl.col(f"{side}_iso3c")
    return pl.when(code.is_in(list(ISO))).then(code)
