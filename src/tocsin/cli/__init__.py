"""The command line: parse, call one workflow, render."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable
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
COMMANDS: dict[str, dict[str, Callable[..., None] | typer.Typer]] = {
    "Ask a case": {
        "assess": in_workspace(forecasts.assess),
        "explain": in_workspace(forecasts.explain),
        "whatif": in_workspace(scenarios.whatif),
        "off-ramps": in_workspace(scenarios.off_ramps),
        "premortem": in_workspace(questions.premortem),
        "matters": in_workspace(questions.matters),
        "watch-next": in_workspace(questions.watch_next),
        "pathways": in_workspace(questions.pathways),
        "indicators": in_workspace(indicators.indicators),
        "obligations": in_workspace(structure.obligations),
        "routes": in_workspace(structure.routes),
        "ensemble": in_workspace(soundness.ensemble),
        "exact": in_workspace(soundness.exact),
    },
    "Show it to others": {
        "serve": in_workspace(desk.serve),
        "brief": in_workspace(forecasts.brief),
        "check-briefing": wording.check_briefing,
        "data": in_workspace(exporting.data),
        "publish": in_workspace(exporting.publish),
        "mcp": in_workspace(programs.mcp),
    },
    "Write a case": {
        "read": reading.read,
        "review": drafting.review,
        "check": in_workspace(authoring.check),
        "schema": authoring.schema,
        "learn": learning.learn,
        "baserate": outside_view.baserate,
    },
    "Keep evidence": {
        "init": keeping.init,
        "collect": collecting.collect,
        "inbox": inbox.inbox,
        "accept": inbox.accept,
        "rate": inbox.rate,
        "reject": inbox.reject,
        "origin": inbox.origin,
        "import": keeping.import_,
        "export": keeping.export,
        "scenario": scenarios.scenario,
        "watch": watching.watch,
    },
    "Keep score": {
        "register": track.register,
        "settle": track.settle,
        "record": track.record,
        "backtest": past.backtest,
        "benchmark": benchmarks.benchmark,
    },
    "Look after a workspace": {
        "doctor": keeping.doctor,
        "backup": keeping.backup,
        "restore": keeping.restore,
        "lake": collecting.lake,
        "account": people.account,
        "audit": people.audit,
    },
}
"""Every command or group of them, by what somebody wants who looks for it."""
for _purpose, _commands in COMMANDS.items():
    for _name, _command in _commands.items():
        if isinstance(_command, typer.Typer):
            app.add_typer(_command, name=_name, rich_help_panel=_purpose)
        else:
            app.command(_name, rich_help_panel=_purpose)(_command)


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
    _look_for_garbage_rarely()


def _look_for_garbage_rarely() -> None:
    """What a command imports lives as long as the command, and is not looked through in vain.

    To do so as often as Python does by default, and once more at the end, took a fifth of a short
    command.
    """
    gc.set_threshold(100_000, 20, 50)
    atexit.register(gc.freeze)
