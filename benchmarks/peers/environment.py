"""The peers' own virtual environment: made once, with pinned versions, apart from ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from benchmarks.peers.worker import Answer, Run, Task

ROOT = Path(__file__).parent.parent.parent
HOME = ROOT / ".venv-peers"
PINS = Path(__file__).with_name("constraints.txt")
WANTED = ("gillespy2", "libroadrunner", "python-copasi")
LONGEST = 900


class PeersMissingError(Exception):
    """The peers cannot be run here; the message says what to do."""


def prepare() -> Path:
    """The folder of the environment's programs; builds it where it is missing or outdated."""
    if shutil.which("g++") is None:
        raise PeersMissingError(
            "no g++ was found; GillesPy2 compiles its C++ solver with it; install g++ (the package "
            "build-essential on Debian) and run this again"
        )
    programs = HOME / "bin"
    mark = HOME / "installed.txt"
    pins = PINS.read_text(encoding="utf-8")
    if not mark.is_file() or mark.read_text(encoding="utf-8") != pins:
        subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], check=True)
        install: list[str | Path] = [
            programs / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--constraint",
            PINS,
        ]
        made = subprocess.run([*install, *WANTED], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            last = (made.stderr.strip().splitlines() or ["nothing was said"])[-1]
            raise PeersMissingError(
                f"the peers could not be installed: {last}; they need a package index and Python "
                f"{sys.version_info[0]}.{sys.version_info[1]} wheels; see {PINS.relative_to(ROOT)}"
            )
        mark.write_text(pins, encoding="utf-8")
    return programs


def ask(programs: Path, module: str, task: Task) -> Answer:
    """Run one of the peers' programs on a task."""
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "task.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(asdict(task)), encoding="utf-8")
        # GillesPy2 looks for its build tool among the programs
        found = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        command: list[str | Path] = [
            programs / "python",
            "-m",
            f"benchmarks.peers.{module}",
            asked,
            answered,
        ]
        done = subprocess.run(
            command, cwd=ROOT, env=found, capture_output=True, text=True, timeout=LONGEST,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{module} failed:\n{done.stderr[-2000:]}")
        read = json.loads(answered.read_text(encoding="utf-8"))
    read["runs"] = [Run(**run) for run in read["runs"]]
    return Answer(**read)
