"""Published tables on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import LABELS, say
from tocsin.language import Language
from tocsin.results import Benchmark, PublishedTable

INDENT = (0, 0, 0, 2)


def show_benchmark(result: Benchmark, language: Language, console: Console) -> None:
    """Every table, then what was missing and how our rows were made."""
    facts = f"tocsin {result.tocsin} · {say('run seed', language).lower()} {result.seed}"
    titles(result.title.in_(language), None, facts, console)
    told = f"{result.name} interval"
    key = told if told in LABELS else "benchmark interval"
    console.print(Padding(Shown(say(key, language), style="bright_black"), 0))
    for table in result.tables:
        _table(table, language, console)
    for key, words in (("missing", result.missing), ("protocol", result.protocol)):
        if words:
            heading(say(f"benchmark {key}", language), console)
            for text in words:
                console.print(Padding(Shown(text.in_(language)), INDENT))


def _table(table: PublishedTable, language: Language, console: Console) -> None:
    heading(table.caption.in_(language), console)
    labels = [column.label.in_(language) for column in table.columns]
    shown = grid("", *labels, right=range(1, len(labels) + 1))
    for column in shown.columns[1:]:
        column.no_wrap = True
    for row in table.rows:
        style = "bold" if row.kind == "ours" else ""
        cells = [_decimal(figure.value, figure.digits, language) for figure in row.cells]
        shown.add_row(*(Shown(text, style=style) for text in (row.label.in_(language), *cells)))
        if any(figure.low is not None for figure in row.cells):
            for key in ("low", "high"):
                ends = [
                    "" if getattr(figure, key) is None
                    else _decimal(getattr(figure, key), figure.digits, language)
                    for figure in row.cells
                ]  # fmt: skip
                texts = (say(f"benchmark {key}", language), *ends)
                shown.add_row(*(Shown(text, style="bright_black") for text in texts))
    console.print(Padding(shown, INDENT))
    for note in table.notes:
        console.print(Padding(Shown(note.in_(language), style="bright_black"), INDENT))


def _decimal(value: float | None, digits: int, language: Language) -> str:
    """A value, or a dash where the files do not allow it."""
    return "–" if value is None else formats.decimal(value, language, digits)
