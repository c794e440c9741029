"""The cue words of reading, kept as data: ``data/lexicon.tsv``.

A row is a name and alternatives, parted by ``|``. An alternative is a word or a short regular
expression on the folded text (no accents, plain apostrophes); rows of one name add up.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, list[str]]:
    text = files("tocsin.reading").joinpath("data", "lexicon.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, _, alternatives = line.partition("\t")
            found.setdefault(name, []).append(alternatives)
    return found


def words(name: str) -> frozenset[str]:
    """The plain words of a name."""
    return frozenset(word for row in _table()[name] for word in row.split("|"))


def cues(name: str) -> str:
    """The alternatives of a name as one group of a regular expression."""
    return f"(?:{'|'.join(_table()[name])})"


def whole(name: str) -> re.Pattern[str]:
    """A pattern for any alternative of a name that stands as whole words."""
    return re.compile(rf"(?<!\w){cues(name)}(?!\w)")
