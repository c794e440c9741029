"""A case with what the events of a workspace count for its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tocsin.case.schema import Case
from tocsin.indicators.observe import Reading, read
from tocsin.settings import Workspace


def counted(case: Case, workspace: Workspace, as_of: date) -> Case:
    """The case with its counted series, which every verb then takes into account.

    Only rows that were known on time are counted, a block enters when it is complete and known, and
    what became known after ``as_of`` changes nothing.
    """
    return with_readings(case, readings_of(case, workspace, as_of))


def readings_of(case: Case, workspace: Workspace, as_of: date) -> list[Reading]:
    """Every indicator of a case as of a day; the lake is asked only where there is one."""
    return read(case, workspace, as_of) if case.indicators else []


def with_readings(case: Case, readings: Sequence[Reading]) -> Case:
    """The case with the series that have a block; hashes of results cover them like its files."""
    series = [one.series for one in readings if one.series is not None and one.series.blocks]
    return case.model_copy(update={"counted": series})
