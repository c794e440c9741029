"""The verb ``brief``: a case becomes a briefing in one file that opens anywhere, offline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from tocsin.briefing import html, icd203, markdown, paper
from tocsin.briefing.document import build
from tocsin.briefing.parts import Document
from tocsin.case.schema import Case
from tocsin.errors import CaseError, TocsinError
from tocsin.files import write_whole
from tocsin.language import Language
from tocsin.results import KeptScenario
from tocsin.workflows.answers import Answers, Asked, ScenarioText, of_kept, pair_of_states

Length = Literal["one-page", "full"]
RENDERERS: dict[str, Callable[[Document], str | bytes]] = {
    ".html": html.render,
    ".md": markdown.render,
    ".pdf": paper.render,
}
"""The formats of a briefing, by the suffix of its file."""


def brief(
    case: Case,
    *,
    output: Path,
    language: Language = Language.EN,
    length: Length = "full",
    attacked: str | None = None,
    by: str | None = None,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
    scenario: KeptScenario | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Write the briefing of a case and return its path; the suffix chooses the format.

    Args:
        case: a case that ``check`` finds no error in.
        output: a ``.html``, ``.md`` or ``.pdf`` file; it appears whole or not at all.
        language: of every word in it.
        length: ``one-page`` for the judgement and what bears on it, or ``full``.
        attacked, by: actors of the duties section; by default the case's first two states.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        hold, put, rates, given: a scenario as ``whatif`` takes it, for a section of its own.
        scenario: a kept one in their place, which the section names with its author.
        progress: told what is being done and how far (0 to 1).

    Raises:
        TocsinError: a suffix that is not offered, a file that cannot be written, or one page that
            its words do not fit.
        CaseError: fewer than two states and none named; a scenario that cannot be read.
    """
    output = Path(output)
    if output.suffix.lower() not in RENDERERS:
        allowed = ", ".join(RENDERERS)
        raise TocsinError(
            f"cannot write a briefing as {output.name!r}: the name must end in one of {allowed}"
        )
    if not output.absolute().parent.is_dir():
        raise TocsinError(f"no folder {str(output.parent)!r} to write to; create it first")
    duties = pair_of_states(case, attacked, by)
    asked = Asked(as_of=as_of, seed=seed, samples=samples, progress=progress)
    steps = ScenarioText(tuple(hold), tuple(put), tuple(rates), tuple(given))
    if steps and scenario is not None:
        raise CaseError(
            f"both the kept scenario {scenario.name!r} and steps of another; give one of the two"
        )
    asked_for = steps if scenario is None else of_kept(scenario)
    findings = Answers(case, asked, duties=duties, scenario=asked_for)
    _ = findings.whatif  # first: one that cannot be read costs no other work
    _write(output, written(findings, output.suffix.lower(), language, length))
    return output


def written(findings: Answers, suffix: str, language: Language, length: Length) -> str | bytes:
    """The briefing of findings in the format of ``suffix``, which ``RENDERERS`` has to name."""
    document = build(findings, language, short=length == "one-page", pictures=suffix != ".md")
    icd203.refuse(document)
    return RENDERERS[suffix](document)


def _write(output: Path, content: str | bytes) -> None:
    try:
        write_whole(output, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TocsinError(f"cannot write {str(output)!r}: {reason}; choose another file") from error
