"""What ``obligations`` and ``routes`` return: duties, blocs and ways on a date."""

from __future__ import annotations

from datetime import date
from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class BoundDuty(Result):
    """One duty of one actor in the situation that was asked about."""

    actor: str
    treaty: str
    treaty_label: Text
    kind: str
    article: str | None
    text: Text
    toward: list[str]
    nature: str
    automatic: bool
    applies: Literal["applies", "left out by area", "suspended"]
    reason: Text
    source: str


class DutyConflict(Result):
    """An actor pulled two ways by two duties."""

    actor: str
    first: str
    second: str
    text: Text


class NotFound(Result):
    """Something looked for and not found."""

    question: Text
    answer: Text
    sure: str


class BlocPlace(Result):
    """A bloc's members on the date, and those whose place in it is frozen."""

    bloc: str
    label: Text
    members: list[str]
    partners: list[str]
    observers: list[str]
    frozen: list[str]


class Obligations(Result):
    """Who is bound to what if ``attacked`` is attacked by ``by``."""

    case: str
    attacked: str
    by: str
    as_of: date
    actors: dict[str, Text]
    bound: list[BoundDuty]
    restrained: list[BoundDuty]
    not_bound: list[str]
    conflicts: list[DutyConflict]
    not_found: list[NotFound]
    blocs: list[BlocPlace]


class RouteState(Result):
    """A route's status on the date, and whether it could carry outside support then.

    ``since`` is None where the case holds no status as early as the date; ``note`` says so.
    """

    id: str
    label: Text
    mode: str
    status: str
    status_label: Text
    since: str | None
    note: Text
    source: str
    places: list[str]
    consent: list[str]
    support: Literal["yes", "no", "unknown"]
    support_note: Text


class Way(Result):
    """A chain of routes between two places, as weak as its weakest part."""

    start: str
    end: str
    routes: list[str]
    status: str
    support: Literal["yes", "no", "unknown"]


class Routes(Result):
    """Every route of a case on a date, and the ways open between its actors."""

    case: str
    as_of: date
    actors: dict[str, Text]
    routes: list[RouteState]
    ways: list[Way]


class TieChange(Result):
    """One day on which a membership, a text or a route changed, and what changed on it."""

    date: date
    kind: Literal["bloc", "treaty", "route"]
    label: Text


class Ties(Result):
    """Who was tied to whom on a day, and every day until the date of knowledge when that changed.

    ``changes`` are in order; several may fall on one day.
    """

    case: str
    on: date
    as_of: date
    changes: list[TieChange]
    obligations: Obligations
    routes: Routes
