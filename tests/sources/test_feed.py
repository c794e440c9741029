"""Feeds of all kinds are read; hostile ones are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin.errors import SourceError
from tocsin.sources.feed import entries, plain

PLACE = "https://news.example/feed"


def rss(*items: str, head: str = "", language: str = "ru-RU") -> bytes:
    channel = f"<title>News</title><language>{language}</language>{''.join(items)}"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        f'<rss version="2.0"><channel>{channel}</channel></rss>'
    ).encode()


ITEM = """<item><title>Talks &amp; more</title><link>https://news.example/1</link>
<description>&lt;p&gt;Two &lt;b&gt;words&lt;/b&gt;&lt;/p&gt;</description>
<pubDate>Tue, 16 Dec 2025 23:30:00 -0500</pubDate></item>"""


def test_an_rss_feed_is_read() -> None:
    [found] = entries(PLACE, rss(ITEM), "application/rss+xml")
    assert (found.title, found.text, found.url) == (
        "Talks & more", "Two words", "https://news.example/1",
    )  # fmt: skip
    assert (found.publisher, found.language) == ("News", "ru")
    assert found.published == date(2025, 12, 17)  # in UTC
    assert not found.whole


def test_an_atom_feed_is_read() -> None:
    content = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title>
      <entry><title type="html">A &lt;i&gt;title&lt;/i&gt;</title>
      <link href="/relative"/><updated>2025-12-16T10:00:00Z</updated><summary>short</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">the long text</div></content>
      <source><title>First publisher</title></source></entry></feed>"""
    [found] = entries(PLACE, content)
    assert found.title == "A title"
    assert found.text == "the long text"
    assert found.url == "https://news.example/relative"
    assert found.publisher == "First publisher"
    assert found.published == date(2025, 12, 16)
    assert found.language is None


def test_what_is_missing_is_missing_and_odd_things_are_left_out() -> None:
    untitled = "<item><description>only a text</description><pubDate>soon</pubDate></item>"
    odd = "<item><title>t</title><link>javascript:alert(1)</link></item>"
    first, second = entries(PLACE, rss(untitled, odd, "<item></item>", language="x"))
    assert (first.title, first.published, first.url) == ("only a text", None, None)
    assert second.url is None
    assert second.language is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY secret SYSTEM "file:///etc/passwd">',
        '<!entity % other SYSTEM "http://127.0.0.1/x.dtd">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
    ],
)
def test_a_feed_that_declares_entities_is_not_read(declared: str, encoding: str) -> None:
    item = "<item><title>&secret;</title></item>"
    content = rss(item, head=f"<!DOCTYPE rss [{declared}]>").decode().encode(encoding)
    with pytest.raises(SourceError, match=r"declares entities.*it was not read"):
        entries(PLACE, content)


def test_a_doctype_that_names_a_file_reads_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ENTITY secret "read out">')
    head = f'<!DOCTYPE rss SYSTEM "{(tmp_path / "x.dtd").as_uri()}">'
    found = entries(PLACE, rss("<item><title>&secret; t</title></item>", head=head))
    assert "read out" not in found[0].title


def test_what_is_no_feed_is_refused() -> None:
    for content in (b"", b"<html><body>404</body></html>", b"{}", b"\x00\x01"):
        with pytest.raises(SourceError, match="no RSS or Atom feed"):
            entries(PLACE, content)


def test_text_is_what_a_reader_sees() -> None:
    assert plain("<style>p{}</style><p>a&nbsp;b</p><script>x</script></script>c") == "a b c"
