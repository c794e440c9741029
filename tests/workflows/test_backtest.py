"""The verb backtest: scores by hand, equal cases, pages and refusals, both languages."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import tocsin
from tocsin.backtest.origins import roll
from tocsin.cli import app
from tocsin.errors import BenchmarkError, CaseError, LeakError
from tocsin.language import Language
from tocsin.results import Backtest
from tocsin.workflows import backtest as verb

FEW = 512


@pytest.fixture(scope="module")
def river() -> Backtest:
    return tocsin.score_past("river", months=[3, 6], samples=FEW)


def test_scores_are_means_over_the_same_settled_forecasts(river: Backtest) -> None:
    for row in river.scores:
        here = [
            f
            for f in river.forecasts
            if (f.outcome, f.months) == (row.outcome, row.months) and f.happened is not None
        ]
        assert (row.n, row.events) == (len(here), sum(bool(f.happened) for f in here))
        names = {"model": "probability"}
        said = [getattr(f, names.get(row.rival, row.rival)) for f in here]
        brier = sum((p - f.happened) ** 2 for p, f in zip(said, here, strict=True)) / len(here)
        assert row.brier == pytest.approx(brier)
    assert {row.rival for row in river.scores} == {
        "model", "climatology", "persistence", "last_twelve"
    }  # fmt: skip
    settled = [f for f in river.forecasts if f.happened is not None]
    assert sum(b.n for b in river.calibration) == len(settled)


def test_certainty_that_was_wrong_has_no_log_score(river: Backtest) -> None:
    wrong = next(
        row for row in river.scores
        if (row.outcome, row.months, row.rival) == ("dispute", 3, "persistence")
    )  # fmt: skip
    assert wrong.log is None


def test_no_interval_from_a_handful_of_stretches(river: Backtest) -> None:
    assert all(row.low is None for row in river.scores)  # ten origins are three stretches
    often = tocsin.score_past("river", months=[1], samples=FEW)
    (model,) = [r for r in often.scores if (r.outcome, r.rival) == ("dispute", "model")]
    assert model.low is not None
    assert model.difference is not None
    assert model.high is not None
    assert model.low <= model.difference <= model.high


def test_the_same_seed_gives_the_same_bytes(river: Backtest) -> None:
    again = tocsin.score_past("river", months=[3, 6], samples=FEW)
    assert again.model_dump_json() == river.model_dump_json()
    assert river.checked in {f.date for f in river.forecasts}
    assert river.onsets["dispute"] == [date(2025, 2, 20), date(2025, 6, 10)]


def test_no_network_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def calls_home(*arguments: object) -> object:
        socket.getaddrinfo("127.0.0.1", 80)
        return roll(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("tocsin.workflows.backtest.roll", calls_home)
    with pytest.raises(LeakError, match="while the past is scored"):
        tocsin.score_past("river", samples=FEW)


def test_what_cannot_be_done_is_refused(tmp_path: Path, river: Backtest) -> None:
    with pytest.raises(BenchmarkError, match="every 0 months"):
        tocsin.score_past("river", every=0)
    with pytest.raises(CaseError, match="1 to 120"):
        tocsin.score_past("river", months=[0])
    with pytest.raises(BenchmarkError, match=r"ends in \.html"):
        verb.write_page(river, tmp_path / "page.pdf", Language.EN)
    refused = CliRunner().invoke(app, ["backtest", "river", "-o", str(tmp_path / "no" / "p.html")])
    assert refused.exit_code == 2
    assert "create it first" in refused.output


@pytest.mark.parametrize(("lang", "word"), [("en", "Came true"), ("fr", "Réalisées")])
def test_the_terminal_and_the_page(tmp_path: Path, lang: str, word: str) -> None:
    page = tmp_path / "past.html"
    shown = CliRunner().invoke(
        app,
        ["backtest", "river", "--horizon", "3", "--every", "2", "--samples", str(FEW),
         "-o", str(page), "--lang", lang],
        env={"COLUMNS": "80"},
    )  # fmt: skip
    assert shown.exit_code == 0, shown.output
    assert word in shown.output
    lines = shown.output.splitlines()
    assert max(len(line) for line in lines if str(tmp_path) not in line) <= 80
    assert page.read_text(encoding="utf-8").count("<svg") == 4
