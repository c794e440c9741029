"""Feeds and documents become proposals once, known from the day they bear or were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tocsin
from tests.sources.server_for_tests import Reply, Server, serving
from tests.sources.test_document import PAGE
from tests.sources.test_feed import ITEM, rss
from tocsin.errors import LedgerError, SourceError
from tocsin.workflows import collect_texts as module

UNDATED = "<item><title>Without a day</title><link>https://news.example/2</link></item>"
TOMORROW = """<item><title>From tomorrow</title><link>https://news.example/3</link>
<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item>"""


@pytest.fixture
def space(tmp_path: Path) -> Path:
    tocsin.init(tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


def _on(monkeypatch: pytest.MonkeyPatch, day: datetime) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return day

    monkeypatch.setattr(module, "datetime", Clock)


def test_a_feed_is_proposed_once_and_asked_only_for_news(server: Server, space: Path) -> None:
    server.put("/feed", rss(ITEM, UNDATED))
    url = f"{server.url}/feed"
    done = tocsin.collect("feed", space, origin=url)
    assert (done.files, done.added, done.refused) == (1, {"proposals": 2}, [])
    again = tocsin.collect("feed", space, origin=url)
    assert (again.files, again.skipped, again.added) == (0, 1, {"proposals": 0})
    assert "if-none-match" in server.asked[-1][1]
    server.put("/feed", rss(ITEM, UNDATED, TOMORROW))
    more = tocsin.collect("feed", space, origin=url)
    assert (more.added, more.repeated) == ({"proposals": 1}, 2)
    found = {one.title: one for one in tocsin.inbox(space).proposals}
    assert found["Talks & more"].published == date(2025, 12, 17)
    assert found["Talks & more"].url == "https://news.example/1"


def test_what_bears_no_day_or_a_later_one_is_known_when_it_was_first_fetched(
    server: Server, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{server.url}/feed"
    _on(monkeypatch, datetime(2026, 1, 5, 12, tzinfo=UTC))
    server.put("/feed", rss(UNDATED, TOMORROW))
    tocsin.collect("feed", space, origin=url)
    _on(monkeypatch, datetime(2026, 1, 9, 12, tzinfo=UTC))
    server.put("/feed", rss(TOMORROW, UNDATED))
    assert tocsin.collect("feed", space, origin=url).added == {"proposals": 0}
    assert {one.published for one in tocsin.inbox(space).proposals} == {date(2026, 1, 5)}


def test_a_window_takes_the_entries_of_its_days(server: Server, space: Path) -> None:
    server.put("/feed", rss(ITEM))
    url = f"{server.url}/feed"
    early = tocsin.collect("feed", space, origin=url, until=date(2025, 12, 16))
    assert early.added == {"proposals": 0}


def test_documents_of_a_folder_are_kept_and_proposed(tmp_path: Path, space: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "page.html").write_bytes(PAGE)
    (folder / "deep" / "note.txt").write_text("A note\n\nof two lines", encoding="utf-8")
    (folder / "bad.pdf").write_bytes(b"%PDF-nonsense")
    (folder / "picture.png").write_bytes(b"")
    done = tocsin.collect("document", space, origin=folder)
    assert (done.files, done.added) == (2, {"proposals": 2})
    [refused] = done.refused
    assert refused.file.endswith("bad.pdf")
    kept = sorted(path.read_text("utf-8") for path in (space / "documents").iterdir())
    assert kept[0] == "A note\n\nof two lines"
    again = tocsin.collect("document", space, origin=folder)
    assert (again.added, again.repeated) == ({"proposals": 0}, 2)
    [page] = [one for one in tocsin.inbox(space).proposals if "transit" in one.title]
    assert page.published == date(2025, 12, 16)


def test_a_document_of_the_web(server: Server, space: Path) -> None:
    server.put("/page", PAGE, headers={"Content-Type": "text/html"})
    done = tocsin.collect("document", space, origin=f"{server.url}/page")
    assert done.added == {"proposals": 1}
    [one] = tocsin.inbox(space).proposals
    assert one.url == f"{server.url}/page"


def test_troubles_are_told(server: Server, space: Path, tmp_path: Path) -> None:
    secret = "http://169.254.169.254/latest"
    server.put("/xxe", rss(ITEM, head='<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))
    server.pages["/away"] = Reply(status=302, headers={"Location": secret})
    for path, said in {"/xxe": "declares entities", "/away": "not public", "/no": "404"}.items():
        [refused] = tocsin.collect("feed", space, origin=f"{server.url}{path}").refused
        assert said in refused.reason
    with pytest.raises(SourceError, match="say which feed with --from"):
        tocsin.collect("feed", space)
    with pytest.raises(SourceError, match="does not exist; give a URL"):
        tocsin.collect("document", space, origin=tmp_path / "nowhere")
    (space / "ledger.sqlite").unlink()
    with pytest.raises(LedgerError, match="there is no ledger"):
        tocsin.collect("feed", space, origin=f"{server.url}/xxe")
