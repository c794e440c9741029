"""The desk under fifty readers and one writer, beside a bare page of the same server.

    python -m benchmarks.desk
    python -m benchmarks.desk --seconds 30 --write

Both servers are processes of their own on the loopback interface, asked by the same readers. Each
reader goes through the pages in both languages as fast as it is answered; the writer decides about
one proposal after the other, and each decision has every figure computed anew. An answer that is no
success, that is incomplete, or that shows an inbox of no moment between question and answer, is an
error; `AssertionError` tells the first.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import escape
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket

import httpx2
import numpy as np
from docs.demo import opened

import tocsin
from benchmarks import page

PAGE = Path(__file__).parent.parent / "docs" / "explanation" / "the-desk-under-load.md"
READERS, SECONDS, SAMPLES = 50, 20.0, 1_000
PAUSE = 1.0
"""Seconds between two decisions of the writer."""
LANGUAGES = ("en", "fr")
BARE = "bare page"
HEAD = """\
# The desk under load

Written by one command, which measures anew:

```console
$ python -m benchmarks.desk --write
```

{readers} readers went through the pages of the `river` case in both languages for {seconds:g}
seconds, each asking for the next page as soon as it had the last. Meanwhile one writer made
{decisions} decisions about proposals of the inbox. Each decision has all figures computed anew;
pages show what is computed by then, and say of the rest that it is on its way. All {answers:,}
answers were successes and whole, and every inbox was that of a moment between question and answer.

The bare page is a constant answer of the same server and framework, as long as the overview, asked
by as many readers in the same run. Only the ratios carry over to another machine: fifty readers
without a pause are a queue, and the times are mostly the wait in it.

Measured on {machine}.

{table}
"""


@dataclass
class Seen:
    """What came of a run: seconds of every answer by page, and decisions by their moments."""

    times: dict[str, list[float]] = field(default_factory=dict)
    asked: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return sum(map(len, self.times.values()))


def workspace(folder: Path, proposals: int) -> Path:
    """A workspace whose inbox holds so many proposals about the river case, out of a feed."""
    space = tocsin.init(folder / "desk").root
    day = date(2025, 10, 1).isoformat()
    entries = "".join(
        f"<entry><title>{escape(words)}</title><summary>{escape(words)}</summary><id>urn:{k}</id>"
        f"<updated>{day}T00:00:00Z</updated></entry>"
        for k, words in enumerate(_titles(proposals))
    )
    feed = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Load</title><id>urn:load</id>"
        f"<updated>{datetime.now(UTC).isoformat()}</updated>{entries}</feed>"
    )
    (folder / "feed.xml").write_text(feed, encoding="utf-8")
    tocsin.collect("feed", space, origin=folder / "feed.xml")
    return Path(space)


def _titles(number: int) -> Iterator[str]:
    """Titles so unlike that none is taken for a copy of another."""
    draw = np.random.default_rng(1)
    for _ in range(number):
        yield " ".join("".join(map(chr, word)) for word in draw.integers(97, 123, (8, 7)))


async def load(base: str, paths: list[str], seconds: float, readers: int, proposals: int) -> Seen:
    """Readers and, where there are proposals, one writer at ``base`` for so many seconds."""
    seen = Seen()
    limits = httpx2.Limits(max_connections=readers + 1, max_keepalive_connections=readers + 1)
    async with httpx2.AsyncClient(base_url=base, timeout=60, limits=limits) as client:
        end = time.monotonic() + seconds
        tasks = [_read(client, paths, k, end, seen, proposals) for k in range(readers)]
        if proposals:
            tasks.append(_write(client, end, seen, proposals))
        await asyncio.gather(*tasks)
    return seen


async def _read(
    client: httpx2.AsyncClient, paths: list[str], start: int, end: float, seen: Seen, proposals: int
) -> None:
    for path in islice(cycle(paths), start % len(paths), None):
        begun = time.monotonic()
        if begun >= end:
            return
        before = len(seen.done)
        answer = await client.get(path)
        taken = time.monotonic() - begun
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:300]}"
        kind = path.split("/")[-1] if path != "/" else BARE
        if path.startswith("/api/"):
            waiting = answer.json()["waiting"]
            least, most = proposals - len(seen.asked), proposals - before
            assert least <= waiting <= most, f"{waiting} waited, not {least} to {most}"
        else:
            assert answer.text.rstrip().endswith("</html>"), f"{path} is incomplete"
        seen.times.setdefault(kind, []).append(taken)
        seen.sizes[kind] = len(answer.content)


async def _write(client: httpx2.AsyncClient, end: float, seen: Seen, proposals: int) -> None:
    for number in range(1, proposals + 1):
        await asyncio.sleep(PAUSE)
        begun = time.monotonic()
        if begun >= end:
            return
        seen.asked.append(begun)
        verdict = {"verdict": "reject", "by": "Writer", "why": "it tells nothing"}
        answer = await client.post(f"/api/v1/proposals/P-{number}/decision", json=verdict)
        assert answer.status_code == 200, f"decision: {answer.status_code} {answer.text[:300]}"
        seen.done.append(time.monotonic())
        seen.times.setdefault("decision", []).append(seen.done[-1] - begun)


def addresses(base: str) -> list[str]:
    """The pages that the desk's own API lists, in both languages, and its inbox for programs."""
    told = httpx2.get(f"{base}/api/v1/case", timeout=60).json()
    pages = [*told["pages"], "inbox"]
    shown = [f"/{language}/{name}" for name in dict.fromkeys(pages) for language in LANGUAGES]
    return [*shown, "/api/v1/inbox"]


def under_load(seconds: float, readers: int) -> Seen:
    """What came of readers and a writer at a desk of its own."""
    proposals = int(seconds / PAUSE) + 2
    with tempfile.TemporaryDirectory() as folder:
        space = workspace(Path(folder), proposals)
        asked = ("--workspace", str(space), "--samples", str(SAMPLES))
        with opened("river", *asked) as base:
            paths = addresses(base)
            for path in paths:  # what a first reader waits for is another question
                httpx2.get(base + path, timeout=300)
            return asyncio.run(load(base, paths, seconds, readers, proposals))


def measure(seconds: float, readers: int) -> tuple[Seen, Seen]:
    """The desk's answers, and those of a bare page that is as long as its overview."""
    desk = under_load(seconds, readers)
    with bare(desk.sizes["overview"]) as base:
        return desk, asyncio.run(load(base, ["/"], seconds / 4, readers, 0))


@contextmanager
def bare(length: int) -> Iterator[str]:
    """The address of a server whose only page is a constant text of that length."""
    with socket(AF_INET, SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        listener.listen()
        process = get_context("fork").Process(target=_serve_bare, args=(listener, length))
        process.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.join()


def _serve_bare(listener: socket, length: int) -> None:
    import uvicorn
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse

    app = FastAPI()
    text = "<!DOCTYPE html><html><body>" + "x" * length + "</body></html>"

    @app.get("/")
    async def show() -> HTMLResponse:
        return HTMLResponse(text)

    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])


def report(desk: Seen, plain: Seen) -> str:
    """The table: percentiles of the seconds of an answer, and how many times the bare page's."""
    points = (50, 95, 99)
    base = np.percentile(plain.times[BARE], points)
    rows = []
    for name, times in {**plain.times, **desk.times}.items():
        found = np.percentile(times, points)
        ratios = [f"{one / other:.2g}" for one, other in zip(found, base, strict=True)]
        seconds = [f"{1000 * one:,.0f}" for one in found]
        rows.append([name, f"{len(times):,}", *seconds, *ratios])
    head = ["Page", "answers", *(f"{p} %, ms" for p in points), *(f"{p} %, times" for p in points)]
    return page.table(head, rows)


def main() -> None:
    """Parse, measure, print; write the page where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} as well")
    asked = parser.parse_args()
    desk, plain = measure(asked.seconds, asked.readers)
    text = HEAD.format(
        readers=asked.readers, seconds=asked.seconds, decisions=len(desk.done),
        answers=desk.answers, machine=page.machine(), table=report(desk, plain),
    )  # fmt: skip
    print(text)
    if asked.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
