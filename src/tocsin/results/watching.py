"""What ``watch`` returns: how each watched thing stands, and what is news about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result

Subject = Literal["outcome", "trigger", "indicator", "feed"]


class Standing(Result):
    """How one watched thing stands.

    ``state`` is its coded standing (a band of likelihood, a level, ``silent``), ``wording`` the
    same for a reader, ``detail`` what a reader needs beside it. A standing that is not ``firm`` is
    too close to another for a difference to be news.
    """

    subject: Subject
    id: str
    label: Text
    state: str
    wording: Text
    detail: Text
    firm: bool = True


class Notice(Result):
    """A change that people are told of. ``key`` is unique in the journal of its case."""

    key: str
    case: str
    as_of: date
    subject: Subject
    id: str
    before: Text | None
    title: Text
    detail: Text


class CollectedFeed(Result):
    """One collection of a turn: rows added, what was refused, or why it failed."""

    name: str
    added: int
    refused: int
    problem: str | None = None


class WatchedOutcome(Result):
    """One outcome's probability within ``months``, and at the turn before, if any."""

    id: str
    label: Text
    months: int
    probability: float
    mc_error: float
    before: float | None
    before_as_of: date | None


class Turn(Result):
    """One turn of the watch: collected, assessed, compared, told."""

    case: str
    title: Text
    as_of: date
    collected: list[CollectedFeed]
    waiting: int
    outcomes: list[WatchedOutcome]
    notices: list[Notice]
    untold: list[str]
