"""Everything that can be wrong with a case, all at once, each finding at its line and column.

Files that cannot be read or do not follow the schema are reported first; the rules that span
entries need a whole case, so they are looked at only when every file can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tocsin.case import (
    check_dates,
    check_evidence,
    check_ids,
    check_indicators,
    check_learning,
    check_model,
    check_reach,
    check_references,
)
from tocsin.case.check_context import Context, Finding
from tocsin.case.load import KINDS, Reading, read_case
from tocsin.case.positions import Document, Place
from tocsin.case.schema import Case
from tocsin.results import Problem

Check = Callable[[Context], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_ids.duplicate_ids,
    check_ids.reserved_ids,
    check_references.unknown_references,
    check_model.formulas,
    check_model.derived_cycles,
    check_model.derived_levels,
    check_model.observables,
    check_model.rates,
    check_model.rate_sources,
    check_model.influences,
    check_model.starts,
    check_model.priors,
    check_model.tables,
    check_reach.unreachable_outcomes,
    check_evidence.paraphrases,
    check_evidence.counted_twice,
    check_evidence.timeline_steps,
    check_evidence.rating_coverage,
    check_evidence.told_apart,
    check_evidence.watches,
    check_evidence.monitored,
    check_evidence.questions,
    check_evidence.vague_thresholds,
    check_learning.history_steps,
    check_learning.learned_numbers,
    check_indicators.indicator_levels,
    check_indicators.indicator_baselines,
    check_indicators.indicator_kinds,
    check_indicators.indicator_rules,
    check_indicators.indicators_counted_twice,
    check_dates.existing_dates,
    check_dates.date_order,
)
"""Every rule that spans entries, one function each."""


def check_case(path_or_name: str | Path, more: Sequence[Check] = ()) -> list[Problem]:
    """Every problem of a case, by file and line; an empty list means that it can be used.

    ``more`` are checks that need what this room does not know, such as data. Only problems of
    severity ``error`` stand in the way of an assessment. ``NotFoundError`` says
    that there is no such case.
    """
    reading = read_case(path_or_name)
    problems = [*reading.problems, *_unknown_files(reading)]
    if reading.case is not None:
        problems += check_content(reading.case, reading.documents, more)
    return sorted(problems, key=lambda one: (one.file, one.line, one.column, one.code, one.got))


def check_content(
    case: Case, documents: dict[str, Document], more: Sequence[Check] = ()
) -> list[Problem]:
    """Every problem of what a case says; ``documents`` tell where, as far as its files say it.

    A finding in a file without a document stands at its first line: evidence from a ledger has no
    line to point at, and is named by its id.
    """
    context = Context(case, documents)
    return [_placed(found, documents) for check in (*CHECKS, *more) for found in check(context)]


def _placed(found: Finding, documents: dict[str, Document]) -> Problem:
    document = documents.get(found.file)
    place = Place(1, 1)
    if document is not None:
        place = (document.key_place if found.on_key else document.place)(found.path)
    return Problem(
        severity=found.severity,
        code=found.code,
        file=found.file,
        line=place.line,
        column=place.within(found.column) if found.column else place.column,
        got=f"got {found.got}",
        allowed=f"allowed: {found.allowed}",
        do=found.do,
    )


def _unknown_files(reading: Reading) -> Iterator[Problem]:
    """YAML files in the folder that are no part of a case, and so are never read."""
    known = [kind.file for kind in KINDS]
    for path in sorted(reading.folder.iterdir()):
        if path.suffix.lower() in {".yaml", ".yml"} and path.name not in known:
            yield Problem(
                severity="warning",
                code="file-unknown",
                file=path.name,
                line=1,
                column=1,
                got="got a file that is not read",
                allowed=f"allowed: {', '.join(known)}",
                do="rename it to one of these, or move it out of the folder",
            )
