"""The command that reads a text: its items as a table, as JSON, or the plain text itself."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from tocsin.cli import drafting
from tocsin.cli.options import AsJson, Lang, day, refusals, tell, written_day
from tocsin.language import Language


class TextLanguage(StrEnum):
    """A language that texts are read in, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"
    RU = "ru"
    TR = "tr"


def read(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A .txt, .html or .pdf file, or its http or https address."
        ),
    ],
    doc_date: Annotated[
        datetime | None,
        typer.Option(
            "--doc-date", parser=written_day, metavar="DATE",
            help="The document's date (YYYY-MM-DD); without it, a year that is not printed stays "
            "empty.",
        ),
    ] = None,
    text_lang: Annotated[
        TextLanguage | None,
        typer.Option("--text-lang", help="The text's language; told from the text by default."),
    ] = None,
    people: Annotated[
        bool,
        typer.Option("--people", help="Add people that a statistical model finds in a French text; "
                     "needs tocsin[fr]."),
    ] = False,
    embed: Annotated[
        bool,
        typer.Option("--embed", help="Order event types by nearness in meaning; needs "
                     "tocsin[embed]."),
    ] = False,
    plain: Annotated[
        bool,
        typer.Option("--text", help="Print the plain text that offsets refer to; with --json, add "
                     "it there."),
    ] = False,
    output: drafting.Output = None,
    llm: drafting.Llm = None,
    model: drafting.ModelName = None,
    llm_calls: drafting.LlmCalls = 40,
    llm_tokens: drafting.LlmTokens = 200_000,
    workspace: drafting.DraftWorkspace = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:  # fmt: skip
    """Find the actors, dates, triggers, conditionals and off-ramps of a text, with their places."""
    with refusals():
        from tocsin.workflows import read as verb

        result = verb.read(file, language=text_lang, doc_date=day(doc_date), people=people,
                           embed=embed)  # fmt: skip
        if plain and not as_json:
            typer.echo(result.source.text, nl=False)
            return
        asking = drafting.Asking(llm, model, llm_calls, llm_tokens) if llm else None
        asked = drafting.extended(result, asking, workspace, lang)
        if output is not None:
            drafting.write_draft(asked, output, workspace, as_json, lang)
            return
        result = drafting.told(asked, lang)
        if as_json and not plain:
            source = result.source.model_copy(update={"text": ""})
            result = result.model_copy(update={"source": source})
        from tocsin.cli.render_reading import show_reading

        tell(result, as_json, lang, show_reading)
