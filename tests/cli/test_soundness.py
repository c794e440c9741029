"""Ensembles and exact answers from the command line, in both languages."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from tocsin.cli import app


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80"})


@pytest.mark.parametrize(("lang", "word"), [("en", "Stated"), ("fr", "Annoncé")])
def test_an_ensemble_shows_spread_and_stated_error(lang: str, word: str) -> None:
    few = ("--runs", "2", "--samples", "1024", "--horizon", "12")
    shown = _run("ensemble", "ballot", *few, "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80
    found = json.loads(_run("ensemble", "ballot", *few, "--json").output)
    assert found["seeds"] == [1, 2]


@pytest.mark.parametrize(("lang", "word"), [("en", "With the steps"), ("fr", "Avec ces mesures")])
def test_an_exact_answer_shows_what_is_done(lang: str, word: str) -> None:
    few = ("--samples", "1024", "--horizon", "12")
    shown = _run("exact", "ballot", *few, "--set", "presence=reinforced", "--lang", lang)
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    assert max(map(len, shown.output.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ensemble", "ballot", "--runs", "1"), "2 or more are allowed"),
        (("exact", "kazakhstan"), "joint states"),
        (("exact", "ballot", "--set", "presence=everywhere"), "no level"),
        (("assess", "ballot", "--cluster", "nonsense://x"), "no cluster answers"),
        (("off-ramps", "ballot", "--cluster", "nonsense://x"), "no cluster answers"),
    ],
)
def test_refusals_are_one_message(arguments: tuple[str, ...], said: str) -> None:
    refused = _run(*arguments)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.output
