"""The track record on a terminal: counts, scores, calibration, then every question."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.render import grid, heading, titles
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import (
    QuestionRecord,
    RecordScore,
    RegisteredForecast,
    TrackRecord,
)
from tocsin.terms import name

FEW = 20
"""Below so many questions luck and skill look alike."""
STATES = {"yes": "red", "no": "green", "void": "bright_black", "pending": "yellow"}


def show_registered(result: RegisteredForecast, language: Language, console: Console) -> None:
    """One forecast as it was registered, with its hash."""
    told = say(
        "registered", language, question=result.question, who=result.who,
        p=formats.percent(result.probability, language),
        date=formats.day(result.as_of, language),
    )  # fmt: skip
    console.print(Shown(told, style="bold"))
    console.print(Padding(Shown(result.text.in_(language)), (0, 0, 0, 2)))
    facts = [say("settles by", language, date=formats.day(result.deadline, language))]
    if result.base_rate is not None:
        p = formats.percent(result.base_rate, language)
        facts.append(say("registered base", language, p=p))
    facts.append(say("registered hash", language, sha=result.sha256[:16]))
    facts.append(say("entry number", language, number=str(result.number)))
    console.print(Padding(Shown(" · ".join(facts), style="bright_black"), (0, 0, 0, 2)))


def show_settled(result: QuestionRecord, language: Language, console: Console) -> None:
    """How one question came out, and what that says of the forecast."""
    date = "" if result.settled is None else formats.day(result.settled, language)
    told = say(
        "settled line", language, question=result.id, date=date, source=result.source or "",
        state=name("settlement", result.state, language),
    )  # fmt: skip
    console.print(Shown(told, style="bold"))
    if result.brier is not None and result.log is not None and result.probability is not None:
        said = say(
            "losses", language, p=formats.percent(result.probability, language),
            brier=formats.decimal(result.brier, language, 3),
            log=formats.decimal(result.log, language, 3),
        )  # fmt: skip
        console.print(Padding(Shown(said), (0, 0, 0, 2)))
    elif result.state in ("yes", "no"):
        told = say("all too late", language, n=str(result.forecasts))
        console.print(Padding(Shown(told, style="yellow"), (0, 0, 0, 2)))


def show_record(result: TrackRecord, language: Language, console: Console) -> None:
    """Counts of all four states, scores beside the references, calibration, questions."""
    counts = {
        key: str(getattr(result, key)) for key in ("registered", "yes", "no", "void", "pending")
    }
    titles(say("track record", language), None, say("track facts", language, **counts), console)
    if result.void_rate is not None:
        rate = formats.percent(result.void_rate, language)
        console.print(Shown(say("track void", language, rate=rate), style="bright_black"))
    if result.unscored:
        told = say("track unscored", language, n=str(result.unscored))
        late = sum(
            one.forecasts
            for one in result.questions
            if one.state in ("yes", "no") and one.probability is None
        )
        told += f" {say('all too late', language, n=str(late))}" if not result.scored else ""
        console.print(Shown(told, style="yellow"))
    elif not result.scored:
        console.print(Shown(say("track nothing", language)))
    if result.scored:
        _scores(result, language, console)
        _calibration(result, language, console)
    if result.questions:
        _questions(result.questions, language, console)


def _scores(result: TrackRecord, language: Language, console: Console) -> None:
    heading(say("track scores", language), console)
    if result.scored < FEW:
        key = "track one" if result.scored == 1 else "track few"
        told = say(key, language, n=str(result.scored))
        console.print(Padding(Shown(told, style="yellow"), (0, 0, 0, 2)))
    columns = ("against", "questions scored", "ours", "theirs", "difference", "track interval")
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3, 4, 5))
    for column in table.columns:
        column.no_wrap = True
    for rule in dict.fromkeys(score.rule for score in result.scores):
        table.add_row(Shown(name("rule", rule, language), style="bold"))
        for score in result.scores:
            if score.rule == rule:
                table.add_row(*_score(score, language))
    console.print(Padding(table, (0, 0, 0, 2)))


def _score(score: RecordScore, language: Language) -> list[Shown]:
    figures = [formats.decimal(value, language, 3) for value in (score.ours, score.reference)]
    span = "–"
    if score.low is not None and score.high is not None:
        ends = [formats.signed(value, language, 2) for value in (score.low, score.high)]
        span = (" à " if language is Language.FR else " to ").join(ends)
    return [
        Shown("  " + name("against", score.against, language)),
        Shown(str(score.n)),
        Shown(figures[0], style="bold"),
        Shown(figures[1]),
        Shown(formats.signed(score.difference, language, 3)),
        Shown(span, style="bright_black"),
    ]


def _calibration(result: TrackRecord, language: Language, console: Console) -> None:
    heading(say("track calibration", language), console)
    columns = ("called", "mean called", "came true", "track interval")
    table = grid(*(say(key, language) for key in columns), right=(1, 2, 3))
    for one in result.calibration:
        table.add_row(
            Shown(formats.span(one.lower, one.upper, language)),
            Shown(formats.percent(one.forecast, language)),
            Shown(say("of n", language, k=str(one.happened), n=str(one.n)), style="bold"),
            Shown(formats.span(one.low, one.high, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _questions(questions: list[QuestionRecord], language: Language, console: Console) -> None:
    heading(say("track questions", language), console)
    columns = ("question", "state of question", "we said", "Base rate", "brier", "log loss")
    table = grid(*(say(key, language) for key in columns), right=(2, 3, 4, 5))
    for one in questions:
        table.add_row(
            Shown(f"{one.id} {one.text.in_(language)}"),
            Shown(name("settlement", one.state, language), style=STATES[one.state]),
            Shown(_percent(one.probability, language), style="bold"),
            Shown(_percent(one.base_rate, language)),
            Shown(_loss(one.brier, language)),
            Shown(_loss(one.log, language)),
        )
    console.print(Padding(table, (0, 0, 0, 2)))


def _percent(value: float | None, language: Language) -> str:
    return "–" if value is None else formats.percent(value, language)


def _loss(value: float | None, language: Language) -> str:
    return "–" if value is None else formats.decimal(value, language, 3)
