"""The command that opens the desk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli.options import CaseName, Lang, Samples, Seed, refusals, screen
from tocsin.cli.workspaces import chosen_workspace
from tocsin.language import Language

PORT = 8737


def serve(
    case: CaseName = "kazakhstan",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = PORT,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Address to listen on; any but this machine's own "
            "needs accounts and TLS.",
        ),
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A name that browsers know the desk by."),
    ] = None,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", exists=True, dir_okay=False, help="TLS certificate (PEM)."),
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", exists=True, dir_okay=False, help="Its key (PEM).")
    ] = None,
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            "--behind-proxy", metavar="ADDRESS", help="A proxy at this address does TLS in front."
        ),
    ] = None,
    seed: Seed = 1,
    samples: Samples = None,
    lang: Lang = Language.EN,
) -> None:  # fmt: skip
    """Open the desk: a case in the browser, on this machine unless others are let in."""
    with refusals():
        from tocsin.web.reach import Reach
        from tocsin.web.serve import serve as run

        reach = Reach(host, tuple(name or ()), certificate, key, behind_proxy)
        run(
            case, workspace=chosen_workspace(), reach=reach, port=port, seed=seed, samples=samples,
            ready=lambda address: screen().print(_said(address, lang), markup=False),
        )  # fmt: skip


def _said(address: str, language: Language) -> str:
    from tocsin.labels import say

    return say("desk open", language, address=f"{address}/{language}/overview")
