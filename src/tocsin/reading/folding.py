"""Folding: a text in which spellings agree, character for character, so that offsets stay true.

Two strengths. ``soften`` unifies case, apostrophes, quotation marks, dashes and spaces: enough for
grammar, where an accent tells ``a`` from ``à``. ``fold`` also takes off accents: for names, which
are written both ways (``États-Unis``, ``ETATS-UNIS``).
"""

from __future__ import annotations

import unicodedata

APOSTROPHES = "'’‘ʼ‛′`´ʹ＇"
QUOTES = '"“”„‟«»″＂'
DASHES = "-‐‑‒–—―−﹘﹣－"


class _Table(dict[int, str]):
    """A translation table that works out a character when it first meets it."""

    def __init__(self, *, accents: bool) -> None:
        super().__init__()
        self._accents = accents
        for signs, plain in ((APOSTROPHES, "'"), (QUOTES, '"'), (DASHES, "-")):
            self.update({ord(sign): plain for sign in signs})

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            plain = character if character in "\n\r" else " "
        else:
            plain = self._lower(character)
        self[code] = plain
        return plain

    def _lower(self, character: str) -> str:
        lower = character.lower()
        if len(lower) != 1:  # İ, which lower() turns into two characters
            lower = unicodedata.normalize("NFD", character)[0].lower()[0]
        if not self._accents:
            base = unicodedata.normalize("NFD", lower)
            if len(base) > 1 and all(unicodedata.combining(mark) for mark in base[1:]):
                lower = base[0]
            lower = "i" if lower == "ı" else lower
        return lower


_SOFT = _Table(accents=True)
_PLAIN = _Table(accents=False)


def soften(text: str) -> str:
    """``text`` in lower case with plain apostrophes, quotation marks, dashes and spaces.

    As long as ``text``: the character at an offset stands for the one at the same offset.
    """
    return text.translate(_SOFT)


def fold(text: str) -> str:
    """What ``soften`` gives, without accents; as long as ``text``."""
    return text.translate(_PLAIN)
