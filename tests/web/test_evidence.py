"""From the overview to the sentence that moved the probability in three clicks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

import tocsin
from tests.web.test_app import client_of, whole, words
from tests.workflows.test_desk import make_up
from tests.workflows.test_weighed import told
from tocsin.results import Explanation, ExplanationRow
from tocsin.workflows import answers


def explained() -> Explanation:
    """The ballot case, with one item that moved its gravest outcome."""
    case = tocsin.load_case("ballot")
    (line,) = [line for line in case.evidence.timelines if line.node == "presence"]
    entry = line.entries[0]
    row = ExplanationRow(
        kind="evidence", id=entry.id, label=entry.label, date=entry.published, change=0.34,
        mc_error=0.02, sources=[*entry.sources, *entry.claims],
    )  # fmt: skip
    return told(case).model_copy(update={"rows": [row], "log_odds": 0.34})


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        patch.setattr(answers, "explain", lambda case, **_: explained())
        yield from client_of(tocsin.load_case("ballot"))


def followed(client: TestClient, page: str, link: str) -> str:
    """The page that the first link of a page with this address leads to."""
    found = re.search(f'href="({link}[^"]*)"', page)
    assert found, link
    return whole(client, unescape(found[1]).partition("#")[0])


def test_three_clicks_lead_to_the_sentence(client: TestClient) -> None:
    overview = whole(client, "/en/overview")
    why = followed(client, overview, "/en/why#row-")
    item = followed(client, why, "/en/evidence/")
    (claim,) = [one for one in tocsin.load_case("ballot").claims if one.id == "C5"]
    assert claim.paraphrase.en in words(item)
    assert re.search('href="/en/timeline#claim-C5"', item)
    assert re.search('href="/en/timeline#source-S12"', item)
    assert claim.paraphrase.fr in words(whole(client, "/fr/evidence/V4"))


def test_page_and_json_are_of_one_object(client: TestClient) -> None:
    told_so = client.get("/api/v1/evidence/V4/weight").json()
    shown = words(whole(client, "/en/evidence/V4"))
    assert told_so["weight"]["form"] == "step"
    assert told_so["label"]["en"] in shown
    assert told_so["claims"][0]["paraphrase"]["en"] in shown
    every = client.get("/api/v1/weighed").json()
    assert told_so in every["items"]


def test_an_item_that_is_not_known_yet_is_not_found(client: TestClient) -> None:
    for address in ("/api/v1/evidence/V99/weight", "/en/evidence/V99"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "V99" in answer.text


def test_an_item_comes_by_itself_when_its_page_was_too_early(client: TestClient) -> None:
    part = client.get("/en/evidence/V4/evidence-V4")
    assert part.text.lstrip().startswith('<section id="evidence-V4"')


def test_a_reader_who_looks_back_keeps_looking_back(client: TestClient) -> None:
    item = whole(client, "/en/evidence/V4?as_of=2026-01-31")
    assert 'href="/en/timeline?as_of=2026-01-31#claim-C5"' in item
