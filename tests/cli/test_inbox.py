"""The inbox on the command line, and the one option that brings a ledger into every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from docs.generate import commands
from typer.testing import CliRunner, Result

from tests.workflows.workspaces_for_tests import COPY, FIRST, SIGNED, desk
from tocsin.cli import app
from tocsin.language import Language

ANA = ("--by", "Ana", "--why", "because")


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(desk(tmp_path, FIRST, COPY, SIGNED).root)


def run(*words: str, code: int = 0) -> Result:
    outcome = CliRunner().invoke(app, list(words))
    assert outcome.exit_code == code, outcome.output
    return outcome


def test_from_the_inbox_to_a_decision(place: str) -> None:
    shown = run("inbox", "--workspace", place, "--json").stdout
    assert [one["id"] for one in json.loads(shown)["proposals"]] == ["P-4", "P-1", "P-2"]
    said = run("accept", "P-1", "--workspace", place, "--says", "fear >= high", "--code", "B3",
               "--label-fr", "Remplissage", *ANA).stdout  # fmt: skip
    assert "accepted by Ana: because" in said
    said = run("accept", "P-4", "--workspace", place, "--node", "border", "--level", "settled",
               "--date", "2026-03-31", *ANA, "--json").stdout  # fmt: skip
    assert json.loads(said)["items"] == ["entry P-4"]
    run("rate", "P-2", "--workspace", place, "--score", "dam=C", "--score", "home=I",
        "--score", "mistrust=N", "--score", "no_mistrust=N", "--cluster", "spring",
        *ANA)  # fmt: skip
    assert (
        "rejeté par Ana" in run("reject", "P-2", "--workspace", place, *ANA, "--lang", "fr").stdout
    )
    said = run("origin", "P-2", "--workspace", place, "--same-as", "P-4", *ANA).stdout
    assert "counts as one with P-4" in said
    assert "P-4" in run("inbox", "--workspace", place, "--all", "--case", "river").stdout
    assert "Nothing waits" in run("inbox", "--workspace", place).stdout


def test_a_refusal_is_said_and_a_score_without_a_value_is_a_mistake(place: str) -> None:
    assert "no case 'rivier'" in run("inbox", "--workspace", place, "--case", "rivier",
                                     code=2).stderr  # fmt: skip
    refused = run("accept", "P-1", "--workspace", place, "--node", "border", *ANA, code=2)
    assert "either a node and its level" in refused.stderr
    wrong = run(
        "rate", "P-1", "--workspace", place, "--score", "dam", "--cluster", "c", *ANA, code=2
    )
    assert "write HYPOTHESIS=C" in wrong.output


ABOUT_A_CASE = {
    name: command
    for name, command in commands(typer.main.get_command(app))
    if any(one.name == "case" and one.param_type_name == "argument" for one in command.params)
}


OWN_FILES_ONLY = {"learn", "review"}
"""Commands about what a case's own files say."""


@pytest.mark.parametrize("name", sorted(set(ABOUT_A_CASE) - OWN_FILES_ONLY))
def test_every_command_about_a_case_takes_a_workspace(name: str) -> None:
    options = [option for one in ABOUT_A_CASE[name].params for option in one.opts]
    assert "--workspace" in options


def test_the_workspace_of_one_command_is_not_that_of_the_next(place: str) -> None:
    run("accept", "P-4", "--workspace", place, "--node", "border", "--level", "settled", *ANA)
    step = "Border commission signs final minutes"
    command = ("explain", "river", "--as-of", "2026-04-02", "--samples", "2048", "--json")
    assert step in run(*command, "--workspace", place).stdout
    assert step not in run(*command).stdout
    early = ("explain", "river", "--as-of", "2026-03-31", "--samples", "2048", "--json")
    assert step not in run(*early, "--workspace", place).stdout
    assert "warning" in run("check", "river", "--workspace", place).stdout


def test_languages_of_the_inbox_are_complete() -> None:
    from tocsin.terms import TERMS

    for group in ("copy", "verdict of a proposal", "item"):
        for text in TERMS[group].values():
            assert text.in_(Language.EN)
            assert text.in_(Language.FR)
