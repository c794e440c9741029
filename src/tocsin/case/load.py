"""Reading a case from its folder.

Only the files listed in ``KINDS`` are read, each by the hostile-proof reader of ``positions`` and
then against its schema. Rules that span entries are the business of ``check``.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tocsin.case.positions import MAX_BYTES, Document, Place, problem, read_document
from tocsin.case.schema import (
    ActorsFile,
    Case,
    Claim,
    EvidenceFile,
    Header,
    Indicator,
    LearnedFile,
    ModelFile,
    Monitoring,
    PrecedentsFile,
    Question,
    RoutesFile,
    Source,
    Wording,
)
from tocsin.case.schema_errors import explain
from tocsin.errors import CaseError, NotFoundError
from tocsin.results import Problem


@dataclass(frozen=True, slots=True)
class Kind:
    """One file of a case: the field of ``Case`` that it fills, and what it holds."""

    file: str
    field: str
    schema: Any
    required: bool = False


KINDS = (
    Kind("case.yaml", "header", Header, required=True),
    Kind("sources.yaml", "sources", list[Source], required=True),
    Kind("claims.yaml", "claims", list[Claim]),
    Kind("actors.yaml", "actors", ActorsFile, required=True),
    Kind("routes.yaml", "routes", RoutesFile, required=True),
    Kind("model.yaml", "model", ModelFile, required=True),
    Kind("evidence.yaml", "evidence", EvidenceFile, required=True),
    Kind("questions.yaml", "questions", list[Question]),
    Kind("precedents.yaml", "precedents", PrecedentsFile),
    Kind("monitoring.yaml", "monitoring", list[Monitoring]),
    Kind("indicators.yaml", "indicators", list[Indicator]),
    Kind("wording.yaml", "wording", list[Wording]),
    Kind("learned.yaml", "learned", LearnedFile),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder: a case only where there is no problem."""

    folder: Path
    case: Case | None
    documents: dict[str, Document]
    problems: list[Problem]


def load_case(path_or_name: str | Path) -> Case:
    """The case in a folder, or the case of that name that ships with Tocsin.

    ``CaseError`` lists every problem of syntax and schema; ``NotFoundError`` says that there is
    no such case.
    """
    reading = read_case(path_or_name)
    if reading.case is None:
        listed = "\n".join(str(found) for found in reading.problems)
        raise CaseError(f"{reading.folder} cannot be read as a case:\n{listed}")
    return reading.case


def shipped_cases() -> list[str]:
    """The names of the cases that ship with Tocsin."""
    return sorted(entry.name for entry in _shipped().iterdir() if entry.is_dir())


def case_folder(path_or_name: str | Path) -> Path:
    """The folder of a case; a bare name means a shipped case before a folder of that name."""
    text = str(path_or_name)
    shipped = shipped_cases()
    if text in shipped:
        return _shipped() / text
    folder = Path(text)
    if not folder.is_dir():
        raise NotFoundError(
            f"no case {text!r}; give a folder that holds case.yaml, or the name of a case that "
            f"ships with Tocsin: {', '.join(shipped)}"
        )
    return folder


def read_case(path_or_name: str | Path) -> Reading:
    """Read every file of a case and report all problems of syntax and schema at once."""
    folder = case_folder(path_or_name)
    documents: dict[str, Document] = {}
    fields: dict[str, object] = {}
    problems: list[Problem] = []
    for kind in KINDS:
        if not _exists(folder / kind.file):
            if kind.required:
                problems.append(_missing(kind.file))
            continue
        document, found = _document(folder / kind.file)
        if document is not None:
            documents[kind.file] = document
            fields[kind.field], found = _validated(kind, document)
        problems.extend(found)
    case = None if problems else Case.model_validate(fields)
    return Reading(folder, case, documents, problems)


def _shipped() -> Path:
    return Path(str(files("tocsin"))) / "cases"


def _exists(path: Path) -> bool:
    """Whether there is anything under that name, be it a link to nowhere."""
    return path.is_symlink() or path.exists()


def _content(path: Path) -> bytes | Problem:
    """The bytes of a file that lies in the case's own folder, read up to the size limit."""
    if path.is_symlink() or not path.is_file():
        return problem(
            "file-link",
            path.name,
            Place(1, 1),
            "a link or something else that is not a file",
            "plain files inside the case's folder",
            "put a copy of the file in its place",
        )
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        got = f"a file that cannot be read ({error.strerror})"
        return problem("file-unreadable", path.name, Place(1, 1), got, "readable files",
                       "change its permissions")  # fmt: skip


def _document(path: Path) -> tuple[Document | None, list[Problem]]:
    content = _content(path)
    if isinstance(content, Problem):
        return None, [content]
    return read_document(path.name, content)


def _missing(file: str) -> Problem:
    required = ", ".join(kind.file for kind in KINDS if kind.required)
    return problem("file-missing", file, Place(1, 1), "no such file", required, "create the file")


def _validated(kind: Kind, document: Document) -> tuple[object, list[Problem]]:
    try:
        return TypeAdapter(kind.schema).validate_python(document.value), []
    except ValidationError as error:
        return None, explain(error, kind.schema, document)
