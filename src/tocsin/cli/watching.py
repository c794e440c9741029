"""The command that keeps watch over a case: watch."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import (
    AsJson,
    AsOf,
    CaseName,
    Lang,
    Samples,
    Seed,
    day,
    progress,
    refusals,
    screen,
    tell,
)
from tocsin.cli.workspaces import Workspace
from tocsin.language import Language


def watch(
    case: CaseName,
    workspace: Workspace,
    every: Annotated[
        str | None,
        typer.Option(
            "--every", metavar="TIME", help="Turn after turn, such as 15m, 6h, 1d; else one turn."
        ),
    ] = None,
    addresses: Annotated[
        list[str] | None,
        typer.Option("--tell", metavar="ADDRESS", help="Tell there, too; may be repeated."),
    ] = None,
    as_of: AsOf = None,
    seed: Seed = 1,
    samples: Samples = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Collect, assess, compare with what people were last told, and tell them what is new."""
    with refusals():
        from tocsin.cli.render_watching import show_turn
        from tocsin.labels import say
        from tocsin.results import Turn
        from tocsin.workflows.watch import interval, turns
        from tocsin.workflows.watch import watch as verb

        def turn() -> Turn:
            with progress(lang) as report:
                return verb(
                    case, workspace, as_of=day(as_of), addresses=addresses or (), language=lang,
                    seed=seed, samples=samples, progress=report,
                )  # fmt: skip

        if every is None:
            tell(turn(), as_json, lang, show_turn)
            return
        pause = interval(every)
        minutes = f"{pause.total_seconds() / 60:.0f}"
        try:
            for found in turns(turn, pause):
                tell(found, as_json, lang, show_turn)
                if not as_json:
                    screen().print(say("watch next turn", lang, minutes=minutes), style="dim")
        except KeyboardInterrupt:
            raise typer.Exit from None
