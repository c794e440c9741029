"""UCDP: real files and pages of the API, each with its edition and when that was surely out."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.sources.gdelt_for_tests import DATA, zipped
from tests.sources.server_for_tests import Server
from tocsin.errors import SourceError
from tocsin.lake.append import Whole
from tocsin.lake.frames import shaped
from tocsin.lake.schema import EVENTS
from tocsin.sources import ucdp
from tocsin.sources.addresses import Guard
from tocsin.sources.connector import Window
from tocsin.sources.origin import Folder, Item, Site
from tocsin.sources.ucdp import Ucdp, published, release_of
from tocsin.sources.web import Web

ETHIOPIA = DATA / "ucdp_ged" / "ethiopia.csv"
real = pytest.mark.skipif(not ETHIOPIA.is_file(), reason="the shared material is not here")


def _real_rows(path: Path = ETHIOPIA) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@real
@pytest.mark.parametrize("name", ["ethiopia.csv", "south_sudan.csv"])
def test_real_events_become_rows(name: str) -> None:
    path = ETHIOPIA.with_name(name)
    rows = Ucdp("23.1", {}).read([Item(name, "x")], [path.read_bytes()])
    frame = shaped(EVENTS, rows.tables["events"])
    expected = _real_rows(path)
    # some sources are quoted over several lines
    assert frame.height == len(expected) == rows.counts[0]
    assert frame["event_id"].to_list() == [row["id"] for row in expected]
    for column in ("low", "best", "high"):
        assert frame[column].to_list() == [int(row[column]) for row in expected]
    assert frame["place_country"].unique().to_list() == [{"e": "ETH", "s": "SSD"}[name[0]]]
    assert set(frame["kind"]) == {"state-based", "non-state", "one-sided"}
    assert [row["date_start"][:10] for row in expected] == [str(d) for d in frame["happened"]]
    assert frame.filter(pl.col("happened_end") <= pl.col("happened")).is_empty()
    assert frame.filter(pl.col("sources_count") < 0).is_empty()
    assert set(frame["known"]) == {datetime(2023, 7, 1, tzinfo=UTC)}
    assert rows.whole is None


@real
def test_states_have_their_countries_and_others_none() -> None:
    frame = Ucdp("23.1", {}).read([Item("x", "x")], [ETHIOPIA.read_bytes()]).tables["events"]
    first = frame.row(0, named=True)
    assert (first["actor1_country"], first["actor2_country"]) == ("ETH", None)
    assert (first["actor1_name"], first["actor2_name"]) == ("Government of Ethiopia", "TPLF")
    assert "ERI" in set(frame["actor2_country"]) | set(frame["actor1_country"])


@pytest.mark.parametrize(
    ("name", "release", "out"),
    [
        ("GEDEvent_v23_1.csv", "23.1", (2023, 7)),
        ("GEDEvent_v24_0_11.csv", "24.0.11", (2025, 1)),
        ("GEDEvent_v24_01_24_03.csv", "24.01.24.03", (2024, 5)),
        ("gedevents/25.1?pagesize=1000&page=3", "25.1", (2025, 7)),
    ],
)
def test_a_name_tells_the_edition_and_the_edition_when_it_was_out(
    name: str, release: str, out: tuple[int, int]
) -> None:
    assert release_of(name) == release
    assert published(release) == datetime(*out, 1, tzinfo=UTC)


def test_what_is_no_edition_is_refused() -> None:
    for release in ("23", "23.2", "23.0.13", "x", "23.1.x"):
        with pytest.raises(SourceError, match=f"{release} is no edition of UCDP"):
            Ucdp(release, {})
    with pytest.raises(SourceError, match=r"ethiopia\.csv does not tell its edition"):
        release_of("ethiopia.csv")


def _csv(**given: str) -> bytes:
    row = dict.fromkeys(ucdp.NEEDED, "1") | {"date_start": "2022-01-02", "date_end": ""} | given
    return f"{','.join(row)}\n{','.join(row.values())}\n".encode()


def test_older_layouts_are_read_too() -> None:
    content = _csv(date_start="6/30/2017 0:00:00", date_end="7/2/2017 0:00:00", country_id="365")
    frame = Ucdp("18.1", {}).read([Item("x", "x")], [content]).tables["events"]
    row = frame.row(0, named=True)
    assert (row["happened"], row["happened_end"]) == (date(2017, 6, 30), date(2017, 7, 2))
    assert row["place_country"] == "RUS"
    assert row["sources_count"] is None


def test_a_whole_release_says_so() -> None:
    name = "GEDEvent_v24_1.csv.zip"
    rows = Ucdp(None, {}).read([Item(name, "x")], [zipped("GEDEvent_v24_1.csv", _csv())])
    assert rows.whole == Whole(datetime(2024, 7, 1, tzinfo=UTC), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (_csv(date_start="soon"), "a date that can be read"),
        (b"id,best\n1,2\n", "has no columns type_of_violence"),
        (b"", "cannot be read as a table"),
        (b"{", "is no JSON"),
        (b'{"Result": 3}', "holds no list of results"),
    ],
)
def test_files_of_something_else_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        Ucdp("23.1", {}).read([Item("x", "x")], [content])


@real
def test_the_api_gives_the_same_rows_page_by_page(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ucdp, "PAGE", 1500)
    rows = _real_rows()
    for page in range(3):
        result = rows[1500 * page : 1500 * (page + 1)]
        path = f"/api/23.1?pagesize=1500&StartDate=1989-01-01&page={page}"
        server.put(path, json.dumps({"TotalPages": 3, "Result": result}).encode())
    chosen = Ucdp("23.1", {"UCDP_ACCESS_TOKEN": "t"})
    with Web(Guard(server.url), tmp_path) as web:
        site = Site(f"{server.url}/api", web, chosen.headers(web))
        items = list(chosen.plan(site, Window(since=date(1989, 1, 1))).items)
        frames = [
            chosen.read([item], [site.content(item.place)]).tables["events"] for item in items
        ]
    assert {headers["x-ucdp-access-token"] for _, headers in server.asked} == {"t"}
    whole = chosen.read([Item("x", "x")], [ETHIOPIA.read_bytes()]).tables["events"]
    assert pl.concat(frames).equals(whole)


def test_the_api_needs_an_edition_and_tells_its_pages(server: Server, tmp_path: Path) -> None:
    with Web(Guard(server.url), tmp_path) as web:
        site = Site(server.url, web)
        assert Ucdp(None, {}).headers(web) == {}
        with pytest.raises(SourceError, match="say which edition"):
            list(Ucdp(None, {}).plan(site, Window()).items)
        server.put("/23.1?pagesize=1000&EndDate=2020-01-01&page=0", b"[]")
        with pytest.raises(SourceError, match="no page of the API"):
            list(Ucdp("23.1", {}).plan(site, Window(until=date(2020, 1, 1))).items)
        server.put("/23.1?pagesize=1000&page=0", b"{}")
        with pytest.raises(SourceError, match="does not tell how many pages"):
            list(Ucdp("23.1", {}).plan(site, Window()).items)


def test_a_folder_s_files_are_planned(tmp_path: Path) -> None:
    for name in ("GEDEvent_v23_1.csv", "read me.txt"):
        (tmp_path / name).write_bytes(b"")
    plan = Ucdp(None, {}).plan(Folder(tmp_path), Window())
    assert [item.name for item in plan.items] == ["GEDEvent_v23_1.csv"]
