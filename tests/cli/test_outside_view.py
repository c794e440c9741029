"""The command baserate: every figure, the coverage and the sources, in both languages."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from tocsin.cli import app

RUN = CliRunner()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["Russia – Kazakhstan: base rates", "798,140", "1946–2014 (MID 5.0)", "to 2014 only"],
        ),
        (
            "fr",
            ["Russie – Kazakhstan : taux de base", "798 140", "1946-2014 (MID 5.0)", "CC BY 4.0"],
        ),
    ],
)
def test_base_rates_are_shown(language: str, said: list[str]) -> None:
    result = RUN.invoke(
        app, ["baserate", "--dyad", "RUS-KAZ", "--lang", language], env={"COLUMNS": "110"}
    )
    assert result.exit_code == 0, result.output
    for text in said:
        assert text in result.output.replace("\u202f", " ").replace("\u00a0", " ")


def test_json_holds_the_result() -> None:
    asked = ["baserate", "--dyad", "RUS-KAZ", "--like", "land", "--since", "1992", "--json"]
    result = json.loads(RUN.invoke(app, asked).output)
    assert result["pair"] == "RUS-KAZ"
    assert result["rates"][0]["first"] == 1992


def test_a_refusal_is_a_message() -> None:
    result = RUN.invoke(app, ["baserate", "--dyad", "RUS-KAS"])
    assert result.exit_code == 2
    assert "perhaps KAZ" in result.stderr
