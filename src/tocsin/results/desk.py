"""What a desk offers to choose from: everything that a scenario could do or learn."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Text
from tocsin.results.base import Result


class Option(Result):
    """One thing that can be chosen; ``value`` is how ``whatif`` spells it, several by commas."""

    value: str
    label: Text


class Choice(Result):
    """One control: what is chosen is done (``set``, ``rate``) or learned (``given``)."""

    parameter: Literal["set", "rate", "given"]
    label: Text
    detail: Text | None
    options: list[Option]


class ChoiceGroup(Result):
    """Controls of one kind; ``dated`` ones take the day from which they hold."""

    id: str
    label: Text
    dated: bool
    choices: list[Choice]
