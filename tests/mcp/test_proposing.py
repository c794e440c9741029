"""Proposing: only where it is allowed, within limits, signed, and never deciding."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from mcp.server import MCPServer

import tocsin
from tests.mcp.servers_for_tests import call, speak, words
from tocsin.errors import WorkspaceError
from tocsin.mcp import proposing
from tocsin.mcp.server import create_server
from tocsin.workflows import evidence

FOUND: dict[str, Any] = {
    "case": "river",
    "title": "Commission signs the minutes",
    "published": "2026-03-30",
    "text": "Both states signed.",
    "url": "https://example.org/minutes",
    "node": "border",
    "level": "settled",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tocsin.init(tmp_path / "space").root


@pytest.fixture
def server(folder: Path) -> MCPServer:
    return create_server(workspace=str(folder), proposals=True)


def test_proposals_need_an_inbox() -> None:
    with pytest.raises(WorkspaceError, match="--workspace"):
        create_server(proposals=True)


def test_without_leave_there_is_no_such_tool(folder: Path) -> None:
    refusing = create_server(workspace=str(folder))
    names = {tool.name for tool in speak(refusing, lambda client: client.list_tools()).tools}
    assert "propose_evidence" not in names
    assert call(refusing, "propose_evidence", **FOUND).is_error
    assert tocsin.inbox(folder).proposals == []


def test_the_tool_says_that_it_writes(server: MCPServer) -> None:
    tools = speak(server, lambda client: client.list_tools()).tools
    (tool,) = (each for each in tools if each.name == "propose_evidence")
    assert tool.annotations is not None
    assert tool.annotations.read_only_hint is False
    assert tool.description is not None
    assert "until a person accepts it" in tool.description


def test_a_proposal_waits_signed_by_its_program(server: MCPServer, folder: Path) -> None:
    case = tocsin.load_case("river")
    answer = call(server, "propose_evidence", **FOUND)
    assert not answer.is_error, words(answer)
    assert answer.structured_content == {"id": "P-1", "new": True, "origin": "P-1", "because": None}
    (waiting,) = tocsin.inbox(folder).proposals
    assert (waiting.state, waiting.found_by) == ("waiting", "program:reader 2000")
    assert (waiting.suggests, waiting.text) == ("border = settled", "Both states signed.")
    after = tocsin.load_case("river", workspace=folder)
    assert evidence.evidence(after) == evidence.evidence(case), "nobody has decided yet"


def test_the_same_again_adds_nothing(server: MCPServer, folder: Path) -> None:
    call(server, "propose_evidence", **FOUND)
    again = call(server, "propose_evidence", **FOUND).structured_content
    assert again is not None
    assert (again["id"], again["new"]) == ("P-1", False)
    assert len(tocsin.inbox(folder).proposals) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"case": "atlantis"}, "atlantis"),
        ({"node": "moon"}, "no node 'moon'"),
        ({"level": "moon"}, "no level 'moon'"),
        ({"level": None}, "either a node and its level"),
        ({"node": None, "level": None, "says": "border >="}, "FormulaError"),
        ({"url": "file:///etc/passwd"}, "no web address"),
        ({"published": str(datetime.now(UTC).date() + timedelta(days=2))}, "after today"),
        ({"title": "x" * 301}, "title"),
        ({"text": "x" * 20_001}, "text"),
        ({"title": "  "}, "title"),
        ({"happened": "long ago"}, "happened"),
        ({"language": "English"}, "language"),
    ],
)
def test_what_is_not_as_it_should_be_is_refused(
    server: MCPServer, folder: Path, changes: dict[str, Any], said: str
) -> None:
    answer = call(server, "propose_evidence", **{**FOUND, **changes})
    assert answer.is_error
    assert said in words(answer)
    assert tocsin.inbox(folder).proposals == []


def test_a_program_cannot_flood_the_inbox(
    server: MCPServer, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "MOST", 2)
    for day in range(1, 5):
        told = {**FOUND, "title": f"Number {day} of many", "url": None, "text": "",
                "published": str(date(2026, 1, day))}  # fmt: skip
        answer = call(server, "propose_evidence", **told)
        assert answer.is_error is (day > 2)
    assert len(tocsin.inbox(folder).proposals) == 2
