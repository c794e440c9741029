"""GDELT 2.0: events and mentions in files of fifteen minutes, from English and translated news.

The master lists name every file with its size and MD5. They grow by appending, so that a list is
continued where it ended; a folder needs no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

import polars as pl

from tocsin.errors import SourceError
from tocsin.sources.archives import unpacked
from tocsin.sources.connector import Plan, Rows, Window
from tocsin.sources.gdelt_rows import VERSION_2, event_table, events, lines, read_table
from tocsin.sources.origin import Item, Origin, local
from tocsin.sources.web import Web

LISTS = ("masterfilelist.txt", "masterfilelist-translation.txt")
NAME = re.compile(
    r"(?P<time>\d{14})\.(?P<translated>translation\.)?(?P<kind>export|mentions)\.CSV(\.zip)?",
    re.IGNORECASE,
)
BYTES_PER_DAY = 96 * 3 * 150
"""What a day adds to a master list at most: three files every quarter of an hour."""
EVENT_WIDTH = 61
MENTION_WIDTH = 16
MENTIONS: dict[int, str] = {
    0: "event_id", 1: "event_known", 2: "known", 4: "publisher", 5: "url", 6: "sentence",
    11: "confidence", 13: "tone", 14: "language",
}  # fmt: skip
_MENTION_NUMBERS: dict[str, pl.DataType] = {
    "sentence": pl.Int32(), "confidence": pl.Int8(), "tone": pl.Float32(),
}  # fmt: skip
_ENGLISH, _TRANSLATED = "2.0", "2.0 translation"


class Gdelt:
    """The connector."""

    name = "gdelt"
    site = "http://data.gdeltproject.org/gdeltv2"
    together = 24

    def headers(self, web: Web) -> dict[str, str]:
        """None: no key is needed."""
        return {}

    def plan(self, origin: Origin, window: Window) -> Plan:
        """The files of the window, by time."""
        names = origin.names()
        if names is None or LISTS[0] in names:
            return self._from_lists(origin, window, names)
        files = {n.rsplit("/", 1)[-1]: n for n in names}
        items = [local(origin, name, place) for name, place in files.items()
                 if _within(name, window)]  # fmt: skip
        return Plan(sorted(items, key=lambda item: item.name))

    def _from_lists(self, origin: Origin, window: Window, names: list[str] | None) -> Plan:
        items: list[Item] = []
        remarks: list[str] = []
        for listed in LISTS:
            if names is not None and listed not in names:
                continue
            text = _list(origin, origin.place(listed), window)
            items += _listed(text, window, origin, listed, remarks)
        return Plan(sorted(items, key=lambda item: item.name), remarks)

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of some files; each is checked before any is read."""
        counts = []
        events_in: dict[bool, list[bytes]] = {False: [], True: []}
        mentions_in: dict[bool, list[bytes]] = {False: [], True: []}
        for item, content in zip(items, contents, strict=True):
            named = _named(item.name)
            text = unpacked(item.name, content)
            is_event = named["kind"].lower() == "export"
            width = EVENT_WIDTH if is_event else MENTION_WIDTH
            counts.append(lines(item.name, text, [width]))
            (events_in if is_event else mentions_in)[named["translated"] is not None].append(text)
        tables = {}
        for name, texts, read in (
            ("events", events_in, _events), ("mentions", mentions_in, _mentions),
        ):  # fmt: skip
            frames = [read(texts[k], release) for k, release in _RELEASES if texts[k]]
            if frames:
                tables[name] = pl.concat(frames)
        return Rows(tables, counts)


_RELEASES = ((False, _ENGLISH), (True, _TRANSLATED))


def _list(origin: Origin, place: str, window: Window) -> str:
    """A master list, or its end where that reaches back beyond the window: it has 100 MB."""
    if window.since is not None:
        days = max(0, (date.today() - window.since).days)
        text = origin.tail(place, (days + 2) * BYTES_PER_DAY).decode("utf-8", "replace")
        times = (NAME.search(line) for line in text.splitlines()[1:])
        first = next((found["time"] for found in times if found), None)
        if first is not None and first[:8] < f"{window.since:%Y%m%d}":
            return text
    return origin.content(place).decode("utf-8", "replace")


def _listed(
    text: str, window: Window, origin: Origin, name: str, remarks: list[str]
) -> Iterator[Item]:
    """The files of a master list: size, MD5 and address on each line."""
    damaged = 0
    for line in text.splitlines():
        parts = line.split()
        if len(parts) != 3 or not parts[0].isdigit():
            damaged += bool(parts)
            continue
        file = parts[2].rsplit("/", 1)[-1]
        if _within(file, window):
            yield Item(file, origin.place(file), parts[1], int(parts[0]))
    if damaged:
        remarks.append(f"{name}: {damaged} lines are no entries and were passed over")


def _within(file: str, window: Window) -> bool:
    matched = NAME.fullmatch(file)
    if matched is None:
        return False
    try:
        day = datetime.strptime(matched["time"], "%Y%m%d%H%M%S").date()
    except ValueError:
        return False
    return window.holds(date(day.year, day.month, day.day))


def _named(file: str) -> re.Match[str]:
    matched = NAME.fullmatch(file)
    if matched is None:
        raise SourceError(
            f"{file} is not named like a file of GDELT 2.0, such as 20180326044500.export.CSV.zip"
        )
    return matched


def _clock(name: str) -> pl.Expr:
    return (
        pl.col(name)
        .str.to_datetime("%Y%m%d%H%M%S", time_unit="us", strict=False)
        .dt.replace_time_zone("UTC")
    )


def _events(texts: list[bytes], release: str) -> pl.DataFrame:
    frame = event_table(texts, VERSION_2, EVENT_WIDTH)
    return events(frame, "gdelt", pl.lit(release), _clock("known"))


def _mentions(texts: list[bytes], release: str) -> pl.DataFrame:
    frame = read_table(texts, MENTION_WIDTH, MENTIONS, _MENTION_NUMBERS)
    return frame.with_columns(
        pl.lit("gdelt").alias("source"),
        pl.lit(release).alias("release"),
        _clock("known"),
        _clock("event_known"),
        # srclc:kaz;eng:GT-KAZ 1.0: the language of the article, then how it was translated
        pl.col("language").str.extract(r"srclc:([a-z]{2,3})"),
    )
