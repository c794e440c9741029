"""From results to one document, in the order in which a reader needs it."""

from __future__ import annotations

from tocsin.briefing.annexes import change, method, run_record, sources
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.judgement import judgement, probabilities
from tocsin.briefing.parts import Document
from tocsin.briefing.reasons import hypotheses, reasons
from tocsin.briefing.situation import nodes, obligations, routes, triggers
from tocsin.language import Language

SECTIONS = (
    judgement,
    probabilities,
    reasons,
    triggers,
    hypotheses,
    obligations,
    routes,
    change,
    nodes,
    sources,
    method,
    run_record,
)


def build(findings: Findings, language: Language) -> Document:
    """The briefing of ``findings`` in ``language``, judgement first."""
    w = Writer(findings, language)
    a = findings.assessment
    subtitle = [
        w.say("as of", date=w.day(a.as_of)),
        w.say("evidence until", date=w.day(a.evidence_until)),
    ]
    return Document(
        language=language,
        title=w.text(a.title),
        subtitle=" · ".join(subtitle),
        handling=w.say("handling", mark=a.tlp),
        summary=w.text(a.summary),
        sections=tuple(section(w) for section in SECTIONS),
    )
