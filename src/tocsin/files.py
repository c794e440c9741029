"""Writing whole: a reader meets the old or the new, never half of either."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import WorkspaceError


def write_whole(path: Path, content: str | bytes) -> None:
    """Put the whole content in place at once (text as UTF-8).

    ``OSError`` leaves what was there as it was.
    """
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=path.absolute().parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(content.encode() if isinstance(content, str) else content)
        # mkstemp's files are private; this one gets the permissions of any new file
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(folder: str | Path) -> Iterator[Path]:
    """A folder to be filled, which takes its name once it is full; on any error nothing is left.

    Raises:
        WorkspaceError: the name is in use, or the folder around it cannot be written to.
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
        yield made
        made.chmod(0o755)
        made.replace(root)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
