"""How a change of a probability is shown: in points, with a mark that needs no colour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.padding import Padding

from tocsin import formats
from tocsin.cli.tied import Shown
from tocsin.labels import say
from tocsin.language import Language, Text

STYLES = {"▲": "red", "▼": "blue", "≈": "bright_black"}
NOTHING = 5e-6
"""Changes below half a thousandth of a point are shown as none, whatever their sampling error."""


def mark(change: float, error: float) -> str:
    """Whether a change raises, lowers, or is within two sampling errors of nothing."""
    if abs(change) <= max(2 * error, NOTHING):
        return "≈"
    return "▲" if change > 0 else "▼"


def _digits(error: float, most: int) -> int:
    """Decimals, in points, at which a change shows one digit of its error; more are noise."""
    value = 100 * error
    return most if value <= 0 else min(most, max(1, math.ceil(-math.log10(value))))


def in_points(change: float, error: float, language: Language) -> str:
    """A change in percentage points to the digit of its error: ``−0.52``; ``0`` for none at all."""
    if abs(change) < NOTHING:
        return "0"
    return formats.signed(100 * change, language, _digits(error, 3))


def with_error(change: float, error: float, language: Language) -> str:
    """A change in points and its sampling error: ``−0.52 ± 0.03``."""
    if abs(change) < NOTHING and error < NOTHING:
        return "0"
    digits = _digits(error, 4)
    shown = formats.decimal(100 * error, language, digits)
    return f"{formats.signed(100 * change, language, digits)} ± {shown}".replace(" ", "\u00a0")


def marked(change: float, error: float, language: Language, *, errors: bool = False) -> Shown:
    """A change with its mark, and with its error if ``errors``."""
    sign = mark(change, error)
    text = (with_error if errors else in_points)(change, error, language)
    return Shown(f"{text}\u00a0{sign}", style=STYLES[sign])


def letters(names: Sequence[str]) -> dict[str, str]:
    """A capital letter for each outcome, for the heads of narrow columns."""
    return {name: chr(ord("A") + k) for k, name in enumerate(names)}


def key_of_columns(
    labels: Mapping[str, Text],
    now: Mapping[str, float],
    language: Language,
    console: Console,
    first: str | None = None,
) -> None:
    """What each letter stands for, and its probability as it stands; ``first`` in bold."""
    for name, letter in letters(list(labels)).items():
        line = say(
            "column", language, letter=letter, label=labels[name].in_(language),
            p=formats.percent(now[name], language),
        )  # fmt: skip
        style = "bold" if name == first else ""
        console.print(Padding(Shown(line, style=style), (0, 0, 0, 2)))
