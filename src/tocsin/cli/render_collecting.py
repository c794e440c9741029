"""What collecting brought and what the lake holds, on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Collection, Compaction, LakePart, LakeStatus

MEGABYTE = 1_000_000


def show_collection(result: Collection, language: Language, console: Console) -> None:
    """Files, then rows, then each file that was refused with what to do."""
    facts = say(
        "collect facts", language, files=_number(result.files, language),
        skipped=_number(result.skipped, language), refused=_number(len(result.refused), language),
    )  # fmt: skip
    titles(say("collected from", language, source=result.connector), None, facts, console)
    console.print()
    if any(result.added.values()):
        table = grid(say("rows of", language), say("rows added", language), right=(1,))
        for name, rows in result.added.items():
            table.add_row(say(f"table {name}", language), _number(rows, language))
        console.print(Padding(table, (0, 0, 0, 2)))
    else:
        console.print(Padding(Shown(say("nothing new", language)), (0, 0, 0, 2)))
    for key in ("repeated", "revised", "withdrawn"):
        rows = getattr(result, key)
        if rows:
            told = say(f"rows {key}", language, n=_number(rows, language))
            console.print(Padding(Shown(told), (0, 0, 0, 2)))
    if result.refused:
        heading(say("refused files", language), console)
        for refused in result.refused:
            reason = Shown(refused.reason)
            reason.highlight_words([refused.file], "bold")
            if refused.file not in refused.reason:
                reason = Shown(refused.file, style="bold")
                reason.append(f": {refused.reason}", "not bold")
            console.print(Padding(reason, (0, 0, 0, 2)))
    if result.remarks:
        heading(say("collect remarks", language), console)
        for remark in result.remarks:
            console.print(Padding(Shown(remark), (0, 0, 0, 2)))


def show_lake(result: LakeStatus, language: Language, console: Console) -> None:
    """A row for each table and source, then what should be done."""
    facts = say(
        "lake facts", language, version=_number(result.version, language),
        bytes=_megabytes(sum(part.bytes for part in result.parts), language),
        files=_number(sum(part.files for part in result.parts), language),
    )  # fmt: skip
    titles(say("lake at", language, place=result.place), None, facts, console)
    console.print()
    if not result.parts:
        console.print(Padding(Shown(say("lake empty", language)), (0, 0, 0, 2)))
    else:
        keys = ("table", "source", "rows", "files", "size", "known")
        table = grid(*(say(f"lake {key}", language) for key in keys), right=(2, 3, 4))
        for part in result.parts:
            table.add_row(*_cells(part, language))
        console.print(Padding(table, (0, 0, 0, 2)))
    for key, number in (("crowded", result.crowded), ("leftover", result.leftover)):
        if number:
            told = say(f"lake {key}", language, n=_number(number, language))
            console.print(Padding(Shown(told), (1, 0, 0, 2)))


def _cells(part: LakePart, language: Language) -> list[str]:
    days = (part.first_known.date(), part.last_known.date())
    return [
        say(f"table {part.table}", language),
        part.source,
        _number(part.rows, language),
        _number(part.files, language),
        _megabytes(part.bytes, language),
        ", ".join(formats.day(each, language, short=True) for each in days),
    ]


def show_compaction(result: Compaction, language: Language, console: Console) -> None:
    """One sentence."""
    numbers = {k: _number(v, language) for k, v in result.model_dump().items()}
    console.print(Shown(say("compacted", language, **numbers)))


def _number(value: int, language: Language) -> str:
    return formats.decimal(value, language, 0)


def _megabytes(size: int, language: Language) -> str:
    return formats.decimal(size / MEGABYTE, language, 1)
