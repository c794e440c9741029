"""The desk's pages: which sections stand on each, and on which page a link to another one leads.

The sections are those of the briefing, with three that only a desk needs; one definition serves
page, JSON and document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from tocsin.briefing.annexes import method, run_record, sources
from tocsin.briefing.evidence import evidence, evidence_item
from tocsin.briefing.findings import Writer
from tocsin.briefing.influences import influences
from tocsin.briefing.judgement import judgement, probabilities
from tocsin.briefing.links import relinked
from tocsin.briefing.mapped import bloc_map, routes
from tocsin.briefing.observed import indicators, levels
from tocsin.briefing.off_ramps import change
from tocsin.briefing.parts import Link, Paragraph, Section
from tocsin.briefing.pathways import pathways
from tocsin.briefing.premortem import premortem
from tocsin.briefing.questions import hangs, watch
from tocsin.briefing.reasons import hypotheses, reasons
from tocsin.briefing.recent import recent, to_watch
from tocsin.briefing.record import record
from tocsin.briefing.scenario import what_if
from tocsin.briefing.situation import nodes, obligations, triggers
from tocsin.briefing.timeline import timeline
from tocsin.errors import NotFoundError
from tocsin.language import Language


def _scenario(w: Writer) -> Section:
    """The scenario that was chosen, or that none was."""
    if w.findings.whatif is None:
        return Section("what-if", w.say("what if"), (Paragraph((w.say("no scenario"),), "note"),))
    return what_if(w, w.findings.whatif)


SECTIONS: dict[str, Callable[[Writer], Section]] = {
    "judgement": judgement,
    "probabilities": probabilities,
    "recent": recent,
    "to-watch": to_watch,
    "reasons": reasons,
    "evidence": evidence,
    "triggers": triggers,
    "levels": levels,
    "indicators": indicators,
    "nodes": nodes,
    "hypotheses": hypotheses,
    "what-if": _scenario,
    "pathways": pathways,
    "hangs": hangs,
    "change": change,
    "premortem": premortem,
    "watch": watch,
    "map": bloc_map,
    "influences": influences,
    "obligations": obligations,
    "routes": routes,
    "timeline": timeline,
    "sources": sources,
    "record": record,
    "method": method,
    "run": run_record,
}
"""How each section of the desk is written, by its key."""

ITEM = "evidence-"
"""How the key of the section of one item of evidence begins; its id follows."""


def section_of(key: str) -> Callable[[Writer], Section]:
    """How the section of that key is written; raises ``NotFoundError`` for one there is not."""
    if key.startswith(ITEM):
        return partial(_item, key.removeprefix(ITEM))
    if key not in SECTIONS:
        raise NotFoundError(f"no section {key!r}; there are {', '.join(SECTIONS)}")
    return SECTIONS[key]


def _item(name: str, w: Writer) -> Section:
    found = w.findings.weighed
    item = next((one for one in found.items if one.id == name), None)
    if item is None:
        raise NotFoundError(
            f"no item of evidence {name!r} is known by {found.as_of}; there are "
            f"{', '.join(one.id for one in found.items)}"
        )
    return evidence_item(w, found, item)


PAGES: dict[str, tuple[str, ...]] = {
    "overview": ("judgement", "recent", "probabilities", "to-watch"),
    "why": ("reasons", "evidence", "hangs"),
    "triggers": ("triggers", "levels", "indicators", "nodes"),
    "hypotheses": ("hypotheses",),
    "what-if": ("what-if",),
    "outlook": ("change", "pathways", "watch", "premortem"),
    "ties": ("map", "influences", "routes", "obligations"),
    "timeline": ("timeline", "sources"),
    "record": ("record",),
    "method": ("method", "run"),
}
"""The sections of each page, in order."""

PLACES = {
    "p": "overview", "row": "why", "input": "why", "node": "triggers", "hypothesis": "hypotheses",
    "rated": "hypotheses", "source": "timeline", "claim": "timeline", "anchor": "method",
    "assumption": "outlook", "discriminator": "hypotheses", "table-watch": "outlook",
    "table-reasons": "why", "table-inputs": "why", "table-off-ramps": "outlook",
    "table-matrix": "hypotheses", "table-triggers": "triggers",
    **{key: page for page, keys in PAGES.items() for key in keys},
}  # fmt: skip
"""The page that holds the anchors of each kind, and each section."""


def led(section: Section, page: str, language: Language, query: str) -> Section:
    """The section with its links leading to other pages where their anchors stand there.

    ``query`` (such as ``?as_of=2025-12-31``, or nothing) goes along, so that a reader who looks
    back keeps looking back.
    """

    def leading(link: Link) -> Link:
        return Link(link.text, _target(link.target, page, language, query))

    return replace(section, blocks=tuple(relinked(each, leading) for each in section.blocks))


def place_of(target: str) -> str | None:
    """The page that holds an anchor (``#row-TL1``), where its kind tells."""
    anchor = target.removeprefix("#")
    if anchor.startswith(ITEM):
        return f"evidence/{quote(anchor.removeprefix(ITEM))}"
    return PLACES.get(anchor) or PLACES.get(anchor.split("-", 1)[0])


def _target(target: str, page: str, language: Language, query: str) -> str:
    place = place_of(target) if target.startswith("#") else None
    if place in (None, page):
        return target
    anchor = "" if target.startswith(f"#{ITEM}") else target
    return f"/{language}/{place}{query}{anchor}"
