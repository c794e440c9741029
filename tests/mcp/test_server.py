"""The tools, as a program uses them: typed results, honest words, refusals as errors of a tool."""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.server import MCPServer

import tocsin
from mcp import Client, MCPError, StdioServerParameters
from tests import results_for_tests as made
from tests.mcp.servers_for_tests import call, speak, words
from tests.workflows.test_desk import make_up
from tests.workflows.workspaces_for_tests import taught_desk
from tocsin.case.load import case_folder, shipped_cases
from tocsin.mcp.answers import UNTRUSTED, Judgement
from tocsin.mcp.server import create_server
from tocsin.results import EvidenceDetail, Explanation, TrackRecord
from tocsin.workflows import cases

CASE = "river"
TOOLS: dict[str, dict[str, Any]] = {
    "list_cases": {},
    "assess": {"case": CASE},
    "history": {"case": CASE},
    "triggers": {"case": CASE},
    "explain": {"case": CASE},
    "what_if": {"case": CASE, "done": ["dispute=off"]},
    "off_ramps": {"case": CASE},
    "watch_next": {"case": CASE},
    "pathways": {"case": CASE},
    "list_evidence": {"case": CASE},
    "read_evidence": {"case": CASE, "item": "V7"},
    "read_page": {"case": CASE, "page": "overview"},
    "record": {"case": CASE},
    "inbox": {"case": CASE},
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MCPServer]:
    """A server whose figures are made up, with a workspace that is not."""
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        space = taught_desk(tmp_path_factory.mktemp("mcp"))
        yield create_server(workspace=str(space.root))


@pytest.mark.parametrize("mode", ["legacy", "auto"])
def test_a_program_learns_what_it_can_ask(server: MCPServer, mode: str) -> None:
    async def talk(client: Client) -> tuple[Any, Any]:
        assert client.instructions
        assert "base rate" in client.instructions
        return await client.list_tools(), await client.list_resource_templates()

    tools, templates = speak(server, talk, mode=mode)
    assert {tool.name for tool in tools.tools} == set(TOOLS)
    for tool in tools.tools:
        assert tool.description, tool.name
        assert tool.annotations.read_only_hint, tool.name
        assert tool.output_schema, tool.name
    assert len(templates.resource_templates) == 2


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_answers_with_its_type(server: MCPServer, tool: str) -> None:
    answer = call(server, tool, **TOOLS[tool])
    assert not answer.is_error, words(answer)
    assert answer.structured_content
    assert words(answer)


def test_the_figures_are_those_of_the_verbs(server: MCPServer) -> None:
    told = Judgement.model_validate(call(server, "assess", case=CASE).structured_content)
    assert told.outcomes == made.assessment().outcomes
    assert told.run == made.assessment().run
    why = Explanation.model_validate(call(server, "explain", case=CASE).structured_content)
    assert why == made.explanation()


def test_words_come_in_both_languages(server: MCPServer) -> None:
    english = words(call(server, "assess", case=CASE))
    french = words(call(server, "assess", case=CASE, language="fr"))
    assert "base rate" in english
    assert "taux de base" in french


def test_a_row_opens_to_what_it_rests_on(server: MCPServer) -> None:
    answer = call(server, "read_evidence", case=CASE, item="V7")
    detail = EvidenceDetail.model_validate(answer.structured_content)
    assert detail.sources
    assert set(detail.item.sources) == {source.id for source in detail.sources}


@pytest.mark.parametrize(
    "tool", ["explain", "triggers", "list_evidence", "read_evidence", "read_page", "inbox"]
)
def test_what_strangers_wrote_is_marked(server: MCPServer, tool: str) -> None:
    assert words(call(server, tool, **TOOLS[tool])).startswith(UNTRUSTED)


def test_the_inbox_and_the_record_are_those_of_the_workspace(server: MCPServer) -> None:
    box = call(server, "inbox", case=CASE).structured_content
    assert box is not None
    assert [each["id"] for each in box["proposals"]] == ["P-4", "P-1", "P-2"]
    kept = TrackRecord.model_validate(call(server, "record", case=CASE).structured_content)
    assert kept.registered == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("assess", {"case": "atlantis"}, "no case 'atlantis'; there are ballot"),
        ("assess", {"case": "../river"}, "no case '../river'"),
        ("assess", {"case": CASE, "as_of": "1999-01-01"}, "before the case’s start"),
        ("assess", {"case": CASE, "as_of": "soon"}, "as_of"),
        ("assess", {}, "case"),
        ("what_if", {"case": CASE}, "no scenario"),
        ("read_evidence", {"case": CASE, "item": "nothing"}, "no item of evidence"),
        ("read_page", {"case": CASE, "page": "nothing"}, "no page 'nothing'; there are overview"),
        ("list_evidence", {"case": CASE, "limit": 0}, "limit"),
        ("propose_evidence", {"case": CASE, "title": "x", "published": "2026-01-01"}, "Unknown"),
    ],
)
def test_refusals_are_errors_of_the_tool(
    server: MCPServer, tool: str, arguments: dict[str, Any], said: str
) -> None:
    answer = call(server, tool, **arguments)
    assert answer.is_error
    assert said in words(answer)
    assert "Traceback" not in words(answer)


def test_briefing_and_sections_are_resources(server: MCPServer) -> None:
    async def talk(client: Client) -> list[str]:
        addresses = (f"tocsin://{CASE}/en/briefing", f"tocsin://{CASE}/fr/sections/reasons")
        found = [await client.read_resource(each) for each in addresses]
        return [str(getattr(each.contents[0], "text", "")) for each in found]

    briefing, reasons = speak(server, talk)
    assert "## Judgement" in briefing
    assert "log-cotes" in reasons

    async def ask(client: Client) -> str:
        with pytest.raises(MCPError) as refused:
            await client.read_resource(f"tocsin://{CASE}/en/sections/nothing")
        return str(refused.value)

    assert "no section 'nothing'" in speak(server, ask)


def test_a_case_that_cannot_be_read_is_listed_with_its_problem(tmp_path: Path) -> None:
    space = tocsin.init(tmp_path / "space")
    shutil.copytree(case_folder(CASE), space.cases / "mine")
    (space.cases / "broken").mkdir(parents=True)
    found = {each.name: each for each in cases.listed(space.root)}
    assert set(found) == {*shipped_cases(), "mine", "broken"}
    assert found["mine"].title == found[CASE].title
    assert found["broken"].problem
    assert found["broken"].title is None


def test_what_a_person_decides_is_seen_by_the_next_question(tmp_path: Path) -> None:
    space = taught_desk(tmp_path)
    server = create_server(workspace=str(space.root))
    before = call(server, "list_evidence", case=CASE).structured_content
    tocsin.accept(space.root, "P-4", node="border", level="settled", by="Ana", why="both say so")
    after = call(server, "list_evidence", case=CASE).structured_content
    assert before is not None
    assert after is not None
    assert after["total"] == before["total"] + 1


def test_what_changes_while_a_program_is_connected_is_seen(tmp_path: Path) -> None:
    space = taught_desk(tmp_path)
    shutil.copytree(case_folder(CASE), space.cases / CASE)
    header = space.cases / CASE / "case.yaml"
    written = header.read_text()

    async def talk(client: Client) -> list[Any]:
        answers = [await client.call_tool("list_evidence", {"case": CASE})]
        tocsin.accept(space.root, "P-4", node="border", level="settled", by="Ana", why="both do")
        answers.append(await client.call_tool("list_evidence", {"case": CASE}))
        for text in ("id: [", written):
            header.write_text(text)
            answers.append(await client.call_tool("list_evidence", {"case": CASE}))
        return answers

    before, decided, broken, mended = speak(create_server(workspace=str(space.root)), talk)
    total = before.structured_content["total"]
    assert decided.structured_content["total"] == total + 1
    assert broken.is_error
    assert "cannot be used as it stands now" in words(broken)
    assert mended.structured_content == decided.structured_content


def test_the_command_speaks_the_protocol_on_standard_output() -> None:
    program = str(Path(sys.executable).with_name("tocsin"))
    command = StdioServerParameters(command=program, args=["mcp"])

    async def talk() -> Any:
        async with Client(command) as client:
            listed = await client.call_tool("list_cases", {})
            return listed.structured_content

    told = asyncio.run(talk())
    assert [each["name"] for each in told["cases"]] == shipped_cases()
    assert json.dumps(told)
