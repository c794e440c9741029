"""ACLED: events through the API or from exported files, with the user's own access.

ACLED's terms forbid passing its data on: it goes into the user's own lake and nowhere else, and the
key is read from the environment and written nowhere. The order of its actors carries no direction.
Each row tells when it was last uploaded: that is its release and when it was known, so an earlier
version that nobody collected cannot be asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.countries import FROM_NUMERIC
from tocsin.lake.schema import EVENTS
from tocsin.sources.archives import unpacked
from tocsin.sources.connector import Plan, Rows, Window
from tocsin.sources.origin import Item, Origin, local
from tocsin.sources.web import Web

NEEDED = [
    "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2", "iso",
    "location", "latitude", "longitude", "fatalities", "timestamp",
]  # fmt: skip
KEY_URL = "https://acleddata.com/oauth/token"
EMAIL, PASSWORD, TOKEN = "ACLED_EMAIL", "ACLED_PASSWORD", "ACLED_ACCESS_TOKEN"
PAGE = 5000
MAX_PAGES = 10_000
DAYS = ("%Y-%m-%d", "%d %B %Y")
"""How the API and exported files write a day."""


class Acled:
    """The connector. ``environment`` holds the user's access."""

    name = "acled"
    site = "https://acleddata.com/api/acled/read"
    together = 1

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = environment

    def headers(self, web: Web) -> dict[str, str]:
        """The key: given, or asked for with the user's name and password."""
        token = self.environment.get(TOKEN)
        if token is None:
            email, password = self.environment.get(EMAIL), self.environment.get(PASSWORD)
            if not email or not password:
                raise SourceError(
                    f"ACLED needs your own access: set {EMAIL} and {PASSWORD}, or {TOKEN}, in the "
                    "environment, or export files by hand and name their folder with --from"
                )
            form = {"username": email, "password": password, "grant_type": "password",
                    "client_id": "acled"}  # fmt: skip
            answer = web.post(KEY_URL, form)
            token = answer.get("access_token") if isinstance(answer, dict) else None
            if not isinstance(token, str):
                raise SourceError(f"{KEY_URL} gave no key; check {EMAIL} and {PASSWORD}")
        return {"Authorization": f"Bearer {token}"}

    def plan(self, origin: Origin, window: Window) -> Plan:
        """The files of a folder, or the pages of the API until one is empty."""
        names = origin.names()
        if names is None:
            return Plan(self._pages(origin, window))
        files = [n for n in names if n.lower().endswith((".csv", ".zip", ".json"))]
        return Plan([local(origin, name.rsplit("/", 1)[-1], name) for name in files])

    def _pages(self, origin: Origin, window: Window) -> Iterator[Item]:
        query = f"?_format=json&limit={PAGE}"
        if window.since and window.until:
            query += f"&event_date={window.since}|{window.until}&event_date_where=BETWEEN"
        elif window.since:
            query += f"&event_date={window.since}&event_date_where=%3E%3D"
        elif window.until:
            query += f"&event_date={window.until}&event_date_where=%3C%3D"
        base = origin.place("").rstrip("/")
        for page in range(1, MAX_PAGES):
            place = f"{base}{query}&page={page}"
            content = origin.content(place)
            count = len(_results(place, content))
            if count:
                yield Item(f"read{query}&page={page}", place, content=content, lasting=False)
            if count < PAGE:
                return

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of one file or page."""
        [item], [content] = items, contents
        text = unpacked(item.name, content)
        table = _page(item.name, text) if text[:1] == b"{" else _csv(item.name, text)
        rows = _rows(item.name, table)
        return Rows({EVENTS.name: rows}, [rows.height])


def _results(name: str, text: bytes) -> list[dict[str, object]]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise SourceError(f"{name} is no JSON ({error}); try again later") from error
    found = content.get("data") if isinstance(content, dict) else None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise SourceError(
            f"{name} holds no list of events; check that your account may use the API"
        )
    return found


def _page(name: str, text: bytes) -> pl.DataFrame:
    rows = [
        {c: None if row.get(c) is None else str(row[c]) for c in NEEDED}
        for row in _results(name, text)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(NEEDED, pl.String()))


def _csv(name: str, text: bytes) -> pl.DataFrame:
    first = text[: text.find(b"\n")]
    try:
        frame = pl.read_csv(
            text, infer_schema_length=0, encoding="utf8-lossy",
            separator=";" if first.count(b";") > first.count(b",") else ",",
        )  # fmt: skip
    except pl.exceptions.PolarsError as error:
        raise SourceError(f"{name} cannot be read as a table: {error}; export it again") from error
    absent = [column for column in NEEDED if column not in frame.columns]
    if absent:
        raise SourceError(f"{name} has no columns {', '.join(absent)}; export it with all columns")
    return frame


def _rows(name: str, table: pl.DataFrame) -> pl.DataFrame:
    happened = pl.col("event_date")
    uploaded = pl.from_epoch(pl.col("timestamp").cast(pl.Int64, strict=False), time_unit="s")
    rows = table.select(
        pl.col("event_id_cnty").alias("event_id"),
        pl.lit("acled").alias("source"),
        pl.col("timestamp").alias("release"),
        pl.coalesce(happened.str.to_date(f, strict=False) for f in DAYS).alias("happened"),
        uploaded.cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias("known"),
        pl.col("actor1").alias("actor1_name"),
        pl.col("actor2").alias("actor2_name"),
        pl.concat_str("event_type", "sub_event_type", separator=": ").alias("kind"),
        pl.lit(1, pl.Int64).alias("count"),
        pl.col("iso").str.zfill(3)
        .replace_strict(FROM_NUMERIC, default=None, return_dtype=pl.String)
        .alias("place_country"),
        pl.col("location").alias("place_name"),
        *(pl.col(c).cast(pl.Float64, strict=False) for c in ("latitude", "longitude")),
        pl.col("fatalities").cast(pl.Int32, strict=False).alias("best"),
    )  # fmt: skip
    if rows["happened"].null_count() or rows["known"].null_count():
        raise SourceError(
            f"{name} has rows whose event_date or timestamp cannot be read; export it again, or "
            "report it if ACLED has changed its format"
        )
    return rows
