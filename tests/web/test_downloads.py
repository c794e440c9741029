"""Data from the desk: the view in hand as files, the feed of changes, the page that offers them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape

import feedparser
import pytest
from fastapi.testclient import TestClient
from pyarrow import parquet

from tests import results_for_tests as made
from tests.web.test_app import client_of
from tests.workflows.test_desk import calls as calls  # the answers made up
from tests.workflows.test_desk import make_up
from tocsin.exports.case_files import case_archive
from tocsin.exports.tables import TABLES
from tocsin.language import Language


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        yield from client_of(made.case())


@pytest.mark.parametrize("language", list(Language))
def test_the_page_offers_every_table_of_the_pages_there_are(
    client: TestClient, language: Language
) -> None:
    html = client.get(f"/{language}/data").text
    offered = set(re.findall(r'href="/api/v1/tables/(\w+)\?format=csv"', html))
    assert offered == {name for name, table in TABLES.items() if table.page != "record"}
    files = re.findall(r'href="(/(?:api|changes)[^"]+)"', html)
    for address in files if language is Language.EN else files[:3]:
        assert client.get(unescape(address)).status_code == 200, address
    assert "TLP:CLEAR" in html


def test_a_scenario_goes_along(client: TestClient) -> None:
    query = "as_of=2026-03-01&set=dispute%3Doff"
    html = client.get(f"/en/data?{query}").text
    assert f"/api/v1/tables/scenario?{query}&amp;format=csv" in html.replace("&amp;set", "&set")
    found = client.get(f"/api/v1/tables/scenario?{query}").text
    assert len(found.splitlines()) > 1
    assert len(client.get("/api/v1/tables/scenario").text.splitlines()) == 1


def test_a_table_comes_as_csv_and_parquet_under_a_name_of_its_own(client: TestClient) -> None:
    found = client.get("/api/v1/tables/outcomes")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert found.headers["content-disposition"] == (
        f'attachment; filename="kazakhstan-{made.AS_OF}-outcomes.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(found.text)))
    told = client.get("/api/v1/assessment").json()
    assert [float(row["probability"]) for row in rows] == [
        h["probability"] for outcome in told["outcomes"] for h in outcome["horizons"]
    ]
    binary = client.get("/api/v1/tables/outcomes?format=parquet")
    assert parquet.read_table(io.BytesIO(binary.content)).num_rows == len(rows)


def test_what_there_is_not_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/tables/nothing").status_code == 404
    assert client.get("/api/v1/tables/outcomes?format=xlsx").status_code == 422


def test_map_and_bundle_are_those_of_the_export(client: TestClient) -> None:
    assert client.get("/api/v1/geojson").json()["type"] == "FeatureCollection"
    bundle = client.get("/api/v1/stix")
    assert bundle.headers["content-type"] == "application/stix+json; version=2.1"
    assert json.loads(bundle.content)["type"] == "bundle"


def test_the_columns_are_told(client: TestClient) -> None:
    (first, *_) = client.get("/api/v1/tables?limit=1").json()
    assert first["name"] == next(iter(TABLES))
    assert first["columns"][0]["name"] == "case"


def test_a_file_that_is_known_already_is_not_sent_again(client: TestClient) -> None:
    for address in ("/api/v1/tables/outcomes", "/changes.atom?lang=fr"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("language", list(Language))
def test_the_feed_leads_to_pages_of_the_desk(client: TestClient, language: Language) -> None:
    overview = client.get(f"/{language}/overview").text
    (address,) = re.findall(r'application/atom\+xml" href="([^"]+)"', overview)
    read = feedparser.parse(client.get(address).content)
    assert read.entries
    for entry in read.entries:
        assert entry.link.startswith(f"http://127.0.0.1/{language}/")
        assert client.get(entry.link).status_code == 200


@pytest.mark.parametrize("page", ["method", "data"])
def test_the_case_can_be_had_as_files(client: TestClient, page: str) -> None:
    assert 'href="/api/v1/case-files"' in client.get(f"/en/{page}").text
    answer = client.get("/api/v1/case-files")
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="' in answer.headers["content-disposition"]
    assert answer.content == case_archive(made.case())
