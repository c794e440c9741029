"""The command line: parse, call one workflow, render."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import (
    authoring,
    benchmarks,
    collecting,
    desk,
    drafting,
    exporting,
    forecasts,
    inbox,
    indicators,
    keeping,
    learning,
    outside_view,
    past,
    people,
    programs,
    questions,
    reading,
    scenarios,
    soundness,
    structure,
    track,
    watching,
    wording,
)
from tocsin.cli.workspaces import in_workspace

app = typer.Typer(
    name="tocsin",
    help="Turn a written warning into a tested forecast.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("check")(in_workspace(authoring.check))
app.command("assess")(in_workspace(forecasts.assess))
app.command("explain")(in_workspace(forecasts.explain))
app.command("whatif")(in_workspace(scenarios.whatif))
app.command("scenario")(scenarios.scenario)
app.command("off-ramps")(in_workspace(scenarios.off_ramps))
app.command("premortem")(in_workspace(questions.premortem))
app.command("matters")(in_workspace(questions.matters))
app.command("watch-next")(in_workspace(questions.watch_next))
app.command("pathways")(in_workspace(questions.pathways))
app.command("ensemble")(in_workspace(soundness.ensemble))
app.command("exact")(in_workspace(soundness.exact))
app.command("indicators")(in_workspace(indicators.indicators))
app.command("learn")(learning.learn)
app.command("baserate")(outside_view.baserate)
app.command("obligations")(in_workspace(structure.obligations))
app.command("routes")(in_workspace(structure.routes))
app.command("brief")(in_workspace(forecasts.brief))
app.command("data")(in_workspace(exporting.data))
app.command("check-briefing")(wording.check_briefing)
app.command("publish")(in_workspace(exporting.publish))
app.command("review")(drafting.review)
app.command("schema")(authoring.schema)
app.command("init")(keeping.init)
app.command("collect")(collecting.collect)
app.command("lake")(collecting.lake)
app.command("backup")(keeping.backup)
app.command("restore")(keeping.restore)
app.command("doctor")(keeping.doctor)
app.command("export")(keeping.export)
app.command("import")(keeping.import_)
app.command("inbox")(inbox.inbox)
app.command("accept")(inbox.accept)
app.command("rate")(inbox.rate)
app.command("reject")(inbox.reject)
app.command("origin")(inbox.origin)
app.command("read")(reading.read)
app.command("benchmark")(benchmarks.benchmark)
app.command("register")(track.register)
app.command("settle")(track.settle)
app.command("record")(track.record)
app.command("watch")(watching.watch)
app.command("serve")(in_workspace(desk.serve))
app.command("account")(people.account)
app.command("audit")(people.audit)
app.command("mcp")(in_workspace(programs.mcp))
app.command("backtest")(past.backtest)


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
