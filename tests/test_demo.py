"""The last step of the demonstration: the desk opens, answers and, outside a terminal, closes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parent.parent


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "docs.demo", *words],
        cwd=ROOT, capture_output=True, check=False, text=True, timeout=120,
    )  # fmt: skip


def test_the_desk_answers_and_is_closed_again() -> None:
    done = run("river", "--samples", "1000")
    assert done.returncode == 0, done.stderr
    assert "“Use of force”" in done.stdout
    assert "tocsin serve river" in done.stdout
    address = re.search(r"http://127\.0\.0\.1:\d+/en/overview", done.stdout)
    assert address
    with pytest.raises(URLError):
        urlopen(address[0], timeout=5)


def test_the_demonstration_ends_with_it() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    steps = lines[lines.index("demo: $(VENV)/.run") + 1 :]
    assert steps[steps.index("") - 1].endswith("-m docs.demo")
