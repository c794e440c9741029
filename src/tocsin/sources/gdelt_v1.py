"""GDELT 1.0: events in daily files since April 2013, in monthly and yearly ones before.

A daily file is named after its day and published by 6 a.m. Eastern Standard Time (11:00 UTC) of
the next; that is when its rows were known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.schema import EVENTS
from tocsin.periods import add_months
from tocsin.sources.archives import unpacked
from tocsin.sources.connector import Plan, Rows, Window
from tocsin.sources.gdelt_rows import VERSION_1, event_table, events, lines
from tocsin.sources.origin import Item, Origin, local
from tocsin.sources.web import Web

LIST = "md5sums"
NAME = re.compile(r"(?P<day>\d{4}|\d{6}|\d{8})(\.export)?\.(csv|zip|csv\.zip)", re.IGNORECASE)
WIDTHS = (57, 58)
RELEASE = "1.0"


class GdeltV1:
    """The connector."""

    name = "gdelt-v1"
    site = "http://data.gdeltproject.org/events"
    together = 4

    def headers(self, web: Web) -> dict[str, str]:
        """None: no key is needed."""
        return {}

    def plan(self, origin: Origin, window: Window) -> Plan:
        """The files of the window: from the site's list of sums, or all that a folder holds."""
        names = origin.names()
        if names is None or LIST in names:
            text = origin.content(origin.place(LIST)).decode("utf-8", "replace")
            remarks: list[str] = []
            items = list(_listed(text, window, origin, remarks))
            return Plan(sorted(items, key=lambda item: item.name), remarks)
        files = {n.rsplit("/", 1)[-1]: n for n in names if n.lower().endswith((".csv", ".zip"))}
        items = [
            local(origin, name, place) for name, place in files.items()
            if not NAME.fullmatch(name) or _within(name, window)
        ]  # fmt: skip
        return Plan(sorted(items, key=lambda item: item.name))

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of some files; each is checked before any is read."""
        texts = [unpacked(i.name, c) for i, c in zip(items, contents, strict=True)]
        counts = [lines(i.name, t, WIDTHS) for i, t in zip(items, texts, strict=True)]
        frame = event_table(texts, VERSION_1, max(WIDTHS))
        known = (
            pl.col("known").str.to_datetime("%Y%m%d", time_unit="us", strict=False)
            .dt.replace_time_zone("UTC") + pl.duration(days=1, hours=11)
        )  # fmt: skip
        rows = events(frame, self.name, pl.lit(RELEASE), known)
        if rows["known"].null_count():
            raise SourceError(
                f"{', '.join(i.name for i in items)}: rows without a date of addition; "
                "this is no file of GDELT 1.0"
            )
        return Rows({EVENTS.name: rows}, counts)


def _listed(text: str, window: Window, origin: Origin, remarks: list[str]) -> Iterator[Item]:
    """The files of the list: MD5 and name on each line."""
    damaged = 0
    for line in text.splitlines():
        parts = line.split()
        if len(parts) != 2 or not re.fullmatch(r"[0-9a-fA-F]{32}", parts[0]):
            damaged += bool(parts)
        elif _within(parts[1], window):
            yield Item(parts[1], origin.place(parts[1]), parts[0])
    if damaged:
        remarks.append(f"{LIST}: {damaged} lines are no entries and were passed over")


def _within(file: str, window: Window) -> bool:
    """Whether any day of the file is in the window."""
    matched = NAME.fullmatch(file)
    if matched is None:
        return False
    digits = matched["day"]
    try:
        first = date(int(digits[:4]), int(digits[4:6] or 1), int(digits[6:8] or 1))
    except ValueError:
        return False
    after = first if len(digits) == 8 else add_months(first, 12 if len(digits) == 4 else 1)
    return (window.until is None or first <= window.until) and (
        window.since is None or after >= window.since
    )
