"""The verb ``show``: a case or a result as the briefing shows it, for whoever works in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from tocsin.briefing import html, markdown
from tocsin.briefing.findings import Writer
from tocsin.briefing.links import settled
from tocsin.briefing.pages import PAGES, section_of
from tocsin.briefing.parts import Document
from tocsin.case.schema import Case
from tocsin.errors import CaseError, NotFoundError
from tocsin.labels import say
from tocsin.language import Language
from tocsin.results import (
    Assessment,
    Explanation,
    Matters,
    Obligations,
    OffRamps,
    Pathways,
    Premortem,
    Result,
    Routes,
    WatchNext,
    WhatIf,
)
from tocsin.workflows.answers import Answers, Asked, ScenarioText, pair_of_states
from tocsin.workflows.cases import load, run_record

SHOWN: Mapping[type[Result], tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        Assessment: ("assessment", ("probabilities", "triggers")),
        Explanation: ("explanation", ("reasons",)),
        WhatIf: ("whatif", ("what-if",)),
        OffRamps: ("off_ramps", ("change",)),
        Matters: ("matters", ("hangs",)),
        Premortem: ("premortem", ("premortem",)),
        WatchNext: ("watch_next", ("watch",)),
        Pathways: ("pathways", ("pathways",)),
        Obligations: ("obligations", ("obligations",)),
        Routes: ("routes", ("routes",)),
    }
)
"""What a result is called among the answers of a case, and the sections that show it."""


@dataclass(frozen=True)
class Shown:
    """Part of a briefing in one language: HTML in a notebook, Markdown elsewhere and in print.

    IPython and Jupyter find the methods ``_repr_…_`` by their names; nothing of them is needed.
    """

    document: Document

    def __str__(self) -> str:
        sections = markdown.body(self.document.sections, self.document.language)
        return f"**{self.document.handling}**\n\n{sections}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return str(html.inset(self.document))

    def _repr_markdown_(self) -> str:
        return str(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self._repr_html_(),
            "text/markdown": self._repr_markdown_(),
            "text/plain": str(self),
        }


def show(
    what: Case | Result,
    page: str | None = None,
    *,
    case: Case | None = None,
    language: Language | str = Language.EN,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Shown:
    """Show a page of a case, or a result that was computed, as the briefing and the desk show it.

    Args:
        what: a case, or a result of ``assess``, ``explain``, ``whatif``, ``off_ramps``,
            ``matters``, ``premortem``, ``watch_next``, ``pathways``, ``obligations``, ``routes``.
        page: of a case: a page of the desk (``overview``, ``why``, ``hypotheses``…) or one of its
            sections; by default the overview.
        case: of a result: the case that it was computed from; by default the one that ships under
            its name.
        language: of every word, ``en`` or ``fr``.
        as_of: of a case: the date of knowledge; by default the last that the evidence reaches.
        seed: of all random streams.
        samples: histories in the filter.
        hold, put, rates, given: a scenario as ``whatif`` takes it, for the page ``what-if``.
        progress: told what is being done and how far (0 to 1).

    Raises:
        NotFoundError: no such page or section, or a result that has no section of its own.
        CaseError: a result of another case than the one given.
    """
    spoken = Language(language)
    if isinstance(what, Case):
        asked = Asked(as_of=as_of, seed=seed, samples=samples, progress=progress)
        scenario = ScenarioText(tuple(hold), tuple(put), tuple(rates), tuple(given))
        answers = Answers(what, asked, pair_of_states(what, None, None), scenario)
        chosen = page or "overview"
        return _shown(answers, PAGES.get(chosen, (chosen,)), spoken)
    if type(what) not in SHOWN:
        raise NotFoundError(
            f"{type(what).__name__} has no section that shows it; "
            f"there are {', '.join(kind.__name__ for kind in SHOWN)}"
        )
    name, sections = SHOWN[type(what)]
    answers = _answers(what, case or load(_told(what, "case")), progress)
    answers.__dict__[name] = what  # in place of what the verb would compute again
    return _shown(answers, sections, spoken)


def _shown(answers: Answers, keys: Sequence[str], language: Language) -> Shown:
    writer = Writer(answers, language)
    sections = tuple(section_of(key)(writer) for key in keys)
    header = answers.case.header
    mark = say("handling", language, mark=header.tlp.value)
    title, summary = header.title.in_(language), header.summary.in_(language)
    day = answers.asked["as_of"] or header.evidence_until
    return Shown(settled(Document(language, title, "", mark, summary, day, sections)))


def _answers(result: Result, case: Case, progress: Callable[[str, float], None] | None) -> Answers:
    """The answers that a result belongs to: the same day, seed and sample as its run record has."""
    day, run = _told(result, "as_of"), getattr(result, "run", None)
    seed, samples = (1, None) if run is None else (run.seed, run.samples)
    if run is not None:
        found = run_record(case, as_of=run.as_of, seed=run.seed, samples=run.samples)
        if found.case_sha256 != run.case_sha256:
            raise CaseError(
                f"the result was computed from another state of the case {run.case!r}; "
                "give the case that it was computed from: show(result, case=case)"
            )
    asked = Asked(as_of=day, seed=seed, samples=samples, progress=progress)
    return Answers(case, asked, pair_of_states(case, None, None))


def _told(result: Result, field: str) -> Any:
    return getattr(result, field)
