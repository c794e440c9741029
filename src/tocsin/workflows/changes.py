"""The feed of changes of a case, as the desk and a published site give it."""

from __future__ import annotations

from tocsin.exports.changes import changes
from tocsin.handling import RULES, shown
from tocsin.language import Language
from tocsin.results import Notice
from tocsin.settings import open_workspace
from tocsin.watching.atom import MEDIA_TYPE, Addresses, atom
from tocsin.watching.journal import noted
from tocsin.workflows.answers import Answers

__all__ = ["MEDIA_TYPE", "Addresses", "changes_feed", "page_of"]

PAGES = {"outcome": "overview", "trigger": "triggers", "evidence": "timeline"}
"""The page on which each subject of a notice is told of; any other on the first."""


def changes_feed(answers: Answers, language: Language, addresses: Addresses) -> bytes:
    """The Atom feed of what changed by the day, with the handling mark as its rights."""
    a = answers.assessment
    rights = f"{shown(a.tlp)} – {RULES[a.tlp].in_(language)}"
    found = changes(answers, _noted(answers))
    return atom(a.case, a.title, found, language, addresses, rights).encode()


def page_of(notice: Notice) -> str:
    """The page of the desk that tells of a notice."""
    return PAGES.get(notice.subject, "overview")


def _noted(answers: Answers) -> list[Notice]:
    """What the watch of the workspace kept of the case; nothing without one."""
    if answers.workspace is None:
        return []
    watches = open_workspace(answers.workspace).watches
    return noted(watches / f"{answers.case.header.id}.jsonl")
