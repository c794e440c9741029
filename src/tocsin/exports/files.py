"""Data as files: CSV that a spreadsheet opens without harm, Parquet with meanings, JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

from tocsin.exports.table import Filled, Kind, Value
from tocsin.results import RunRecord

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula (OWASP, CSV injection)."""


def as_csv(filled: Filled) -> bytes:
    """The table as CSV (RFC 4180): UTF-8, a row of names, ISO 8601 dates, a point for decimals.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; a list is
    separated by spaces; what is not known is empty.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([each.name for each in filled.table.columns])
    writer.writerows([_cell(value) for value in row] for row in filled.rows)
    return out.getvalue().encode()


def _cell(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case tuple():
            return _harmless(" ".join(value))
        case str():
            return _harmless(value)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(DANGEROUS) else text


def as_parquet(filled: Filled, run: RunRecord) -> bytes:
    """The table as Parquet; meanings and units go with the columns, the run with the schema."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds: dict[Kind, Any] = {
        Kind.TEXT: pa.string(), Kind.DATE: pa.date32(), Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(), Kind.TRUTH: pa.bool_(), Kind.LIST: pa.list_(pa.string()),
    }  # fmt: skip
    fields = [
        pa.field(
            each.name,
            kinds[each.kind],
            metadata={
                "meaning_en": each.meaning.en,
                "meaning_fr": each.meaning.fr,
                "unit": each.unit or "",
            },
        )
        for each in filled.table.columns
    ]
    told = {
        "table": filled.table.name,
        "meaning_en": filled.table.meaning.en,
        "meaning_fr": filled.table.meaning.fr,
        "run": json.dumps(run.model_dump(mode="json"), sort_keys=True),
    }
    schema = pa.schema(fields, metadata=told)
    columns = list(zip(*filled.rows, strict=True)) or [()] * len(fields)
    arrays = [
        pa.array(list(values), field.type) for values, field in zip(columns, fields, strict=True)
    ]
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def as_json(content: Any) -> bytes:
    """JSON in UTF-8, indented, keys in the order in which they are given."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
