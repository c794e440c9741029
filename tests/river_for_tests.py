"""The shipped case ``river``, and the sample size at which its questions take a second."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from tocsin.case.schema import Case
from tocsin.workflows import standpoints
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import load

SAMPLES = 2_048
"""Enough for each hypothesis of the case to keep its effective histories."""


@cache
def river() -> Case:
    """The case; results of it are compared, never changed."""
    return load("river")


def ask(verb: Callable[..., Any], **asked: Any) -> Any:
    """A verb's answer about the case, at that sample size."""
    return verb(river(), **({"samples": SAMPLES} | asked))


def ask_afresh(verb: Callable[..., Any], **asked: Any) -> Any:
    """The same with nothing kept from earlier questions."""
    standpoints._kept.clear()
    return ask(verb, **asked)


@cache
def assessed() -> dict[str, dict[int, float]]:
    """What ``assess`` says of each outcome and month, with the same seed and sample size."""
    told = assess(river(), horizons=[3, 6, 12, 24], samples=SAMPLES)
    return {o.id: {h.months: h.probability for h in o.horizons} for o in told.outcomes}
