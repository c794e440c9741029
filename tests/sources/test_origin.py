"""A folder and a site answer the same questions."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.sources.server_for_tests import Server
from tocsin.errors import SourceError
from tocsin.sources.addresses import Guard
from tocsin.sources.origin import Folder, Item, Site, checked, local
from tocsin.sources.web import Web


def test_a_folder_lists_what_is_below_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.csv").write_bytes(b"22")
    (tmp_path / "one.csv").write_bytes(b"1")
    folder = Folder(tmp_path)
    assert folder.names() == ["b/two.csv", "one.csv"]
    assert folder.content(folder.place("b/two.csv")) == folder.tail(folder.place("b/two.csv"), 1)
    item = local(folder, "two.csv", "b/two.csv")
    assert (item.name, item.size) == ("two.csv", 2)
    assert folder.size("nowhere") is None
    single = Folder(tmp_path / "one.csv")
    assert single.names() == ["one.csv"]
    assert single.content(single.place("one.csv")) == b"1"
    with pytest.raises(SourceError, match="cannot be read: No such file"):
        folder.content(str(tmp_path / "three"))


def test_a_site_is_asked_with_its_headers(server: Server, tmp_path: Path) -> None:
    server.put("/lists/a", b"0123456789")
    with Web(Guard(server.url), tmp_path) as web:
        site = Site(f"{server.url}/lists/", web, {"X-Key": "k"})
        assert site.names() is None
        assert site.content(site.place("a")) == b"0123456789"
        assert site.tail(site.place(f"{server.url}/lists/a"), 3) == b"789"
        assert site.size("a") is None
    assert server.asked[0][1]["x-key"] == "k"


def test_content_is_held_against_what_was_announced() -> None:
    md5 = hashlib.md5(b"x").hexdigest()
    assert checked(Item("a", "a", md5.upper()), b"x") == b"x"
    assert checked(Item("a", "a"), b"x") == b"x"
    with pytest.raises(SourceError, match=r"MD5 differs.*collect again later"):
        checked(Item("a", "a", md5), b"y")
