"""Where the lake's bytes lie: a folder or object storage, written whole or not at all.

A local file is written aside, forced to the disk and renamed; a claim is a hard link, which fails
where the name is taken. Elsewhere fsspec writes an object in one piece, and creates it exclusively
for a claim.
"""

from __future__ import annotations

import contextlib
import os
import uuid
from pathlib import Path
from typing import Any, Protocol

from tocsin.errors import LakeError

ASIDE = ".aside-"
"""How the name of a file begins that is still being written."""


class Storage(Protocol):
    """What the lake asks of a place. Names are relative, with ``/`` between their parts."""

    def put(self, name: str, content: bytes) -> None:
        """Write a whole file; a reader meets all of it or nothing."""

    def claim(self, name: str, content: bytes) -> bool:
        """Write a whole file unless one of the name is there; whether it was written."""

    def read(self, name: str) -> bytes:
        """The content of a file; ``FileNotFoundError`` where there is none."""

    def listed(self, folder: str) -> list[str]:
        """The names in a folder, sorted; none where there is no such folder."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""

    def age(self, name: str, now: float) -> float:
        """Seconds since a file was written."""

    def address(self, name: str) -> str:
        """The file as a query engine is told of it."""


class LocalStorage:
    """A folder on a disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, content: bytes) -> None:
        """Write aside, force to the disk, rename."""
        target = self.root / name
        aside = self._aside(target, content)
        try:
            os.replace(aside, target)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        _force(target.parent)

    def claim(self, name: str, content: bytes) -> bool:
        """Write aside, force to the disk, link: linking fails where the name is taken."""
        target = self.root / name
        aside = self._aside(target, content)
        try:
            os.link(aside, target)
        except FileExistsError:
            return False
        except OSError as error:
            raise LakeError(
                f"the file system of {self.root} cannot link files ({error}); "
                "put the lake on a file system with hard links"
            ) from error
        finally:
            aside.unlink(missing_ok=True)
        _force(target.parent)
        return True

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return (self.root / name).read_bytes()

    def listed(self, folder: str) -> list[str]:
        """The names in a folder, without files that are still being written."""
        try:
            names = os.listdir(self.root / folder)
        except FileNotFoundError:
            return []
        return sorted(names)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.root / name).unlink(missing_ok=True)

    def age(self, name: str, now: float) -> float:
        """Seconds since a file was written."""
        return now - (self.root / name).stat().st_mtime

    def address(self, name: str) -> str:
        """An absolute path."""
        return str(self.root / name)

    def _aside(self, target: Path, content: bytes) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{ASIDE}{uuid.uuid4().hex}")
        try:
            with aside.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            raise
        return aside


class ObjectStorage:
    """A place that fsspec knows: an object store, or the memory of this process."""

    def __init__(self, filesystem: Any, root: str, url: str) -> None:
        self.filesystem = filesystem
        self.root = root.rstrip("/")
        self.url = url.rstrip("/")

    def put(self, name: str, content: bytes) -> None:
        """One object, written in one piece."""
        self.filesystem.pipe_file(f"{self.root}/{name}", content)

    def claim(self, name: str, content: bytes) -> bool:
        """One object, created only where there is none."""
        try:
            self.filesystem.pipe_file(f"{self.root}/{name}", content, mode="create")
        except FileExistsError:
            return False
        return True

    def read(self, name: str) -> bytes:
        """The content of an object."""
        return bytes(self.filesystem.cat_file(f"{self.root}/{name}"))

    def listed(self, folder: str) -> list[str]:
        """The names below a prefix, as they are now and not as they were cached."""
        self.filesystem.invalidate_cache()
        try:
            found = self.filesystem.ls(f"{self.root}/{folder}", detail=False)
        except FileNotFoundError:
            return []
        return sorted(str(path).rstrip("/").rsplit("/", 1)[-1] for path in found)

    def remove(self, name: str) -> None:
        """Remove an object, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self.filesystem.rm_file(f"{self.root}/{name}")

    def age(self, name: str, now: float) -> float:
        """Seconds since an object was written."""
        return now - float(self.filesystem.modified(f"{self.root}/{name}").timestamp())

    def address(self, name: str) -> str:
        """A URL."""
        return f"{self.url}/{name}"


def storage(place: str) -> Storage:
    """The storage at a folder or an fsspec URL.

    Raises:
        LakeError: a URL whose file system is not known or not installed.
    """
    if "://" not in place or place.startswith("file://"):
        return LocalStorage(Path(place.removeprefix("file://")).absolute())
    import fsspec

    try:
        filesystem, root = fsspec.core.url_to_fs(place)
    except (ValueError, ImportError) as error:
        raise LakeError(
            f"the lake's place {place} cannot be opened: {error}; "
            "give a folder, or a URL that fsspec knows and whose package is installed"
        ) from error
    return ObjectStorage(filesystem, root, place)


def _force(folder: Path) -> None:
    """Force a folder's entries to the disk, where the system can (Windows cannot)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
