"""A case as the folder that an analyst owns, packed into one archive.

What a ledger added stands in it like everything else, so that the archive alone gives the same
results: whoever unpacks it can check, diff and version it.
"""

from __future__ import annotations

import io
import zipfile

from pydantic import TypeAdapter

from tocsin.case.load import KINDS
from tocsin.case.schema import Case
from tocsin.ledger.exchange import to_yaml

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The moment of every file of an archive: the same case gives the same bytes."""


def case_files(case: Case) -> dict[str, str]:
    """The files of a case by name; ``load_case`` reads the same case from them."""
    found = {}
    for kind in KINDS:
        content = TypeAdapter(kind.schema).dump_python(
            getattr(case, kind.field), mode="json", by_alias=True, exclude_defaults=True
        )
        if kind.required or content:
            found[kind.file] = to_yaml(content)
    return found


def case_archive(case: Case) -> bytes:
    """These files as a ZIP archive, in a folder of the case's name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in case_files(case).items():
            entry = zipfile.ZipInfo(f"{case.header.id}/{name}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode())
    return buffer.getvalue()
