"""The notices of a case as an Atom feed (RFC 4287), for any feed reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from tocsin.language import Language, Text
from tocsin.results import Notice

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a feed stands, its translation, the page of the case, and the page of a notice."""

    feed: str
    translation: str
    page: str
    of: Callable[[Notice], str]


def atom(
    case: str,
    title: Text,
    notices: Sequence[Notice],
    language: Language,
    addresses: Addresses | None = None,
    rights: str | None = None,
) -> str:
    """The feed as one XML document; ids are made from the notices' keys, so they never change.

    ``notices`` stand newest first; ``rights`` is the handling mark with its rule. A feed of no
    notices is dated at the epoch, the same on each writing: nothing in it depends on the clock.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: language})
    _put(feed, "id", _urn(case))
    _put(feed, "title", f"Tocsin – {title.in_(language)}")
    _put(feed, "updated", _moment(notices[0]) if notices else "1970-01-01T00:00:00+00:00")
    _put(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Tocsin")
    if rights is not None:
        _put(feed, "rights", rights)
    if addresses is not None:
        other = Language.EN if language is Language.FR else Language.FR
        _link(feed, "self", addresses.feed, language, MEDIA_TYPE)
        _link(feed, "alternate", addresses.translation, other, MEDIA_TYPE)
        _link(feed, "alternate", addresses.page, language, "text/html")
    for notice in notices:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "id", _urn(notice.key))
        _put(entry, "title", notice.title.in_(language))
        _put(entry, "updated", _moment(notice))
        # an entry without a page must have content (RFC 4287, section 4.1.2)
        _put(entry, "content", notice.detail.in_(language)).set("type", "text")
        ET.SubElement(entry, f"{{{ATOM}}}category", {"term": notice.subject})
        if addresses is not None:
            _link(entry, "alternate", addresses.of(notice), language, "text/html")
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _put(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{tag}")
    element.text = text
    return element


def _link(parent: ET.Element, rel: str, href: str, language: Language, kind: str) -> None:
    ET.SubElement(
        parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "hreflang": language, "type": kind}
    )


def _moment(notice: Notice) -> str:
    return datetime.combine(notice.as_of, time(), UTC).isoformat()


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'tocsin:{key}')}"
