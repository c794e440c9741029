"""Collecting from a public source into a workspace's lake."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import polars as pl

from tocsin.errors import SourceError
from tocsin.lake import cube, log
from tocsin.lake.append import Batch, append
from tocsin.lake.schema import FILES
from tocsin.lake.storage import Storage, storage
from tocsin.lake.taken import Taken, newest_day, taken
from tocsin.results.collection import Collection, RefusedFile
from tocsin.settings import Workspace, open_workspace
from tocsin.sources.acled import Acled
from tocsin.sources.addresses import Guard
from tocsin.sources.connector import Connector, Plan, Rows, Window
from tocsin.sources.gdelt import Gdelt
from tocsin.sources.gdelt_v1 import GdeltV1
from tocsin.sources.icews import Icews
from tocsin.sources.origin import Folder, Item, Origin, Site, checked
from tocsin.sources.ucdp import Ucdp
from tocsin.sources.web import Web

CONNECTORS: dict[str, Callable[[str | None], Connector]] = {
    "gdelt": lambda _: Gdelt(),
    "gdelt-v1": lambda _: GdeltV1(),
    "icews": lambda _: Icews(),
    "ucdp": lambda release: Ucdp(release, os.environ),
    "acled": lambda _: Acled(os.environ),
}
"""Each connector by its name, made for an edition that the user named."""
TEXTS = ("document", "feed")
"""What brings texts into the inbox, in place of events into the lake."""
COMMIT_ROWS = 100_000
COMMIT_SECONDS = 20.0
"""A batch is committed when it has so many rows or has waited so long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a collection is: files done of all (where that is known), rows added so far."""

    files: int
    of: int | None
    rows: int


@dataclass(slots=True)
class _Group:
    """Some files that were read together, and those that were refused."""

    items: list[Item] = field(default_factory=list)
    sums: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    rows: list[Rows] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)

    @property
    def counts(self) -> list[int]:
        """Rows of each file."""
        return [count for rows in self.rows for count in rows.counts]


def collect(
    connector: str,
    workspace: str | Path,
    *,
    since: date | None = None,
    until: date | None = None,
    origin: str | Path | None = None,
    release: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Collection:
    """Bring what a source has published into the lake of a workspace.

    ``connector`` is one of ``CONNECTORS``, or one of ``TEXTS``, which propose what they find to the
    ledger's inbox; ``since`` and ``until`` bound the days, both included.
    ``origin`` is a folder, a file or a URL to collect from instead of the source's own site;
    ``release`` the edition of files whose names do not tell it. What
    was taken before is not taken again, so a run that was interrupted is simply run again; one bad
    file never stops the rest.

    Raises:
        SourceError: an unknown connector, or a source whose list of files cannot be had.
        WorkspaceError: no workspace there.
        LakeError: a lake that cannot be read or written.
    """  # fmt: skip
    if connector not in (*CONNECTORS, *TEXTS):
        names = ", ".join(sorted((*CONNECTORS, *TEXTS)))
        raise SourceError(f"there is no connector {connector}; choose one of {names}")
    space = open_workspace(workspace)
    report = progress or (lambda _: None)
    if connector in TEXTS:
        # a database and readers of pages take a second to load, and events need neither
        from tocsin.workflows.collect_texts import collect_texts

        return collect_texts(
            connector, space, origin, since, until, lambda *done: report(Progress(*done))
        )
    chosen = CONNECTORS[connector](release)
    place = storage(space.lake)
    state = log.snapshot(place)
    with _web(origin, space) as web:
        source = _origin(origin, chosen, web)
        plan = chosen.plan(source, _window(source, chosen, state, since, until))
        run = _Run(chosen, place, state, source, report)
        done = run.carry_out(plan, taken(place, state, chosen.name))
    # the rows are safe; a cube that cannot be written is refreshed when it is next asked
    with contextlib.suppress(OSError):
        cube.refresh(space)
    return done


def _web(given: str | Path | None, space: Workspace) -> Web:
    """A client that may ask public addresses, and the one that the user named."""
    named = str(given) if given is not None and "://" in str(given) else None
    return Web(Guard(named), space.root / "spool")


def _origin(given: str | Path | None, connector: Connector, web: Web) -> Origin:
    if given is None:
        if connector.site is None:
            raise SourceError(f"{connector.name} is collected from files: name them with --from")
        return Site(connector.site, web, connector.headers(web))
    if web.guard.named is not None:
        # a key is for the source's own site only, never for another that was named
        return Site(web.guard.named, web)
    folder = Path(given)
    if not folder.exists():
        raise SourceError(f"{folder} does not exist; give a folder, a file or a URL")
    return Folder(folder)


def _window(
    origin: Origin,
    connector: Connector,
    state: log.Snapshot,
    since: date | None,
    until: date | None,
) -> Window:
    """The days to collect; from a site, on from the newest day that is there."""
    if since is not None and until is not None and since > until:
        raise SourceError(f"--since {since} is after --until {until}; exchange them")
    if since is None and origin.names() is None:
        since = newest_day(state, connector.name)
        if since is None:
            raise SourceError(
                f"say from which day {connector.name} is to be collected, such as "
                "--since 2026-01-31; later runs go on where the last ended"
            )
    return Window(since, until)


class _Run:
    """One collection: fetching and reading in threads, committing in this one."""

    def __init__(
        self,
        connector: Connector,
        place: Storage,
        state: log.Snapshot,
        origin: Origin,
        progress: Callable[[Progress], None],
    ) -> None:
        self.connector = connector
        self.place = place
        self.state = state
        self.origin = origin
        self.progress = progress
        self.pending: list[_Group] = []
        self.refused: list[RefusedFile] = []
        self.files = self.skipped = self.repeated = self.revised = self.withdrawn = 0
        self.added: dict[str, int] = {}
        self.begun = time.monotonic()

    def carry_out(self, plan: Plan, before: Taken) -> Collection:
        """Take every file of the plan that was not taken before."""
        of = len(plan.items) if isinstance(plan.items, Sized) else None
        done = 0
        for group in self._read(self._new(plan.items, before)):
            self.pending.append(group)
            done += len(group.items) + len(group.refused)
            if self._is_due():
                self._commit()
            left = None if of is None else of - self.skipped
            self.progress(Progress(done, left, sum(self.added.values())))
        self._commit()
        return Collection(
            connector=self.connector.name,
            files=self.files,
            skipped=self.skipped,
            added=self.added,
            repeated=self.repeated,
            revised=self.revised,
            withdrawn=self.withdrawn,
            refused=self.refused,
            remarks=plan.remarks,
        )

    def _new(self, items: Iterable[Item], before: Taken) -> Iterator[Item]:
        """The files that were not taken before; what ends a listing early is reported."""
        begun = False
        try:
            for item in items:
                begun = True
                if item.lasting and before.holds(item.name, item.md5, item.size):
                    self.skipped += 1
                else:
                    yield item
        except SourceError as error:
            if not begun:
                raise
            self.refused.append(RefusedFile(file=self.connector.name, reason=str(error)))

    def _read(self, items: Iterable[Item]) -> Iterator[_Group]:
        """The files in groups, in order; a few groups are under way, never all of them."""
        workers = 4 if isinstance(self.origin, Site) else 2
        groups = _grouped(items, self.connector.together)
        with ThreadPoolExecutor(workers) as pool:
            under_way: deque[Future[_Group]] = deque(
                pool.submit(self._take, group) for group in islice(groups, workers + 1)
            )
            try:
                while under_way:
                    done = under_way.popleft().result()
                    under_way.extend(pool.submit(self._take, g) for g in islice(groups, 1))
                    yield done
            finally:
                for future in under_way:
                    future.cancel()

    def _take(self, items: Sequence[Item]) -> _Group:
        group = _Group()
        contents: list[bytes] = []
        for item in items:
            try:
                content = item.content or checked(item, self.origin.content(item.place))
            except SourceError as error:
                group.refused.append(RefusedFile(file=item.name, reason=str(error)))
                continue
            group.items.append(item)
            contents.append(content)
        if group.items:
            self._parse(group, contents)
        return group

    def _parse(self, group: _Group, contents: list[bytes]) -> None:
        """Read all files at once, or one by one when one of them is bad."""
        try:
            group.rows = [self.connector.read(group.items, contents)]
            read = list(zip(group.items, contents, strict=True))
        except SourceError:
            read = []
            for item, content in zip(group.items, contents, strict=True):
                try:
                    group.rows.append(self.connector.read([item], [content]))
                    read.append((item, content))
                except SourceError as error:
                    group.refused.append(RefusedFile(file=item.name, reason=str(error)))
        group.items = [item for item, _ in read]
        group.sums = [hashlib.md5(c, usedforsecurity=False).hexdigest() for _, c in read]
        group.sizes = [len(content) for _, content in read]

    def _is_due(self) -> bool:
        rows = sum(count for group in self.pending for count in group.counts)
        waited = time.monotonic() - self.begun
        whole = any(rows.whole for group in self.pending for rows in group.rows)
        return rows >= COMMIT_ROWS or waited >= COMMIT_SECONDS or whole

    def _commit(self) -> None:
        """Put what is pending into the lake, rows and files together."""
        groups, self.pending = self.pending, []
        self.begun = time.monotonic()
        self.refused += [refused for group in groups for refused in group.refused]
        items = [item for group in groups for item in group.items]
        if not items:
            return
        rows = [rows for group in groups for rows in group.rows]
        names = dict.fromkeys(name for r in rows for name in r.tables)
        tables = {name: pl.concat([r.tables[name] for r in rows if name in r.tables])
                  for name in names}  # fmt: skip
        tables[FILES.name] = self._files(groups)
        whole = next((r.whole for r in rows if r.whole), None)
        done = append(self.place, Batch(self.connector.name, tables, whole), self.state)
        self.state = done.snapshot
        self.files += len(items)
        for name in names:
            self.added[name] = self.added.get(name, 0) + done.added[name]
            self.repeated += done.repeated[name]
        self.revised += done.revised
        self.withdrawn += done.withdrawn

    def _files(self, groups: Sequence[_Group]) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "file": [item.name for group in groups for item in group.items],
                "source": self.connector.name,
                "release": [md5 for group in groups for md5 in group.sums],
                "known": datetime.now(UTC),
                "bytes": [size for group in groups for size in group.sizes],
                "rows": [count for group in groups for count in group.counts],
            }
        )


def _grouped(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while group := list(islice(rest, size)):
        yield group
