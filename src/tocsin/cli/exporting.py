"""The commands by which a case leaves as data or as a site."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    GivenOption,
    HoldOption,
    Lang,
    PutOption,
    RateOption,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    tell,
)
from tocsin.cli.workspaces import case_of, chosen_workspace
from tocsin.handling import Audience
from tocsin.language import Language
from tocsin.results import DataFormat

Folder = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="DIR",
        help="A folder that is new, empty, or was written by this command before.",
    ),
]  # fmt: skip


def data(
    case: CaseName,
    output: Folder,
    form: Annotated[
        list[DataFormat] | None,
        typer.Option("--format", help="May be repeated; by default CSV."),
    ] = None,
    hold: HoldOption = None,
    put: PutOption = None,
    rate: RateOption = None,
    given: GivenOption = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Write all that a case shows as data: tables, a map, STIX, the results."""
    with refusals():
        with progress(lang) as report:
            from tocsin.workflows import data as verb

            result = verb.export_data(
                case_of(case, as_of), output, formats=form or (DataFormat.CSV,),
                workspace=chosen_workspace(), as_of=day(as_of), seed=seed, samples=samples,
                hold=hold or (), put=put or (), rates=rate or (), given=given or (),
                progress=report,
            )  # fmt: skip
        from tocsin.cli.render_exporting import show_folder

        tell(result, as_json, lang, show_folder)


def publish(
    case: CaseName,
    output: Folder,
    audience: Annotated[
        Audience, typer.Option("--audience", help="Who can read it; the mark has to permit that.")
    ] = Audience.PUBLIC,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Write a case as a static site that anyone can host, in both languages, with its data."""
    with refusals():
        with progress(lang) as report:
            from tocsin.handling import Audience
            from tocsin.workflows import publish as verb

            result = verb.publish(
                case_of(case, as_of), output, audience=Audience(audience.value),
                workspace=chosen_workspace(), as_of=day(as_of), seed=seed, samples=samples,
                progress=report,
            )  # fmt: skip
        from tocsin.cli.render_exporting import show_folder

        tell(result, as_json, lang, show_folder)
