"""The command about published tables: benchmark."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import AsJson, Lang, Seed, progress, refusals, tell
from tocsin.language import Language


class Table(StrEnum):
    """A published benchmark, by its name on the command line."""

    VIEWS_2023 = "views-2023"
    VIEWS_2020 = "views-2020"
    ONSET = "onset"
    MID = "mid"


def benchmark(
    name: Annotated[Table, typer.Argument(metavar="NAME", help="Which published benchmark.")],
    data: Annotated[
        Path, typer.Option("--data", metavar="DIR", help="Folder of the published files.")
    ],
    windows: Annotated[
        str | None,
        typer.Option(
            "--windows", metavar="YEARS",
            help="Years to score, such as 2018-2021; by default all that are there.",
        ),
    ] = None,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:  # fmt: skip
    """Recompute a published table from its files, competitors included, with our rows beside."""
    with refusals():
        from tocsin.cli.render_benchmark import show_benchmark
        from tocsin.workflows.benchmark import benchmark as verb

        with progress(lang) as told:
            result = verb(name.value, data=data, windows=windows, seed=seed, progress=told)
        tell(result, as_json, lang, show_benchmark)
