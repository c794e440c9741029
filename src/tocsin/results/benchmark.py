"""What ``benchmark`` returns: published tables recomputed, with our rows beside theirs."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class Figure(Result):
    """One cell: a value and, where it was computed, its interval.

    ``low`` and ``high`` are the ends of a 90 % block-bootstrap interval. A value of None means that
    the files do not allow the figure. ``digits`` is how many decimals the table prints.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    digits: int


class TableColumn(Result):
    """A column: a key for programs, such as ``crps 2018``, and a heading for readers."""

    key: str
    label: Text


class TableRow(Result):
    """A row: one model, or one part of a sum.

    ``kind`` tells where its figures come from: computed here from ``published`` forecasts, or from
    ``scores`` by cell that their authors published, or a simple ``baseline``, or ``ours``; a
    ``note`` row holds numbers of cases.
    """

    key: str
    label: Text
    kind: Literal["published", "scores", "baseline", "ours", "note"]
    cells: list[Figure]


class PublishedTable(Result):
    """One table; ``rows`` have a cell for each of ``columns``. ``notes`` are needed to read it."""

    key: str
    caption: Text
    columns: list[TableColumn]
    rows: list[TableRow]
    notes: list[Text]


class Benchmark(Result):
    """Tables of one published benchmark.

    ``missing`` says what the files did not allow; ``protocol`` how our models were chosen, with
    what each choice was.
    """

    name: str
    title: Text
    seed: int
    tables: list[PublishedTable]
    missing: list[Text]
    protocol: list[Text]
    tocsin: str
