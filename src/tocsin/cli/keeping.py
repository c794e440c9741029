"""The commands that keep a workspace."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, AsOf, CaseName, Lang, day, refusals, screen, tell
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


class Form(StrEnum):
    """How evidence is written."""

    YAML = "yaml"
    CSV = "csv"


def export(
    case: CaseName,
    workspace: Workspace,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for evidence and sources.")
    ],
    form: Annotated[Form, typer.Option("--format", help="YAML as in a case, or CSV.")] = Form.YAML,
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Write what was accepted for a case to files, without loss."""
    with refusals():
        from tocsin.workflows import exchange as verb

        result = verb.export_evidence(workspace, case, output, form=form.value, as_of=day(as_of))
        from tocsin.cli.render_keeping import show_exported

        tell(result, as_json, lang, show_exported)


def import_(
    case: CaseName,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder with the files.")],
    workspace: Workspace,
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="Who accepts it.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")],
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Accept evidence and sources from files: evidence.yaml or .csv, sources.yaml or .csv."""
    with refusals():
        from tocsin.workflows import exchange as verb

        result = verb.import_evidence(workspace, case, folder, by=by, why=why)
        from tocsin.cli.render_keeping import show_imported

        tell(result, as_json, lang, show_imported)


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
