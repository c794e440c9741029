"""Faults planted in the minimal case, and how to see that each is found where it is."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.cases_for_tests import Change, write_minimal_case
from tocsin.workflows.check import check


class Fault(NamedTuple):
    """A change to one file, the code it must raise, and where: ``|`` stands before the place."""

    code: str
    file: str
    change: Change
    where: str
    said: str = ""
    found_in: str = ""
    more: tuple[str, ...] = ()
    """Codes of other findings that the same fault brings with it."""


def place_of(text: str, where: str) -> tuple[int, int]:
    """Line and column (from 1) of the ``|`` in a passage that stands once in the text."""
    passage = where.replace("|", "", 1)
    assert text.count(passage) == 1, f"{passage!r} stands {text.count(passage)} times"
    before = text[: text.index(passage) + where.index("|")]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def assert_found(folder: Path, fault: Fault) -> None:
    """The check finds the fault at its place, and nothing but what it brings with it."""
    write_minimal_case(folder, **{fault.file: fault.change})
    file = f"{fault.found_in or fault.file}.yaml"
    place = place_of((folder / file).read_text(encoding="utf-8"), fault.where)
    problems = check(folder)
    wanted = (fault.code, file, *place)
    hits = [one for one in problems if (one.code, one.file, one.line, one.column) == wanted]
    listed = "\n".join(map(str, problems))
    assert hits, f"nothing at {wanted}:\n{listed}"
    assert any(fault.said in str(one) for one in hits), listed
    others = [one for one in problems if one not in hits]
    assert all(any(word in one.code for word in fault.more) for one in others), listed
