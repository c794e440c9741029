"""Loading a case by name or folder, and the record of how a result was made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from tocsin.case.additions import known_on
from tocsin.case.check import check_case
from tocsin.case.check_context import Context, Finding
from tocsin.case.load import KINDS, case_folder, load_case, shipped_cases
from tocsin.case.schema import Case
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import KnownCase, Problem, RunRecord
from tocsin.settings import Workspace, open_workspace

_NAME = re.compile(r"[\w-]+")
Stand: TypeAlias = tuple[tuple[int, ...], ...]
"""How the files of a case stand, without reading them: of each its inode, size and times."""
LIBRARIES = ("numpy", "numba", "scipy", "pydantic")


def load(
    name_or_path: str | Path,
    *,
    workspace: str | Path | None = None,
    as_of: date | None = None,
) -> Case:
    """The shipped case of that name, or the case in that folder.

    Args:
        name_or_path: with a workspace also the name of a case in its folder ``cases``.
        workspace: adds what has been accepted in its ledger, as if the case's files held it, and
            what the events of its lake count for the case's indicators.
        as_of: adds only what of that had been published by this day; by default all of it.

    Raises ``CaseError`` with every error that ``check`` finds: what is wrong with a case is said
    before it is computed with, never in the middle.
    """
    place = None if workspace is None else open_workspace(workspace)
    where = find_case(name_or_path, place)
    errors = [problem for problem in problems(where) if problem.severity == "error"]
    if errors:
        listed = "\n".join(str(problem) for problem in errors)
        raise CaseError(f"the case {name_or_path} has {len(errors)} errors; mend them:\n{listed}")
    if place is None:
        return _counted_classes(load_case(where))
    # the database's library takes half a second to import, and most cases need none
    from tocsin.workflows.overlay import from_workspace

    case = _counted_classes(from_workspace(where, place, as_of))
    if not case.indicators:
        return case
    # nor does it need a query engine unless events are counted
    from tocsin.workflows.counting import counted

    return counted(case, place, as_of or case.header.evidence_until)


def folder(name_or_path: str | Path, *, workspace: str | Path | None = None) -> Path:
    """Where the files lie of the case that ``load`` reads."""
    place = None if workspace is None else open_workspace(workspace)
    return case_folder(find_case(name_or_path, place))


def stand(where: Path) -> Stand:
    """How the files of the case in a folder stand: another answer where one of them was written
    anew, came or went. It costs a look at the folder, where a hash would cost reading it all.
    """
    return tuple(_stand_of(where / kind.file) for kind in KINDS)


def _stand_of(file: Path) -> tuple[int, ...]:
    try:
        found = file.lstat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def names(workspace: str | Path | None = None) -> list[str]:
    """The names of the cases that ship, and of those in the workspace's folder ``cases``."""
    own: list[str] = []
    if workspace is not None:
        folder = open_workspace(workspace).cases
        found = folder.iterdir() if folder.is_dir() else ()
        own = [each.name for each in found if each.is_dir() and _NAME.fullmatch(each.name)]
    return sorted({*shipped_cases(), *own})


def listed(workspace: str | Path | None = None) -> list[KnownCase]:
    """What each of these cases is about; one whose files cannot be read has no more than a name."""
    place = None if workspace is None else open_workspace(workspace)
    return [_listed(name, place) for name in names(workspace)]


def _listed(name: str, place: Workspace | None) -> KnownCase:
    try:
        header = load_case(find_case(name, place)).header
    except CaseError as error:
        unknown = dict.fromkeys(("title", "summary", "handling", "start", "evidence_until"))
        return KnownCase(
            name=name, outcomes={}, hypotheses={}, problem=str(error).splitlines()[0], **unknown
        )  # fmt: skip
    return KnownCase(
        name=name, title=header.title, summary=header.summary, handling=header.tlp.value,
        start=header.start, evidence_until=header.evidence_until,
        outcomes={asked.id: asked.label for asked in header.asked},
        hypotheses={each.id: each.label for group in header.groups for each in group.hypotheses},
        problem=None,
    )  # fmt: skip


def problems(where: str | Path) -> list[Problem]:
    """Every problem of a case, its counted classes among them."""
    return check_case(where, [_classes_can_be_counted])


def _classes_can_be_counted(ctx: Context) -> Iterator[Finding]:
    # the data take half a second to read, and most cases name no class
    if ctx.case.precedents.counted_classes:
        from tocsin.outside_view.resolve import counted_classes

        yield from counted_classes(ctx)


def _counted_classes(case: Case) -> Case:
    if not case.precedents.counted_classes:
        return case
    from tocsin.outside_view.resolve import resolved

    return resolved(case)


def find_case(name_or_path: str | Path, workspace: Workspace | None) -> str | Path:
    """The folder of that name among a workspace's own cases; else the name as it was given."""
    if workspace is not None and _NAME.fullmatch(str(name_or_path)):
        own = workspace.cases / str(name_or_path)
        if own.is_dir():
            return own
    return name_or_path


def asked_number(case: Case, outcome: str | None) -> int:
    """The number of an asked outcome; by default the last, most severe one.

    Raises ``NotFoundError`` where the case does not ask about it.
    """
    names = [asked.id for asked in case.header.asked]
    if outcome is None:
        return len(names) - 1
    if outcome not in names:
        raise NotFoundError(
            f"no outcome {outcome!r} is asked of this case; choose {', '.join(names)}"
        )
    return names.index(outcome)


def run_record(case: Case, *, as_of: date, seed: int, samples: int) -> RunRecord:
    """All that is needed to repeat a result: the hashes are of what was read and of what counted.

    ``case_sha256`` is over the case with what a ledger added to it, ``evidence_sha256`` over the
    evidence that was known on the day, with the blocks that indicators had counted by then.
    """
    content = case.model_dump_json().encode()
    evidence = known_on(case.evidence, as_of).model_dump_json().encode()
    for series in case.counted:
        blocks = [block for block in series.blocks if block.published <= as_of]
        evidence += series.model_copy(update={"blocks": blocks}).model_dump_json().encode()
    return RunRecord(
        tocsin=_versions()["tocsin"],
        case=case.header.id,
        case_sha256=hashlib.sha256(content).hexdigest(),
        evidence_sha256=hashlib.sha256(evidence).hexdigest(),
        as_of=as_of,
        seed=seed,
        samples=samples,
        libraries={name: _versions()[name] for name in LIBRARIES},
    )


@cache
def _versions() -> dict[str, str]:
    """What is installed, read once: a process does not change it."""
    return {name: version(name) for name in ("tocsin", *LIBRARIES)}
