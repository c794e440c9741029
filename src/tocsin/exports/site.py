"""A case as a static site: every page that makes sense without a program behind it.

The pages are the sections of the desk. They need no script, ask nothing of any other host, and
lead to each other by relative links, so that a site works from a folder, a stick or any server.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from tocsin.briefing import html
from tocsin.briefing.evidence import evidence_item
from tocsin.briefing.findings import Findings, Writer
from tocsin.briefing.links import relinked
from tocsin.briefing.pages import ITEM, PAGES, SECTIONS, place_of
from tocsin.briefing.parts import Link, Section
from tocsin.exports.table import Table
from tocsin.exports.tables import TABLES
from tocsin.formats import day, spaced
from tocsin.handling import RULES, shown
from tocsin.labels import say
from tocsin.language import Language

FEED = "changes.atom"
NOWHERE = ""
"""The page of what only a running desk has."""
FORMATS = {"csv": "CSV", "parquet": "Parquet"}
OTHERS = {
    "map.geojson": ("GeoJSON", "data map"),
    "stix.json": ("STIX 2.1", "data stix"),
    "results.json": ("JSON", "data results"),
    "datapackage.json": ("Data Package", "data package"),
}
"""The files beside the tables: their name on the page and the label that says what they hold."""


def site(findings: Findings, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pages by path, in both languages; ``data`` are the files that they offer, by name."""
    style = _style()
    made = {"index.html": _Pages(findings, Language.EN, style, data).front()}
    for language in Language:
        pages = _Pages(findings, language, style, data)
        made |= {f"{language}/{name}.html": text for name, text in pages.all()}
    return {path: text.encode() for path, text in made.items()}


def pages_of(findings: Findings) -> list[str]:
    """The pages of the desk that a site has: no form for a scenario, and no record without one."""
    left_out = {"what-if"} if findings.record is not None else {"what-if", "record"}
    return [page for page in PAGES if page not in left_out]


def items_of(findings: Findings) -> dict[str, str]:
    """The name of the page of each item of evidence, by the item's id."""
    return {
        each.id: ITEM + re.sub(r"[^A-Za-z0-9_.-]", "_", each.id) for each in findings.weighed.items
    }


@cache
def _templates() -> Environment:
    """The templates, compiled once."""
    return Environment(
        loader=PackageLoader("tocsin", "exports"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def _style() -> str:
    own = files("tocsin.exports").joinpath("site.css").read_text(encoding="utf-8")
    return "\n" + html.stylesheet() + own


@dataclass(frozen=True)
class _Pages:
    """The pages of one language."""

    findings: Findings
    language: Language
    style: str
    data: Mapping[str, bytes]

    def all(self) -> Iterator[tuple[str, str]]:
        """Each page by its name."""
        writer = Writer(self.findings, self.language)
        for page in pages_of(self.findings):
            sections = [self._led(SECTIONS[key](writer), page) for key in PAGES[page]]
            body = html.body(sections, self.language)
            yield page, self._drawn("site_page.html.jinja", page=page, body=body)
        found, names = self.findings.weighed, items_of(self.findings)
        for item in found.items:
            page = names[item.id]
            # the words of documents stay in the workspace that holds them
            unquoted = item.model_copy(update={"passages": []})
            section = self._led(evidence_item(writer, found, unquoted), page)
            body = html.body([section], self.language)
            name = f"{section.title} – {self._say('page why')}"
            yield page, self._drawn("site_item.html.jinja", page=page, name=name, body=body)
        yield "data", self._drawn("site_data.html.jinja", page="data", groups=list(self._groups()),
                                  others=list(self._others()))  # fmt: skip

    def front(self) -> str:
        """The first page, which leads to both languages."""
        a = self.findings.assessment
        told = [
            {
                "language": each, "title": spaced(a.title.in_(each), each),
                "summary": spaced(a.summary.in_(each), each),
                "as_of": say("data of view", each, date=day(a.as_of, each)),
                "rule": RULES[a.tlp].in_(each), "enter": say("site enter", each),
                "joiner": "\u00a0: " if each is Language.FR else ": ",
            }
            for each in Language
        ]  # fmt: skip
        return self._drawn("site_front.html.jinja", page="", told=told)

    def _led(self, section: Section, page: str) -> Section:
        """The section with its links leading to files of the site; others are words only."""
        there, items = pages_of(self.findings), items_of(self.findings)

        def turn(link: Link) -> Link | str:
            if link.target.startswith(("https://", "http://")):
                return link
            if link.target.startswith(f"#{ITEM}"):
                item = items.get(link.target.removeprefix(f"#{ITEM}"))
                return Link(link.text, f"./{item}.html") if item else link.text
            place = place_of(link.target) if link.target.startswith("#") else NOWHERE
            if place in (None, page):
                return link
            return Link(link.text, f"./{place}.html{link.target}") if place in there else link.text

        return replace(section, blocks=tuple(relinked(each, turn) for each in section.blocks))

    def _groups(self) -> Iterator[tuple[str, list[tuple[Table, list[tuple[str, str]]]]]]:
        """The tables of each page with the files that there are of them."""
        for page in pages_of(self.findings):
            found = [
                (table, [(f"{table.name}.{form}", word) for form, word in FORMATS.items()
                         if f"{table.name}.{form}" in self.data])
                for table in TABLES.values()
                if table.page == page
            ]  # fmt: skip
            if found:
                yield self._say(f"page {page}"), found

    def _others(self) -> Iterator[tuple[str, str, str]]:
        for path, (word, label) in OTHERS.items():
            if path in self.data:
                yield path, word, self._say(label)

    def _say(self, key: str, **values: str) -> str:
        return spaced(say(key, self.language, **values), self.language)

    def _drawn(self, template: str, **content: Any) -> str:
        a = self.findings.assessment
        other = Language.EN if self.language is Language.FR else Language.FR
        digest = base64.b64encode(hashlib.sha256(self.style.encode()).digest()).decode()
        return _templates().get_template(template).render(
            language=self.language, other=other, label=self._say,
            title=spaced(a.title.in_(self.language), self.language),
            mark=shown(a.tlp), colour=a.tlp.split("+")[0].lower(),
            spaced=lambda said: spaced(said, self.language),
            rule=RULES[a.tlp].in_(self.language), public=a.tlp == "CLEAR",
            as_of=self._say("data of view", date=day(a.as_of, self.language)),
            until=self._say("evidence until", date=day(a.evidence_until, self.language)),
            pages=[(each, self._say(f"page {each}"))
                   for each in [*pages_of(self.findings), "data"]],
            style=Markup(self.style), style_hash=digest, tocsin=a.run.tocsin, feed=FEED, **content,
        )  # fmt: skip
