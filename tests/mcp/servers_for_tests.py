"""A client of the server, as another program has one: in memory, with the SDK's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from mcp.server import MCPServer
from mcp_types import CallToolResult, Implementation, TextContent

from mcp import Client

T = TypeVar("T")
PROGRAM = Implementation(name="reader\n2000", version="1")


def speak(server: MCPServer, talk: Callable[[Client], Awaitable[T]], **how: Any) -> T:
    """What a program gets that connects, talks and leaves."""

    async def run() -> T:
        async with Client(server, client_info=PROGRAM, **how) as client:
            return await talk(client)

    return asyncio.run(run())


def call(server: MCPServer, tool: str, **arguments: Any) -> CallToolResult:
    """The answer of one tool."""
    return speak(server, lambda client: client.call_tool(tool, arguments))


def words(answer: CallToolResult) -> str:
    """The text of an answer."""
    return "\n".join(each.text for each in answer.content if isinstance(each, TextContent))
