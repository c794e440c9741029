"""The command about the past: learn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, CaseName, Lang, refusals, screen
from tocsin.language import Language


def learn(
    case: CaseName,
    write: Annotated[
        bool, typer.Option("--write", help="Put the numbers into the case, as learned.yaml.")
    ] = False,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """What the past says: base rates by counting, odds ratios of selected cases, their scores."""
    with refusals():
        from tocsin.workflows import learn as verb

        result = verb.learn(case, write=write)
        if as_json:
            typer.echo(result.model_dump_json(indent=2))
            return
        from tocsin.cli.render_learning import show_learning
        from tocsin.labels import say

        show_learning(result, lang, screen())
        if write:
            path = str(Path(case) / "learned.yaml")
            screen().print(say("written", lang, path=path), markup=False, soft_wrap=True)
