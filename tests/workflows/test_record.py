"""The track record: registered before it settles, scored once, beside its references."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

import tocsin
from tests.conftest import NOON
from tests.workflows.workspaces_for_tests import desk
from tocsin.case.schema import Question
from tocsin.cli import app
from tocsin.cli.render_track import show_record
from tocsin.errors import LedgerError, NotFoundError
from tocsin.language import Language
from tocsin.ledger.forecasts import register, registered, settle
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace

OPENED = date(2026, 1, 1)
DEADLINE = date(2026, 12, 31)
SETTLED: dict[str, Any] = {"source": "Gazette 7", "by": "Bo", "why": "it is printed there"}


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Stands at noon of the first of May 2026 unless it is set."""

    def put(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr("tocsin.ledger.store.ledger.utc_now", lambda: moment)

    put(NOON.date())
    return put


def question(name: str = "Q1", **changes: Any) -> Question:
    both = {"en": name, "fr": name}
    stated: dict[str, Any] = {
        "id": name, "text": both, "event": both, "threshold": both, "opened": OPENED,
        "deadline": DEADLINE, "source_of_truth": both, "void_if": both, "anchor": both,
    }  # fmt: skip
    return Question.model_validate(stated | changes)


def say(
    ledger: Ledger, name: str, p: float, as_of: date = date(2026, 4, 1), base: float | None = None
) -> str:
    with ledger.transaction("Ana") as book:
        return register(
            book, "river", question(name), p, as_of=as_of, base_rate=base, basis={}
        ).sha256


def end(ledger: Ledger, name: str, outcome: Any, on: date = DEADLINE) -> None:
    with ledger.transaction("Bo") as book:
        settle(book, "river", name, outcome, settled=on, source="Gazette", why="printed")


def test_a_forecast_is_kept_with_its_hash_and_its_order(ledger: Ledger) -> None:
    first = say(ledger, "Q1", 0.2, base=0.1)
    second = say(ledger, "Q1", 0.3, as_of=date(2026, 4, 8))
    assert len({first, second, say(ledger, "Q2", 0.2, base=0.1)}) == 3
    with ledger.snapshot() as book:
        (one,) = registered(book, key="Q1")
        assert [(f.probability, f.base_rate, f.who) for f in one.forecasts] == [
            (0.2, 0.1, "Ana"), (0.3, None, "Ana"),
        ]  # fmt: skip
        assert one.forecasts[0].number < one.forecasts[1].number
        assert [f.sha256 for f in one.forecasts] == [first, second]
        assert list(book.faults()) == []


@pytest.mark.parametrize(
    ("p", "changes", "said"),
    [
        (0.0, {}, "a probability of 0; above 0 and below 1"),
        (1.0, {}, "a certain forecast that fails has no finite score"),
        (0.5, {"as_of": DEADLINE}, "a day before its deadline, 2026-12-31"),
        (0.5, {"base_rate": 1.0}, "a base rate of 1"),
    ],
)
def test_what_is_no_forecast_is_refused(
    ledger: Ledger, p: float, changes: dict[str, Any], said: str
) -> None:
    asked: dict[str, Any] = {"as_of": date(2026, 4, 1), "base_rate": None, "basis": {}} | changes
    with ledger.transaction("Ana") as book, pytest.raises(LedgerError, match=said):
        register(book, "river", question(), p, **asked)


def test_a_registered_wording_never_changes(ledger: Ledger) -> None:
    say(ledger, "Q1", 0.2)
    other = question("Q1", deadline=date(2027, 1, 31))
    with ledger.transaction("Ana") as book, pytest.raises(LedgerError, match="another wording"):
        register(book, "river", other, 0.2, as_of=OPENED, base_rate=None, basis={})


def test_a_question_settles_once_it_is_registered_and_by_its_terms(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="no question Q1 of the case river is registered"):
        end(ledger, "Q1", "yes")
    say(ledger, "Q1", 0.2)
    with pytest.raises(LedgerError, match="only from its deadline, 2026-12-31"):
        end(ledger, "Q1", "no", date(2026, 6, 1))
    with pytest.raises(LedgerError, match="a day after 2026-01-01"):
        end(ledger, "Q1", "yes", OPENED)
    end(ledger, "Q1", "yes", date(2026, 6, 1))
    with pytest.raises(LedgerError, match="Q1 is settled; a forecast comes before that"):
        say(ledger, "Q1", 0.9)


def place_with(tmp_path: Path, *told: Callable[[Ledger], object]) -> Workspace:
    place = desk(tmp_path)
    ledger = Ledger.open(place.ledger_url)
    for one in told:
        one(ledger)
    return place


def test_scores_are_those_of_the_scoring_rules(tmp_path: Path) -> None:
    place = place_with(
        tmp_path,
        lambda book: say(book, "Q1", 0.8, base=0.4),
        lambda book: say(book, "Q2", 0.1, base=0.3),
        lambda book: say(book, "Q3", 0.3),
        lambda book: say(book, "Q4", 0.5),
        lambda book: say(book, "Q5", 0.5),
        lambda book: end(book, "Q1", "yes"),
        lambda book: end(book, "Q2", "no"),
        lambda book: end(book, "Q3", "yes"),
        lambda book: end(book, "Q4", "void", date(2026, 6, 1)),
    )
    result = tocsin.record(place.root)
    assert (result.registered, result.yes, result.no, result.void, result.pending) == (
        5,
        2,
        1,
        1,
        1,
    )
    assert (result.void_rate, result.scored, result.unscored) == (0.25, 3, 0)
    scores = {(one.rule, one.against): one for one in result.scores}
    assert set(scores) == {
        (rule, against) for rule in ("brier", "log") for against in ("always 50 %", "base rate")
    }
    chance = scores["brier", "always 50 %"]
    assert (chance.n, chance.reference) == (3, 0.25)
    assert chance.ours == pytest.approx((0.2**2 + 0.1**2 + 0.7**2) / 3)
    base = scores["log", "base rate"]
    assert base.n == 2
    assert base.ours == pytest.approx(-(math.log(0.8) + math.log(0.9)) / 2)
    assert base.reference == pytest.approx(-(math.log(0.4) + math.log(0.7)) / 2)
    assert base.difference == pytest.approx(base.ours - base.reference)
    assert base.low is not None
    assert base.high is not None
    assert base.low <= base.difference <= base.high < 0
    bins = [(one.n, one.happened) for one in result.calibration]
    assert bins == [(1, 0), (1, 1), (1, 1)]
    (void,) = [one for one in result.questions if one.id == "Q4"]
    assert (void.state, void.brier, void.log, void.probability) == ("void", None, None, 0.5)


def test_the_last_forecast_made_in_time_is_scored_beside_that_of_a_week_before(
    tmp_path: Path, clock: Callable[[date], None]
) -> None:
    happened = date(2026, 6, 10)
    place = desk(tmp_path)
    for p, day in ((0.2, 1), (0.3, 5), (0.4, 8), (0.6, 9), (0.9, 10), (0.95, 11)):
        clock(date(2026, 6, day))
        say(Ledger.open(place.ledger_url), "Q1", p, as_of=date(2026, 6, day))
    clock(date(2026, 6, 20))
    book = Ledger.open(place.ledger_url)
    say(book, "Q1", 0.99, as_of=date(2026, 6, 9))
    end(book, "Q1", "yes", happened)
    result = tocsin.record(place.root)
    (one,) = result.questions
    assert (one.probability, one.as_of) == (0.6, date(2026, 6, 9)), "not what was said afterwards"
    assert one.week_before == 0.2
    scores = {score.against: score for score in result.scores if score.rule == "brier"}
    assert scores["week before"].reference == pytest.approx(0.64)
    assert scores["week before"].difference == pytest.approx(0.16 - 0.64)
    assert scores["week before"].low is None, "one question has no interval"


def test_what_was_registered_too_late_is_shown_and_not_scored(
    tmp_path: Path, clock: Callable[[date], None]
) -> None:
    clock(DEADLINE + timedelta(days=1))
    place = place_with(tmp_path, lambda b: say(b, "Q1", 0.9), lambda b: end(b, "Q1", "yes"))
    result = tocsin.record(place.root)
    assert (result.yes, result.scored, result.unscored, result.scores) == (1, 0, 1, [])
    assert result.questions[0].probability is None


def test_settling_again_corrects(tmp_path: Path) -> None:
    place = place_with(
        tmp_path,
        lambda book: say(book, "Q1", 0.8),
        lambda book: end(book, "Q1", "yes"),
        lambda book: end(book, "Q1", "no"),
    )
    (one,) = tocsin.record(place.root).questions
    assert one.state == "no"
    assert one.brier == pytest.approx(0.64)


def test_a_forecast_of_ones_own_and_one_from_the_assessment(tmp_path: Path) -> None:
    place = desk(tmp_path)
    own = tocsin.register(place.root, "river", "Q1", by="Ana", probability=0.4, base_rate=0.3)
    assert (own.as_of, own.deadline, own.probability) == (
        date(2025, 10, 31), date(2026, 10, 31), 0.4,
    )  # fmt: skip
    case = tocsin.load_case("river")
    answer = tocsin.assess(case, samples=2048)
    (dispute,) = [one for one in answer.outcomes if one.id == "dispute"]
    year = next(one for one in dispute.horizons if one.months == 12)
    model = tocsin.register(place.root, "river", "Q1", by="Ana", outcome="dispute", samples=2048)
    assert model.probability == pytest.approx(year.probability, rel=1e-9)
    assert model.base_rate == pytest.approx(year.base_rate, rel=1e-9)
    between = tocsin.register(
        place.root, "river", "Q1", by="Ana", outcome="dispute", samples=2048,
        as_of=date(2026, 1, 15),
    )  # fmt: skip
    later = tocsin.assess(case, as_of=date(2026, 1, 15), horizons=[9, 10], samples=2048)
    (dispute,) = [one for one in later.outcomes if one.id == "dispute"]
    low, high = (one.probability for one in dispute.horizons)
    assert low < between.probability < high
    with Ledger.open(place.ledger_url).snapshot() as book:
        assert len(book.rows("runs")) == 2
        (one,) = registered(book)
        assert len(one.forecasts) == 3


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({}, LedgerError, "either your own probability"),
        ({"probability": 0.1, "outcome": "dispute"}, LedgerError, "either your own probability"),
        ({"outcome": "ghost"}, NotFoundError, "no outcome 'ghost'"),
        ({"outcome": "dispute", "as_of": date(2026, 10, 31)}, LedgerError, "is not after"),
    ],
)
def test_a_registration_that_cannot_be_is_refused(
    tmp_path: Path, changes: dict[str, Any], error: type[Exception], said: str
) -> None:
    place = desk(tmp_path)
    with pytest.raises(error, match=said):
        tocsin.register(place.root, "river", "Q1", by="Ana", **changes)
    with pytest.raises(NotFoundError, match="no question 'Q9'; choose Q1, Q2"):
        tocsin.register(place.root, "river", "Q9", by="Ana", probability=0.1)


def test_the_commands_from_question_to_record(tmp_path: Path) -> None:
    place = str(desk(tmp_path).root)

    def run(*words: str, code: int = 0) -> str:
        outcome = CliRunner().invoke(app, [*words, "--workspace", place])
        assert outcome.exit_code == code, outcome.output
        return outcome.output

    said = run(
        "register", "river", "Q1", "--probability", "0.4", "--base-rate", "0.3", "--by", "Ana"
    )
    assert "Q1: 40% as of 31 October 2025, registered by Ana" in said
    assert "hash " in said
    told = ("--source", "Gazette 7", "--by", "Bo", "--why", "printed")
    early = run("settle", "river", "Q1", "no", "--on", "2026-06-01", *told, code=2)
    assert "only from its deadline" in early
    said = run("settle", "river", "Q1", "yes", "--on", "2026-06-01", *told, "--lang", "fr")
    assert "Q1 : oui, tranchée le 1er juin 2026 (Gazette 7)" in said
    assert "nous disions 40 % ; Brier 0,360, log 0,916" in said.replace("\u202f", " ").replace(
        "\xa0", " "
    )
    assert "no more than an anecdote" in run("record", "--case", "river")


def test_the_record_reads_well_in_both_languages(tmp_path: Path) -> None:
    place = desk(tmp_path)
    book = Ledger.open(place.ledger_url)
    for k in range(24):
        say(book, f"Q{k}", 0.1 + 0.03 * k, base=0.3)
        end(book, f"Q{k}", "yes" if k % 5 > 2 else "no")
    empty = tocsin.record(place.root, case="ballot")
    result = tocsin.record(place.root)
    for language, said in (
        (Language.EN, ("24 registered · 9 yes · 15 no", "Came true", "the base rate", "to tell")),
        (Language.FR, ("24 enregistrée(s) · 9 oui", "Calibration", "le taux de base", "à")),
    ):
        console = Console(width=80, record=True, file=io.StringIO())
        show_record(result, language, console)
        shown = console.export_text()
        assert [word for word in said[:3] if word not in shown] == []
        assert max(map(len, shown.splitlines())) <= 80
        console = Console(width=80, record=True, file=io.StringIO())
        show_record(empty, language, console)
        assert len(console.export_text().splitlines()) == 3
