"""The one place that asks the web: politely, patiently, within limits, never a private address.

A download goes to a file aside and is continued where it broke off, within a run and after a kill,
as long as the server says that the file is still the same (RFC 9110, sections 13 and 14). The end
of a file alone, and the answer to a form, are held in memory and never continued.
"""

from __future__ import annotations

import email.utils
import hashlib
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin

import httpx2

from tocsin.errors import SourceError
from tocsin.sources.addresses import Guard

RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
MOVED = frozenset({301, 302, 303, 307, 308})
ATTEMPTS = 5
HOPS = 5
PATIENCE = 120.0
"""Seconds that one wait may last; a server that asks for more is left alone."""
LIMIT = 1 << 30
"""Bytes of one download."""
LARGEST = 1 << 20
"""Bytes of an answer that a program reads, such as a key."""
SLOWEST = 4096
"""Bytes a second that a body must bring, over each ``timeout`` seconds: a server that sends a byte
now and then is never silent, and would be read for ever."""
AGENT = "tocsin (open-source early-warning research)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the content, whether it is as it was before, and how to ask again."""

    content: bytes
    unchanged: bool = False
    etag: str | None = None
    modified: str | None = None
    url: str = ""
    type: str = ""


class _BrokenError(Exception):
    """An attempt that may succeed when it is made again, after ``wait`` seconds if it says so."""

    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


@dataclass(slots=True)
class Web:
    """A client of the web. ``spool`` is a folder for downloads that are not finished yet.

    ``timeout`` is in seconds: how long a server may be silent, and over how long what it sends is
    held against ``SLOWEST``.
    """

    guard: Guard
    spool: Path
    limit: int = LIMIT
    pause: Callable[[float], None] = time.sleep
    timeout: float = 30.0
    _client: httpx2.Client | None = field(default=None)

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()

    def get(
        self,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        etag: str | None = None,
        modified: str | None = None,
        limit: int | None = None,
    ) -> Answer:
        """The content of a URL.

        With what was said of it before (``etag``, ``modified``) the server may answer that nothing
        has changed.

        Raises:
            SourceError: refused, not there, too large, or still failing after several attempts.
        """
        asked = dict(headers or {})
        if etag:
            asked["If-None-Match"] = etag
        if modified:
            asked["If-Modified-Since"] = modified
        last = ""
        for attempt in range(ATTEMPTS):
            try:
                return self._once(url, asked, self.limit if limit is None else limit)
            except _BrokenError as broken:
                last = str(broken)
                if attempt + 1 < ATTEMPTS:
                    self._wait(url, attempt, broken)
        raise SourceError(
            f"{url} could not be fetched in {ATTEMPTS} attempts: {last}; try again later, "
            "what is there already is kept"
        )

    def tail(self, url: str, size: int) -> bytes:
        """At most the last ``size`` bytes of a URL; all of it where a server knows no ranges."""
        return self.get(url, headers={"Range": f"bytes=-{size}"}).content

    def post(
        self, url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None
    ) -> Any:
        """The JSON answer to a form, asked once and never redirected: for keys.

        Raises:
            SourceError: refused, too large, too slow, or no JSON.
        """
        self.guard.check(url)
        try:
            with self._asked(url, dict(headers or {}), form) as answer:
                if answer.status_code != 200:
                    raise SourceError(
                        f"{url} answered {answer.status_code}; check your key and its terms"
                    )
                content = _Piece(url).take(self._body(answer), answer, LARGEST)
        except _BrokenError as broken:
            raise SourceError(f"{url} did not answer: {broken}; try again later") from broken
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise SourceError(f"{url} answered with something that is no JSON") from error

    def _wait(self, url: str, attempt: int, broken: _BrokenError) -> None:
        wait = broken.wait
        if wait is None:
            wait = 0.5 * 2**attempt * random.uniform(0.75, 1.25)
        if wait > PATIENCE:
            raise SourceError(f"{url} asks to wait {wait:.0f} seconds; try again after that time")
        self.pause(wait)

    def _open(self) -> httpx2.Client:
        if self._client is None:
            # no proxies from the environment: behind one, no address could be checked
            self._client = httpx2.Client(
                headers={"User-Agent": AGENT, "Accept-Encoding": "identity"},
                timeout=self.timeout, follow_redirects=False, trust_env=False,
            )  # fmt: skip
        return self._client

    def _once(self, url: str, asked: dict[str, str], limit: int) -> Answer:
        """One attempt, over all its hops."""
        here = url
        for _ in range(HOPS + 1):
            self.guard.check(here)
            # a part that was asked for is no beginning of the whole, nor may it take its place
            download: _Download | _Piece = (
                _Piece(here) if "Range" in asked else _Download(self.spool, here)
            )
            with download, self._asked(here, asked | download.resuming()) as answer:
                if answer.status_code in MOVED and "location" in answer.headers:
                    there = urljoin(here, answer.headers["location"])
                    if httpx2.URL(there).host != httpx2.URL(here).host:
                        asked = {k: v for k, v in asked.items() if k.lower() not in SECRET}
                    here = there
                    continue
                return self._answered(here, answer, download, limit)
        raise SourceError(f"{url} is redirected more than {HOPS} times; give the final address")

    @contextmanager
    def _asked(
        self, url: str, headers: dict[str, str], form: Mapping[str, str] | None = None
    ) -> Iterator[httpx2.Response]:
        """The answer, its body unread: to a form if there is one, from an address that may."""
        method, data = ("GET", None) if form is None else ("POST", dict(form))
        try:
            with self._open().stream(method, url, headers=headers, data=data) as answer:
                stream = answer.extensions.get("network_stream")
                peer = stream.get_extra_info("server_addr") if stream is not None else None
                if peer:
                    self.guard.check_address(url, str(peer[0]))
                yield answer
        except httpx2.InvalidURL as error:
            raise SourceError(f"{url} is no web address: {error}") from error
        except httpx2.HTTPError as error:
            raise _BrokenError(_said(error)) from error

    def _answered(
        self, url: str, answer: httpx2.Response, download: _Download | _Piece, limit: int
    ) -> Answer:
        status = answer.status_code
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if status == 304:
            return Answer(b"", True, etag, modified, url)
        if status == 416:
            if isinstance(download, _Piece):  # the end of an empty file
                return Answer(b"", False, etag, modified, url)
            download.drop()
            raise _BrokenError("the part that was there did not fit")
        if status in RETRIED:
            raise _BrokenError(
                f"it answered {status}", _asked_to_wait(answer.headers.get("retry-after"))
            )
        if status not in (200, 206):
            raise SourceError(f"{url} answered {status}; {_advice(status)}")
        content = download.take(self._body(answer), answer, limit)
        return Answer(content, False, etag, modified, url, answer.headers.get("content-type", ""))

    def _body(self, answer: httpx2.Response) -> Iterator[bytes]:
        """What comes, as it comes and never unpacked, unless it comes too slowly."""
        begun, got = time.monotonic(), 0
        for chunk in answer.iter_raw():
            yield chunk
            got += len(chunk)
            took = time.monotonic() - begun
            if took < self.timeout:
                continue
            if got < SLOWEST * took:
                raise _BrokenError(
                    f"it sent {got} bytes in {took:.1f} seconds, fewer than {SLOWEST} a second"
                )
            begun, got = time.monotonic(), 0


SECRET = frozenset({"authorization", "cookie", "x-ucdp-access-token"})
"""Headers that stay with the host they were meant for."""


class _Piece:
    """A part of a file, or an answer, in memory: nothing of it is kept or ever continued."""

    def __init__(self, url: str) -> None:
        self.url = url

    def __enter__(self) -> _Piece:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def resuming(self) -> dict[str, str]:
        """No headers: it is asked for anew."""
        return {}

    def take(self, body: Iterable[bytes], answer: httpx2.Response, limit: int) -> bytes:
        """All that comes, if that is not too much."""
        if (_announced(answer) or 0) > limit:
            raise _too_large(self.url, limit)
        content = bytearray()
        for chunk in body:
            content += chunk
            if len(content) > limit:
                raise _too_large(self.url, limit)
        return bytes(content)


class _Download:
    """A file aside that a download grows in, with the validator under which it may be continued.

    While one process is at it, another that wants the same file works beside it under its own name.
    """

    def __init__(self, spool: Path, url: str) -> None:
        self.url = url
        self.spool = spool
        self.name = hashlib.sha256(url.encode()).hexdigest()[:24]
        self._lock: Any = None

    def __enter__(self) -> _Download:
        self.spool.mkdir(parents=True, exist_ok=True)
        self._lock = (self.spool / f"{self.name}.lock").open("ab")
        if not _locked(self._lock):
            self.name += f"-{os.getpid()}-{threading.get_ident()}"
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.close()

    @property
    def file(self) -> Path:
        """What has come so far."""
        return self.spool / f"{self.name}.part"

    @property
    def note(self) -> Path:
        """What the server said of it."""
        return self.spool / f"{self.name}.json"

    def resuming(self) -> dict[str, str]:
        """The headers that ask for the rest only."""
        try:
            told = json.loads(self.note.read_text(encoding="utf-8"))
            size = self.file.stat().st_size
        except (OSError, ValueError):
            return {}
        if not size or told.get("url") != self.url or not told.get("validator"):
            return {}
        return {"Range": f"bytes={size}-", "If-Range": str(told["validator"])}

    def take(self, body: Iterable[bytes], answer: httpx2.Response, limit: int) -> bytes:
        """Write what comes; the whole of the file, once nothing of it is missing."""
        start = _start(answer) if answer.status_code == 206 else 0
        have = self.file.stat().st_size if start and self.file.is_file() else 0
        if start != have:
            self.drop()
            raise _BrokenError("it sent another part than was asked for")
        size = _announced(answer)
        expected = None if size is None else start + size
        if expected is not None and expected > limit:
            raise _too_large(self.url, limit)
        try:
            got = self._write(body, answer, start, limit)
        except OSError as error:
            raise SourceError(
                f"{self.url} could not be kept in {self.spool} ({error}); make room, then collect "
                "again"
            ) from error
        if expected is not None and got < expected:
            raise _BrokenError(f"it ended after {got} of {expected} bytes")
        content = self.file.read_bytes()
        self.drop()
        return content

    def _write(self, body: Iterable[bytes], answer: httpx2.Response, start: int, limit: int) -> int:
        self._remember(answer)
        got = start
        with self.file.open("ab" if start else "wb") as file:
            for chunk in body:
                got += len(chunk)
                if got > limit:
                    break
                file.write(chunk)
        if got > limit:
            self.drop()
            raise _too_large(self.url, limit)
        return got

    def drop(self) -> None:
        """Forget the part."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _remember(self, answer: httpx2.Response) -> None:
        etag = answer.headers.get("etag", "")
        strong = etag if etag and not etag.startswith("W/") else None
        validator = strong or answer.headers.get("last-modified")
        self.note.write_text(json.dumps({"url": self.url, "validator": validator}), "utf-8")


def _locked(file: IO[bytes]) -> bool:
    """Whether this process alone has the file now; never where the system has no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows: no part is ever shared, none is continued after a kill
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _too_large(url: str, limit: int) -> SourceError:
    return SourceError(
        f"{url} is larger than {limit / 2**20:g} MB; it was not taken. "
        "Fetch it by hand if you trust it, and give the file instead"
    )


def _announced(answer: httpx2.Response) -> int | None:
    """The bytes that are to come, where the server says."""
    size = answer.headers.get("content-length", "")
    return int(size) if size.isdigit() else None


def _start(answer: httpx2.Response) -> int:
    given = answer.headers.get("content-range", "")
    try:
        return int(given.split()[1].split("-")[0])
    except (IndexError, ValueError):
        return -1


def _asked_to_wait(given: str | None) -> float | None:
    """Seconds, from a number or a date; None where nothing usable was said."""
    if given is None:
        return None
    if given.strip().isdigit():
        return float(given)
    try:
        until = email.utils.parsedate_to_datetime(given)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _advice(status: int) -> str:
    if status in (404, 410):
        return "nothing is there; check the address, or try again later"
    if status in (401, 403):
        return "it is not open to all; check your key and the terms of its source"
    return "look at the address in a browser, or try again later"
