"""From the inbox to a weekly series: distinct documents in which an indicator's words stand.

A document is dated by the day of its publication, and counts as of a day if it was public by then,
whenever it was retrieved, as everywhere in the ledger. Copies go back to one origin, which counts
once: in the week of its first document, if a document of that week holds a word. What is published
later therefore never changes a week that is over. Weeks in which the feeds brought nothing have no
volume: whether anybody collected cannot be told, so they are not monitored, and never zero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.case.schema import Indicator
from tocsin.indicators.series import WEEK, Week, monday_of
from tocsin.ledger.likeness import fold
from tocsin.ledger.proposals import origins_of, read_proposal
from tocsin.ledger.store import Ledger
from tocsin.settings import Workspace


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the inbox: when it was published and by whom, and its folded words.

    ``origin`` is the number of the proposal that it goes back to.
    """

    origin: int
    published: date
    found_by: str
    publisher: str | None
    words: str


def documents(workspace: Workspace, case: str, as_of: date) -> list[Document]:
    """What the inbox of a case held that was published by a day, in the order of publication.

    What was found for this case and for every case counts; what a person decided about it as
    evidence is another question.
    """
    with Ledger.open(workspace.ledger_url).snapshot() as book:
        rows = book.rows("proposals", published_by=as_of, kind="document")
        origins = origins_of(book)
    first: dict[tuple[str | None, date, str, str], int] = {}
    found = []
    for row in rows:
        if row["case_id"] not in (None, case):
            continue
        one = read_proposal(row)
        # found for this case and for all: copies are looked for within each of the two alone
        same = (row["canonical_url"], one.published, one.title, one.text)
        origin = first.setdefault(same, origins.get(row["seq"], int(row["seq"])))
        words = " ".join([*fold(one.title), "\n", *fold(one.text)])
        found.append(Document(origin, one.published, one.found_by, one.publisher, words))
    return sorted(found, key=lambda one: one.published)


def mentions(
    found: Sequence[Document], indicator: Indicator, since: date, until: date
) -> list[Week]:
    """The series from the week of ``since`` to that of ``until``.

    Args:
        found: documents in the order of publication; one found before ``since`` still keeps its
            later copies from counting.
        indicator: whose words, feeds and publishers are asked for.
        since: a day of the first week.
        until: a day of the last week.
    """
    pattern = pattern_of(word for words in indicator.words.values() for word in words)
    first: dict[int, date] = {}
    with_word: set[int] = set()
    for one in found:
        if not _from(one, indicator):
            continue
        week = monday_of(one.published)
        told = first.setdefault(one.origin, week) == week
        if told and pattern.search(one.words):
            with_word.add(one.origin)
    volume = Counter(first.values())
    count = Counter(first[origin] for origin in with_word)
    monday, series = monday_of(since), []
    while monday <= until:
        series.append(Week(monday, count[monday], volume[monday], volume[monday]))
        monday += WEEK
    return series


def _from(one: Document, indicator: Indicator) -> bool:
    """Whether a document is of the feeds and publishers that an indicator looks at."""
    return (not indicator.feeds or one.found_by in indicator.feeds) and (
        not indicator.publishers or one.publisher in indicator.publishers
    )


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds one of the words among folded words; a ``*`` lets any ending follow."""
    rows = [row for word in words if (row := " ".join(map(_part, word.split())))]
    # what has no letters to fold is found nowhere
    return re.compile(rf"(?<!\S)(?:{'|'.join(rows or ['(?!)'])})(?!\S)")


def _part(part: str) -> str:
    ending = r"\S*" if part.endswith("*") else ""
    return " ".join(re.escape(word) for word in fold(part)) + ending
