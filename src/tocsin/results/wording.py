"""What the check of a text against ICD 203 returns: the sentences that break it, and how."""

from __future__ import annotations

from typing import Literal

from tocsin.language import Language, Text
from tocsin.results.base import Result

WordingRule = Literal[
    "outside-words", "unlike-number", "no-number", "mixed-rows", "confidence-and-likelihood",
    "hedge", "no-horizon", "no-confidence", "no-sources",
]  # fmt: skip
"""A rule on the words of likelihood and confidence, by its code."""


class WordingFinding(Result):
    """One sentence that breaks a rule.

    ``line`` counts from one in a text; a briefing has ``place`` instead, the title of a section.
    ``found`` are the words at fault, empty where something is missing from the whole. ``says`` is
    the rule, ``do`` what to do.
    """

    rule: WordingRule
    line: int | None
    place: str
    sentence: str
    found: str
    says: Text
    do: Text


class WordingReport(Result):
    """A text and what breaks ICD 203 in it, from top to bottom."""

    file: str
    language: Language
    sentences: int
    findings: list[WordingFinding]
