"""Evidence in and out: as the YAML files of a case, or as CSV for a spreadsheet, without loss.

In CSV each item is a row and each field a column; a text in two languages has two, a list is
separated by spaces, scores are written ``h0=C h1=I``. A cell that a spreadsheet would take for a
formula, and an empty text (an empty cell is nothing at all), gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import yaml
from pydantic import TypeAdapter, ValidationError

from tocsin.case.positions import read_document
from tocsin.case.schema import Entry, EvidenceFile, Source
from tocsin.case.schema_errors import explain
from tocsin.errors import LedgerError
from tocsin.language import Text
from tocsin.ledger.items import KINDS, OF_A_NODE, Item, put_together, take_apart

Format = Literal["yaml", "csv"]
EVIDENCE, SOURCES = "evidence", "sources"
_LEFT_OUT = {"entries", "sightings"}
"""Fields of a timeline that are items of their own."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes in or out: evidence and the sources that it cites."""

    evidence: EvidenceFile
    sources: list[Source]


def written(bundle: Bundle, form: Format) -> dict[str, str]:
    """The files of a bundle, by name."""
    if form == "csv":
        items = take_apart(bundle.evidence)
        return {
            f"{EVIDENCE}.csv": _csv([_row(item) for item in items], list(KINDS.values()), True),
            f"{SOURCES}.csv": _csv([_cells(one) for one in bundle.sources], [Source], False),
        }
    evidence = bundle.evidence.model_dump(mode="json", exclude_defaults=True)
    return {
        f"{EVIDENCE}.yaml": to_yaml(evidence),
        f"{SOURCES}.yaml": to_yaml(
            [one.model_dump(mode="json", exclude_none=True) for one in bundle.sources]
        ),
    }


def read(files: dict[str, bytes]) -> Bundle:
    """The bundle of files named as ``written`` names them; either of the two may be missing.

    Raises:
        LedgerError: a file that cannot be read; every problem is listed with its place.
    """
    evidence, sources = EvidenceFile(), list[Source]()
    for name, content in files.items():
        stem, _, form = name.rpartition(".")
        if form == "csv":
            rows = _rows(name, content)
            if stem == EVIDENCE:
                evidence = put_together([_item(name, row) for row in rows], {})
            else:
                sources = [_entry(name, row, Source) for row in rows]
        elif stem == EVIDENCE:
            evidence = _from_yaml(name, content, EvidenceFile)
        else:
            sources = _from_yaml(name, content, list[Source])
    return Bundle(evidence, sources)


# --- YAML ---------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Quotes whatever the reader of cases would take for a number."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = text[:1] in set("+-.0123456789")
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if quoted else None)


_Dumper.add_representer(str, _text)


def to_yaml(value: object) -> str:
    """Plain values as YAML that the reader of cases reads back as they were."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)


def _from_yaml(name: str, content: bytes, schema: Any) -> Any:
    document, problems = read_document(name, content)
    if document is not None and not problems:
        try:
            return TypeAdapter(schema).validate_python(document.value)
        except ValidationError as error:
            problems = explain(error, schema, document)
    raise LedgerError(f"{name} cannot be read:\n" + "\n".join(map(str, problems)))


# --- CSV ----------------------------------------------------------------------------------------


def _fields(model: type[Entry]) -> Iterable[tuple[str, Any]]:
    """The fields of a model that stand in a row, with their types."""
    for name, field in model.model_fields.items():
        if name not in _LEFT_OUT:
            yield name, field.annotation


def _two(annotation: Any) -> bool:
    """Whether a field is a text in two languages."""
    return annotation is Text or Text in get_args(annotation)


def _columns(models: Sequence[type[Entry]]) -> list[str]:
    names: dict[str, None] = {}
    for model in models:
        for name, annotation in _fields(model):
            for column in (f"{name}_en", f"{name}_fr") if _two(annotation) else (name,):
                names[column] = None
    return list(names)


def _csv(rows: Iterable[dict[str, str]], models: Sequence[type[Entry]], of_kinds: bool) -> str:
    columns = [*(("kind", "node") if of_kinds else ()), *_columns(models)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(columns)), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _row(item: Item) -> dict[str, str]:
    return {"kind": item.kind, "node": item.node or "", **_cells(item.entry)}


def _cells(entry: Entry) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, annotation in _fields(type(entry)):
        value = getattr(entry, name)
        if _two(annotation):
            for language in ("en", "fr"):
                cells[f"{name}_{language}"] = _cell(getattr(value, language, None))
        else:
            cells[name] = _cell(value)
    return cells


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dict):
        return " ".join(f"{name}={score}" for name, score in value.items())
    if isinstance(value, float):
        return repr(value)
    text = str(value)
    return f"'{text}" if not text or text.startswith(_FORMULA) else text


def _rows(name: str, content: bytes) -> list[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")  # spreadsheets put a mark in front
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise LedgerError(f"{name} is no CSV file in UTF-8: {error}; save it as one") from error
    columns = _columns([Source] if name.startswith(SOURCES) else list(KINDS.values()))
    strange = [str(one) for one in reader.fieldnames or () if one not in {"kind", "node", *columns}]
    if strange:
        raise LedgerError(
            f"{name} has the columns {', '.join(strange)}; allowed are kind, node, "
            f"{', '.join(columns)}; rename or remove them"
        )
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise LedgerError(f"{name}: row {number} has another number of cells than the header")
    return rows


def _item(name: str, row: dict[str, str]) -> Item:
    kind = row.get("kind", "")
    if kind not in KINDS:
        raise LedgerError(f"{name}: the kind {kind!r}; {', '.join(KINDS)} are allowed")
    node = row.get("node", "") or None
    if (node is None) is (kind in OF_A_NODE):
        raise LedgerError(
            f"{name}: a row of kind {kind} {'without' if node is None else 'with'} a node; "
            f"{', '.join(OF_A_NODE)} have one, the others have none"
        )
    return Item(kind, _entry(name, row, KINDS[kind]), node)


def _entry(name: str, row: dict[str, str], model: type[Any]) -> Any:
    said: dict[str, Any] = {}
    for field, annotation in _fields(model):
        if _two(annotation):
            pair = {one: _plain(row.get(f"{field}_{one}", "")) for one in ("en", "fr")}
            if any(value is not None for value in pair.values()):
                said[field] = pair
            continue
        value = _plain(row.get(field, ""))
        if value is None:
            continue
        if str(annotation).startswith("list"):
            said[field] = value.split()
        elif str(annotation).startswith("dict"):
            said[field] = dict(part.partition("=")[::2] for part in value.split())
        else:
            said[field] = value
    if "scores" in model.model_fields:
        said.setdefault("scores", {})
    try:
        return model.model_validate(said)
    except ValidationError as error:
        listed = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()
        )
        raise LedgerError(f"{name}, {row.get('id') or row.get('kind')}: {listed}") from error


def _plain(cell: str) -> str | None:
    """The text of a cell; nothing at all for an empty one."""
    if not cell:
        return None
    return cell[1:] if cell.startswith("'") else cell
