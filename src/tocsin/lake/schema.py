"""The tables of the lake: the fixed names, types and meanings that every query relies on.

Types are written as Ibis writes them. A table's ``key`` is what a row is unique by within one
source and release; ``month`` names the timestamp whose month decides on the partition.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its Ibis type, what it means; ``required`` is never null."""

    name: str
    type: str
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the lake."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    month: str

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [column.name for column in self.columns]

    @property
    def types(self) -> dict[str, str]:
        """Each column's Ibis type."""
        return {column.name: column.type for column in self.columns}


TIMESTAMP = "timestamp('UTC', 6)"

EVENTS = Table(
    "events",
    "What happened between actors, as machines or coders coded it: one row for one event, or for "
    "one count of events where the source publishes counts only.",
    (
        Column("event_id", "string", "the source's own id, unique within a source", True),
        Column("source", "string", "gdelt, gdelt-v1, icews, ucdp or acled", True),
        Column("release", "string", "the release or edition the row was published in", True),
        Column("happened", "date", "the day it happened, or the first day it can have happened"),
        Column("happened_end", "date", "the last day, where the row covers more than one day"),
        Column("known", TIMESTAMP, "when the source published the row (UTC)", True),
        Column(
            "superseded", TIMESTAMP,
            "when a newer release revised or withdrew the row (UTC); null while it stands",
        ),
        Column("actor1_country", "string", "country of the acting side, ISO 3166-1 alpha-3"),
        Column("actor2_country", "string", "country of the other side, ISO 3166-1 alpha-3"),
        Column("actor1_code", "string", "the acting side as the source codes it (CAMEO in GDELT)"),
        Column("actor2_code", "string", "the other side as the source codes it"),
        Column("actor1_name", "string", "the acting side as the source names it"),
        Column("actor2_name", "string", "the other side as the source names it"),
        Column("code", "string", "CAMEO code with its leading zeros; null under another coding"),
        Column("root", "string", "CAMEO root, 01 to 20; null under another coding"),
        Column(
            "quad", "int8",
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, "
            "as the source groups them (GDELT puts root 09 into 2 and root 14 into 3)",
        ),
        Column("goldstein", "float32", "Goldstein's weight of the type of event, -10 to 10"),
        Column("kind", "string", "the source's own type of event, where it has one"),
        Column("count", "int64", "how many events the row stands for; 1 for a single event", True),
        Column("mentions", "int32", "mentions in the source's first window"),
        Column("sources_count", "int32", "information sources in the source's first window"),
        Column("articles", "int32", "articles in the source's first window"),
        Column("tone", "float32", "mean tone of the articles, -100 to 100"),
        Column("place_country", "string", "country of the place, ISO 3166-1 alpha-3"),
        Column("place_name", "string", "the place as the source names it"),
        Column("latitude", "float64", "degrees north"),
        Column("longitude", "float64", "degrees east"),
        Column("low", "int32", "fatalities, the low estimate"),
        Column("best", "int32", "fatalities, the best estimate"),
        Column("high", "int32", "fatalities, the high estimate"),
        Column("url", "string", "where it was reported: tells distinct speech acts apart"),
    ),
    key=("event_id",),
    month="known",
)  # fmt: skip

MENTIONS = Table(
    "mentions",
    "Every mention of an event in an article, as GDELT 2.0 publishes it.",
    (
        Column("event_id", "string", "the event that was mentioned", True),
        Column("source", "string", "the source of the event", True),
        Column("release", "string", "the release or edition the row was published in", True),
        Column("known", TIMESTAMP, "when the mention was published (UTC)", True),
        Column("superseded", TIMESTAMP, "as in events"),
        Column("event_known", TIMESTAMP, "when the event was first published (UTC)"),
        Column("publisher", "string", "who published the article, such as its domain"),
        Column("url", "string", "the article", True),
        Column("sentence", "int32", "the sentence that names the event, from 1"),
        Column("confidence", "int8", "the coder's confidence, 10 to 100"),
        Column("tone", "float32", "tone of the article, -100 to 100"),
        Column("language", "string", "ISO 639-3 language the article was translated from; or null"),
    ),
    key=("event_id", "url", "sentence"),
    month="known",
)

FILES = Table(
    "files",
    "Every file that was collected, so that no file is ever taken twice.",
    (
        Column("file", "string", "the file's name at its source", True),
        Column("source", "string", "the connector that collected it", True),
        Column("release", "string", "MD5 of the file as it was collected", True),
        Column("known", TIMESTAMP, "when it was collected (UTC)", True),
        Column("superseded", TIMESTAMP, "as in events"),
        Column("bytes", "int64", "its size", True),
        Column("rows", "int64", "rows that were read from it", True),
    ),
    key=("file",),
    month="known",
)

TABLES = {table.name: table for table in (EVENTS, MENTIONS, FILES)}
