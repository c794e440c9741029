"""The commands that keep a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Lang, refusals, screen, tell
from tocsin.cli.workspaces import Workspace
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


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive: a new ZIP file.")],
    workspace: Workspace,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Write a workspace into one archive with hashes, while others go on writing to it."""
    with refusals():
        from tocsin.workflows import backup as verb

        result = verb.backup(workspace, file)
        from tocsin.cli.render_keeping import show_backup

        tell(result, as_json, lang, show_backup)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of tocsin backup.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="URL", help="An empty PostgreSQL database to fill."),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Make a workspace from an archive, after checking every hash in it."""
    with refusals():
        from tocsin.workflows import backup as verb

        result = verb.restore(file, folder, ledger=ledger)
        from tocsin.cli.render_keeping import show_restored

        tell(result, as_json, lang, show_restored)


def doctor(workspace: Workspace, as_json: AsJson = False, lang: Lang = Language.EN) -> None:
    """Check hashes, evidence, cursors and the lake, and mend what is safe; exit 1 if broken."""
    with refusals():
        from tocsin.workflows import doctor as verb

        result = verb.doctor(workspace)
        from tocsin.cli.render_keeping import show_diagnosis

        tell(result, as_json, lang, show_diagnosis)
    if not result.sound:
        raise typer.Exit(1)
