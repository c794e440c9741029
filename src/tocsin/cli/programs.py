"""The command that serves other programs: mcp."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli.options import Samples, Seed, refusals
from tocsin.cli.workspaces import chosen_workspace
from tocsin.errors import TocsinError


def mcp(
    allow_proposals: Annotated[
        bool,
        typer.Option(
            "--allow-proposals",
            help="Let programs put what they find into the inbox; a person decides about it.",
        ),
    ] = False,
    seed: Seed = 1,
    samples: Samples = None,
) -> None:
    """Serve other programs over the Model Context Protocol, on standard input and output."""
    with refusals():
        try:
            from tocsin.mcp.server import create_server
        except ModuleNotFoundError as error:
            raise TocsinError(
                f"{error.name} is not installed; install it with: pip install 'tocsin[mcp]'"
            ) from error
        create_server(
            workspace=chosen_workspace(), proposals=allow_proposals, seed=seed, samples=samples
        ).run("stdio")
