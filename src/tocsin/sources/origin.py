"""Where a source's files come from: its own site, a mirror, or a folder on this machine.

Offline and online are one path: a folder answers the same questions as a site.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tocsin.errors import SourceError
from tocsin.sources.web import Web


@dataclass(frozen=True, slots=True)
class Item:
    """One file of a source: its name there, where it is, and what was said of it beforehand.

    ``content`` is there where planning had to fetch it already. ``lasting`` says that the source
    never changes what the name stands for, so that it need not be fetched again.
    """

    name: str
    place: str
    md5: str | None = None
    size: int | None = None
    content: bytes | None = None
    lasting: bool = True


class Origin(Protocol):
    """A place that holds a source's files."""

    def names(self) -> list[str] | None:
        """The names of all files, sorted; None where a place cannot be listed."""

    def place(self, name: str) -> str:
        """Where a file of that name is."""

    def content(self, place: str) -> bytes:
        """The content of a file; ``SourceError`` where it cannot be had."""

    def tail(self, place: str, size: int) -> bytes:
        """At least the last ``size`` bytes of a file, or all of it."""

    def size(self, place: str) -> int | None:
        """The size of a file in bytes, where that costs nothing to learn."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Files on this machine, in a folder and the folders in it; or a single file."""

    root: Path

    def names(self) -> list[str] | None:
        """The files below the folder."""
        if self.root.is_file():
            return [self.root.name]
        found = (p for p in self.root.rglob("*") if p.is_file())
        return sorted(p.relative_to(self.root).as_posix() for p in found)

    def place(self, name: str) -> str:
        """A path."""
        return str(self.root if self.root.is_file() else self.root / name)

    def content(self, place: str) -> bytes:
        """What the file holds."""
        try:
            return Path(place).read_bytes()
        except OSError as error:
            raise SourceError(
                f"{place} cannot be read: {error.strerror}; check its name and permissions"
            ) from error

    def tail(self, place: str, size: int) -> bytes:
        """The whole file: reading it costs little."""
        return self.content(place)

    def size(self, place: str) -> int | None:
        """What the file system says."""
        try:
            return Path(place).stat().st_size
        except OSError:
            return None


@dataclass(frozen=True, slots=True)
class Site:
    """A folder of the web, which cannot be listed; ``headers`` go with each request."""

    base: str
    web: Web
    headers: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> list[str] | None:
        """Nobody can tell."""
        return None

    def place(self, name: str) -> str:
        """A URL below the base; an absolute one stays."""
        return name if "://" in name else f"{self.base.rstrip('/')}/{name}"

    def content(self, place: str) -> bytes:
        """What the server sends."""
        return self.web.get(place, headers=self.headers).content

    def tail(self, place: str, size: int) -> bytes:
        """What the server sends of the end."""
        return self.web.tail(place, size)

    def size(self, place: str) -> int | None:
        """Not asked for."""
        return None


def checked(item: Item, content: bytes) -> bytes:
    """The content of an item, if it is what was announced.

    Raises:
        SourceError: another sum than the source's list has.
    """
    if item.md5 and hashlib.md5(content, usedforsecurity=False).hexdigest() != item.md5.lower():
        raise SourceError(
            f"{item.name} is not what the source's list announced (its MD5 differs); "
            "it is truncated or was changed; collect again later"
        )
    return content


def local(origin: Origin, name: str, below: str) -> Item:
    """The item of a file that a place listed."""
    place = origin.place(below)
    return Item(name, place, size=origin.size(place))
