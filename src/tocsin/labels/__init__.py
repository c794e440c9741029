"""Every fixed word that a reader sees, in English and in French, in one place.

Command line and briefings share it, so that one thing has one name on every screen. Each module
holds the words of one subject; no key stands in two of them.
"""

from __future__ import annotations

from tocsin.labels import (
    benchmark,
    collecting,
    desk,
    disputes,
    document,
    drafting,
    evidence,
    exports,
    inbox,
    indicators,
    keeping,
    learning,
    observed,
    outside_view,
    paper,
    past,
    people,
    prospects,
    questions,
    reading,
    scenarios,
    soundness,
    terminal,
    ties,
    track,
    watching,
)
from tocsin.language import Language, Text

LABELS: dict[str, Text] = {
    **document.LABELS,
    **desk.LABELS,
    **scenarios.LABELS,
    **inbox.LABELS,
    **watching.LABELS,
    **disputes.LABELS,
    **terminal.LABELS,
    **ties.LABELS,
    **learning.LABELS,
    **keeping.LABELS,
    **track.LABELS,
    **questions.LABELS,
    **soundness.LABELS,
    **prospects.LABELS,
    **drafting.LABELS,
    **exports.LABELS,
    **evidence.LABELS,
    **collecting.LABELS,
    **observed.LABELS,
    **outside_view.LABELS,
    **benchmark.LABELS,
    **indicators.LABELS,
    **reading.LABELS,
    **past.LABELS,
    **people.LABELS,
    **paper.LABELS,
}


def say(key: str, language: Language, **values: str) -> str:
    """The wording of ``key``, with ``values`` filled in; an unknown key is a ``KeyError``."""
    wording = LABELS[key].in_(language)
    return wording.format(**values) if values else wording
