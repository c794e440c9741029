"""The passages of a document that matter: its words in what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from tocsin.case.positions import plain_text
from tocsin.indicators.documents import pattern_of
from tocsin.ledger.likeness import fold
from tocsin.ledger.proposals import Proposal
from tocsin.results import Passage

AROUND = 140
"""Characters shown before and after the words."""
MOST = 6
"""Passages shown of one document."""


def passages(proposal: Proposal, documents: Path, words: Sequence[str] = ()) -> list[Passage]:
    """What the finder pointed at or, where it pointed at nothing, where ``words`` stand.

    Args:
        proposal: what was found.
        documents: the folder of the workspace's texts, where spans are counted.
        words: as an indicator gives them: a ``*`` lets any ending follow; case and accents do not
            count.
    """
    if proposal.spans:
        text = _document(proposal, documents)
        found = [(span.start, span.end) for span in proposal.spans if span.end <= len(text)]
    else:
        text = proposal.text
        found = _standing(text, words) if words else []
    return [_shown(text, start, end) for start, end in sorted(found)[:MOST]]


def _document(proposal: Proposal, documents: Path) -> str:
    """The whole text, or what stands in the proposal where the text was taken away."""
    if proposal.document is None:
        return proposal.text
    try:
        return (documents / f"{proposal.document}.txt").read_text(encoding="utf-8")
    except OSError:
        return proposal.text


def _standing(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, found among folded words as an indicator finds them."""
    pattern = pattern_of(words)
    if not pattern.search(" ".join(fold(text))):
        return []
    places, starts, folded = [], [], ""
    for match in re.finditer(r"\w+", text):
        for word in fold(match.group()):
            starts.append(len(folded))
            places.append(match.span())
            folded += word + " "
    return [
        (places[_at(starts, match.start())][0], places[_at(starts, match.end() - 1)][1])
        for match in pattern.finditer(folded)
    ]


def _at(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _shown(text: str, start: int, end: int) -> Passage:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return Passage(
        before=plain_text(before), words=plain_text(text[start:end]), after=plain_text(after)
    )
