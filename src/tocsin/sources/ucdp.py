"""UCDP's georeferenced events: yearly releases and the candidates between them.

Files are CSV, zipped or not; without files the API is asked page by page, which needs the user's
own token. A release is not dated to the day, so its rows are taken as known when it was surely out:
a yearly release (24.1) on 1 July of its year, the candidates of a month (24.0.5, or 24.01.24.05) on
the first day of the month after the next. A whole yearly release withdraws what it no longer holds,
the candidates of the years it covers among it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.append import Whole
from tocsin.lake.countries import FROM_GLEDITSCH_WARD
from tocsin.lake.schema import EVENTS
from tocsin.periods import add_months
from tocsin.sources.archives import unpacked
from tocsin.sources.connector import Plan, Rows, Window
from tocsin.sources.origin import Item, Origin, local
from tocsin.sources.web import Web

KINDS = {"1": "state-based", "2": "non-state", "3": "one-sided"}
"""Type of violence."""
NEEDED = [
    "id", "type_of_violence", "side_a_new_id", "side_a", "side_b_new_id", "side_b",
    "where_coordinates", "latitude", "longitude", "country_id", "date_start", "date_end", "best",
    "high", "low",
]  # fmt: skip
OPTIONAL = ["number_of_sources", "gwnoa", "gwnob"]
WHOLE = re.compile(r"GEDEvent_v\d+_1\.(csv|zip|csv\.zip)", re.IGNORECASE)
"""How UCDP names the file of a whole yearly release."""
PAGE = 1000
TOKEN = "UCDP_ACCESS_TOKEN"


class Ucdp:
    """The connector. ``release`` is the edition of files whose names do not say it."""

    name = "ucdp"
    site = "https://ucdpapi.pcr.uu.se/api/gedevents"
    together = 1

    def __init__(self, release: str | None, environment: Mapping[str, str]) -> None:
        if release is not None:
            published(release)
        self.release = release
        self.environment = environment

    def headers(self, web: Web) -> dict[str, str]:
        """The user's token, which the API asks for."""
        token = self.environment.get(TOKEN)
        return {"x-ucdp-access-token": token} if token else {}

    def plan(self, origin: Origin, window: Window) -> Plan:
        """The files of a folder, or the pages of the API."""
        names = origin.names()
        if names is None:
            return Plan(self._pages(origin, window))
        files = [n for n in names if n.lower().endswith((".csv", ".zip", ".json"))]
        return Plan([local(origin, name.rsplit("/", 1)[-1], name) for name in files])

    def _pages(self, origin: Origin, window: Window) -> Iterator[Item]:
        if self.release is None:
            raise SourceError("say which edition is to be collected, such as --release 24.1")
        query = f"{self.release}?pagesize={PAGE}"
        if window.since:
            query += f"&StartDate={window.since}"
        if window.until:
            query += f"&EndDate={window.until}"
        first = origin.place(f"{query}&page=0")
        pages = _json(first, origin.content(first)).get("TotalPages")
        if not isinstance(pages, int):
            raise SourceError(f"{first} does not tell how many pages there are; try again later")
        for page in range(pages):
            name = f"{query}&page={page}"
            yield Item(f"gedevents/{name}", origin.place(name))

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of one file or page."""
        [item], [content] = items, contents
        text = unpacked(item.name, content)
        release = self.release or release_of(item.name)
        known = published(release)
        table = _page(item.name, text) if text[:1] == b"{" else _csv(item.name, text)
        rows = _rows(item.name, table, release, known)
        whole = None
        if WHOLE.fullmatch(item.name):
            whole = Whole(known, date(known.year - 1, 12, 31))
        return Rows({EVENTS.name: rows}, [rows.height], whole)


def release_of(name: str) -> str:
    """The release that a file's name tells: ``GEDEvent_v24_1.csv`` is 24.1.

    Raises:
        SourceError: the name tells none.
    """
    api = re.match(r"gedevents/([\d.]+)\?", name)
    found = api or re.search(r"[vV](\d+(?:[_.]\d+)+)", name)
    if found is None:
        raise SourceError(
            f"{name} does not tell its edition; say it, such as --release 23.1, or rename the file "
            "like UCDP's own: GEDEvent_v23_1.csv"
        )
    release = found[1].replace("_", ".")
    published(release)
    return release


def published(release: str) -> datetime:
    """When a release was surely out (UTC).

    Raises:
        SourceError: no number of a release.
    """
    numbers = [int(part) for part in release.split(".") if part.isdigit()]
    match numbers:
        case [year, 1] if release.count(".") == 1:
            return datetime(2000 + year, 7, 1, tzinfo=UTC)
        case [year, 0, month] if 1 <= month <= 12:
            return _month(year, month)
        case [_, _, year, month] if 1 <= month <= 12:
            return _month(year, month)
    raise SourceError(
        f"{release} is no edition of UCDP; write 24.1 for a year's, 24.0.5 for a month's candidates"
    )


def _month(year: int, month: int) -> datetime:
    first = add_months(date(2000 + year, month, 1), 2)
    return datetime(first.year, first.month, first.day, tzinfo=UTC)


def _json(name: str, text: bytes) -> dict[str, object]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise SourceError(f"{name} is no JSON ({error}); try again later") from error
    if not isinstance(content, dict):
        raise SourceError(f"{name} is no page of the API; try again later")
    return content


def _page(name: str, text: bytes) -> pl.DataFrame:
    found = _json(name, text).get("Result")
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SourceError(f"{name} holds no list of results; try again later")
    columns = [*NEEDED, *OPTIONAL]
    return pl.DataFrame(
        [{c: None if row.get(c) is None else str(row[c]) for c in columns} for row in found],
        schema=dict.fromkeys(columns, pl.String()),
    )


def _csv(name: str, text: bytes) -> pl.DataFrame:
    try:
        frame = pl.read_csv(text, infer_schema_length=0, encoding="utf8-lossy")
    except pl.exceptions.PolarsError as error:
        raise SourceError(f"{name} cannot be read as a table: {error}; fetch it again") from error
    absent = [column for column in NEEDED if column not in frame.columns]
    if absent:
        raise SourceError(
            f"{name} has no columns {', '.join(absent)}; it is no file of georeferenced events"
        )
    missing = [pl.lit(None, pl.String).alias(c) for c in OPTIONAL if c not in frame.columns]
    return frame.with_columns(missing)


def _rows(name: str, table: pl.DataFrame, release: str, known: datetime) -> pl.DataFrame:
    first, last = _day("date_start"), _day("date_end")
    sources = pl.col("number_of_sources").cast(pl.Float64, strict=False).cast(pl.Int32)
    rows = table.select(
        pl.col("id").alias("event_id"),
        pl.lit("ucdp").alias("source"),
        pl.lit(release).alias("release"),
        first.alias("happened"),
        pl.when(last != first).then(last).alias("happened_end"),
        pl.lit(known).cast(pl.Datetime("us", "UTC")).alias("known"),
        _state("gwnoa").alias("actor1_country"),
        _state("gwnob").alias("actor2_country"),
        pl.col("side_a_new_id").alias("actor1_code"),
        pl.col("side_b_new_id").alias("actor2_code"),
        pl.col("side_a").alias("actor1_name"),
        pl.col("side_b").alias("actor2_name"),
        pl.col("type_of_violence").replace_strict(KINDS, default=None).alias("kind"),
        pl.lit(1, pl.Int64).alias("count"),
        # UCDP writes -1 where nobody counted
        pl.when(sources >= 0).then(sources).alias("sources_count"),
        _state("country_id").alias("place_country"),
        pl.col("where_coordinates").alias("place_name"),
        *(pl.col(c).cast(pl.Float64, strict=False) for c in ("latitude", "longitude")),
        *(pl.col(c).cast(pl.Int32, strict=False) for c in ("low", "best", "high")),
    )  # fmt: skip
    if rows["happened"].null_count() or rows["event_id"].null_count():
        raise SourceError(
            f"{name} has rows without an id or a date that can be read; fetch it again, or report "
            "it if UCDP has changed its format"
        )
    return rows


def _day(name: str) -> pl.Expr:
    """A day, ISO with a time behind it, or as an older layout has it: 6/30/2017 0:00:00."""
    text = pl.col(name).str.strip_chars()
    american = text.str.extract(r"^(\d{1,2}/\d{1,2}/\d{4})")
    return pl.coalesce(
        text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False),
        american.str.to_date("%m/%d/%Y", strict=False),
    )


def _state(name: str) -> pl.Expr:
    """A country by Gleditsch and Ward's number, which some layouts write as 500.0."""
    number = pl.col(name).str.extract(r"^(\d+)")
    return number.replace_strict(FROM_GLEDITSCH_WARD, default=None, return_dtype=pl.String)
