"""The data dictionary of an export: a Data Package (v2) for programs, a page of text for people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from tocsin.exports.table import UNITS, Column, Kind, Table
from tocsin.formats import day
from tocsin.handling import RULES, shown
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import Assessment

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    Kind.TEXT: {"type": "string"},
    Kind.DATE: {"type": "date"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.TRUTH: {"type": "boolean"},
    Kind.LIST: {"type": "list", "delimiter": " "},
}


def data_package(
    assessment: Assessment, tables: Sequence[Table], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """What each file is, with its hash, and each column of a table; ``files`` are by path."""
    kinds = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    resources = []
    for table in tables:
        for form, media in kinds.items():
            path = f"{table.name}.{form}"
            if path not in files:
                continue
            resource: dict[str, Any] = {
                "name": f"{table.name}-{form}",
                "path": path,
                "format": form,
                "mediatype": media,
                "title": table.meaning.en,
                "title_fr": table.meaning.fr,
                "bytes": len(files[path]),
                "hash": f"sha256:{hashlib.sha256(files[path]).hexdigest()}",
                "schema": {"fields": [_field(each) for each in table.columns]},
            }
            if form == "csv":
                resource |= {"type": "table", "encoding": "utf-8"}
            resources.append(resource)
    return {
        "$schema": PROFILE,
        "name": assessment.case.replace("_", "-"),
        "title": assessment.title.en,
        "title_fr": assessment.title.fr,
        "as_of": assessment.as_of.isoformat(),
        "tlp": shown(assessment.tlp),
        "handling": RULES[assessment.tlp].en,
        "handling_fr": RULES[assessment.tlp].fr,
        "run": assessment.run.model_dump(mode="json"),
        "resources": resources,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        **TYPES[column.kind],
        "description": column.meaning.en,
        "description_fr": column.meaning.fr,
    }
    if column.unit:
        field |= {"unit": UNITS[column.unit].en, "unit_fr": UNITS[column.unit].fr}
    return field


def readme(assessment: Assessment, tables: Sequence[Table], files: Mapping[str, bytes]) -> str:
    """What is in the folder and how it may be handled, in English, then in French."""
    return "\n".join(
        _readme(assessment, tables, files, language) for language in (Language.EN, Language.FR)
    )


def _readme(
    a: Assessment, tables: Sequence[Table], files: Mapping[str, bytes], language: Language
) -> str:
    def told(key: str, **values: str) -> str:
        return say(key, language, **values)

    lines = [
        f"# {a.title.in_(language)}", "",
        told("data of view", date=day(a.as_of, language)), "",
        told("data handling", mark=shown(a.tlp), rule=RULES[a.tlp].in_(language)), "",
        told("data reading"), "",
        f"| {told('data file')} | {told('data holds')} |", "|---|---|",
    ]  # fmt: skip
    for table in tables:
        there = [f"`{name}`" for form in ("csv", "parquet")
                 if (name := f"{table.name}.{form}") in files]  # fmt: skip
        if there:
            lines.append(f"| {', '.join(there)} | {table.meaning.in_(language)} |")
    lines += [f"| `{path}` | {told(OTHERS[path])} |" for path in files if path in OTHERS]
    return "\n".join([*lines, ""])


OTHERS = {
    "map.geojson": "data map",
    "stix.json": "data stix",
    "results.json": "data results",
    "datapackage.json": "data package",
}
"""The label that says what each file beside the tables holds."""
