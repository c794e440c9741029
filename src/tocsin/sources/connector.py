"""What every connector of bulk events offers: its files, and the rows in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake.append import Whole
from tocsin.sources.origin import Item, Origin
from tocsin.sources.web import Web


@dataclass(frozen=True, slots=True)
class Window:
    """The days to collect, both included; None is no bound."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of some files, by the lake's tables, and how many each file gave."""

    tables: Mapping[str, pl.DataFrame]
    counts: Sequence[int]
    whole: Whole | None = None


@dataclass(slots=True)
class Plan:
    """The files to collect, and the entries of the source's list that could not be understood."""

    items: Iterable[Item]
    remarks: list[str] = field(default_factory=list)


class Connector(Protocol):
    """A source of bulk events."""

    @property
    def name(self) -> str:
        """Its name on the command line and in the lake."""

    @property
    def site(self) -> str | None:
        """Where its files are on the web; None where it must be said."""

    @property
    def together(self) -> int:
        """Files that are read together: small ones are read faster in groups."""

    def headers(self, web: Web) -> dict[str, str]:
        """What goes with each request to its own site, such as the user's key."""

    def plan(self, origin: Origin, window: Window) -> Plan:
        """The files of a stretch of time, oldest first."""

    def read(self, items: Sequence[Item], contents: Sequence[bytes]) -> Rows:
        """The rows of some files; ``SourceError`` where one of them is no such file."""


def given(origin: Origin, name: str) -> list[str]:
    """The files of a place that can be listed.

    Raises:
        SourceError: a place that cannot.
    """
    names = origin.names()
    if names is None:
        raise SourceError(
            f"the files of {name} cannot be listed over the web; fetch them by hand and collect "
            "from the folder with --from"
        )
    return names
