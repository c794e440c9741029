"""Text of a terminal whose no-break spaces hold when it wraps, as French punctuation needs."""

from __future__ import annotations

from typing import Any

from rich.console import Console, ConsoleOptions, Group
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

_SPACES = {"\u00a0": "\ue000", "\u202f": "\ue001"}
_TIE = "\ue002"
_HOLD = str.maketrans(_SPACES)
_RELEASE = str.maketrans({_TIE: " ", **{held: space for space, held in _SPACES.items()}})


class Shown(Text):
    """A rich text that wraps at plain spaces only; rich itself would break at any space.

    French marks stay on the line of their word, and a narrow column of a table leaves room for
    what may not be broken.
    """

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines, each a text, of ``width`` columns at most."""
        lines = self._held().wrap(console, width, **options)
        for line in lines:
            line.plain = line.plain.translate(_RELEASE)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The least and the most columns that the text asks for."""
        return self._held().__rich_measure__(console, options)

    def _held(self) -> Text:
        """A plain copy of the same length, in which signs that are no spaces hold the places."""
        text = self.plain
        for sign in (":", ";", "»", "?", "!", "%"):
            text = text.replace(f" {sign}", f"{_TIE}{sign}")
        held = self.copy()
        held.plain = text.replace("« ", f"«{_TIE}").translate(_HOLD)
        return held


class Screen(Console):
    """A console on which a text printed by itself keeps its ties; rich makes a new one of it."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print as a console does."""
        super().print(*(Group(o) if isinstance(o, Shown) else o for o in objects), **options)
