"""A folder of files written whole, with a list by which anyone can check it.

The folder is made beside its place and takes its name when it is full, so a reader meets the old
one or the new one. ``manifest.json`` says what it is and names each file with its SHA-256; the same
hashes stand in ``SHA256SUMS``, for ``sha256sum --check``.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tocsin.errors import WorkspaceError
from tocsin.results import WrittenFile

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"


def write_folder(
    folder: str | Path, files: Mapping[str, bytes], about: Mapping[str, Any]
) -> list[WrittenFile]:
    """Write ``files`` (by path) into a folder that is new, empty, or was written here before.

    ``about`` goes into the manifest. What stood there before is replaced as a whole.

    Raises:
        WorkspaceError: the folder holds something else, or cannot be written; nothing is changed.
    """
    root = Path(folder).absolute()
    ours(root)
    content = dict(sorted(files.items()))
    listed = [_file(path, data) for path, data in content.items()]
    manifest = {**about, "files": [each.model_dump() for each in listed]}
    content[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    listed.append(_file(MANIFEST, content[MANIFEST]))
    sums = "".join(f"{each.sha256}  {each.path}\n" for each in listed).encode()
    content[SUMS] = sums
    try:
        _put(root, content)
    except OSError as error:
        raise WorkspaceError(
            f"{folder} cannot be written ({error.strerror or error}); the folder around it must "
            "exist and be writable; nothing was changed"
        ) from error
    return [*listed, _file(SUMS, sums)]


def ours(root: Path) -> None:
    """Refuse a folder that holds anything but what was written here, unchanged.

    Raises:
        WorkspaceError: names what stands in the way.
    """
    if not root.exists():
        return
    if not root.is_dir():
        raise WorkspaceError(f"{root} is a file; name a folder that is new or empty")
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    if not found:
        return
    known = _written(root)
    strange = sorted(found - set(known)) + sorted(
        path
        for path, sha256 in known.items()
        if path in found and hashlib.sha256((root / path).read_bytes()).hexdigest() != sha256
    )
    if strange:
        more = f" and {len(strange) - 3} more" if len(strange) > 3 else ""
        raise WorkspaceError(
            f"{root} holds what was not written here, or was changed since: "
            f"{', '.join(strange[:3])}{more}; nothing is overwritten; name a folder that is new, "
            "empty, or was written by the same command"
        )


def _written(root: Path) -> dict[str, str]:
    """The files that the folder's own list names, with their hashes; none without a list."""
    try:
        sums = (root / SUMS).read_text(encoding="utf-8")
        manifest = json.loads((root / MANIFEST).read_text(encoding="utf-8"))
        known = {path: sha256 for sha256, path in map(_parted, sums.splitlines())}
    except (OSError, ValueError):
        return {}
    if not isinstance(manifest, dict) or "tocsin" not in manifest:
        return {}
    return known | {SUMS: hashlib.sha256(sums.encode()).hexdigest()}


def _parted(line: str) -> tuple[str, str]:
    sha256, path = line.split("  ", 1)
    return sha256, path


def _put(root: Path, content: Mapping[str, bytes]) -> None:
    made = Path(tempfile.mkdtemp(prefix=f".{root.name}.", dir=root.parent))
    old = made.with_name(f"{made.name}.old")
    try:
        for path, data in content.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(data)
        made.chmod(0o755)
        if root.exists():
            root.rename(old)
        try:
            made.rename(root)
        except OSError:
            if old.exists():
                old.rename(root)
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _file(path: str, data: bytes) -> WrittenFile:
    return WrittenFile(path=path, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
