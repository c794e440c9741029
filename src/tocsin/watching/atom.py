"""The notices of a case as an Atom feed (RFC 4287), for any feed reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from tocsin.language import Language, Text
from tocsin.results import Notice

ATOM = "http://www.w3.org/2005/Atom"


def atom(case: str, title: Text, notices: Sequence[Notice], language: Language) -> str:
    """The feed as one XML document; ids are made from the notices' keys, so they never change.

    ``notices`` stand newest first. A feed of no notices is dated at the epoch, the same on each
    writing: nothing in it depends on the clock.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": language})
    _put(feed, "id", _urn(case))
    _put(feed, "title", f"Tocsin – {title.in_(language)}")
    _put(feed, "updated", _moment(notices[0]) if notices else "1970-01-01T00:00:00+00:00")
    _put(ET.SubElement(feed, f"{{{ATOM}}}author"), "name", "Tocsin")
    for notice in notices:
        entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "id", _urn(notice.key))
        _put(entry, "title", notice.title.in_(language))
        _put(entry, "updated", _moment(notice))
        _put(entry, "summary", notice.detail.in_(language))
        ET.SubElement(entry, f"{{{ATOM}}}category", {"term": notice.subject})
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _put(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{tag}").text = text


def _moment(notice: Notice) -> str:
    return datetime.combine(notice.as_of, time(), UTC).isoformat()


def _urn(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'tocsin:{key}')}"
