"""What ``watch`` returns: how each watched thing stands, and what is news about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result

Subject = Literal["outcome", "trigger", "indicator", "feed", "evidence"]


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


class Gathering(Result):
    """One collection of a turn: what is new, files refused, or why it failed.

    ``key`` is the connector with its place, ``heard`` the last day on which something new came.
    """

    key: str
    new: int
    refused: int
    heard: date | None
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
    """One turn of the watch: collected, assessed, compared, told.

    ``waiting`` proposals need a decision; ``untold`` are the keys of notices that could not be
    delivered and are tried again. Under a ``problem`` nothing was assessed.
    """

    case: str
    title: Text
    as_of: date
    gathered: list[Gathering]
    waiting: int
    outcomes: list[WatchedOutcome]
    notices: list[Notice]
    untold: list[str]
    problem: str | None = None
