"""The verb ``brief``: a case becomes a briefing in one file that opens anywhere, offline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from tocsin.briefing import html, markdown
from tocsin.briefing.document import build
from tocsin.briefing.findings import Findings
from tocsin.briefing.parts import Document
from tocsin.case.schema import Case
from tocsin.errors import CaseError, TocsinError
from tocsin.language import Language
from tocsin.workflows.assess import assess
from tocsin.workflows.explain import explain
from tocsin.workflows.files import write_whole
from tocsin.workflows.matters import matters
from tocsin.workflows.obligations import obligations
from tocsin.workflows.off_ramps import off_ramps
from tocsin.workflows.pathways import pathways
from tocsin.workflows.premortem import premortem
from tocsin.workflows.routes import routes
from tocsin.workflows.watch_next import watch_next
from tocsin.workflows.whatif import whatif


class _Asked(TypedDict):
    """What every computing verb is asked with."""

    as_of: date | None
    seed: int
    samples: int | None
    progress: Callable[[str, float], None] | None


RENDERERS: dict[str, Callable[[Document], str]] = {
    ".html": html.render,
    ".md": markdown.render,
}


def brief(
    case: Case,
    *,
    output: Path,
    language: Language = Language.EN,
    attacked: str | None = None,
    by: str | None = None,
    as_of: date | None = None,
    seed: int = 1,
    samples: int | None = None,
    hold: Sequence[str] = (),
    put: Sequence[str] = (),
    rates: Sequence[str] = (),
    given: Sequence[str] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Path:
    """Write the briefing of a case and return its path; the suffix chooses the format.

    Args:
        case: a case that ``check`` finds no error in.
        output: a ``.html`` or ``.md`` file; it appears whole or not at all.
        language: of every word in it.
        attacked, by: actors of the duties section; by default the case's first two states.
        as_of: the date of knowledge; by default the last day that the case's evidence reaches.
        seed: of all random streams.
        samples: histories in the filter, rounded up to whole strata.
        hold, put, rates, given: a scenario as ``whatif`` takes it, for a section of its own.
        progress: told what is being done and how far (0 to 1).

    Raises:
        TocsinError: a suffix that is not offered, or a file that cannot be written.
        CaseError: fewer than two states and none named; a scenario that cannot be read.
    """
    output = Path(output)
    if output.suffix.lower() not in RENDERERS:
        allowed = " or ".join(RENDERERS)
        raise TocsinError(
            f"cannot write a briefing as {output.name!r}: the name must end in {allowed}"
        )
    if not output.absolute().parent.is_dir():
        raise TocsinError(f"no folder {str(output.parent)!r} to write to; create it first")
    first, second = _pair(case, attacked, by)
    asked = _Asked(as_of=as_of, seed=seed, samples=samples, progress=progress)
    what_if = None
    if any((hold, put, rates, given)):  # first: one that cannot be read costs no other work
        what_if = whatif(case, hold=hold, put=put, rates=rates, given=given, **asked)
    findings = Findings(
        case=case,
        assessment=assess(case, **asked),
        explanation=explain(case, **asked),
        obligations=obligations(case, attacked=first, by=second, as_of=as_of),
        routes=routes(case, as_of=as_of),
        premortem=premortem(case, **asked),
        matters=matters(case, **asked),
        watch_next=watch_next(case, **asked),
        pathways=pathways(case, **asked),
        off_ramps=off_ramps(case, **asked) if case.model.off_ramps else None,
        whatif=what_if,
    )
    text = RENDERERS[output.suffix.lower()](build(findings, language))
    _write(output, text)
    return output


def _pair(case: Case, attacked: str | None, by: str | None) -> tuple[str, str]:
    """The two actors of the duties section."""
    states = [actor.id for actor in case.actors.actors if actor.kind == "state"]
    first = attacked or next((state for state in states if state != by), None)
    second = by or next((state for state in states if state != first), None)
    if first is None or second is None:
        raise CaseError("a briefing's duties need two states; name them, or add them to the case")
    return first, second


def _write(output: Path, text: str) -> None:
    try:
        write_whole(output, text)
    except OSError as error:
        reason = error.strerror or str(error)
        raise TocsinError(f"cannot write {str(output)!r}: {reason}; choose another file") from error
