"""The commands that fill the lake and look after it: collect, lake."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from tocsin.cli.options import AsJson, Lang, day, refusals, tell, written_day
from tocsin.labels import say
from tocsin.language import Language

if TYPE_CHECKING:
    from tocsin.workflows.collect import Progress as Done

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", metavar="DIR", help="Your workspace, made by tocsin init.")
]


def collect(
    name: Annotated[
        str, typer.Argument(help="Connector: gdelt, gdelt-v1, icews, ucdp, acled, feed, document.")
    ],
    workspace: WorkspaceOption,
    since: Annotated[
        datetime | None,
        typer.Option("--since", parser=written_day, metavar="DATE", help="First day to collect."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--until", parser=written_day, metavar="DATE", help="Last day to collect."),
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="PLACE",
            help="A folder, a file or a URL to collect from, in place of the source's own site.",
        ),
    ] = None,
    release: Annotated[
        str | None,
        typer.Option("--release", help="Edition of files whose names do not tell it (ucdp)."),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:  # fmt: skip
    """Bring events into the lake, or texts into the inbox; what is there already is left alone."""
    with refusals():
        from tocsin.cli.render_collecting import show_collection
        from tocsin.workflows.collect import collect as verb

        with _progress(name, lang) as report:
            result = verb(
                name, workspace, since=day(since), until=day(until), origin=origin,
                release=release, progress=report,
            )  # fmt: skip
        tell(result, as_json, lang, show_collection)


lake = typer.Typer(help="Look after the lake of events.", no_args_is_help=True)


@lake.command("status")
def status(workspace: WorkspaceOption, as_json: AsJson = False, lang: Lang = Language.EN) -> None:
    """What the lake holds."""
    with refusals():
        from tocsin.cli.render_collecting import show_lake
        from tocsin.workflows.lake import lake_status

        tell(lake_status(workspace), as_json, lang, show_lake)


@lake.command("compact")
def compact(workspace: WorkspaceOption, as_json: AsJson = False, lang: Lang = Language.EN) -> None:
    """Few large files in place of many small ones."""
    with refusals():
        from tocsin.cli.render_collecting import show_compaction
        from tocsin.workflows.lake import lake_compact

        tell(lake_compact(workspace), as_json, lang, show_compaction)


@contextmanager
def _progress(source: str, language: Language) -> Iterator[Callable[[Done], None]]:
    """Files, rows and time left, on standard error; silent where that is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[told]}"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(say("collecting", language, source=source), total=None, told="")

        def report(done: Done) -> None:
            files = f"{done.files}" if done.of is None else f"{done.files}/{done.of}"
            told = say("collect progress", language, files=files, rows=f"{done.rows}")
            bar.update(task, total=done.of, completed=done.files, told=told)

        yield report
