"""The command line through its own door, with the workflows' answers made up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from tests import results_for_tests as made
from tocsin import formats, labels
from tocsin.cli import app
from tocsin.cli.render import sparkline
from tocsin.cli.render_drafting import MOST_IDS, ids
from tocsin.cli.render_exporting import files_counted
from tocsin.cli.render_learning import figure
from tocsin.cli.render_track import show_record, show_settled
from tocsin.errors import CaseError
from tocsin.language import Language, Text
from tocsin.results import QuestionRecord, TrackRecord
from tocsin.workflows import assess, brief, cases, check, explain, learn, obligations, routes

ANSWERS: dict[str, tuple[Any, Callable[[], Any]]] = {
    "assess": (assess, made.assessment),
    "explain": (explain, made.explanation),
    "learn": (learn, made.learning),
    "obligations": (obligations, made.obligations),
    "routes": (routes, made.routes),
}
DUTIES = ["--attacked", "KAZ", "--by", "RUS"]


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80"})


@pytest.fixture(autouse=True)
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Replace the verbs; return the options that each was called with."""
    called: dict[str, dict[str, Any]] = {}

    def fake(name: str, make: Callable[[], Any]) -> Callable[..., Any]:
        def answer(case: Any, **options: Any) -> Any:
            called[name] = options
            return make()

        return answer

    monkeypatch.setattr(cases, "load", lambda name, **_: made.case())
    for name, (module, make) in ANSWERS.items():
        monkeypatch.setattr(module, name, fake(name, make))
    return called


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("command", [*ANSWERS])
def test_each_answer_fits_eighty_columns(command: str, lang: str) -> None:
    duties = DUTIES if command == "obligations" else []
    result = run(command, "kazakhstan", *duties, "--lang", lang)
    assert result.exit_code == 0, result.output
    assert max(len(line) for line in result.stdout.splitlines()) <= 80
    assert "\x1b[" not in result.stdout


@pytest.mark.parametrize("command", [*ANSWERS])
def test_json_is_the_result_and_nothing_else(command: str) -> None:
    duties = DUTIES if command == "obligations" else []
    result = run(command, "kazakhstan", *duties, "--json")
    expected = ANSWERS[command][1]()
    assert json.loads(result.stdout) == json.loads(expected.model_dump_json())


def test_options_reach_the_verb(seen: dict[str, dict[str, Any]]) -> None:
    run("assess", "k", "--as-of", "2025-12-31", "--horizon", "3", "--horizon", "12", "--seed", "7")
    options = seen["assess"]
    assert options["as_of"].isoformat() == "2025-12-31"
    assert options["horizons"] == [3, 12]
    assert (options["seed"], options["samples"]) == (7, None)


@pytest.mark.parametrize(("lang", "said"), [("en", "Written: "), ("fr", "Écrit : ")])
def test_learn_writes_only_when_asked_and_says_so(
    seen: dict[str, dict[str, Any]], lang: str, said: str
) -> None:
    quiet = run("learn", "harbour", "--lang", lang)
    assert (seen["learn"]["write"], said in quiet.stdout) == (False, False)
    loud = run("learn", "harbour", "--write", "--lang", lang)
    assert seen["learn"]["write"]
    assert f"{said}harbour/learned.yaml" in loud.stdout
    assert said not in run("learn", "harbour", "--write", "--json").stdout


def test_what_past_cases_cannot_tell_is_said_with_size_and_caveats() -> None:
    shown = " ".join(run("learn", "kazakhstan").stdout.split())
    assert "selected cases, not a rate ratio (3 with the outcome, 14 without)" in shown
    assert "past cases cannot" in shown
    assert "Scores over 17 past cases" in shown
    assert "would be an artefact" in shown
    assert "not scored: open: counted neither" in shown


def test_figures_keep_two_digits_however_small() -> None:
    shown = [figure(value, Language.EN) for value in (123.4, 1.234, 0.1234, 0.01234, 0.001234)]
    assert shown == ["123.4", "1.23", "0.12", "0.012", "0.0012"]
    assert figure(0.00001, Language.EN) == "<0.0001"


@pytest.mark.parametrize(
    ("lang", "heads"), [("en", ("Ratings", "only")), ("fr", ("Cotations", "seules"))]
)
def test_undiscounted_stands_beside_the_ratings_that_it_is_compared_with(
    lang: str, heads: tuple[str, str]
) -> None:
    said = run("assess", "kazakhstan", "--lang", lang).output
    assert all(head in said for head in heads)
    first = made.assessment().hypotheses[0]
    figures = [
        formats.percent(p, Language(lang))
        for p in (first.prior, first.posterior, first.ratings_only, first.undiscounted)
    ]
    assert re.search(r"\s+".join(map(re.escape, figures)), said)


def test_the_matrix_marks_what_does_not_count_and_says_what_its_codes_mean() -> None:
    said = run("explain", "kazakhstan").output
    joined = " ".join(said.split())
    assert labels.say("matrix codes", Language.EN) in joined
    assert labels.say("matrix uncounted", Language.EN) in joined
    matrix = made.explanation().matrix
    for row in matrix:
        assert (f"° {row.id} " in joined) is (not row.counts)


def test_a_matrix_in_which_all_counts_speaks_of_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    told = made.explanation()
    rows = [row.model_copy(update={"counts": True}) for row in told.matrix]
    whole = told.model_copy(update={"matrix": rows})
    monkeypatch.setattr(explain, "explain", lambda *_, **__: whole)
    assert "°" not in run("explain", "kazakhstan").output


def test_a_route_before_its_first_status_is_since_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    told = made.routes()
    note = Text(en="The case holds no status before 2026.", fr="Rien avant 2026.")
    early = told.routes[0].model_copy(update={"status": "unknown", "since": None, "note": note})
    monkeypatch.setattr(
        routes, "routes", lambda *_, **__: told.model_copy(update={"routes": [early]})
    )
    joined = " ".join(run("routes", "kazakhstan").output.split())
    assert re.search(r"unknown –", joined)
    assert "no status before" in joined


def test_a_bloc_without_coded_members_is_not_shown_as_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = made.obligations()
    bare = told.blocs[0].model_copy(update={"members": []})
    monkeypatch.setattr(
        obligations, "obligations", lambda *_, **__: told.model_copy(update={"blocs": [bare]})
    )
    assert "none coded" in run("obligations", "kazakhstan", *DUTIES).output
    french = run("obligations", "kazakhstan", *DUTIES, "--lang", "fr").output
    assert "codés dans ce dossier" in french
    assert "aucun codé" in french


def test_states_are_told_in_words_too() -> None:
    shown = run("assess", "kazakhstan").stdout
    assert "? not monitored" in shown
    assert "● observed" in shown


def test_a_refusal_is_one_message_and_exit_code_two(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str, **_: object) -> Any:
        raise CaseError("no case 'x'; choose kazakhstan")

    monkeypatch.setattr(cases, "load", refuse)
    result = run("assess", "x")
    assert result.exit_code == 2
    assert result.stderr.strip() == "no case 'x'; choose kazakhstan"
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("severities", "code", "said"),
    [
        ((), 0, "No problems found."),
        (("warning", "note"), 0, "errors: 0, warnings: 1"),
        (("error", "warning"), 1, "model.yaml:12:7: error [unknown-id] got 'tripps'"),
    ],
)
def test_check_fails_only_on_errors(
    monkeypatch: pytest.MonkeyPatch, severities: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.setattr(check, "check", lambda case, **_: made.problems(*severities))
    result = run("check", "kazakhstan")
    assert (result.exit_code, said in result.stdout) == (code, True)


def test_brief_says_what_it_wrote(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: dict[str, Any] = {}

    def fake(case: Any, **options: Any) -> Path:
        asked.update(options)
        return Path(options["output"])

    monkeypatch.setattr(brief, "brief", fake)
    result = run("brief", "kazakhstan", "-o", str(tmp_path / "b.html"), "--lang", "fr")
    assert result.exit_code == 0
    assert result.stdout.strip() == f"Écrit : {tmp_path / 'b.html'}"
    assert asked["language"] == "fr"


def test_schemas_are_written_where_asked(tmp_path: Path) -> None:
    result = run("schema", "-o", str(tmp_path / "schemas"))
    assert result.exit_code == 0
    assert (tmp_path / "schemas" / "case.schema.json").exists()
    blocked = tmp_path / "file"
    blocked.touch()
    assert run("schema", "-o", str(blocked)).exit_code == 2


def test_wrong_dates_are_refused() -> None:
    assert run("assess", "kazakhstan", "--as-of", "16/03/2026").exit_code == 2


def test_a_refused_date_shows_how_one_is_written() -> None:
    result = run("assess", "river", "--as-of", "16/03/2026")
    assert result.exit_code == 2
    assert "write a date as 2026-03-16" in " ".join(result.output.replace("│", " ").split())
    assert "%Y" not in result.output


def test_one_thing_is_told_in_the_singular() -> None:
    assert files_counted(1, Language.FR) == "1 fichier"
    assert files_counted(3, Language.FR) == "3 fichiers"
    assert ids([f"S{i}" for i in range(MOST_IDS + 1)], Language.FR).endswith(" et 1 autre")
    assert ids([f"S{i}" for i in range(MOST_IDS + 2)], Language.FR).endswith(" et 2 autres")


def test_a_record_of_late_forecasts_says_how_many_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    late = QuestionRecord(
        case="river", id="Q1", text=Text(en="Question?", fr="Question ?"),
        deadline=date(2026, 7, 1), state="yes", settled=date(2026, 6, 2), source="Note",
        forecasts=2, probability=None, base_rate=None, week_before=None, as_of=None, sha256=None,
        brier=None, log=None,
    )  # fmt: skip
    show_settled(late, Language.EN, Console(width=80))
    empty = TrackRecord(
        case=None, registered=1, yes=1, no=0, void=0, pending=0, void_rate=0.0, scored=0,
        unscored=1, scores=[], calibration=[], questions=[late],
    )  # fmt: skip
    show_record(empty, Language.EN, Console(width=80))
    told = " ".join(capsys.readouterr().out.split())
    assert told.count("only after the answer was there to see: 2.") == 2
    assert "Nothing has been settled" not in told


def test_version_and_help_load_no_engine() -> None:
    assert run("--version").stdout.startswith("tocsin ")
    code = "import sys, tocsin.cli; print([m for m in ('numba', 'altair') if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert found.strip() == "[]"


def test_sparkline_spans_lowest_to_highest() -> None:
    assert sparkline([0.1, 0.2, 0.3, 0.8], 4) == "▁▂▃█"
    assert sparkline([0.5] * 200, 20) == "▁" * 20
    assert len(sparkline(list(range(500)), 60)) == 60
    assert sparkline([], 10) == ""


def test_no_command_is_registered_twice() -> None:
    names = [str(command.name) for command in app.registered_commands]
    names += [str(group.name) for group in app.registered_groups]
    assert sorted(names) == sorted(set(names))
