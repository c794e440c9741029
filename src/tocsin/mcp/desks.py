"""The desks of the cases that a program asks about: each opened once, kept, and asked in turn."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TypeVar

from tocsin.errors import NotFoundError
from tocsin.language import Language
from tocsin.workflows import cases
from tocsin.workflows.answers import AS_IT_IS, Answers, ScenarioText
from tocsin.workflows.desk import Desk, computed

T = TypeVar("T")
KEPT = 4
"""Desks that are open at a time; the one that was asked longest ago is closed first."""


@dataclass
class Desks:
    """Opens the desk of a case by its name: those that ship, and those of the workspace."""

    workspace: str | None = None
    seed: int = 1
    samples: int | None = None
    _open: OrderedDict[str, Desk] = field(default_factory=OrderedDict)

    def of(self, case: str) -> Desk:
        """The desk of a case.

        Raises:
            NotFoundError: no case of that name; a folder is none.
            CaseError: its files were changed, and hold no sound case now.
        """
        if case not in self._open:
            names = cases.names(self.workspace)
            if case not in names:
                raise NotFoundError(f"no case {case!r}; there are {', '.join(names)}")
            self._open[case] = Desk(
                partial(cases.load, case, workspace=self.workspace), self.seed, self.samples,
                self.workspace, cases.folder(case, workspace=self.workspace),
            )  # fmt: skip
        self._open[case].refresh()
        self._open.move_to_end(case)
        while len(self._open) > KEPT:
            self._open.popitem(last=False)[1].close()
        return self._open[case]

    async def ask(
        self, case: str, what: Callable[[Answers], T], as_of: date | None = None,
        scenario: ScenarioText = AS_IT_IS,
    ) -> T:  # fmt: skip
        """A result of a case, when it is computed."""
        desk = await asyncio.to_thread(self.of, case)
        return await computed(desk.ask(what, desk.view(Language.EN, as_of, scenario)))

    async def text(
        self, case: str, sections: tuple[str, ...], language: Language,
        as_of: date | None = None, scenario: ScenarioText = AS_IT_IS,
    ) -> str:  # fmt: skip
        """Sections of a case's pages, as Markdown."""
        desk = await asyncio.to_thread(self.of, case)
        view = desk.view(language, as_of, scenario)
        return await computed(desk.written(sections, view))

    def close(self) -> None:
        """Close every desk."""
        while self._open:
            self._open.popitem()[1].close()
