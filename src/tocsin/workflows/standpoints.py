"""Where a case stands, computed once for all the questions that start from there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date

from tocsin.case.schema import Case
from tocsin.inference.prepare import DEFAULT_SAMPLES, Progress, enough, refuse_months
from tocsin.inference.standpoint import Standpoint, stand
from tocsin.workflows.cases import run_record

KEPT = 2
"""Standpoints that are kept; one of the shipped case takes about 150 megabytes."""

_kept: OrderedDict[tuple[object, ...], Standpoint] = OrderedDict()


def standpoint(
    case: Case,
    as_of: date | None,
    months: Sequence[int] | None,
    seed: int,
    samples: int | None,
    progress: Progress | None,
) -> Standpoint:
    """The standpoint of a case as of a date; the last ones are kept, since results never change.

    ``as_of`` and ``months`` are, where not given, the last day that the case's evidence reaches and
    the case's own horizons. Months reach at least to the case's last horizon. Raises ``CaseError``
    for a horizon outside 1 to 120 months.
    """
    refuse_months([*(months or ()), *case.header.horizons])
    day = as_of or case.header.evidence_until
    last = max([*(months or ()), *case.header.horizons])
    size = enough(case, DEFAULT_SAMPLES) if samples is None else samples
    key = _key(case, day, last, seed, size)
    if key not in _kept:
        return keep(stand(case, day, [last], seed, size, progress), seed, size)
    _kept.move_to_end(key)
    return _kept[key]


def keep(found: Standpoint, seed: int, samples: int) -> Standpoint:
    """Keep a standpoint that was reached with ``seed`` and ``samples``, and give it back."""
    _kept[_key(found.case, found.day, found.months[-1], seed, samples)] = found
    while len(_kept) > KEPT:
        _kept.popitem(last=False)
    return found


def _key(case: Case, day: date, last: int, seed: int, samples: int) -> tuple[object, ...]:
    content = run_record(case, as_of=day, seed=seed, samples=samples)
    return content.case_sha256, day, last, seed, samples
