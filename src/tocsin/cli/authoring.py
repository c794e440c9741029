"""The commands for those who write a case: check and schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import CaseName, Lang, refusals, screen
from tocsin.cli.workspaces import chosen_workspace
from tocsin.language import Language


def check(case: CaseName, lang: Lang = Language.EN) -> None:
    """Report every problem of a case at once, with its place; exit 1 if there are errors."""
    with refusals():
        from tocsin.cli.render_ties import show_problems
        from tocsin.workflows import check as verb

        problems = verb.check(case, workspace=chosen_workspace())
        show_problems(problems, lang, screen())
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)


def schema(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder to write the JSON Schemas to.")
    ],
    lang: Lang = Language.EN,
) -> None:
    """Write the JSON Schema of every file of a case, for editors to complete and check."""
    with refusals():
        from tocsin.labels import say
        from tocsin.workflows import schema as verb

        for path in verb.export_schemas(output):
            screen().print(say("written", lang, path=str(path)), markup=False, soft_wrap=True)
