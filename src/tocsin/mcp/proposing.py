"""The one tool that writes: it proposes evidence to the inbox, and a person decides about it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp_types import CallToolResult, ToolAnnotations
from pydantic import Field

from tocsin.errors import LedgerError
from tocsin.mcp.answers import CaseName, answered, refusing
from tocsin.results import Receipt
from tocsin.workflows.propose import LONGEST_TEXT, LONGEST_TITLE, LONGEST_URL, propose

MOST = 100
"""Proposals that one run of the server takes: an inbox that nobody can read helps nobody."""
UNNAMED = "unnamed program"
PROPOSING = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


@dataclass
class Proposing:
    """Takes proposals for the inbox of one workspace, each signed by the program that made it."""

    workspace: str
    taken: int = field(default=0)

    def offer(self, server: MCPServer) -> None:
        """Add the tool to a server."""
        server.add_tool(refusing(self.propose_evidence), annotations=PROPOSING)

    async def propose_evidence(
        self,
        case: CaseName,
        title: Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)],
        published: Annotated[date, Field(description="The day from which it was public.")],
        context: Context,
        text: Annotated[str, Field(max_length=LONGEST_TEXT, description="A paraphrase.")] = "",
        url: Annotated[str | None, Field(max_length=LONGEST_URL)] = None,
        publisher: Annotated[str | None, Field(max_length=200)] = None,
        language: Annotated[
            str | None, Field(pattern=r"^[a-z]{2,3}$", description="ISO 639-1 code.")
        ] = None,
        happened: Annotated[
            str | None, Field(description="YYYY, YYYY-MM or YYYY-MM-DD.", max_length=10)
        ] = None,
        node: Annotated[str | None, Field(description="Node it shows,", max_length=40)] = None,
        level: Annotated[str | None, Field(description="and its level; or", max_length=40)] = None,
        says: Annotated[str | None, Field(description="a formula.", max_length=400)] = None,
    ) -> Annotated[CallToolResult, Receipt]:
        """Propose a published document as evidence. It goes to the inbox, named as proposed by
        this program, and changes no figure until a person accepts it there; no tool decides.

        Give what the document says in neutral words of your own, where it stands, and the day it
        was published. Suggest a node and its level, or a formula, only where it says so.
        """
        if self.taken >= MOST:
            raise LedgerError(f"{MOST} proposals were taken since the start; let a person decide")
        receipt = await asyncio.to_thread(
            propose, self.workspace, case, by=_program(context), title=title, text=text, url=url,
            published=published, publisher=publisher, language=language, happened=happened,
            node=node, level=level, says=says,
        )  # fmt: skip
        self.taken += receipt.new
        said = f"{receipt.id} waits in the inbox for a person's decision; nothing changed yet."
        return answered(receipt, said if receipt.new else f"{receipt.id} was in the inbox before.")


def _program(context: Context) -> str:
    """The name that the program gave itself."""
    told = context.session.client_params
    name = "" if told is None else " ".join(told.client_info.name.split())[:100]
    return name or UNNAMED
