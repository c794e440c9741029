"""What a list of cases says of each, before anything is computed."""

from __future__ import annotations

from datetime import date

from tocsin.language import Text
from tocsin.results.base import Result


class KnownCase(Result):
    """A case by its name: what it asks (``outcomes``) and the explanations it weighs, by their ids.

    ``handling`` is its mark of the Traffic Light Protocol 2.0. Where its files cannot be read,
    ``problem`` says why, and there is nothing else.
    """

    name: str
    title: Text | None
    summary: Text | None
    handling: str | None
    start: date | None
    evidence_until: date | None
    outcomes: dict[str, Text]
    hypotheses: dict[str, Text]
    problem: str | None
