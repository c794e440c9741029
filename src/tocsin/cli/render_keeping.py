"""Backups and diagnoses on a terminal."""

from __future__ import annotations

from rich.console import Console

from tocsin import formats
from tocsin.cli.render import grid
from tocsin.cli.render_exporting import files_counted
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Backup, Diagnosis, Exchanged, Restored
from tocsin.terms import name

MARKS = {"ok": ("✓", "green"), "mended": ("+", "cyan"), "warning": ("!", "yellow"),
         "error": ("✗", "red")}  # fmt: skip


def show_backup(result: Backup, language: Language, console: Console) -> None:
    """What the archive holds."""
    told = say(
        "backed up", language, file=result.file, files=files_counted(result.files, language),
        size=formats.decimal(result.bytes / 1e6, language, 1),
        entries=formats.decimal(result.entries, language, 0),
    )  # fmt: skip
    console.print(Shown(told), soft_wrap=True)
    if not result.lake:
        console.print(Shown(say("lake left out", language), style="yellow"))
    console.print(Shown(f"SHA-256 {result.sha256}", style="bright_black"), soft_wrap=True)


def show_restored(result: Restored, language: Language, console: Console) -> None:
    """What came out of the archive."""
    told = say(
        "restored", language, folder=result.folder, made=result.made,
        files=files_counted(result.files, language),
        entries=formats.decimal(result.entries, language, 0),
    )  # fmt: skip
    console.print(Shown(told), soft_wrap=True)
    if result.settings:
        named = ", ".join(result.settings)
        console.print(Shown(say("settings restored", language, settings=named)), soft_wrap=True)
    if not result.lake:
        console.print(Shown(say("lake left out", language), style="yellow"))


def show_diagnosis(result: Diagnosis, language: Language, console: Console) -> None:
    """Each finding with its mark and word, then the whole in one line."""
    table = grid("", "", "", right=())
    table.show_header = False
    for one in result.findings:
        mark, style = MARKS[one.severity]
        table.add_row(
            Shown(mark, style=style),
            Shown(name("health", one.severity, language), style=style),
            Shown(one.text.in_(language)),
        )
    console.print(table)
    key, style = ("sound", "bold green") if result.sound else ("broken", "bold red")
    console.print(Shown(say(key, language), style=style))


def show_exported(result: Exchanged, language: Language, console: Console) -> None:
    """Which files were written, and how much is in them."""
    _exchanged("exported", result, language, console)


def show_imported(result: Exchanged, language: Language, console: Console) -> None:
    """How much was accepted, and from which files."""
    _exchanged("imported", result, language, console)


def _exchanged(key: str, result: Exchanged, language: Language, console: Console) -> None:
    told = say(
        key, language, case=result.case, items=str(result.items), sources=str(result.sources),
        files=", ".join(result.files),
    )  # fmt: skip
    console.print(Shown(told), soft_wrap=True)
