"""Text of a terminal whose no-break spaces hold when it wraps, as French punctuation needs."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_SPACES = {"\u00a0": "\ue000", "\u202f": "\ue001"}
_HOLD = str.maketrans(_SPACES)
_RELEASE = str.maketrans({held: space for space, held in _SPACES.items()})


class Tied(Text):
    """A rich text that wraps at plain spaces only; rich itself would break at any space."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines, each a text, of ``width`` columns at most."""
        held = self.copy()
        held.plain = held.plain.translate(_HOLD)
        lines = held.wrap(console, width, **options)
        for line in lines:
            line.plain = line.plain.translate(_RELEASE)
        return lines


def shown(text: str, style: str = "") -> Tied:
    """Text to print, in which French marks stay on the line of their word."""
    for sign in (":", ";", "»", "?", "%"):
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return Tied(text.replace("« ", "«\u00a0"), style=style)
