"""``python -m docs.demo``: the last step of ``make demo`` opens the desk and shows that it answers.

In a terminal the desk stays open until Ctrl+C; elsewhere (a build, a pipe) it is closed again, and
the command that opens it is named.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from re import DOTALL, search, sub
from urllib.request import urlopen

SERVE = "from tocsin.cli import app; app()"
PATIENCE = 300
"""Seconds that the first page may take on a slow machine."""


@contextmanager
def opened(case: str, *options: str) -> Iterator[str]:
    """The address of a desk, such as ``http://127.0.0.1:8737``; it is closed in the end."""
    desk = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", case, "--port", "0", *options],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert desk.stdout is not None
        found = search(r"http://127\.0\.0\.1:\d+", desk.stdout.readline())
        if found is None:
            raise SystemExit("the desk did not open; its own words stand above")
        yield found[0]
    finally:
        if desk.poll() is None:
            desk.send_signal(signal.SIGINT)
        desk.communicate()


def judgement(address: str) -> str:
    """The first sentence of a desk's overview, once it is computed."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        with urlopen(address, timeout=PATIENCE) as answer:
            page = answer.read().decode()
        if lead := search(r'<p class="lead">(.*?)</p>', page, DOTALL):
            return unescape(sub(r"<[^>]+>", "", lead[1])).strip()
        time.sleep(0.5)
    raise SystemExit(f"{address} did not show a judgement within {PATIENCE} seconds")


def main(case: str, *options: str) -> None:
    """Open the desk, let it answer, and leave it to whoever sits at the terminal."""
    with opened(case, *options) as base:
        address = f"{base}/en/overview"
        print("The desk computes its first page …", flush=True)
        print(f"\n{judgement(address)}\n")
        if not sys.stdout.isatty():
            print(f"The desk answered at {address} and is closed again.")
            print(f"To open it: .venv/bin/tocsin serve {case}")
            return
        print(f"The desk is open: {address} (Ctrl+C closes it)", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["kazakhstan"]))
