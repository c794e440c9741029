"""What a briefing is made from, and the small words and links that every section shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from tocsin import formats
from tocsin.briefing import drawing
from tocsin.briefing.parts import Cell, Column, Figure, Inline, Inlines, Link, Table
from tocsin.case.schema import Case
from tocsin.labels import say
from tocsin.language import Language, Text
from tocsin.results import (
    Assessment,
    Explanation,
    Indicators,
    Influences,
    Matters,
    Obligations,
    OffRamps,
    Pathways,
    Premortem,
    Routes,
    TrackRecord,
    WatchNext,
    WeighedEvidence,
    WhatIf,
)
from tocsin.terms import name

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


class Findings(Protocol):
    """The case and what its verbs answer, each computed once and only if a section reads it."""

    @property
    def case(self) -> Case:
        """The case itself."""

    @property
    def assessment(self) -> Assessment:
        """From ``assess``."""

    @property
    def explanation(self) -> Explanation:
        """From ``explain``, of the gravest outcome."""

    @property
    def weighed(self) -> WeighedEvidence:
        """From ``weighed``: every item behind the explanation."""

    @property
    def obligations(self) -> Obligations:
        """From ``obligations``, between two actors."""

    @property
    def routes(self) -> Routes:
        """From ``routes``."""

    @property
    def premortem(self) -> Premortem:
        """From ``premortem``."""

    @property
    def matters(self) -> Matters:
        """From ``matters``."""

    @property
    def watch_next(self) -> WatchNext:
        """From ``watch_next``."""

    @property
    def pathways(self) -> Pathways:
        """From ``pathways``."""

    @property
    def indicators(self) -> Indicators | None:
        """From ``indicator_series``; None without a workspace, or where none is declared."""

    @property
    def influences(self) -> Influences:
        """From ``influences``, with the paths of ``pathways``."""

    @property
    def off_ramps(self) -> OffRamps | None:
        """From ``off_ramps``; None for a case without any."""

    @property
    def whatif(self) -> WhatIf | None:
        """From ``whatif``; None where no scenario was asked for."""

    @property
    def record(self) -> TrackRecord | None:
        """From ``record``; None without a workspace."""


@dataclass(frozen=True)
class Writer:
    """Findings in one language: numbers, words and links as every section needs them.

    Without ``pictures`` figures keep their caption and text and are not drawn, which takes longest.
    """

    findings: Findings
    language: Language
    pictures: bool = True
    numbers: dict[str, int] = field(init=False)
    claims: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        case = self.findings.case
        cited = {source.id: i for i, source in enumerate(case.sources, start=1)}
        object.__setattr__(self, "numbers", cited)
        object.__setattr__(self, "claims", frozenset(claim.id for claim in case.claims))

    def say(self, key: str, **values: str) -> str:
        """The wording of a label."""
        return self._spaced(say(key, self.language, **values))

    def name(self, field_name: str, value: str) -> str:
        """The wording of a value."""
        return name(field_name, value, self.language)

    def text(self, text: Text) -> str:
        """A statement of the case."""
        return self._spaced(text.in_(self.language))

    @property
    def semicolon(self) -> str:
        """A semicolon between two parts of a line, spaced as the language wants it."""
        return "\u00a0; " if self.language is Language.FR else "; "

    @property
    def colon(self) -> str:
        """A colon between a heading and what follows on its line."""
        return "\u00a0: " if self.language is Language.FR else ": "

    def _spaced(self, text: str) -> str:
        return formats.spaced(text, self.language)

    def percent(self, p: float) -> str:
        """A probability."""
        return formats.percent(p, self.language)

    def day(self, when: date | str, *, short: bool = False) -> str:
        """A date."""
        return formats.day(when, self.language, short=short)

    def months(self, number: int) -> str:
        """A number of months that stays on one line."""
        return self.say("months", months=str(number)).replace(" ", "\u00a0")

    def actor(self, key: str) -> str:
        """An actor's name."""
        for names in (self.findings.obligations.actors, self.findings.routes.actors):
            if key in names:
                return self.text(names[key])
        return key

    def node(self, key: str) -> str:
        """A node's name."""
        model = self.findings.case.model
        labels = {node.id: node.label for node in model.nodes}
        labels |= {derived.id: derived.label for derived in model.derived}
        return self.text(labels[key]) if key in labels else key

    def hypothesis(self, key: str) -> str:
        """A hypothesis's name."""
        groups = self.findings.case.header.groups
        return next(
            (self.text(h.label) for group in groups for h in group.hypotheses if h.id == key), key
        )

    def actors(self, keys: Iterable[str]) -> str:
        """Actors' names in a list."""
        return ", ".join(self.actor(key) for key in keys)

    def cite(self, keys: Iterable[str]) -> Inlines:
        """Links to the numbered sources and the claims among ``keys``; others as they are."""
        shown: list[Inline] = []
        for key in dict.fromkeys(keys):
            if shown:
                shown.append(" ")
            if key in self.numbers:
                shown.append(Link(f"[{self.numbers[key]}]", f"#source-{key}"))
            elif key in self.claims:
                shown.append(Link(f"[{key}]", f"#claim-{key}"))
            else:
                shown.append(key)
        return tuple(shown)

    def linked(self, text: str) -> Inlines:
        """Free text in which every id of a source or claim becomes a link."""
        shown: list[Inline] = []
        end = 0
        for match in _KEY.finditer(text):
            key = match.group().rstrip(".-")
            if key not in self.numbers and key not in self.claims:
                continue
            shown += [text[end : match.start()], *self.cite([key])]
            end = match.start() + len(key)
        return tuple(part for part in [*shown, text[end:]] if part != "")

    def cited(self, text: str, keys: Iterable[str]) -> Inlines:
        """Text followed by its sources."""
        links = self.cite(keys)
        return (f"{text} ", *links) if links else (text,)

    def table(
        self, caption: str, anchor: str, columns: Sequence[str], rows: Iterable[Any], **options: Any
    ) -> Table:
        """A table whose columns are label keys.

        Before a key ``#`` marks a column of figures, and ``~`` one that a phone can do without.
        """
        heads = tuple(
            Column(self.say(key.lstrip("#~")), "#" in key[:2], "~" in key[:2]) for key in columns
        )
        return Table(caption, heads, tuple(rows), anchor, **options)

    def figure(self, anchor: str, caption: str, alternative: str, make: Any) -> Figure:
        """A figure drawn by ``make(width)`` in both its cuts."""

        def draw(width: int) -> str:
            return drawing.draw(make(width), f"{anchor}-{width}", self.language)

        return self.drawn(anchor, caption, alternative, draw)

    def drawn(
        self, anchor: str, caption: str, alternative: str, draw: Callable[[int], str]
    ) -> Figure:
        """A figure that ``draw(width)`` gives as SVG in both its cuts."""
        widths = (drawing.WIDE, drawing.NARROW) if self.pictures else ()
        wide, narrow = [draw(width) for width in widths] or ("", "")
        return Figure(caption, alternative, wide, narrow, anchor)


def cell(*content: Inline, tone: str | None = None, small: str | None = None) -> Cell:
    """A cell from its parts."""
    return Cell(tuple(content), tone, small)
