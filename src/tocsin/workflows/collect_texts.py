"""Collecting texts: entries of feeds and documents become proposals in the ledger's inbox.

A text is known from the day it bears, or from the day it was fetched where it bears none or a later
one: nobody can have read it before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tocsin.errors import SourceError
from tocsin.files import write_whole
from tocsin.ledger.cursors import cursor, set_cursor
from tocsin.ledger.proposals import Proposal, propose
from tocsin.ledger.store import Ledger
from tocsin.results.collection import Collection, RefusedFile
from tocsin.settings import Workspace
from tocsin.sources import document as documents
from tocsin.sources import feed as feeds
from tocsin.sources.addresses import Guard
from tocsin.sources.found import Found
from tocsin.sources.web import Answer, Web

EXCERPT = 20_000
"""Characters of a document that stand in the proposal; all of it is in ``documents``."""


@dataclass(slots=True)
class _Gathered:
    """The texts of one place, and what to remember of it."""

    place: str
    before: dict[str, Any]
    answer: Answer
    found: list[Found] = field(default_factory=list)


def collect_texts(
    name: str,
    space: Workspace,
    origin: str | Path | None,
    since: date | None,
    until: date | None,
    report: Callable[[int, int, int], None],
) -> Collection:
    """Propose what a feed or some documents hold; what was proposed before is left alone.

    Raises:
        SourceError: no place was named, or none of that name.
        LedgerError: a ledger that cannot be used.
    """  # fmt: skip
    if origin is None:
        raise SourceError(f"say which {name} with --from: a URL, a file or a folder")
    ledger = Ledger.open(space.ledger_url)
    places = _places(name, str(origin))
    added = repeated = skipped = taken = 0
    refused: list[RefusedFile] = []
    named = str(origin) if "://" in str(origin) else None
    with Web(Guard(named), space.root / "spool") as web:
        for k, place in enumerate(places):
            try:
                got = _gathered(name, place, web, ledger)
            except SourceError as error:
                refused.append(RefusedFile(file=place, reason=str(error)))
                continue
            if got.answer.unchanged:
                skipped += 1
                continue
            taken += 1
            wanted = [one for one in got.found if _within(one, since, until)]
            new = _propose(name, got, wanted, space, ledger)
            added += new
            repeated += len(wanted) - new
            report(k + 1, len(places), added)
    return Collection(
        connector=name, files=taken, skipped=skipped, added={"proposals": added},
        repeated=repeated, revised=0, withdrawn=0, refused=refused, remarks=[],
    )  # fmt: skip


def _places(name: str, origin: str) -> list[str]:
    if "://" in origin:
        return [origin]
    path = Path(origin)
    if path.is_dir():
        endings = documents.ENDINGS if name == "document" else (".xml", ".rss", ".atom")
        found = (p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in endings)
        return sorted(str(p) for p in found)
    if not path.is_file():
        raise SourceError(f"{path} does not exist; give a URL, a file or a folder")
    return [origin]


def _gathered(name: str, place: str, web: Web, ledger: Ledger) -> _Gathered:
    limit = feeds.LIMIT if name == "feed" else documents.LIMIT
    with ledger.snapshot() as book:
        before = cursor(book, f"{name} {place}") or {}
    answer = _answer(place, web, before, limit)
    if answer.unchanged:
        return _Gathered(place, before, answer)
    if name == "feed":
        found = feeds.entries(place, answer.content, answer.type)
    else:
        found = [documents.document(place, answer.content, answer.type)]
    return _Gathered(place, before, answer, found)


def _answer(place: str, web: Web, before: dict[str, Any], limit: int) -> Answer:
    if "://" in place:
        return web.get(place, etag=before.get("etag"), modified=before.get("modified"), limit=limit)
    try:
        size = Path(place).stat().st_size
        if size > limit:
            raise SourceError(f"{place} is larger than {limit >> 20} MB; save what matters of it")
        return Answer(Path(place).read_bytes())
    except OSError as error:
        raise SourceError(
            f"{place} cannot be read: {error.strerror}; check its name and permissions"
        ) from error


def _within(one: Found, since: date | None, until: date | None) -> bool:
    day = one.published
    return day is None or ((since is None or since <= day) and (until is None or day <= until))


def _propose(
    name: str, got: _Gathered, wanted: Sequence[Found], space: Workspace, ledger: Ledger
) -> int:
    """Proposals and the place's state enter together; how many are new."""
    now = datetime.now(UTC)
    # a text without a day keeps the day on which it was first fetched, or it would be new each day
    undated: dict[str, str] = {}
    proposals = []
    for one in wanted:
        key = hashlib.sha256(f"{one.url}\n{one.title}\n{one.text}".encode()).hexdigest()[:16]
        first = got.before.get("undated", {}).get(key, str(now.date()))
        if one.published is None or one.published > now.date():
            undated[key] = first
        day = date.fromisoformat(undated.get(key, str(one.published)))
        proposals.append(_proposal(f"{name}:{got.place}", one, day, now, _kept(one, space)))
    state = {"etag": got.answer.etag, "modified": got.answer.modified, "undated": undated}
    with ledger.transaction(f"collect {name}") as book:
        done = propose(book, proposals)
        set_cursor(book, f"{name} {got.place}", state)
    return sum(one.new for one in done)


def _kept(one: Found, space: Workspace) -> str | None:
    """The hash under which a whole text was put into the workspace's documents."""
    if not one.whole:
        return None
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    file = space.documents / f"{digest}.txt"
    if not file.is_file():
        space.documents.mkdir(exist_ok=True)
        try:
            write_whole(file, one.text)
        except OSError as error:
            raise SourceError(f"{file} cannot be written ({error}); make room") from error
    return digest


def _proposal(by: str, one: Found, day: date, now: datetime, digest: str | None) -> Proposal:
    return Proposal(
        title=one.title, text=one.text[:EXCERPT], url=one.url, publisher=one.publisher,
        language=one.language, published=day, retrieved=now, found_by=by[:1000], document=digest,
    )  # fmt: skip
