"""The feed of changes: what RFC 4287 asks of it, and a reader finds in it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

import tocsin
from tests.exports.findings_for_tests import findings
from tests.exports.test_changes import noted
from tocsin.language import Language
from tocsin.watching.atom import ATOM
from tocsin.workflows.changes import Addresses, changes_feed, page_of

FOUND = findings(workspace=None)


def addresses(language: Language) -> Addresses:
    return Addresses(f"{language}.atom", "other.atom", "overview.html",
                     lambda notice: f"{page_of(notice)}.html")  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
def test_the_feed_holds_what_the_standard_asks(language: Language) -> None:
    feed = ET.fromstring(changes_feed(FOUND, language, addresses(language)))
    for parent in (feed, *feed.findall(f"{{{ATOM}}}entry")):
        for tag in ("id", "title", "updated"):
            assert len(parent.findall(f"{{{ATOM}}}{tag}")) == 1
    assert feed.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    links = [link.attrib for link in feed.findall(f"{{{ATOM}}}link")]
    assert [each["href"] for each in links if each["rel"] == "self"] == [f"{language}.atom"]
    kinds = [(e["type"], e["hreflang"]) for e in links if e["rel"] == "alternate"]
    assert len(kinds) == len(set(kinds)), "one alternate of a type and language (section 4.1.1)"
    for entry in feed.findall(f"{{{ATOM}}}entry"):
        assert entry.find(f"{{{ATOM}}}content") is not None
        assert entry.find(f"{{{ATOM}}}link[@rel='alternate']") is not None


def test_both_languages_tell_of_the_same_changes() -> None:
    english, french = (
        feedparser.parse(changes_feed(FOUND, each, addresses(each))) for each in Language
    )
    assert [e.id for e in english.entries] == [e.id for e in french.entries] != []
    assert english.entries[0].title != french.entries[0].title
    assert english.feed.rights.startswith("TLP:CLEAR")
    assert not english.bozo


def test_what_the_watch_of_the_workspace_noted_is_told(tmp_path: Path) -> None:
    space = tmp_path / "w"
    tocsin.init(space)
    journal = space / "watch" / f"{FOUND.case.header.id}.jsonl"
    journal.parent.mkdir(exist_ok=True)
    notice = noted("feed", FOUND.assessment.as_of)
    whole = '{"notice": ' + notice.model_dump_json() + "}\n"
    journal.write_text(whole + '{"notice": {"cut sho', encoding="utf-8")
    found = findings(workspace=str(space))
    read = feedparser.parse(changes_feed(found, Language.EN, addresses(Language.EN)))
    assert "Strikes: high" in [entry.title for entry in read.entries]
    assert journal.read_text(encoding="utf-8").endswith("cut sho"), "a reader mends nothing"
