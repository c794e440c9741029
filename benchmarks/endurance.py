"""A ledger under two writers and a reader for minutes: nothing lost, nothing mixed, nothing torn.

    python -m benchmarks.endurance --minutes 10
    python -m benchmarks.endurance --minutes 10 --ledger postgresql://USER@HOST/NAME

One writer is killed with SIGKILL every few seconds, at a moment drawn at random, and started again.
The reader checks each state that it sees; at the end every hash is checked.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
import time
from pathlib import Path

from tocsin.ledger.store import Ledger

SEED = 1


def write(url: str, name: str) -> None:
    """Append pairs for ever, each pair numbered one up from the last that is there."""
    book = Ledger.open(url)
    while True:
        with book.transaction(name) as page:
            last = page.newest("cursors", name=name)
            number = str(1 if last is None else int(last["content"]) + 1)
            page.append("cursors", name=name, content=number)
            page.append("cursors", name=f"{name} twin", content=number)


def read(book: Ledger, seen: dict[str, int]) -> None:
    """Raise ``AssertionError`` for a state in which something is lost, doubled, or half there."""
    with book.snapshot() as page:
        rows = page.rows("cursors")
        assert [row["seq"] for row in rows] == list(range(1, page.last() + 1))
    for name in ("a", "b"):
        found = [row["content"] for row in rows if row["name"] == name]
        assert found == [str(k + 1) for k in range(len(found))], name
        assert found == [row["content"] for row in rows if row["name"] == f"{name} twin"], name
        assert len(found) >= seen.get(name, 0), f"{name} had more before"
        seen[name] = len(found)


def endure(url: str, minutes: float) -> dict[str, int]:
    """Run for ``minutes``; how many entries, states read and kills there were."""
    draw = random.Random(SEED)
    book = Ledger.open(url, create=True)
    context = multiprocessing.get_context("spawn")
    writers = {name: context.Process(target=write, args=(url, name)) for name in ("a", "b")}
    for writer in writers.values():
        writer.start()
    seen: dict[str, int] = {}
    counts = {"states read": 0, "kills": 0}
    end = time.monotonic() + 60 * minutes
    kill = time.monotonic() + draw.uniform(1, 4)
    try:
        while time.monotonic() < end:
            read(book, seen)
            counts["states read"] += 1
            time.sleep(0.05)
            if time.monotonic() >= kill:
                writers["b"].kill()
                writers["b"].join()
                writers["b"] = context.Process(target=write, args=(url, "b"))
                writers["b"].start()
                counts["kills"] += 1
                kill = time.monotonic() + draw.uniform(1, 4)
    finally:
        for writer in writers.values():
            writer.kill()
            writer.join()
    read(book, seen)
    with book.snapshot() as page:
        assert list(page.faults()) == []
        return {"entries": page.last(), **counts}


def main() -> None:
    """Parse, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--ledger", help="URL of an empty database; by default a SQLite file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = asked.ledger or f"sqlite:///{Path(folder) / 'ledger.sqlite'}"
        for name, value in endure(url, asked.minutes).items():
            print(f"{name}: {value}")


if __name__ == "__main__":
    main()
