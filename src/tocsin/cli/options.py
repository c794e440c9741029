"""What the commands share: their options, their error exits, their progress bar.

Commands import workflows inside their functions, never at the top: the compiled engine takes more
than a second to load, and ``tocsin --help`` must answer at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tocsin.cli.tied import Screen
from tocsin.errors import TocsinError
from tocsin.labels import LABELS, say
from tocsin.language import Language

R = TypeVar("R", bound=BaseModel)

FAILED = 2
"""Exit code when Tocsin refuses; 1 is kept for ``check`` with errors."""


def written_day(text: str) -> datetime:
    """The day that an option names; a refusal shows how one is written."""
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date; write a date as 2026-03-16") from error


CaseName = Annotated[
    str, typer.Argument(metavar="CASE", help="A case that ships with Tocsin, or a case's folder.")
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", parser=written_day, metavar="DATE",
        help="Use only what was public by this date (YYYY-MM-DD).",
    ),
]  # fmt: skip
Seed = Annotated[int, typer.Option("--seed", min=0, help="Seed of all random streams.")]
Samples = Annotated[
    int | None, typer.Option("--samples", min=1, help="Histories to simulate.", show_default=False)
]
Outcome = Annotated[
    str | None, typer.Option("--outcome", help="Id of an asked outcome; by default the gravest.")
]
Months = Annotated[int, typer.Option("--months", min=1, max=120, help="Months ahead.")]
HoldOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="NODE=LEVEL[@DATE]",
        help="Do: hold a node at a level from a date on. May be repeated, as all of these.",
    ),
]  # fmt: skip
PutOption = Annotated[
    list[str] | None,
    typer.Option(
        "--put", metavar="NODE=LEVEL[@DATE]",
        help="Do: put a node at a level on a date; from there it moves by itself.",
    ),
]  # fmt: skip
RateOption = Annotated[
    list[str] | None,
    typer.Option(
        "--rate", metavar="NODE.up=FACTOR[@DATE]",
        help="Do: make a node's steps up (or .down) FACTOR times as frequent from a date on.",
    ),
]  # fmt: skip
GivenOption = Annotated[
    list[str] | None,
    typer.Option(
        "--given", metavar="FORMULA[@DATE]",
        help="Learn: a condition holds on a date. Nothing is done; what it implies counts.",
    ),
]  # fmt: skip
Horizons = Annotated[
    list[int] | None,
    typer.Option("--horizon", min=1, max=120, help="Months ahead; may be repeated."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS",
        help="Share the work with a Dask cluster, such as tcp://127.0.0.1:8786.",
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON, nothing else.")]
Lang = Annotated[Language, typer.Option("--lang", help="Language of the answer.")]


def day(moment: datetime | None) -> date | None:
    """The day of a parsed option."""
    return None if moment is None else moment.date()


def screen() -> Console:
    """Standard output; without colour when it is not a terminal."""
    return Screen(highlight=False)


def tell(
    result: R, as_json: bool, language: Language, show: Callable[[R, Language, Console], None]
) -> None:
    """Print an answer: as JSON and nothing else, or shown by ``show``."""
    if as_json:
        typer.echo(result.model_dump_json(indent=2))
    else:
        show(result, language, screen())


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every refusal of Tocsin into its message on standard error and exit code 2."""
    try:
        yield
    except TocsinError as error:
        Console(stderr=True, highlight=False, markup=False, soft_wrap=True).print(str(error))
        raise typer.Exit(FAILED) from error


@contextmanager
def progress(language: Language) -> Iterator[Callable[[str, float], None]]:
    """A bar on standard error for work over a second; silent where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task(say("compiling", language), total=None)

        def report(message: str, done: float) -> None:
            key = f"doing {message}"
            shown = say(key, language) if key in LABELS else message
            bar.update(task, description=shown, total=1.0, completed=done)

        yield report
