"""The command that checks an analyst's own words against ICD 203."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tocsin.cli.options import AsJson, Lang, refusals, tell
from tocsin.language import Language
from tocsin.results import WordingReport


def check_briefing(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Markdown or plain text file.")],
    text_lang: Annotated[
        Language | None,
        typer.Option("--text-lang", help="The text's language; told from the text by default."),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Check the words of likelihood and confidence of a text; exit 1 if any break ICD 203."""
    with refusals():
        from tocsin.workflows import check_briefing as verb

        report = verb.check_briefing(file, language=text_lang)
        tell(report, as_json, lang, _show)
    if report.findings:
        raise typer.Exit(1)


def _show(report: WordingReport, language: Language, screen: Console) -> None:
    """Each finding with its line, its rule, the sentence and what to do; then how many."""
    from tocsin.labels import say

    for each in report.findings:
        place = f"{report.file}:{each.line}: [{each.rule}] {each.says.in_(language)}"
        screen.print(place, markup=False, soft_wrap=True)
        if each.sentence:
            screen.print(f"    {each.sentence}", markup=False, style="dim", soft_wrap=True)
        screen.print(f"    {each.do.in_(language)}", markup=False, soft_wrap=True)
    key = "wording count" if report.findings else "wording clean"
    numbers = {"n": str(report.sentences), "findings": str(len(report.findings))}
    if not report.findings:
        numbers.pop("findings")
    screen.print(say(key, language, file=report.file, **numbers), markup=False, soft_wrap=True)
