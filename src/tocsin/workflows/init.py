"""Init: make a workspace, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from tocsin.errors import WorkspaceError
from tocsin.ledger.store import Ledger
from tocsin.settings import FORMAT, SETTINGS_FILE, Settings, Workspace, open_workspace

_SETTINGS = """\
# Where this workspace keeps its things. Beside this file: cases, documents, and unless said
# otherwise the ledger (ledger.sqlite) and the lake.
format: {format}
{ledger}
# lake: s3://BUCKET/FOLDER
"""
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
    root = Path(folder).absolute()
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise WorkspaceError(
            f"{folder} is in use; a new or an empty folder is allowed; choose another name"
        )
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{root.name}.", dir=root.parent))
    except OSError as error:
        raise WorkspaceError(
            f"{folder} cannot be made ({error.strerror}); the folder around it must exist and be "
            "writable"
        ) from error
    try:
        _fill(made, ledger)
        made.chmod(0o755)
        made.replace(root)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return open_workspace(root)


def _fill(root: Path, ledger: str | None) -> None:
    line = _NO_LEDGER if ledger is None else f"ledger: {json.dumps(ledger)}"
    text = _SETTINGS.format(format=FORMAT, ledger=line)
    (root / SETTINGS_FILE).write_text(text, encoding="utf-8")
    workspace = Workspace(root, Settings(ledger=ledger))
    for place in (workspace.documents, workspace.cases):
        place.mkdir()
    Ledger.open(workspace.ledger_url, create=True)
