"""The Atom feed, read back by a feed reader."""

from __future__ import annotations

import feedparser
import pytest

from tests.watching.test_news import DAY, standing, told
from tocsin.language import Language, pair
from tocsin.watching.atom import atom
from tocsin.watching.news import news

NOTICES = [each for each, _ in news("k", DAY, told("unlikely"), [standing("a < b & c")], 0)]


@pytest.mark.parametrize("language", list(Language))
def test_a_reader_finds_the_notice(language: Language) -> None:
    read = feedparser.parse(atom("k", pair("Case", "Cas"), NOTICES, language))
    assert not read.bozo
    assert read.feed.title == f"Tocsin – {'Case' if language == 'en' else 'Cas'}"
    [entry] = read.entries
    assert entry.title == NOTICES[0].title.in_(language)
    assert entry.updated == "2026-03-16T00:00:00+00:00"
    assert entry.id.startswith("urn:uuid:")
    assert entry.tags[0].term == "outcome"


def test_the_same_notices_make_the_same_bytes() -> None:
    title = pair("Case", "Cas")
    first, again = (atom("k", title, NOTICES, Language.EN) for _ in range(2))
    assert first == again
    assert "1970" in atom("k", title, [], Language.EN)
