"""The commands that keep a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import Lang, refusals, screen
from tocsin.language import Language


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="URL", help="A PostgreSQL database for the ledger."),
    ] = None,
    lang: Lang = Language.EN,
) -> None:
    """Make a workspace: a folder for your ledger, lake, documents and cases."""
    with refusals():
        from tocsin.labels import say
        from tocsin.workflows import init as verb

        made = verb.init(folder, ledger=ledger)
        told = say("workspace made", lang, path=str(folder), cases=str(folder / made.cases.name))
        screen().print(told, markup=False, soft_wrap=True)
