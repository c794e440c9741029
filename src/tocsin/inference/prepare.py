"""From a case to a filter that stands at its start: compiled, anchored, laid out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tocsin.case.schema import Case
from tocsin.engine.compile import compile_case
from tocsin.errors import CaseError
from tocsin.inference import kept_anchors
from tocsin.inference.evidence import conditions, schedule
from tocsin.inference.filter import Filter
from tocsin.inference.learning import fits
from tocsin.inference.particles import first_particles
from tocsin.inference.walk import Walk
from tocsin.periods import add_months

DEFAULT_SAMPLES = 8_192
MOST_MONTHS = 120
"""The farthest horizon, as in the case format."""

COUNTED = 2
"""How many times as many histories where counts bear on a node.

A rise that the model holds to be unlikely is carried by few of them.
"""

Progress = Callable[[str, float], None]
"""Told what is being done and the share of it that is done."""


def begin(
    case: Case,
    as_of: date,
    months: Sequence[int],
    seed: int,
    samples: int,
    progress: Progress | None = None,
) -> Walk:
    """A walk at the start of ``case``, able to forecast each of ``months`` beyond ``as_of``."""
    if as_of < case.header.start:
        raise CaseError(
            f"as of {as_of} is before the case's start; {case.header.start} or later is allowed; "
            "choose a later date"
        )
    refuse_months(months)
    if samples < 1:
        raise CaseError(
            f"a sample of {samples} histories; 1 or more are allowed; some thousands do"
        )
    compiled = compile_case(case, fits(case), conditions(case))
    anchors = kept_anchors.anchors(
        compiled,
        case.header.start,
        add_months(as_of, max(months)),
        seed,
        samples,
        (lambda share: progress("anchors", share)) if progress else None,
    )
    model = Filter(compiled, schedule(case, compiled), anchors, case.header.start, seed)
    return Walk.begin(model, first_particles(compiled, samples, seed))


def enough(case: Case, plain: int) -> int:
    """Histories where none are asked for: ``plain``, or more where counts bear on the case."""
    return plain * COUNTED if case.counted else plain


def refuse_months(months: Sequence[int]) -> None:
    """Raise ``CaseError`` for a horizon outside 1 to ``MOST_MONTHS`` months."""
    if not 1 <= min(months) <= max(months) <= MOST_MONTHS:
        raise CaseError(
            f"a horizon of {', '.join(map(str, months))} months; 1 to {MOST_MONTHS} are allowed; "
            "choose months within them"
        )
