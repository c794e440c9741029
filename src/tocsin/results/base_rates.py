"""What ``baserate`` returns: counts of events by reference class, and what the models say."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class ClassRate(Result):
    """Events that began in a reference class, and their rate a year under the Jeffreys prior.

    ``years`` are years of pairs of states. ``low`` and ``high`` are the 5 % and 95 % points of the
    Gamma law with shape ``events + 1/2`` over ``years``; ``mean`` is its mean.
    """

    reference_class: Literal["all", "relevant", "like", "pair"]
    label: Text
    events: int
    years: int
    pairs: int
    mean: float
    low: float
    high: float


class ModelRate(Result):
    """The fitted model's probability that the event begins in the year after ``known_until``.

    ``low`` and ``high`` are a 90 % interval for the uncertainty of the coefficients alone.
    ``fitted_events`` of ``fitted_years`` years of pairs, ``fitted_first`` to ``fitted_last``, had
    the event.
    """

    probability: float
    low: float
    high: float
    known_until: int
    fitted_first: int
    fitted_last: int
    fitted_years: int
    fitted_events: int


class EventRates(Result):
    """One kind of event: where it is counted, from when to when, and how often it began."""

    event: Literal["dispute", "force", "fatal", "conflict"]
    label: Text
    definition: Text
    source: str
    first: int
    last: int
    classes: list[ClassRate]
    model: ModelRate | None


class DataSource(Result):
    """A data set behind the figures; ``first`` to ``last`` are the years that it covers."""

    id: str
    short: str
    title: str
    release: str
    first: int
    last: int
    licence: Text
    citation: str
    shipped: Text


class BaseRates(Result):
    """How often two states clashed, for all pairs, for those like theirs, and for themselves.

    ``traits`` are those of the pair at the end of ``traits_year``; the class of those like it has
    them all.
    """

    tocsin: str
    pair: str
    one: Text
    other: Text
    traits: list[Text]
    traits_year: int
    rates: list[EventRates]
    caveats: list[Text]
    sources: list[DataSource]
