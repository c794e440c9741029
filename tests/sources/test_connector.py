"""What connectors share: windows of days, places that can be listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tocsin.errors import SourceError
from tocsin.sources.addresses import Guard
from tocsin.sources.connector import Window, given
from tocsin.sources.origin import Folder, Site
from tocsin.sources.web import Web


def test_a_window_holds_both_its_ends() -> None:
    one, two, three = date(2018, 3, 1), date(2018, 3, 2), date(2018, 3, 3)
    assert [Window(two, two).holds(day) for day in (one, two, three)] == [False, True, False]
    assert [Window(None, two).holds(day) for day in (one, two, three)] == [True, True, False]
    assert Window().holds(one)


def test_only_what_can_be_listed_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert given(Folder(tmp_path), "ICEWS") == ["a"]
    with pytest.raises(SourceError, match="ICEWS cannot be listed over the web"):
        given(Site("http://example.org", Web(Guard(), tmp_path)), "ICEWS")
