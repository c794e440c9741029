"""What the programs of the peers' environment share: the task they read, the answer they write.

They run under the peers' own Python, where nothing of Tocsin is installed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Task:
    """The model in both notations, and what is asked of it.

    Attributes:
        species: names of the species; a node's level is a count.
        start: levels at time 0.
        levels: number of levels of every species.
        formulas: propensity of each reaction as arithmetic.
        changes: (species, +1 or -1) of each reaction.
        sbml: the same model in SBML, its indicators as functions by cases.
        sbml_of_signs: the same in SBML, its indicators as signs.
        states: states in which every propensity is asked for.
        futures: how many futures to run at most; a slow program may run fewer.
        years, long_years: length of a future, and of the one long path.
        seed: seed of the program's own random numbers.
        repeats: of several runs the fastest counts.
    """

    species: list[str]
    start: list[int]
    levels: int
    formulas: list[str]
    changes: list[tuple[int, int]]
    sbml: str
    sbml_of_signs: str
    states: list[list[int]]
    futures: int
    years: float
    long_years: float
    seed: int
    repeats: int


@dataclass
class Run:
    """One timed way: seconds, by both clocks, for ``futures`` futures of ``years`` each."""

    name: str
    futures: int
    years: float
    seconds: tuple[float, float]


@dataclass
class Answer:
    """What a program found.

    ``propensities`` by state and reaction, ``counts`` of futures by species and level at the end.
    """

    program: str
    version: str
    propensities: list[list[float]] = field(default_factory=list)
    counts: list[list[int]] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def tally(final: Any, levels: int) -> list[list[int]]:
    """How often each species ended at each level; ``final`` is a NumPy array (futures, species)."""
    each = (final[:, k] for k in range(final.shape[1]))
    return [[int((ended == level).sum()) for level in range(levels)] for ended in each]


def main(answer: Callable[[Task], Answer]) -> None:
    """Read the task from the first file named on the command line, answer in the second."""
    task = Task(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    found = asdict(answer(task))
    Path(sys.argv[2]).write_text(json.dumps(found), encoding="utf-8")
