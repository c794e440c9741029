"""The desk: one case, kept open, its pages computed section by section and kept.

Whoever asks has it look first whether the case or its ledger was changed (``refresh``), here or by
another process: a look costs less than a page, and reads nothing where nothing changed.

One thread computes, because two would only take turns on the same cores; pages ask for sections
and get futures. What a section needs is computed once for each date of knowledge.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tocsin.briefing import html, markdown
from tocsin.briefing.findings import Writer
from tocsin.briefing.pages import PAGES, led, section_of
from tocsin.briefing.parts import Section
from tocsin.case.schema import Case
from tocsin.errors import CancelledError, CaseError, NotFoundError
from tocsin.language import Language
from tocsin.results import Ties
from tocsin.settings import open_workspace
from tocsin.workflows.answers import AS_IT_IS, Answers, Asked, ScenarioText, pair_of_states
from tocsin.workflows.cases import Stand, run_record, stand
from tocsin.workflows.line import Line
from tocsin.workflows.ties import ties

if TYPE_CHECKING:
    # the database's library takes half a second to import, and a desk without workspace needs none
    from tocsin.ledger.store import Ledger

__all__ = ["Answers", "Desk", "Progress", "Section", "View", "computed", "drawn", "stylesheet"]

T = TypeVar("T")

STANDING = ("map", "routes", "obligations")
"""The sections that are read from texts and places alone, in the order of their page."""
KEPT_DAYS, KEPT_SECTIONS = 8, 256
"""Dates of knowledge and sections that a desk keeps; the oldest go first."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page is asked for: as of which day, in which language, under which scenario."""

    as_of: date
    language: Language
    scenario: ScenarioText = AS_IT_IS
    looking_back: bool = False

    @property
    def query(self) -> str:
        """What goes along with every link of the page: nothing for the latest day."""
        return f"?as_of={self.as_of.isoformat()}" if self.looking_back else ""


@dataclass(slots=True)
class Progress:
    """What the desk is doing, as every open page is told."""

    doing: str = ""
    share: float = 0.0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was there when the case was loaded: the ledger's newest entry, and the files."""

    newest: int
    files: Stand


@dataclass
class Desk:
    """A case and what has been computed of it so far.

    ``source`` loads the case, again when it changes; ``workspace`` is the folder whose inbox and
    record the desk shows, if any; ``files`` is the folder of the case's files, if they are watched.
    """

    source: Callable[[], Case]
    seed: int = 1
    samples: int | None = None
    workspace: str | None = None
    files: Path | None = None
    case: Case = field(init=False)
    progress: Progress = field(default_factory=Progress)
    _answers: OrderedDict[date, Answers] = field(default_factory=OrderedDict)
    _sections: OrderedDict[tuple[str, str, View], Future[Section]] = field(
        default_factory=OrderedDict
    )
    _line: Line = field(default_factory=Line)
    _worker: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "desk"))
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _loading: threading.Lock = field(default_factory=threading.Lock)
    _seen: _Seen = field(default_factory=lambda: _Seen(0, ()))
    _made_of: str = ""
    _sound: bool = True
    _round: int = 0
    _running: int = 0

    def __post_init__(self) -> None:
        self._load(self._look())

    @property
    def pages(self) -> dict[str, tuple[str, ...]]:
        """The pages of this desk: a record only where there is a workspace that holds one."""
        left_out = () if self.workspace else ("record",)
        return {page: keys for page, keys in PAGES.items() if page not in left_out}

    @property
    def latest(self) -> date:
        """The day that is shown unless another is asked for: the last that the evidence reaches,
        or the day of the newest item that was accepted since.
        """
        return _latest(self.case)

    @property
    def folder(self) -> str:
        """The folder of the workspace.

        Raises:
            NotFoundError: a desk without one.
        """
        if self.workspace is None:
            raise NotFoundError(
                "this desk has no workspace, so no inbox and no record; "
                "open it with --workspace DIR"
            )
        return self.workspace

    @property
    def words(self) -> list[str]:
        """The words that the case's indicators look for in texts."""
        found = [words for one in self.case.indicators for words in one.words.values()]
        return [word for words in found for word in words]

    @property
    def mark(self) -> str:
        """Changes whenever an answer of the desk could: it holds the hash of the case, what the
        desk computes with, and the number of the newest entry of the workspace's ledger, as the
        desk saw them last. An answer can be newer than its mark, and is then asked for once more;
        it is never older.
        """
        return f"{self._made_of} {self.seed} {self.samples} {self._seen.newest}"

    def refresh(self) -> None:
        """Load the case anew if it or its ledger was changed, by whomever, since it was loaded.

        What was computed is computed again where the case is another one by then. Where an entry of
        the ledger left it the same, only what tells of the ledger itself is read again.

        Raises:
            CaseError: what stands there now is no sound case. Nothing is shown until it is mended:
                whether somebody may see it is written there as well.
        """
        if self._look() != self._seen:
            with self._loading:
                seen = self._look()  # before loading: what changes meanwhile is seen the next time
                if seen != self._seen:
                    try:
                        self._load(seen)
                    except (CaseError, NotFoundError):
                        self._seen, self._sound = seen, False
        if not self._sound:
            raise CaseError(
                "the case was changed and cannot be used as it stands now; nothing of it is shown "
                "until it is mended; tocsin check lists every problem with its place"
            )

    def _look(self) -> _Seen:
        newest = 0
        if self.workspace is not None:
            with self._ledger.snapshot() as book:
                newest = book.last()
        return _Seen(newest, () if self.files is None else stand(self.files))

    @cached_property
    def _ledger(self) -> Ledger:
        from tocsin.ledger.store import Ledger

        return Ledger.open(open_workspace(self.folder).ledger_url)

    def _load(self, seen: _Seen) -> None:
        case = self.source()
        made = run_record(case, as_of=_latest(case), seed=self.seed, samples=0)
        made_of = hashlib.sha256(made.model_dump_json().encode()).hexdigest()
        same = made_of == self._made_of
        if not same:
            self.cancel()
        with self._lock:
            if same:  # in its turn, so that what is asked for from now on is read after it
                self._worker.submit(self._read_ledger_anew)
            else:
                self.case, self._made_of = case, made_of
                self._answers.clear()
            self._sections.clear()
            self._seen, self._sound = seen, True

    def _read_ledger_anew(self) -> None:
        with self._lock:
            kept = list(self._answers.values())
        for answers in kept:
            answers.read_ledger_anew()

    def view(
        self, language: Language, as_of: date | None = None,
        scenario: ScenarioText = AS_IT_IS,
    ) -> View:  # fmt: skip
        """A view as of a day, by default the last that the evidence reaches.

        Raises:
            CaseError: a day before the case's start.
        """
        last, start = self.latest, self.case.header.start
        if as_of is not None and as_of < start:
            raise CaseError(f"{as_of} is before the case’s start, {start}; choose a later day")
        return View(as_of or last, language, scenario, as_of is not None and as_of != last)

    def section(self, key: str, page: str, view: View) -> Future[Section]:
        """A section, computed or on its way.

        Raises:
            NotFoundError: no such section.
        """
        write = section_of(key)
        with self._lock:
            kept = self._sections.get((key, page, view))
            if kept is None or (kept.done() and (kept.cancelled() or kept.exception())):
                kept = self._submit(partial(self._write, write, page, view), view)
                self.progress.waiting += 1
                kept.add_done_callback(self._done)
                self._sections[key, page, view] = kept
            self._sections.move_to_end((key, page, view))
            while len(self._sections) > KEPT_SECTIONS:
                self._sections.popitem(last=False)
            return kept

    def sections(self, page: str, view: View) -> list[Future[Section]]:
        """The sections of a page, in order; raises ``NotFoundError`` for a page there is not."""
        if page not in self.pages:
            raise NotFoundError(f"no page {page!r}; there are {', '.join(self.pages)}")
        return [self.section(key, page, view) for key in self.pages[page]]

    def stood(self, key: str, view: View, day: date) -> Section:
        """A section of the page of ties as things stood on a day: texts and places alone are read,
        so that it needs no computing and may be any day that the case knows of.

        Raises:
            NotFoundError: a section that is not read from texts and places.
        """
        if key not in STANDING:
            raise NotFoundError(f"no section {key!r} of texts; there are {', '.join(STANDING)}")
        asked = Asked(as_of=day, seed=self.seed, samples=self.samples, progress=None)
        found = Answers(self.case, asked, pair_of_states(self.case, None, None))
        return led(section_of(key)(Writer(found, view.language)), "ties", view.language, view.query)

    def ties(self, view: View, day: date | None = None) -> Ties:
        """Who was tied to whom on a day, and every day until the view's when that changed."""
        attacked, by = pair_of_states(self.case, None, None)
        return ties(self.case, attacked=attacked, by=by, on=day, as_of=view.as_of)

    def ask(self, what: Callable[[Answers], T], view: View) -> Future[T]:
        """A result itself, computed or on its way."""
        return self._submit(lambda: what(self._of(view)), view)

    def written(self, keys: Sequence[str], view: View) -> Future[str]:
        """Sections as Markdown, computed or on its way.

        Raises:
            NotFoundError: no such section.
        """
        writes = [section_of(key) for key in keys]

        def write() -> str:
            writer = Writer(self._of(view), view.language, pictures=False)
            # led to other pages, so that no link remains: there are none in words
            parts = [led(each(writer), "", view.language, "") for each in writes]
            return markdown.body(parts, view.language)

        return self._submit(write, view)

    def cancel(self) -> None:
        """Give up what is being computed and what waits; it is computed when asked for again."""
        with self._lock:
            waiting = list(self._sections.values())
        for future in waiting:
            future.cancel()
        self._round += 1

    def close(self) -> None:
        """Stop computing and let the thread end."""
        self.cancel()
        self._worker.shutdown()

    def _submit(self, work: Callable[[], T], view: View) -> Future[T]:
        """Work for the worker's thread, of the round in which it was asked for.

        Raises:
            BusyError: too much is waiting already.
        """
        asked_in, leave = self._round, self._line.join((view.as_of, view.scenario))

        def run() -> T:
            self._running = asked_in
            return work()

        future = self._worker.submit(run)
        future.add_done_callback(leave)
        return future

    def _write(self, write: Callable[[Writer], Section], page: str, view: View) -> Section:
        writer = Writer(self._of(view), view.language)
        return led(write(writer), page, view.language, view.query)

    def _of(self, view: View) -> Answers:
        """The answers for a view; only the worker's thread comes here."""
        day = view.as_of
        with self._lock:  # so that no answers about a case are kept that another one replaces now
            if day not in self._answers:
                asked = Asked(as_of=day, seed=self.seed, samples=self.samples, progress=self._tell)
                duties = pair_of_states(self.case, None, None)
                self._answers[day] = Answers(self.case, asked, duties, workspace=self.workspace)
            self._answers.move_to_end(day)
            while len(self._answers) > KEPT_DAYS:
                self._answers.popitem(last=False)
            found = self._answers[day]
        return found.under(view.scenario) if view.scenario else found

    def _tell(self, doing: str, share: float) -> None:
        if self._running != self._round:
            raise CancelledError("the computation was cancelled; ask again to compute it")
        self.progress.doing, self.progress.share = doing, share

    def _done(self, _: Future[Section]) -> None:
        with self._lock:
            self.progress.waiting -= 1


def _latest(case: Case) -> date:
    evidence = case.evidence
    published = [entry.published for line in evidence.timelines for entry in line.entries]
    published += [report.published for report in evidence.reports]
    published += [rating.published for rating in evidence.ratings]
    return max([case.header.evidence_until, *published])


async def computed(future: Future[T]) -> T:
    """What the desk's thread computes, when it is there.

    Raises:
        CancelledError: somebody called it off while it waited.
    """
    try:
        return await asyncio.wrap_future(future)
    except asyncio.CancelledError:
        if future.cancelled():
            raise CancelledError("the computation was cancelled; ask again to compute it") from None
        raise


def drawn(sections: Sequence[Section], language: Language) -> str:
    """Sections as HTML, every word of them escaped."""
    return html.body(sections, language)


def stylesheet() -> str:
    """The look of sections."""
    return html.stylesheet()
