"""The command line: parse, call one workflow, render."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import (
    authoring,
    forecasts,
    keeping,
    learning,
    outside_view,
    questions,
    scenarios,
    soundness,
    structure,
)

app = typer.Typer(
    name="tocsin",
    help="Turn a written warning into a tested forecast.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("check")(authoring.check)
app.command("assess")(forecasts.assess)
app.command("explain")(forecasts.explain)
app.command("whatif")(scenarios.whatif)
app.command("off-ramps")(scenarios.off_ramps)
app.command("premortem")(questions.premortem)
app.command("matters")(questions.matters)
app.command("watch-next")(questions.watch_next)
app.command("pathways")(questions.pathways)
app.command("ensemble")(soundness.ensemble)
app.command("exact")(soundness.exact)
app.command("learn")(learning.learn)
app.command("baserate")(outside_view.baserate)
app.command("obligations")(structure.obligations)
app.command("routes")(structure.routes)
app.command("brief")(forecasts.brief)
app.command("schema")(authoring.schema)
app.command("init")(keeping.init)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"tocsin {version('tocsin')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Turn a written warning into a tested forecast."""
