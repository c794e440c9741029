"""Init: make a workspace, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tocsin.files import new_folder
from tocsin.ledger.store import Ledger
from tocsin.settings import FORMAT, SETTINGS_FILE, Settings, Workspace, open_workspace

_SETTINGS = """\
# Where this workspace keeps its things. Beside this file: cases, documents, and unless said
# otherwise the ledger (ledger.sqlite) and the lake.
format: {format}
{ledger}
{lake}
"""
_NO_LAKE = "# lake: s3://BUCKET/FOLDER"
_NO_LEDGER = "# ledger: postgresql://USER@HOST/NAME"


def init(folder: str | Path, *, ledger: str | None = None) -> Workspace:
    """Make a workspace in ``folder``, which must not exist yet, or be empty.

    Args:
        folder: where it goes; the folder around it must exist.
        ledger: URL of the ledger's database; by default a SQLite file in the workspace. A ledger
            that is already there, such as a team's, is taken as it is.

    Raises:
        WorkspaceError: the folder is in use, or cannot be made; nothing is left behind.
        LedgerError: no ledger can be made there; nothing is left behind.
    """
    with new_folder(folder) as made:
        _fill(made, ledger)
    return open_workspace(folder)


def settings_text(
    ledger: str | None, lake: str | None, others: Mapping[str, Any] | None = None
) -> str:
    """What ``workspace.yaml`` says, with what may be said left as a comment.

    Args:
        ledger: URL of the ledger's database; by default a file in the folder.
        lake: an fsspec URL; by default a folder in the folder.
        others: settings that are no places of the folder, by name.
    """
    lines = {
        "ledger": _NO_LEDGER if ledger is None else f"ledger: {json.dumps(ledger)}",
        "lake": _NO_LAKE if lake is None else f"lake: {json.dumps(lake)}",
    }
    said = _SETTINGS.format(format=FORMAT, **lines)
    if others:
        said += yaml.safe_dump(dict(others), allow_unicode=True, sort_keys=False)
    return said


def _fill(root: Path, ledger: str | None) -> None:
    (root / SETTINGS_FILE).write_text(settings_text(ledger, None), encoding="utf-8")
    workspace = Workspace(root, Settings(ledger=ledger))
    for place in (workspace.documents, workspace.cases):
        place.mkdir()
    Ledger.open(workspace.ledger_url, create=True)
