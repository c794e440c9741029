"""From results to one document, in the order in which a reader needs it."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.briefing.abbreviations import spelled_out
from tocsin.briefing.annexes import method, run_record, sources
from tocsin.briefing.evidence import evidence
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.influences import influences
from tocsin.briefing.judgement import judgement, probabilities
from tocsin.briefing.links import settled
from tocsin.briefing.mapped import bloc_map, routes
from tocsin.briefing.off_ramps import change
from tocsin.briefing.one_page import one_page
from tocsin.briefing.parts import Document, Section
from tocsin.briefing.pathways import pathways
from tocsin.briefing.premortem import premortem
from tocsin.briefing.questions import hangs, watch
from tocsin.briefing.reasons import hypotheses, reasons
from tocsin.briefing.scenario import what_if
from tocsin.briefing.situation import nodes, obligations, triggers
from tocsin.language import Language


def build(
    findings: Findings, language: Language, *, short: bool = False, pictures: bool = True
) -> Document:
    """The briefing of ``findings`` in ``language``, judgement first.

    ``short``: of one page; without ``pictures`` figures are told, not drawn.
    """
    w = Writer(findings, language, pictures)
    a = findings.assessment
    subtitle = [
        w.say("as of", date=w.day(a.as_of)),
        w.say("evidence until", date=w.day(a.evidence_until)),
    ]
    document = Document(
        language=language,
        title=w.text(a.title),
        subtitle=" · ".join(subtitle),
        handling=w.say("handling", mark=a.tlp),
        summary=w.text(a.summary),
        as_of=a.as_of,
        sections=tuple(one_page(w) if short else _sections(w)),
        one_page=short,
    )
    return settled(spelled_out(document, w))


def _sections(w: Writer) -> Iterator[Section]:
    """What is judged and why; how it might come, change or be wrong; where things stand."""
    yield judgement(w)
    yield probabilities(w)
    yield reasons(w)
    if w.findings.whatif is not None:
        yield what_if(w, w.findings.whatif)
    yield from (section(w) for section in (pathways, influences, hangs, change, premortem, watch))
    yield from (section(w) for section in (triggers, hypotheses))
    if w.findings.case.actors.treaties or w.findings.obligations.blocs:
        yield from (section(w) for section in (bloc_map, obligations))
    if w.findings.routes.routes:
        yield routes(w)
    yield from (section(w) for section in (nodes, evidence, sources, method, run_record))
