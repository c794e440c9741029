"""Watch: collect, assess, compare with what people were last told, and tell them what is new."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from tocsin.errors import TocsinError, WatchError
from tocsin.files import write_whole
from tocsin.inference.prepare import Progress
from tocsin.lake import log
from tocsin.lake.storage import storage
from tocsin.lake.taken import newest_day
from tocsin.language import Language, Text
from tocsin.results import Assessment, Gathering, Notice, Standing, Turn, WatchedOutcome
from tocsin.settings import Gathered, Workspace, open_workspace
from tocsin.watching.atom import atom
from tocsin.watching.carriers import carriers, tell
from tocsin.watching.counts import count_standings
from tocsin.watching.journal import Journal, open_journal
from tocsin.watching.news import news
from tocsin.watching.standings import feed_standing, standings
from tocsin.workflows.assess import assess
from tocsin.workflows.cases import load
from tocsin.workflows.collect import collect
from tocsin.workflows.inbox import inbox

LEAST = timedelta(minutes=1)
"""The shortest time between two turns."""

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def watch(
    case: str | Path,
    workspace: str | Path,
    *,
    as_of: date | None = None,
    addresses: Sequence[str] = (),
    language: Language = Language.EN,
    seed: int = 1,
    samples: int | None = None,
    progress: Progress | None = None,
) -> Turn:
    """One turn of the watch over a case.

    What the workspace's settings name is collected; the case is assessed with all that has been
    decided; what differs from what people were last told is kept in the journal, put into the Atom
    feeds ``watch/CASE.en.atom`` and ``watch/CASE.fr.atom``, and told. The first turn notes how
    things stand and tells nobody. Whoever could not be reached is told at the next turn.

    Args:
        case: name or folder of a case; a workspace's own first.
        workspace: the folder of the workspace.
        as_of: the date of knowledge; by default today.
        addresses: whom to tell, beside those of the settings, as Apprise reads them.
        language: of what is told.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        progress: told what is being done and how far.

    Raises:
        WorkspaceError, CaseError, NotFoundError: no such workspace or case, or an unsound case.
        WatchError: an address that nobody can be told at.
    """
    space = open_workspace(workspace)
    day = as_of or date.today()
    known = carriers([*(_filled_in(each) for each in space.settings.tell), *addresses])
    found = load(case, workspace=workspace, as_of=day)
    journal = open_journal(space.watches / f"{found.header.id}.jsonl")
    gathered = [_gather(each, space, journal, day) for each in space.settings.collect]
    problem: str | None = None
    outcomes: list[WatchedOutcome] = []
    now: list[Standing] = []
    try:
        assessment = assess(found, as_of=day, seed=seed, samples=samples, progress=progress)
    except TocsinError as error:
        problem = str(error)
    else:
        outcomes, now = _outcomes(assessment, journal), standings(assessment)
    now += count_standings(found, day)
    now += [
        feed_standing(each.key, journal.heard[each.key], day, each.silent_after)
        for each in space.settings.collect
    ]
    notices = _find(journal, found.header.id, day, now)
    _write_feeds(space, journal, found.header.id, found.header.title)
    for notice in list(journal.waiting.values()):
        if tell(known, notice, language):
            journal.went_out(notice.key)
    turn = Turn(
        case=found.header.id, title=found.header.title, as_of=day, gathered=gathered,
        waiting=inbox(workspace, case=found).waiting, outcomes=outcomes,
        notices=notices, untold=list(journal.waiting), problem=problem,
    )  # fmt: skip
    journal.turned(turn)
    return turn


def interval(text: str) -> timedelta:
    """The time between two turns: a number with m, h or d, such as ``15m``.

    Raises:
        WatchError: it cannot be read, or is shorter than a minute.
    """
    found = re.fullmatch(r"(\d{1,6})([mhd])", text.strip())
    if not found or (every := timedelta(**{_UNITS[found[2]]: int(found[1])})) < LEAST:
        raise WatchError(
            f"{text!r} is no interval; write a number of at least one with m (minutes), h (hours) "
            "or d (days), such as 15m"
        )
    return every


def turns(
    turn: Callable[[], Turn],
    every: timedelta,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Turn]:
    """One turn after the other, begun ``every`` so often; a turn that takes longer delays the next.

    ``clock`` is in seconds and never goes back, so that setting the time of day changes nothing.
    """
    while True:
        begun = clock()
        yield turn()
        sleep(max(every.total_seconds() - (clock() - begun), 0.0))


def _filled_in(address: str) -> str:
    """An address with its ``${NAME}`` from the environment."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in os.environ:
            raise WatchError(
                f"an address to tell names ${{{found[1]}}}, which the environment does not hold; "
                "set it, or take the address out of workspace.yaml"
            )
        return os.environ[found[1]]

    return re.sub(r"\$\{(\w+)\}", value, address)


def _gather(what: Gathered, space: Workspace, journal: Journal, day: date) -> Gathering:
    """Collect one source; a failure is reported and never stops the watch."""
    if what.key not in journal.heard:
        journal.hears(what.key, day)
    try:
        # the first day is for a first collection: later ones go on where the last one ended
        done = collect(what.name, space.root, since=_since(what, space), origin=what.origin)
    except TocsinError as error:
        return Gathering(
            key=what.key, new=0, refused=0, heard=journal.heard[what.key], problem=str(error)
        )
    new = sum(done.added.values())
    if new:
        journal.hears(what.key, day)
    return Gathering(
        key=what.key, new=new, refused=len(done.refused), heard=journal.heard[what.key]
    )


def _outcomes(assessment: Assessment, journal: Journal) -> list[WatchedOutcome]:
    today = assessment.curve[-1]
    before = journal.before(assessment.as_of)
    return [
        WatchedOutcome(
            id=each.id,
            label=each.label,
            months=assessment.headline_months,
            probability=today.probability[each.id],
            mc_error=today.mc_error[each.id],
            before=None if before is None else before[1].get(each.id),
            before_as_of=None if before is None else before[0],
        )
        for each in assessment.outcomes
    ]


def _since(what: Gathered, space: Workspace) -> date | None:
    """The first day to collect: the stated one until the lake holds something of the source."""
    held = newest_day(log.snapshot(storage(space.lake)), what.name)
    return what.since if held is None else None


def _find(journal: Journal, case: str, day: date, now: Sequence[Standing]) -> list[Notice]:
    """What is news, kept; what was never told is the starting point."""
    found = news(case, day, journal.told, now, len(journal.notices))
    journal.note(now)
    journal.find(found)
    return [notice for notice, _ in found]


def _write_feeds(space: Workspace, journal: Journal, case: str, title: Text) -> None:
    for language in Language:
        text = atom(case, title, journal.newest(), language)
        write_whole(space.watches / f"{case}.{language}.atom", text)
