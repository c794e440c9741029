"""The command that opens the desk."""

from __future__ import annotations

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
    seed: Seed = 1,
    samples: Samples = None,
    lang: Lang = Language.EN,
) -> None:
    """Open the desk: a case in the browser, on this machine only, without network."""
    with refusals():
        from tocsin.web.serve import serve as run

        run(
            case, workspace=chosen_workspace(), port=port, seed=seed, samples=samples,
            ready=lambda address: screen().print(_said(address, lang), markup=False),
        )  # fmt: skip


def _said(address: str, language: Language) -> str:
    from tocsin.labels import say

    return say("desk open", language, address=f"{address}/{language}/overview")
