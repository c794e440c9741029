"""ACLED: pages of the API and exported files; every row here is made up."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.sources.server_for_tests import Server
from tocsin.errors import SourceError
from tocsin.lake.frames import shaped
from tocsin.lake.schema import EVENTS
from tocsin.sources import acled
from tocsin.sources.acled import Acled
from tocsin.sources.addresses import Guard
from tocsin.sources.connector import Window
from tocsin.sources.origin import Folder, Item, Site
from tocsin.sources.web import Web


def _row(k: int, **given: Any) -> dict[str, Any]:
    made_up = {
        "event_id_cnty": f"XXX{k}", "event_date": "2021-03-04", "event_type": "Protests",
        "sub_event_type": "Peaceful protest", "actor1": "Protesters", "actor2": None, "iso": "398",
        "location": "Somewhere", "latitude": "43.2", "longitude": "76.9", "fatalities": "0",
        "timestamp": "1615334400",
    }  # fmt: skip
    return {**made_up, **given}


def _page(rows: list[dict[str, Any]]) -> bytes:
    return json.dumps({"success": True, "data": rows}).encode()


def test_a_row_is_known_when_it_was_last_uploaded() -> None:
    page = _page([_row(1), _row(2, iso=51, fatalities=3, timestamp=1615334401)])
    frame = Acled({}).read([Item("x", "x")], [page]).tables["events"]
    first, second = shaped(EVENTS, frame).to_dicts()
    assert first["known"] == datetime(2021, 3, 10, tzinfo=UTC)
    assert first["happened"] == date(2021, 3, 4)
    assert (first["place_country"], second["place_country"]) == ("KAZ", "ARM")
    assert (first["release"], second["release"]) == ("1615334400", "1615334401")
    assert second["best"] == 3
    assert first["kind"] == "Protests: Peaceful protest"
    assert first["actor1_country"] is None


@pytest.mark.parametrize("separator", [",", ";"])
def test_exported_files_are_read(separator: str) -> None:
    row = _row(1, event_date="04 March 2021", actor2="")
    text = separator.join(row) + "\n" + separator.join(map(str, row.values())) + "\n"
    frame = Acled({}).read([Item("x.csv", "x")], [text.encode()]).tables["events"]
    assert frame["happened"].to_list() == [date(2021, 3, 4)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"event_date\n1\n", "has no columns event_id_cnty"),
        (b"", "cannot be read as a table"),
        (b"{", "is no JSON"),
        (b'{"success": false}', "check that your account may use the API"),
        (_page([_row(1, event_date="soon")]), "cannot be read; export it again"),
        (_page([_row(1, timestamp="soon")]), "cannot be read; export it again"),
    ],
)
def test_files_of_something_else_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        Acled({}).read([Item("x", "x")], [content])


def test_the_key_comes_from_the_environment(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acled, "KEY_URL", f"{server.url}/oauth/token")
    with Web(Guard(server.url), tmp_path) as web:
        assert Acled({"ACLED_ACCESS_TOKEN": "t"}).headers(web) == {"Authorization": "Bearer t"}
        with pytest.raises(SourceError, match="ACLED needs your own access: set ACLED_EMAIL"):
            Acled({"ACLED_EMAIL": "a@example.org"}).headers(web)
        own = Acled({"ACLED_EMAIL": "a@example.org", "ACLED_PASSWORD": "p"})
        server.put("/oauth/token", b'{"access_token": "fresh"}')
        assert own.headers(web) == {"Authorization": "Bearer fresh"}
        server.put("/oauth/token", b"[]")
        with pytest.raises(SourceError, match="gave no key"):
            own.headers(web)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("window", "query"),
    [
        (Window(), ""),
        (Window(date(2021, 1, 1), date(2021, 2, 1)),
         "&event_date=2021-01-01|2021-02-01&event_date_where=BETWEEN"),
        (Window(since=date(2021, 1, 1)), "&event_date=2021-01-01&event_date_where=%3E%3D"),
        (Window(until=date(2021, 1, 1)), "&event_date=2021-01-01&event_date_where=%3C%3D"),
    ],
)  # fmt: skip
def test_pages_are_asked_until_one_is_not_full(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, window: Window, query: str
) -> None:
    monkeypatch.setattr(acled, "PAGE", 2)
    base = f"/read?_format=json&limit=2{query}&page="
    for page, rows in ((1, [_row(1), _row(2)]), (2, [_row(3), _row(4)]), (3, [])):
        server.put(f"{base}{page}", _page(rows))
        server.put(f"{base}{page}".replace("|", "%7C"), _page(rows))
    with Web(Guard(server.url), tmp_path) as web:
        items = list(Acled({}).plan(Site(f"{server.url}/read", web), window).items)
    assert len(items) == 2
    ids = [
        row
        for item in items
        for row in Acled({}).read([item], [item.content or b""]).tables["events"]["event_id"]
    ]
    assert ids == ["XXX1", "XXX2", "XXX3", "XXX4"]
    assert not any(item.lasting for item in items)


def test_a_folder_s_files_are_planned(tmp_path: Path) -> None:
    for name in ("export.csv", "read me.txt"):
        (tmp_path / name).write_bytes(b"")
    plan = Acled({}).plan(Folder(tmp_path), Window())
    assert [item.name for item in plan.items] == ["export.csv"]
