"""Accounts and the audit log on the command line, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import tocsin
from tests.ledger.test_passwords import GOOD
from tocsin.cli import app


@pytest.fixture
def space(tmp_path: Path) -> str:
    return str(tocsin.init(tmp_path / "desk").root)


def run(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(app, list(arguments), input=said, env={"COLUMNS": "120"})


def account(space: str, *arguments: str, said: str = "") -> Result:
    return run("account", *arguments, "--workspace", space, said=said)


def test_a_password_is_read_and_never_shown(space: str) -> None:
    added = account(space, "add", "ana", "--role", "analyst", "--display", "Ana Lopez",
                    said=GOOD + "\n")  # fmt: skip
    assert added.exit_code == 0, added.output
    assert "Ana Lopez" in added.stdout
    assert GOOD not in added.output
    listed = account(space, "list", "--lang", "fr")
    assert "analyse" in listed.stdout
    assert "mot de passe" in listed.stdout
    weak = account(space, "password", "ana", said="passwordpassword\n")
    assert weak.exit_code == 2
    assert "easily guessed" in weak.stderr
    assert "passwordpassword" not in weak.output


def test_every_action_has_its_words(space: str) -> None:
    assert "no account" in account(space, "list").stdout
    assert "aucun compte" in account(space, "list", "--lang", "fr").stdout
    account(space, "add", "robot", "--no-password")
    assert "nothing yet" in account(space, "list").stdout
    token = account(space, "token", "robot", "--days", "3", "--json")
    assert json.loads(token.stdout)["token"].startswith("tocsin_")
    assert "tokens: 1" in account(space, "role", "robot", "--role", "editor").stdout
    account(space, "link", "robot", "--issuer", "https://id.example", "--subject", "42")
    assert "river" in account(space, "recipient", "robot", "--case", "river").stdout
    assert "river" not in account(space, "recipient", "robot", "--case", "river", "--revoke").stdout
    assert "tokens" not in account(space, "token", "robot", "--revoke").stdout
    assert account(space, "remove", "robot").exit_code == 0
    log = run("audit", "--workspace", space, "--lang", "fr").stdout
    assert "compte ajouté" in log
    assert "compte supprimé" in log
    assert len(run("audit", "--workspace", space, "--last", "1").stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add",), "Missing argument 'NAME'"),
        (("role", "ana"), "Missing option '--role'"),
        (("link", "ana", "--issuer", "https://id.example"), "Missing option '--subject'"),
        (("recipient", "ana"), "Missing option '--case'"),
        (("list", "--revoke"), "No such option: --revoke"),
        (("remove", "ana"), "no account ana"),
    ],
)
def test_what_is_missing_is_said(space: str, arguments: tuple[str, ...], said: str) -> None:
    refused = account(space, *arguments)
    assert refused.exit_code == 2
    assert said in refused.stderr
