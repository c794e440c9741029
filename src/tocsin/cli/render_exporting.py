"""Folders of data and sites on a terminal."""

from __future__ import annotations

from rich.console import Console

from tocsin import formats
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import WrittenFolder


def files_counted(n: int, language: Language) -> str:
    """How many files, with the word in the number that goes with it."""
    return say("one file", language) if n == 1 else say("files counted", language, n=str(n))


def show_folder(result: WrittenFolder, language: Language, console: Console) -> None:
    """Where the folder is, how much it holds, its handling mark, and how to check it."""
    size = formats.decimal(sum(each.bytes for each in result.files) / 1e6, language, 1)
    told = say(
        "folder written", language, path=result.folder, size=size,
        files=files_counted(len(result.files), language),
    )  # fmt: skip
    mark = f"{result.tlp}{' : ' if language is Language.FR else ': '}"
    console.print(Shown(told), soft_wrap=True)
    console.print(Shown(mark + result.handling.in_(language)), soft_wrap=True)
    console.print(Shown(say("folder check", language), style="bright_black"), soft_wrap=True)
